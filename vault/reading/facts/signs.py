"""Patterns looked for around a sign that each of their matches holds, where the sign is rare and quickly found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def around(
    places: Iterable[int], pattern: re.Pattern[str], text: str, *, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that stand around `places`, each part of the text looked at once.

    A pattern that begins with a number is tried at every digit of a page; the sign that it must hold (月, 前, a month's
    name) is rare.

    Args:
        places: Where a sign stands that every match holds, ascending.
        pattern: What to find.
        text: The folded text.
        before: The most characters that a match has before its sign.
        after: The most that it has, with what the pattern looks ahead at, from its sign on.
    """
    free = 0
    for at in places:
        if at < free:
            continue
        match = pattern.search(text, max(free, at - before), at + after)
        if match and match.start() > at:
            match = None  # it holds a sign further on, behind which this part may end too soon
        if match:
            yield match
        free = max(at, match.end() if match else at)


def at(places: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that start at `places` (ascending), none of which overlap."""
    free = 0
    for start in places:
        if start >= free and (match := pattern.match(text, start)):
            yield match
            free = match.end()


def places_of(sign: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where `sign` stands."""
    return (match.start() for match in sign.finditer(text))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, of those that begin together the longest.

    Words with the same first letter are one alternative, so that few are tried at a place.
    """
    beginnings: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        beginnings.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})" for first, rests in beginnings.items()
    )


def word_alone(word: str) -> str:
    """Return a pattern of an English `word` in lower case before which no letter stands.

    Its own first letter comes first in the pattern, so that a search skips to it.
    """
    return f"{re.escape(word[0])}(?<![a-z].){re.escape(word[1:])}"
