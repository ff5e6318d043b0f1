"""Waits for single keys of a terminal, without Enter."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

try:
    import termios
    import tty
except ImportError:  # Windows has neither; click knows its console
    HAS_TERMIOS = False
else:
    HAS_TERMIOS = True

END = "\x04"
"""Ctrl+D, and what stands for a terminal that is gone."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")
"""What arrows and function keys send (ECMA-48 section 5.4); its letters are no keys."""


@contextmanager
def listening() -> Iterator[Callable[[], str]]:
    """Take keys as they are pressed; what was typed before is dropped, for it cannot answer what is shown now.

    Show the question inside: a key that is pressed as soon as it appears is not lost, as it would be with
    `click.getchar`, which empties the terminal's buffer when it begins to wait.

    Yields:
        A function that waits for a key and returns it, `END` when there will be none.
    """
    if not HAS_TERMIOS:
        yield click.getchar
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSAFLUSH)
    keys = _keys(terminal)
    try:
        yield lambda: next(keys, END)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def answered(question: str, seconds: float) -> str:
    """Send the terminal an escape sequence that it answers with another.

    Args:
        question: The sequence; the answer to it ends in the same letter.
        seconds: How long to wait for an answer, more than 0.

    Returns:
        What came, "" where there is no terminal or none came in time. Keys pressed meanwhile are dropped.
    """
    if not HAS_TERMIOS or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ""
    with listening():
        sys.stdout.write(question)
        sys.stdout.flush()
        return _until(question[-1].encode(), sys.stdin.fileno(), time.monotonic() + seconds).decode("latin-1")


def _until(end: bytes, terminal: int, deadline: float) -> bytes:
    """Read until a byte comes or the time is over."""
    found = b""
    while end not in found and (left := deadline - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        data = os.read(terminal, 64)
        if not data:
            break
        found += data
    return found


def _keys(terminal: int) -> Iterator[str]:
    """Yield characters as they come, until the terminal is gone."""
    while data := os.read(terminal, 64):
        yield from _SEQUENCE.sub("", data.decode(errors="replace"))
