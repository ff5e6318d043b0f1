"""Shows the hits of a search: what each is on one line, why it was found on the next."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli import facts
from cli.screen import Screen
from vault.errors import printable
from vault.language import Translator
from vault.model import Item, Role
from vault.wording import KINDS

if TYPE_CHECKING:
    from vault.keeping.index.index import Hit

INDENT = "    "
WIDEST = 24
"""Cells of a column."""
NARROW = 12
"""Cells below which a name is left out: its last letters tell nothing."""
BEFORE = 0.3
"""How much of a line may stand before what was found in it."""


def show(out: Screen, hits: Sequence[Hit]) -> None:
    """Print hits in columns; what was searched for stands out on a terminal."""
    from rich.cells import cell_len  # only when something was found

    from cli.wrapping import in_columns

    room = shutil.get_terminal_size().columns
    rows = in_columns([_columns(hit.item, out.translate) for hit in hits], WIDEST)
    for hit, cells in zip(hits, rows, strict=True):
        line = "  ".join([click.style(hit.item.id, bold=True), *cells])
        used = len(hit.item.id) + 2 + sum(cell_len(cell) + 2 for cell in cells)
        title = _title(hit.item, room - used)
        out.out(f"{line}  {click.style(title, dim=True)}" if title else line.rstrip())
        if hit.snippet.text:
            out.out(INDENT + _snippet(hit.snippet.text, hit.snippet.hits, room - len(INDENT)))


def _columns(item: Item, translate: Translator) -> tuple[str, str, str]:
    """Return the day, the kind, and whom the item is about."""
    subjects = [fact for fact in item.platforms if fact.role is Role.SUBJECT]
    names = "、".join(dict.fromkeys(facts.value(fact, translate) for fact in subjects))
    return f"{item.findings.event_date or '':10}", translate(KINDS[item.findings.kind]), printable(names)


def _title(item: Item, room: int) -> str:
    """Return the name of an item; on a terminal its end, as far as the line still takes it."""
    from rich.cells import cell_len

    title = printable(item.title)
    if not sys.stdout.isatty() or cell_len(title) <= room:
        return title
    if room < NARROW:
        return ""
    while cell_len(title) >= room:
        title = title[1:]
    return f"…{title}"


def _snippet(text: str, ranges: tuple[tuple[int, int], ...], room: int) -> str:
    """Return a piece of the text on one line, the first range well in sight and all ranges in colour."""
    from rich.cells import cell_len

    first = ranges[0] if ranges else (0, 0)
    start = 0
    if cell_len(text[: first[1]]) > room:
        start = first[0]
        while start and cell_len(text[start - 1 : first[0]]) < room * BEFORE:
            start -= 1
    shown, used = ["…"] if start else [], int(start > 0)
    for place, char in enumerate((char if char.isprintable() else " " for char in text[start:]), start):
        used += cell_len(char)
        if used >= room and place + 1 < len(text):
            return "".join([*shown, "…"])
        marked = any(begin <= place < end for begin, end in ranges)
        shown.append(click.style(char, fg="yellow", bold=True) if marked else char)
    return "".join(shown)
