"""What the environment and the folder say is not believed: no network unasked, no endless file, no strange value."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.shell import MATERIAL, Shell

PROJECT = MATERIAL.parent.parent
INTERNET = re.compile(r"AF_INET6?|AF_PACKET")


def connections(shell: Shell, *arguments: str | Path) -> list[str]:
    """Run a command and return the system calls by which it would reach a network.

    A library that reads pictures tries at its import whether the loopback address can be bound; nothing leaves by that.
    """
    log = shell.home / "network.log"
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=connect,sendto,sendmsg"]
    done = subprocess.run(
        [*command, sys.executable, "-m", "cli.main", *map(str, arguments)],
        cwd=shell.home,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
    )
    if not log.exists() or b"not permitted" in done.stderr:
        pytest.skip("processes cannot be traced here")
    assert done.returncode in {0, 22, 31}, done.stderr.decode()  # 31: made, without a timestamp
    return [line for line in log.read_text(errors="replace").splitlines() if INTERNET.search(line)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_reaches_a_network_unless_an_authority_is_configured(vault: Shell) -> None:
    text = vault.write("a.txt", "您的借呗账户已于2026年3月10日注销成功，受理编号20260310123456。")
    picture = next(MATERIAL.glob("*.png"))
    for arguments in (
        ("add", text),
        ("add", picture),
        ("search", "注销"),
        ("packet", "--platform", "借呗", "-o", vault.home / "p.zip"),
        ("verify", vault.home / "p.zip"),
        ("check", "--read-data"),
        ("backup", vault.home / "copy"),
    ):
        assert connections(vault, *arguments) == [], arguments


def test_an_authority_of_the_vault_is_not_asked_while_the_environment_says_none(shell: Shell) -> None:
    assert shell("init", "--tsa", "http://127.0.0.1:9/tsr").code == 0
    shell.set(VAULT_TSA="none")
    added = shell("add", "-", "--json", stdin="您的借呗账户已注销。".encode())
    assert added.records[0]["timestamp"] == "none"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x", "//x", "http://", "http://\udc80/", "x" * 9000],
)
def test_an_authority_with_a_strange_address_is_refused_and_the_item_is_safe(vault: Shell, url: str) -> None:
    vault.set(VAULT_TSA=url)
    added = vault("add", "-", "--json", stdin=b"cancelled on 2026-03-10")
    assert added.records[0]["status"] == "added"
    assert added.records[0]["timestamp"] == "pending"
    assert "Traceback" not in added.err
    assert vault("timestamp").code == 31


@pytest.mark.parametrize("name", ["VAULT_IDENTITY", "VAULT_PASSPHRASE_FILE"])
@pytest.mark.parametrize(
    "path", ["/dev/zero", "/", "/proc/self/mem", "no such file", "\x01\x1b[31m", "x" * 5000, "~nobody/x"]
)
def test_a_key_that_is_none_is_told_at_once(vault: Shell, name: str, path: str) -> None:
    vault.set(VAULT_IDENTITY=None)
    vault.set(**{name: path})
    began = time.monotonic()
    ended = vault("search", "x")
    assert ended.code == 12
    assert "Traceback" not in ended.err
    assert "\x1b[31m" not in ended.err
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TZ", "../../etc/passwd"),
        ("TZ", "Asia"),
        ("TZ", "/dev/zero"),
        ("TZ", "x" * 5000),
        ("VAULT_LANG", "../../../tmp"),
        ("VAULT_LANG", "%s"),
        ("VAULT_PASSPHRASE_COMMAND", "'"),
        ("VAULT_PASSPHRASE_COMMAND", "/no/such/program"),
        ("VAULT_NEW_PASSPHRASE_FILE", "/dev/zero"),
        ("VAULT_SIGNER_PASSPHRASE_FILE", "/dev/zero"),
    ],
)
def test_a_strange_value_of_the_environment_is_no_bug(vault: Shell, name: str, value: str) -> None:
    vault.set(**{name: value})
    for arguments in (("add", "-"), ("search", "x"), ("check",)):
        ended = vault(*arguments, stdin=b"cancelled on 2026-03-10")
        assert ended.code in {0, 2, 5, 12}
        assert "Traceback" not in ended.err


@pytest.mark.slow
def test_unlocking_takes_at_most_three_seconds_and_a_wrong_passphrase_no_less(
    shell: Shell, tmp_path: Path
) -> None:
    shell.protect("tee mit milch und zucker")
    assert shell("init", "--tsa", "none").code == 0
    wrong = shell.write("wrong", "tee mit milch und honig")

    def took(expected: int) -> float:
        began = time.process_time()
        assert shell("search", "--json").code == expected
        return time.process_time() - began

    right = min(took(0) for _ in range(2))
    assert right < 3
    shell.set(VAULT_PASSPHRASE_FILE=str(wrong))
    refused = min(took(12) for _ in range(2))
    sealed = shell.home / "vault" / "keys" / "identity.age"
    content = bytearray(sealed.read_bytes())
    content[-5] ^= 1
    sealed.write_bytes(bytes(content))
    damaged = min(took(20) for _ in range(2))
    assert 0.5 < refused / damaged < 2, (right, refused, damaged)
