"""Patterns with a cheap first look: what a match begins with, told before any alternative is tried.

Reads the part of the syntax of `re` that the rules' data is written in, in lower case and without flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Beginning = frozenset[str] | None
"""Items of a character class that a match begins with, or `_START`; None for any character."""

_START = "^"
"""That a match begins where the text does, whatever stands there; the character itself is an item with a backslash."""

_SIGN = re.compile(
    r"(?s)\\.|\[\^?\]?(?:\\.|[^\]\\]){0,400}\]|\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|[*+?]\??|\{[0-9,]+\}\??|."
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_QUANTIFIERS = ("*", "+", "?", "{")
_MAY_BE_ABSENT = ("*", "?", "{0", "{,")
_PLACES = ("$", r"\b", r"\B", r"\A", r"\Z")
_CLASSES = (r"\d", r"\w", r"\s")
_NOTHING: frozenset[str] = frozenset()


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return the alternatives `patterns` as one pattern, which looks at the first character before it tries them."""
    joined = "|".join(patterns)
    first, may_be_empty = _alternatives(iter(_SIGN.findall(joined)))
    if may_be_empty or not first:
        return re.compile(joined)
    looks = [f"(?=[{''.join(sorted(first - {_START}))}])"] if first - {_START} else []
    return re.compile(f"(?:{'|'.join([*looks, '^'] if _START in first else looks)})(?:{joined})")


def _alternatives(signs: Iterator[str]) -> tuple[Beginning, bool]:
    """Read up to the end of a group; return what it may begin with, and whether it may be empty."""
    alternatives: list[list[tuple[Beginning, bool]]] = [[]]
    for sign in signs:
        pieces = alternatives[-1]
        if sign == ")":
            break
        if sign == "|":
            alternatives.append([])
        elif not sign.startswith(_QUANTIFIERS):
            pieces.append(_piece(sign, signs))
        elif sign.startswith(_MAY_BE_ABSENT):
            pieces[-1] = (pieces[-1][0], True)
    read = [_sequence(pieces) for pieces in alternatives]
    return _union(first for first, _ in read), any(may_be_empty for _, may_be_empty in read)


def _piece(sign: str, signs: Iterator[str]) -> tuple[Beginning, bool]:
    if sign[0] == "(":
        inside = _alternatives(signs)
        return (_NOTHING, True) if sign in _LOOKS else inside
    if sign == "^":
        return frozenset((_START,)), False
    if sign in _PLACES:
        return _NOTHING, True
    if sign[0] == "[":
        return (None if sign[1] == "^" else frozenset((sign[1:-1],))), False
    if sign[0] == "\\":
        return (frozenset((sign,)) if sign in _CLASSES or not sign[1].isalnum() else None), False
    return (None if sign == "." else frozenset((re.escape(sign),))), False


def _sequence(pieces: Iterable[tuple[Beginning, bool]]) -> tuple[Beginning, bool]:
    """Return what pieces that follow each other begin with: the first, and the next as long as it may be empty."""
    first: Beginning = _NOTHING
    for beginning, may_be_empty in pieces:
        first = _union((first, beginning))
        if not may_be_empty:
            return first, False
    return first, True


def _union(beginnings: Iterable[Beginning]) -> Beginning:
    known: set[str] = set()
    for beginning in beginnings:
        if beginning is None:
            return None
        known |= beginning
    return frozenset(known)
