"""Which characters of a text a fact has already taken, so that no two facts read the same digits."""

from __future__ import annotations

import re

_GOES_ON = re.compile(r"[-_/][0-9A-Za-z]")
_COMES_FROM = re.compile(r"[0-9A-Za-z][-_/]\Z")


class Claims:
    """A mask over a text; taking a span twice fails. One object serves one pass over one text."""

    __slots__ = ("_taken",)

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, span: tuple[int, int]) -> bool:
        """Take `span` if all of it is free, and tell whether it was."""
        if self.overlaps(span):
            return False
        self._taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
        return True

    def overlaps(self, span: tuple[int, int]) -> bool:
        """Whether any character of `span` is taken."""
        return b"\x01" in self._taken[span[0] : span[1]]

    def next_taken(self, start: int, end: int) -> int:
        """Return the first taken offset in `start` to `end`, or `end`."""
        at = self._taken.find(b"\x01", start, end)
        return end if at < 0 else at


def within_number(text: str, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` in ASCII is joined by dashes to more letters or digits: 2026-03-18-0482."""
    if not text[slice(*span)].isascii():
        return False
    before = _COMES_FROM.search(text, max(0, span[0] - 2), span[0])
    return before is not None or _GOES_ON.match(text, span[1]) is not None
