"""A terminal for the commands of a document: it runs them one after the other and answers what they ask."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from docs_shown import Shown

from tests.cli.shell import words_of

PASSPHRASE = "correct horse battery staple"
QUESTIONS = re.compile(r"(passphrase[^\n]*|the same again[^\n]*|口令[^\n]*)[:：]\s*$", re.IGNORECASE)
FIELDS = re.compile(
    r"^(name|identity number|phone|e-mail|address)( \[[^\n]*\])?: $", re.IGNORECASE | re.MULTILINE
)
KIT = re.compile(r"(recovery kit as[^\n]*|恢复卡保存为[^\n]*)[:：]\s*$")
WORD = re.compile(r"word (\d+) of the kit: $")
SOMETHING = "13800138000"
"""What is typed for each of the user's own particulars."""

SECONDS = 300


def script(commands: Sequence[Shown]) -> str:
    """Return a bash script that runs the commands in one shell and ends where one does not end as it should."""
    lines = []
    for command in commands:
        failure = f'echo "=== exit code $code, not {command.code}: "{shlex.quote(command.text)}; exit 1'
        lines += [command.text, f"code=$?; [ $code = {command.code} ] || {{ {failure}; }}"]
    return "\n".join(lines)


def answer(asked: str, folder: Path) -> str | None:
    """Return what the user types, None where nothing is asked."""
    if QUESTIONS.search(asked):
        return PASSPHRASE
    if KIT.search(asked):
        return "-"
    if word := WORD.search(asked):
        return words_of(folder / "kit.pdf").split()[int(word[1]) - 1]
    return SOMETHING if FIELDS.search(asked) else None


def run(commands: Sequence[Shown], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run commands on a terminal, typing the passphrase where it is asked for.

    Returns:
        The exit code, 0 if every command ended as it should, and everything that was shown.
    """
    file = folder / ".script"
    file.write_text(script(commands), "utf-8")
    try:
        process, terminal = pty.fork()
    except OSError as error:
        pytest.skip(f"no terminal can be had here: {error}")
    if process == 0:
        os.chdir(folder)
        os.execvpe("bash", ["bash", str(file)], dict(environment))  # noqa: S606 - the shell is named
    shown, answered, end = b"", 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1)
        if not ready:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the shell has ended
            break
        if not piece:
            break
        shown += piece
        reply = answer(shown[answered:].decode("utf-8", "replace").replace("\r", ""), folder)
        if reply is not None:
            answered = len(shown)
            os.write(terminal, reply.encode() + b"\n")
    else:
        os.kill(process, 9)
    os.close(terminal)
    status = os.waitpid(process, 0)[1]
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")
