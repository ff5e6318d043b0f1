"""Keys of tickets, which stand without a label on pages about tickets: SUP-4821, SR-2026-0044192, [CASE-0817]."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.reading.facts.rules import table

_KEY = re.compile(
    r"(?m)(?P<n>(?P<maker>[A-Z](?:(?<=^.)|(?<=^ .)|(?<=^  .)|(?<=[\[(|].)|(?<=: .)"
    r"|(?<=#.)(?:(?<=^#.)|(?<=^ #.)|(?<=^  #.)|(?<=[\[(|]#.)|(?<=: #.)))[A-Z]{1,9})"
    r"(?:-[A-Z0-9]{1,10}){0,3}-[0-9]{3,12})(?=[\])|: ]|$)"
)
_LETTERS_AND_DIGITS = re.compile(r"[A-Z][A-Z][A-Z0-9-]{0,44}-[0-9]{3}")
"""What every such key holds: a cheap first look."""
_DATED = re.compile(
    r"(?m)^ {0,2}(?P<n>(?P<maker>[A-Z]{2,6})-?(?:20)?2[0-9][01][0-9][0-3][0-9][0-9-]{2,14}[0-9]) {0,2}$"
)


_SLASHED = re.compile(
    r"(?P<n>(?P<maker>[A-Z](?<![0-9A-Za-z/.:_-].)[A-Z]{1,5})(?:/[A-Z0-9]{1,8}){0,3}/(?:[0-9]{1,6}-){0,3}[0-9]{1,10})"
    r"(?![0-9A-Za-z/]|[.-][0-9])"
)
_LETTERED = re.compile(r"(?<![一-龥])[一-龥]{2,7}字第 ?[0-9]{3,12} ?号")
_IN_BRACKETS = re.compile(
    r"【(?P<n>[A-Z]{1,6}-?[0-9]{6,20})】|(?i:request|case|ticket|complaint|claim|application) [a-z]{2,12} "
    r"[(](?P<told>[A-Z]{0,6}-?[0-9]{5,14})[)]"
)
_BRACKET = re.compile(r"【[A-Z]{1,6}-?[0-9]|[(](?<=[a-z] [(])[A-Z]{0,6}-?[0-9]{5}")
_FEWEST_DIGITS = 4
"""Of a code with slashes (BEA/CPL/2211), which needs neither a label nor a page about tickets."""

_HASH = re.compile(r"#(?<![0-9A-Za-z#&]#)(?P<n>(?P<maker>)[0-9]{5,12})(?![0-9A-Za-z#])")


@functools.cache
def _about_tickets() -> re.Pattern[str]:
    return re.compile(table("reference_labels")["keys"]["about_tickets"])


@functools.cache
def _no_makers() -> frozenset[str]:
    return frozenset(table("reference_labels")["keys"]["no_makers"])


def keys(text: str) -> Iterator[tuple[int, int]]:
    """Yield where codes with slashes or in brackets stand, numbers of letters, and keys on a page about tickets."""
    for match in _SLASHED.finditer(text):
        if match["maker"] not in _no_makers() and sum(map(str.isdigit, match["n"])) >= _FEWEST_DIGITS:
            yield match.span("n")
    if "字第" in text:
        yield from (match.span() for match in _LETTERED.finditer(text))
    if _BRACKET.search(text):
        yield from (match.span(str(match.lastgroup)) for match in _IN_BRACKETS.finditer(text))
    if not _about_tickets().search(text):
        return
    for pattern in (_KEY, _DATED, _HASH) if _LETTERS_AND_DIGITS.search(text) else (_DATED, _HASH):
        for match in pattern.finditer(text):
            if match["maker"] not in _no_makers():
                yield match.span("n")
