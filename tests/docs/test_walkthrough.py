"""What the documents show is run: every command of the README and of the guide, in their order, by a made-up user."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from docs_shown import DOCS, PROJECT, Shown, commands
from docs_terminal import PASSPHRASE, run

from samples.authority import DemoAuthority

MATERIAL = PROJECT / "samples" / "material"
FILES = {
    "cancelled.png": "06-jd-cancelled.png",
    "certificate.pdf": "17-jd-settlement-certificate.pdf",
    "sms.txt": "14-jd-sms-pasted.txt",
    "answer.eml": "16-jd-mail-answer.eml",
    "papers/weilidai.txt": "26-weilidai-call-note.txt",
}
EXAMPLE_ID = "7kq2"
FIND_ID = Shown(
    "ID=$(vault search --kind cancellation --json | python -c 'import json; print(json.loads(input())[\"id\"])')",
    0,
)
# Opening a passphrase takes a second by design; with the identity itself, the commands after the first need not wait.
KEEP_IDENTITY = (
    "import os, pathlib, pyrage; home = pathlib.Path.home();"
    " sealed = (home / 'EvidenceVault/keys/identity.age').read_bytes();"
    " (home / 'identity').write_bytes(pyrage.passphrase.decrypt(sealed, os.environ['PASSPHRASE']))"
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a user who has nothing of ours set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VAULT_", "XDG_"))}
    programs = f"{home / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return kept | {"HOME": str(home), "PATH": programs, "VAULT_LANG": "en", "PASSPHRASE": PASSPHRASE} | more


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, sample in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(MATERIAL / sample, tmp_path / name)
    command = tmp_path / "bin" / "vault"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH={PROJECT} exec {sys.executable} -m cli.main "$@"\n')
    command.chmod(0o755)
    return tmp_path


def prepared(shown: list[Shown]) -> list[Shown]:
    """Put in what a user would know, the id that the example id stands for; and spare the wait for the passphrase."""
    lines: list[Shown] = []
    for command in shown:
        if EXAMPLE_ID in command.text and FIND_ID not in lines:
            lines.append(FIND_ID)
        lines.append(Shown(command.text.replace(EXAMPLE_ID, '"$ID"'), command.code))
        if command.text.startswith("vault init"):
            lines.append(Shown(f'python -c "{KEEP_IDENTITY}" && export VAULT_IDENTITY=~/identity', 0))
    return lines


def test_the_readme(folder: Path) -> None:
    text = (PROJECT / "README.md").read_text("utf-8").split("## 中文说明")[0]
    code, screen = run(prepared(commands(text)), folder, environment(folder))
    assert code == 0, screen
    assert "Traceback" not in screen


def test_the_guide(folder: Path) -> None:
    text = (DOCS / "guide.md").read_text("utf-8")
    missing = [name for name in ("age", "jq", "openssl", "unzip") if not shutil.which(name)]
    shown = [one for one in commands(text) if not any(name in one.text.split() for name in missing)]
    with DemoAuthority() as authority:
        (folder / "tsa-root.pem").write_bytes(authority.root_pem)
        code, screen = run(prepared(shown), folder, environment(folder, TSA=authority.url))
    assert code == 0, screen
    assert "Traceback" not in screen
    if missing:
        pytest.skip(f"not run for lack of {', '.join(missing)}: {len(commands(text)) - len(shown)} commands")


def test_reading_a_picture_leaves_nothing_in_the_home_folder(folder: Path) -> None:
    before = set(folder.rglob("*"))
    code, screen = run([Shown("vault read cancelled.png >/dev/null", 0)], folder, environment(folder))
    assert code == 0, screen
    assert set(folder.rglob("*")) - before == {folder / ".script"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ((DOCS / "guide.md").read_text("utf-8"), (DOCS / "guide.zh.md").read_text("utf-8")),
        (PROJECT / "README.md").read_text("utf-8").split("## 中文说明"),
    ],
    ids=["guide", "readme"],
)
def test_both_languages_show_the_same_commands(english: str, chinese: str) -> None:
    assert commands(english)
    assert commands(english) == commands(chinese)
