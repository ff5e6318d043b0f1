"""The words that the rules of statements ask for: each is looked for once on a page, whatever rules ask for it."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from vault.reading.facts.finder import Finder
from vault.reading.facts.rules import table


@functools.cache
def vocabulary() -> Finder:
    """Return what finds the packaged words."""
    return Finder(_words())


def _words() -> Iterator[str]:
    kinds, obstacles, authorizations = map(table, ("kinds", "obstacles", "authorizations"))
    wordings = (
        *kinds["rule"],
        obstacles["blocked"],
        *obstacles["obstacle"],
        *authorizations["authorization"],
    )
    for row in wordings:
        yield from row["needs"]
    for row in kinds["gathering"]:
        for words in (*row.get("words", ()), row["none"]):
            yield from words
    for words in (*table("acts")["words"].values(), obstacles["retold"], authorizations["topic"]):
        yield from words
