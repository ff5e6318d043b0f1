"""`packet --redact` that writes nothing: previews, interrupts, and what cannot be covered or would be told."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from tests.cli.redacted_material import PHONE, SMS, WAV, fill
from tests.cli.shell import Shell
from tests.cli.test_proof_commands import certificate_file
from vault import packet, redaction
from vault.opening import Vault


@pytest.fixture
def filled(vault: Shell) -> Shell:
    return fill(vault)


@pytest.mark.parametrize("steps", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_an_interrupt_at_any_time_leaves_nothing_behind(filled: Shell, steps: int) -> None:
    before = sorted(filled.home.rglob("*"))
    counted = itertools.count(1)

    def interrupted(_: int) -> None:
        if next(counted) >= steps:
            raise KeyboardInterrupt

    order = packet.Order("京东金融", redact=redaction.parse(["all"], []), output=filled.home / "out.zip")
    with Vault.open(filled.home / "vault") as opened, pytest.raises(KeyboardInterrupt):
        packet.make(opened, order, done=interrupted)
    assert sorted(filled.home.rglob("*")) == before


def test_a_preview_counts_and_writes_nothing(filled: Shell) -> None:
    ended = filled("packet", "--platform", "京东金融", "--redact", "phones", "--preview", "--json")
    assert ended.code == 0
    counts = [record["covered"].get("phones", 0) for record in ended.records]
    assert sorted(counts) == [0, 1, 2]
    assert list(Path().glob("*.zip")) == []
    said = filled("packet", "--platform", "京东金融", "--without", ended.records[0]["id"], "--preview")
    assert (said.code, said.out) == (0, "")


def test_a_packet_of_recordings_alone_is_refused(vault: Shell) -> None:
    sound = vault("add", vault.write("call.wav", WAV), "--json").records[0]["id"]
    text = vault("add", vault.write("sms.txt", SMS), "--json").records[0]["id"]
    ended = vault(
        "packet", "--platform", "京东金融", "--item", sound, "--without", text, "--redact", "ids", "--json"
    )
    assert (ended.code, json.loads(ended.out or "{}").get("error", {}).get("code")) in {
        (4, "redaction-nothing-left"),
        (4, None),
    }
    assert list(Path().glob("*.zip")) == []


@pytest.mark.slow
def test_a_name_of_the_packet_that_tells_a_covered_number_is_refused(filled: Shell) -> None:
    ended = filled("packet", "--platform", "京东金融", "--redact", "phones", "-o", f"{PHONE}.zip")
    assert ended.code == 21
    assert "redaction-leak" in ended.err
    assert list(Path().glob("*.zip")) == []


def test_a_certificate_that_names_the_owner_signs_no_redacted_packet(vault: Shell) -> None:
    assert vault("profile", "set", "--from", vault.write("profile.toml", 'name = "张三"\n')).code == 0
    assert vault("add", vault.write("sms.txt", SMS)).code == 0
    certificate_file(vault.home / "me.p12")  # of "Zhang San"
    vault.set(VAULT_SIGNER_PASSPHRASE_FILE=str(vault.write("passphrase", b"correct horse\n")))
    ended = vault(
        "packet", "--platform", "京东金融", "--redact", "names", "--signer", "me.p12", "-o", "packet.zip"
    )
    assert (ended.code, "signer.crt" in ended.err) == (21, True)
    assert list(Path().glob("*.zip")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--redact", "moon"), "redaction-unknown"),
        (("--redact-box", "abcd:0:1,2,3,4"), "redaction-box"),
        (("--redact-box", "abcd:1:9,9,3,4"), "redaction-box"),
    ],
)
def test_what_cannot_be_understood_is_said(vault: Shell, words: tuple[str, ...], code: str) -> None:
    ended = vault("packet", "--platform", "京东金融", *words)
    assert (ended.code, code in ended.err) == (2, True)


def test_a_fact_or_page_that_is_not_there_is_said(filled: Shell) -> None:
    item = filled("add", filled.write("sms.txt", SMS), "--json").records[0]["id"]
    for words in (("--redact", f"{item}:f99"), ("--redact-box", f"{item}:1:1,2,3,4")):
        ended = filled("packet", "--platform", "京东金融", *words)
        assert (ended.code, "redaction-target" in ended.err) == (5, True)
