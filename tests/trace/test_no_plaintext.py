"""No plaintext of evidence reaches a disk that the user did not name: seen at the system calls, then searched for."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tracing import PROJECT, Written, canaries, traced

MATERIAL = PROJECT / "samples" / "material"
PICTURE = MATERIAL / "06-jd-cancelled.png"
SMS = MATERIAL / "14-jd-sms-pasted.txt"
MAIL = MATERIAL / "16-jd-mail-answer.eml"
WORDS = ("京东金融", "注销成功", "注销", "06-jd-cancelled", "14-jd-sms-pasted", "16-jd-mail-answer")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user with a vault, and an own folder for each thing that programs write to."""
    home = tmp_path_factory.mktemp("home")
    for name in ("tmp", "cache", "state", "config"):
        (home / name).mkdir()
    old = os.umask(0)  # whatever the umask, what is ours is closed to others
    try:
        vault(home, "init", "--tsa", "none")
    finally:
        os.umask(old)
    return home


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "VAULT_DIR": str(home / "vault"),
        "VAULT_IDENTITY": str(home / "identity.txt"),
        "VAULT_LANG": "zh",
        "VAULT_DEBUG": "1",  # who is not the administrator could not trace it otherwise
    }


def vault(home: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(PROJECT)} | environment(home),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def leaks(written: list[Written], allowed: Path | None) -> list[tuple[str, str, bytes]]:
    """Return every write of a canary to a file other than the one that the user named."""
    marks = [
        mark
        for path in (PICTURE, SMS, MAIL)
        for mark in canaries(path.read_bytes(), WORDS)
        if len(set(mark)) > 4  # runs of one byte are in every file
    ]
    return [
        (one.call, one.target, mark)
        for one in written
        if allowed is None or Path(one.target).parent != allowed
        for mark in marks
        if mark in one.data
    ]


def trace(home: Path, *arguments: str | Path, allowed: Path | None = None, code: int = 0) -> None:
    ended, written = traced([sys.executable, "-m", "cli.main", *arguments], environment(home), home)
    assert ended == code
    assert [one for one in written if one.call == "mmap"] == []  # shared memory on a file would not be seen
    assert leaks(written, allowed) == []


@pytest.mark.parametrize(
    "program",
    [
        "open('leak', 'wb').write(open(PATH, 'rb').read())",
        "open('leak', 'w').write('已办理：注销成功')",
        "import os; os.pwrite(os.open('leak', 65), '注销成功'.encode('gb18030'), 0)",
    ],
)
def test_a_program_that_leaks_is_caught(home: Path, program: str) -> None:
    ended, written = traced([sys.executable, "-c", program.replace("PATH", repr(str(PICTURE)))], {}, home)
    (home / "leak").unlink()
    assert ended == 0
    assert {Path(target).name for _call, target, _mark in leaks(written, None)} == {"leak"}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["rapidocr", "tesseract"])
def test_adding_writes_no_plaintext(home: Path, engine: str) -> None:
    trace(home, "add", "--engine", engine, PICTURE, SMS, MAIL)


@pytest.mark.slow
def test_finding_showing_and_handing_over_write_plaintext_only_where_it_was_asked_for(home: Path) -> None:
    vault(home, "add", PICTURE, SMS, MAIL)
    item = vault(home, "search", "注销", "--kind", "cancellation", "--json").split('"id": "')[1][:8]
    trace(home, "search", "注销")
    trace(home, "show", item, "--text")
    named = home / "named"
    named.mkdir(exist_ok=True)
    shutil.rmtree(named)
    named.mkdir()
    trace(home, "export", item, "-o", named / "copy.png", allowed=named)
    trace(home, "packet", "--platform", "京东金融", "-o", named / "packet.zip", allowed=named, code=31)


@pytest.mark.slow
def test_nothing_of_ours_holds_a_canary_or_is_open_to_others(home: Path) -> None:
    vault(home, "add", PICTURE, SMS, MAIL)
    vault(home, "search", "注销")
    marks = [
        mark
        for path in (PICTURE, SMS, MAIL)
        for mark in canaries(path.read_bytes(), WORDS)
        if len(set(mark)) > 4
    ]
    looked = 0
    for folder in ("vault", "tmp", "cache", "state", "config"):
        for path in (home / folder).rglob("*"):
            name = str(path.relative_to(home)).encode()
            content = path.read_bytes() if path.is_file() else b""
            assert not [mark for mark in marks if mark in content or mark in name], path
            looked += 1
            if folder == "vault":
                assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert looked > 10
