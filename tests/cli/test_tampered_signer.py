"""The signing key and its certificate: exchanged, mixed up, and put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from vault.keeping import age
from vault.proving.signer import new_signer

STRANGER = new_signer("Stranger", now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), serial=7)


def keys(shell: Shell) -> Path:
    return shell.home / "vault" / "keys"


def found(shell: Shell) -> set[str]:
    return {record["code"] for record in shell("check", "--json").records}


def key_for(shell: Shell) -> bytes:
    from vault.keeping import settings

    return age.encrypt(STRANGER.key_pem, settings.load(shell.home / "vault").recipients)


def test_a_certificate_that_is_not_of_the_key_is_a_finding_and_a_new_key_is_made(vault: Shell) -> None:
    (keys(vault) / "signer.crt").write_bytes(STRANGER.certificate_pem)
    assert found(vault) == {"signer-mismatch", "signer-changed"}
    assert vault("check").code == 20
    assert vault("recipients", "finish").code == 0
    assert found(vault) == set()


def test_a_key_that_is_not_of_the_certificate_is_a_finding(vault: Shell) -> None:
    (keys(vault) / "signer.age").write_bytes(key_for(vault))
    assert found(vault) == {"signer-mismatch"}


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", b"\xff"]
)
def test_a_certificate_that_is_none_is_a_finding(vault: Shell, content: bytes) -> None:
    (keys(vault) / "signer.crt").write_bytes(content)
    assert found(vault) == {"signer-mismatch", "signer-changed"}


def test_a_signer_that_was_exchanged_as_a_whole_is_a_finding_until_the_user_agrees(vault: Shell) -> None:
    (keys(vault) / "signer.age").write_bytes(key_for(vault))
    (keys(vault) / "signer.crt").write_bytes(STRANGER.certificate_pem)
    assert found(vault) == {"signer-changed"}
    agreed = vault("recipients", "accept", "--yes")
    assert agreed.code == 0
    assert "changed: the signing certificate" in agreed.err
    assert found(vault) == set()
    assert "Nothing was changed" in vault("recipients", "accept", "--yes").err


def test_removing_a_reader_makes_a_new_signer_that_is_known(vault: Shell) -> None:
    other = age.generate().recipients[0]
    assert vault("recipients", "add", other, "--yes").code == 0
    before = (keys(vault) / "signer.crt").read_bytes()
    assert vault("recipients", "remove", other, "--yes").code == 0
    assert (keys(vault) / "signer.crt").read_bytes() != before
    assert found(vault) <= {"index-rebuilt"}
