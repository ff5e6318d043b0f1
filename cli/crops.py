"""Shows a small picture in a terminal that can: inline, from memory, without a file.

Sources: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (kitty), https://iterm2.com/documentation-images.html
(iTerm2, which WezTerm follows), and for sixels the primary device attributes of the VT340 (DA1, 4: sixel graphics).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from enum import Enum, auto

PIECE = 4096
"""Characters of base64 in one escape sequence of kitty, the most that its protocol allows."""

CELL = 10
"""Pixels that a cell is taken to be wide; only the size on the screen hangs on it."""

ATTRIBUTES = "\x1b[c"
"""Asks a terminal what it can (DA1)."""

_SIXEL_TERMINALS = ("foot", "mlterm", "yaft")
_ANSWER = re.compile(r"\x1b\[\?([0-9;]*)c")
_SIXEL_GRAPHICS = "4"


class Protocol(Enum):
    """How a terminal takes pictures."""

    KITTY = auto()
    ITERM = auto()
    SIXEL = auto()


def protocol(environment: Mapping[str, str], ask: Callable[[str], str]) -> Protocol | None:
    """Tell how the terminal takes pictures; None where it takes none.

    tmux and screen hand the variables of the outer terminal on, and its escape sequences not; what they themselves
    can they say when they are asked.

    Args:
        environment: The process environment.
        ask: Sends the terminal a question and returns its answer, "" if none comes.
    """
    term = environment.get("TERM", "")
    if "TMUX" not in environment and "STY" not in environment:
        if "KITTY_WINDOW_ID" in environment or "kitty" in term:
            return Protocol.KITTY
        if environment.get("TERM_PROGRAM") in {"iTerm.app", "WezTerm"}:
            return Protocol.ITERM
        if term.startswith(_SIXEL_TERMINALS) or "sixel" in term:
            return Protocol.SIXEL
    if term in {"", "dumb", "linux"}:
        return None
    answer = _ANSWER.search(ask(ATTRIBUTES))
    return Protocol.SIXEL if answer and _SIXEL_GRAPHICS in answer[1].split(";")[1:] else None


def inline(png: bytes, how: Protocol, columns: int) -> str:
    """Return the escape sequences that show a picture where the cursor stands.

    Args:
        png: A PNG file.
        how: What the terminal understands.
        columns: Cells of a line, at least 1; a wider picture is made smaller.
    """
    if how is Protocol.SIXEL:
        from cli.sixel import sixels  # Pillow is not loaded before there is a picture to draw

        return sixels(png, columns * CELL)
    width = int.from_bytes(png[16:20], "big")  # PNG (third edition) section 11.2.1: IHDR comes first
    cells = max(1, min(columns, -(-width // CELL)))
    return _kitty(png, cells) if how is Protocol.KITTY else _iterm(png, cells)


def _kitty(png: bytes, cells: int) -> str:
    """Return the picture in pieces; `q=2` keeps the terminal from answering, which would look like keys."""
    data = base64.standard_b64encode(png).decode("ascii")
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    sequences = []
    for number, piece in enumerate(pieces):
        more = int(number + 1 < len(pieces))
        keys = f"a=T,f=100,q=2,c={cells},m={more}" if number == 0 else f"q=2,m={more}"
        sequences.append(f"\x1b_G{keys};{piece}\x1b\\")
    return "".join(sequences)


def _iterm(png: bytes, cells: int) -> str:
    data = base64.standard_b64encode(png).decode("ascii")
    return f"\x1b]1337;File=inline=1;size={len(png)};width={cells};preserveAspectRatio=1:{data}\x07"
