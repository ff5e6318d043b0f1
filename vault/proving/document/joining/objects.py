"""A PDF as Typst writes it, taken apart into its objects, and their references counted anew.

This reads what this program has just had drawn, and nothing else: one cross-reference table, no object streams, every
object `N 0 obj`, a dictionary or array, and a stream behind it or none. Foreign files never come here.

Source: ISO 32000-1 sections 7.3 (objects) and 7.5 (structure of a file).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

STREAM = b"\nstream\n"
END = b"\nendobj\n"
TABLE = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
SECTION = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20
"""Bytes of a line of the cross-reference table."""

REFERENCE = re.compile(rb"(\d+) 0 R\b")
PAREN = re.compile(rb"\\.|[()]", re.DOTALL)


class ForeignPdfError(Exception):
    """The bytes are not written as Typst writes a PDF."""


def objects(pdf: bytes) -> dict[int, bytes]:
    """Return what stands between `N 0 obj` and `endobj`, by number, in the order of the file.

    Raises:
        ForeignPdfError: Table and objects do not fit each other.
    """
    table = TABLE.search(pdf, len(pdf) - 64)
    section = SECTION.match(pdf, int(table[1])) if table else None
    if table is None or section is None:
        raise ForeignPdfError
    lines = pdf[section.end() : section.end() + ENTRY * int(section[1])]
    places = sorted(
        (int(lines[at : at + 10]), at // ENTRY) for at in range(0, len(lines), ENTRY) if lines[at + 17] == 110
    )
    ends = [place for place, _ in places[1:]] + [int(table[1])]
    found = {}
    for (start, number), end in zip(places, ends, strict=True):
        head = b"%d 0 obj\n" % number
        tail = pdf.rfind(END, start, end)
        if not pdf.startswith(head, start) or tail < 0:
            raise ForeignPdfError
        found[number] = pdf[start + len(head) : tail]
    return found


def the(pattern: bytes, text: bytes) -> re.Match[bytes]:
    """Return where `pattern` is found.

    Raises:
        ForeignPdfError: Nowhere.
    """
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise ForeignPdfError
    return found


def reference(key: bytes, body: bytes) -> int:
    """Return the number of the object that `key` names in a dictionary.

    Raises:
        ForeignPdfError: There is no such key.
    """
    return int(the(rb"/" + key + rb" ?\[?(\d+) 0 R", body)[1])


def references(body: bytes) -> list[int]:
    """Return the numbers of all objects that an array names, in order."""
    return [int(found[1]) for found in REFERENCE.finditer(body)]


def changed(body: bytes, plain: Callable[[bytes], bytes], text: Callable[[bytes, bytes], bytes]) -> bytes:
    """Return an object with what is not text changed by `plain`, and texts in brackets by `text`.

    `text` is given what stands before a text as well. The bytes of a stream stay as they are, and what a text says is
    never taken for a reference: it may come from evidence.
    """
    head, stream, rest = body.partition(STREAM)
    if b"(" not in head:
        return plain(head) + stream + rest
    return b"".join(_changed(head, plain, text)) + stream + rest


def _changed(
    head: bytes, plain: Callable[[bytes], bytes], text: Callable[[bytes, bytes], bytes]
) -> Iterator[bytes]:
    at = 0
    while (start := head.find(b"(", at)) >= 0:
        end = _end_of_text(head, start)
        before = head[at:start]
        yield plain(before)
        yield text(before, head[start:end])
        at = end
    yield plain(head[at:])


def _end_of_text(head: bytes, start: int) -> int:
    depth = 0
    for found in PAREN.finditer(head, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise ForeignPdfError
