"""The command as processes: two at once, one interrupted, a full disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import MATERIAL, Shell

VAULT = [sys.executable, "-m", "cli.main"]


def texts(shell: Shell, folder: str, count: int) -> Path:
    for number in range(count):
        shell.write(
            f"{folder}/{number:03}.txt", f"第{number}条，{folder}：您的借呗账户已于2026年3月10日注销成功。"
        )
    return shell.home / folder


def started(shell: Shell, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*VAULT, *map(str, arguments)],
        cwd=shell.home,
        env=os.environ | {"PYTHONPATH": str(MATERIAL.parent.parent), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_add_at_once_both_succeed(vault: Shell) -> None:
    running = [started(vault, "add", "--json", texts(vault, name, 15)) for name in ("a", "b")]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert {json.loads(line)["status"] for line in out.splitlines()} == {"added"}
    assert len(vault("search", "注销", "--limit", "100", "--json").records) == 30
    assert vault("check", "--read-data").code == 0


def test_an_interrupted_import_keeps_every_item_that_was_reported(vault: Shell) -> None:
    process = started(vault, "add", "--json", texts(vault, "many", 300))
    assert process.stdout is not None
    reported = [json.loads(process.stdout.readline())["id"] for _ in range(5)]
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    reported += [json.loads(line)["id"] for line in rest.splitlines()]
    assert len(reported) < 300
    kept = {record["id"] for record in vault("search", "注销", "--limit", "1000", "--json").records}
    assert set(reported) <= kept
    assert vault("check", "--read-data").code == 0


def test_killed_in_the_middle_nothing_that_was_reported_is_lost(vault: Shell) -> None:
    process = started(vault, "add", "--json", texts(vault, "many", 300))
    assert process.stdout is not None
    reported = [json.loads(process.stdout.readline())["id"] for _ in range(8)]
    process.kill()
    process.communicate(timeout=60)
    kept = {record["id"] for record in vault("search", "注销", "--limit", "1000", "--json").records}
    assert set(reported) <= kept
    findings = {record["code"] for record in vault("check", "--read-data", "--json").records}
    assert findings <= {"object-orphaned", "unfinished-file", "index-rebuilt"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_told_and_the_rest_is_safe(shell: Shell) -> None:
    small = shell.home / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        shell.set(VAULT_DIR=str(small / "vault"))
        assert shell("init", "--tsa", "none").code == 0
        fits = shell("add", "-", "--json", stdin="您的借呗账户已注销。".encode()).records[0]["id"]
        head = b"RIFF" + (4_000_036).to_bytes(4, "little") + b"WAVEfmt "
        ended = shell("add", shell.write("call.wav", head + os.urandom(4_000_000)), "--json")
        assert ended.code == 4
        assert ended.records[0]["error"]["code"] == "disk-full"
        assert shell("export", fits, "-o", "-").code == 0
        assert {one["code"] for one in shell("check", "--json").records} <= {"index-rebuilt"}
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_closed_pipe_is_no_error(vault: Shell) -> None:
    vault("add", texts(vault, "many", 40))
    process = started(vault, "search", "--limit", "1000", "--json")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
