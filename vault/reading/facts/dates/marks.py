"""Where single characters stand in a text: found one by one, which is quicker than a pattern tried at every place."""

from __future__ import annotations


def places(text: str, marks: str) -> list[int]:
    """Return where any of the characters `marks` stands in `text`, ascending."""
    found = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    found.sort()
    return found
