"""Waits for single keys of a terminal, without Enter."""

from __future__ import annotations

import os
import re
import sys
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


def _keys(terminal: int) -> Iterator[str]:
    """Yield characters as they come, until the terminal is gone."""
    while data := os.read(terminal, 64):
        yield from _SEQUENCE.sub("", data.decode(errors="replace"))
