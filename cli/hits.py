"""Shows a hit of a search: what it is on one line, why it was found on the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import facts
from cli.screen import Screen
from vault.model import Role
from vault.wording import KINDS

if TYPE_CHECKING:
    from vault.keeping.index.index import Hit

WIDTH = 76
"""Cells of a snippet; a Chinese character takes two."""


def show(out: Screen, hit: Hit) -> None:
    """Print one hit; what was searched for stands out on a terminal."""
    item = hit.item
    subjects = [fact for fact in item.platforms if fact.role is Role.SUBJECT]
    names = "、".join(dict.fromkeys(facts.value(fact, out.translate) for fact in subjects))
    kind = out.translate(KINDS[item.findings.kind])
    out.out(
        f"{click.style(item.id, bold=True)}  {item.findings.event_date or '':10}  {kind}  {names}".rstrip()
    )
    if hit.snippet.text:
        out.out(f"    {_snippet(hit.snippet.text, hit.snippet.hits)}")


def _snippet(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    """Return the text on one line of at most `WIDTH` cells, its ranges in bold."""
    from rich.cells import cell_len  # only when something was found

    shown, used = [], 0
    for place, char in enumerate(text.replace("\n", " ")):
        used += cell_len(char)
        if used > WIDTH:
            break
        marked = any(start <= place < end for start, end in ranges)
        shown.append(click.style(char, fg="yellow", bold=True) if marked else char)
    return "".join(shown)
