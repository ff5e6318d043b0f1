"""The bookmarks of a document, read from its parts and written for the whole.

Source: ISO 32000-1 section 12.3.3 (document outline).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vault.proving.document.joining.objects import reference, the


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its title as a PDF text, the number of its destination, and those below it."""

    title: bytes
    place: int
    below: tuple[Entry, ...] = ()


def read(
    objects: Mapping[int, bytes], root: int, numbered: Callable[[int], int]
) -> tuple[tuple[Entry, ...], set[int]]:
    """Return the bookmarks of a part, and the objects that they take.

    Args:
        objects: Of the part.
        root: The object that the catalog names.
        numbered: Gives the number of an object in the whole.

    Returns:
        The bookmarks at the top, and the numbers of all that is read here.
    """
    taken = {root}

    def siblings(number: int | None) -> Iterator[Entry]:
        while number is not None:
            taken.add(number)
            found = the(rb"(.*?)/Title(.*)/Dest (\d+) 0 R", objects[number])
            links, title, place = found.groups()
            below = siblings(reference(b"First", links)) if b"/First " in links else ()
            yield Entry(title, numbered(int(place)), tuple(below))
            number = reference(b"Next", links) if b"/Next " in links else None

    first = reference(b"First", objects[root])
    return tuple(siblings(first)), taken


def joined(parts: Iterable[tuple[tuple[Entry, ...], bool]]) -> tuple[Entry, ...]:
    """Return the bookmarks of several parts; those of a part that goes on stand below the last before them.

    Args:
        parts: The bookmarks of each, and whether it goes on with the chapter of the part before.

    Returns:
        The bookmarks at the top of the whole.
    """
    chapters: list[Entry] = []
    for entries, goes_on in parts:
        if goes_on:
            chapters[-1] = replace(chapters[-1], below=chapters[-1].below + entries)
        else:
            chapters.extend(entries)
    return tuple(chapters)


def written(chapters: tuple[Entry, ...], root: int, number: Callable[[], int]) -> Iterator[tuple[int, bytes]]:
    """Give the objects of an outline that is closed below its chapters.

    Args:
        chapters: The bookmarks at the top.
        root: The number of the whole outline.
        number: Gives a free number at each call.

    Yields:
        Numbers and objects.
    """
    first, last = yield from _siblings(chapters, root, number)
    yield root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, len(chapters))


def _siblings(
    entries: tuple[Entry, ...], parent: int, number: Callable[[], int]
) -> Generator[tuple[int, bytes], None, tuple[int, int]]:
    numbers = [number() for _ in entries]
    for at, (own, entry) in enumerate(zip(numbers, entries, strict=True)):
        links = b"/Parent %d 0 R" % parent
        links += b"/Next %d 0 R" % numbers[at + 1] if at + 1 < len(numbers) else b""
        links += b"/Prev %d 0 R" % numbers[at - 1] if at else b""
        if entry.below:
            first, last = yield from _siblings(entry.below, own, number)
            links += b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, -len(entry.below))
        yield own, b"<<%b/Title%b/Dest %d 0 R>>" % (links, entry.title, entry.place)
    return numbers[0], numbers[-1]
