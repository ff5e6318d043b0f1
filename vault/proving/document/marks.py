"""Facts marked in the text of an exhibit: which words are underlined, and which number stands behind them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vault.proving.document.facts import Shown

Run = dict[str, object]
"""A run of a line as the template reads it: `text`, `certain` (None if no fact stands there), `ends`."""


def marked(lines: Sequence[str], shown: Sequence[Shown]) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of a text cut where a fact begins or ends.

    Args:
        lines: The spans of the facts count in these, joined by line feeds.
        shown: The facts of the exhibit.

    Returns:
        The runs of each line. Where facts lie over each other, one that a person confirmed decides how the words look;
        the numbers of all stand behind their last words.
    """
    rows: list[tuple[Run, ...]] = []
    start = 0
    for line in lines:
        rows.append(_runs(line, start, shown))
        start += len(line) + 1
    return tuple(rows)


def _runs(line: str, start: int, shown: Sequence[Shown]) -> tuple[Run, ...]:
    end = start + len(line)
    here = [
        (first, last, fact.number if (first, last) == place[-1] else 0, fact.certain)
        for fact in shown
        for place in fact.spans
        for first, last in place
        if start <= first < last <= end
    ]
    cuts = sorted({start, end, *(at for first, last, _, _ in here for at in (first, last))})
    runs: list[Run] = []
    for left, right in pairwise(cuts):
        over = [certain for first, last, _, certain in here if first <= left and right <= last]
        ends = [
            {"number": number, "certain": certain}
            for _, last, number, certain in here
            if last == right and number > 0
        ]
        runs.append(
            {"text": line[left - start : right - start], "certain": any(over) if over else None, "ends": ends}
        )
    return tuple(runs)
