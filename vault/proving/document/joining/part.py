"""One part as Typst wrote it, its objects counted anew so that they fit into the whole.

Source: ISO 32000-1 sections 7.7.3 (pages), 12.3.2.3 (named destinations), 14.7.2 (ids of tags), 14.7.4 (parent tree).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vault.proving.document.joining import outline
from vault.proving.document.joining.objects import (
    REFERENCE,
    changed,
    objects,
    reference,
    references,
    the,
)

PAGES, BOOKMARKS, TREE, DOCUMENT, UNDER, FREE = range(1, 7)
"""Numbers of the objects that the whole has once, and the first that is free."""

KEY = re.compile(rb"(/StructParents?) (\d+)")
PAIR = re.compile(rb"(\d+) (\d+) 0 R")
NAMED = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")
CELL = re.compile(rb"\((U\d+x\d+y\d+)\)")
"""The id of a table's head; the cells below name it."""

ELSEWHERE = re.compile(rb"/A<<[^<>]*/URI ?\(packet:([a-z0-9-]+)\)[^<>]*>>")
"""A link to a place that may lie in another part, as the templates write it."""

SIZE = rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its number and object, those of its resources, and whether it lies on its side."""

    number: int
    body: bytes
    resources: int
    resource_body: bytes
    lies: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What the whole needs to know of a part; numbers are those of the whole.

    `places` are the labels' pages, counted from 0 in the part, and `destinations` their objects. `elements` are the
    tags at the top; `parents` the entries of the parent tree, `cells` those of the tree of ids.
    """

    leaves: tuple[Leaf, ...]
    places: Mapping[str, int]
    destinations: Mapping[bytes, int]
    chapters: tuple[outline.Entry, ...]
    elements: bytes
    roles: bytes
    parents: Mapping[int, int]
    cells: Mapping[bytes, int]
    catalog: bytes
    metadata: bytes
    info: bytes


class Source:
    """A part while it is taken in."""

    def __init__(self, pdf: bytes, *, prefix: bytes, shift: int, keys: int) -> None:
        """Take it apart.

        Args:
            pdf: As Typst wrote it.
            prefix: Put before the ids of its tags, so that they differ from those of other parts.
            shift: Added to the numbers of its objects.
            keys: Added to the keys of its parent tree.

        Raises:
            ForeignPdfError: Typst did not write it.
        """
        self._objects = objects(pdf)
        self._prefix, self._shift, self._keys = prefix, shift, keys
        ends = the(rb"/Root (\d+) 0 R/Info (\d+) 0 R", pdf[pdf.rfind(b"trailer") :])
        root, self._info = int(ends[1]), int(ends[2])
        self._catalog = self._objects[root]
        pages = reference(b"Pages", self._catalog)
        self._leaves = references(self._objects[pages])
        self._special = {pages: PAGES}
        self._left = {root, self._info, pages, reference(b"Metadata", self._catalog)}

    def __len__(self) -> int:
        """Return how many numbers it takes."""
        return max(self._objects)

    def share(self, known: dict[bytes, int]) -> None:
        """Let what is the same in all parts, the colours that they are made for, lie in the document once."""
        intents = reference(b"OutputIntents", self._catalog)
        intent = references(self._objects[intents])[0]
        profile = reference(b"DestOutputProfile", self._objects[intent])
        for number in (profile, intent, intents):
            body = self._renewed(self._objects[number])
            if body in known:
                self._special[number] = known[body]
                self._left.add(number)
            known.setdefault(body, self._numbered(number))

    def part(self) -> Part:
        """Return what the whole needs to know; only then `rest` may be asked."""
        trunk = reference(b"StructTreeRoot", self._catalog)
        tree = self._objects[trunk]
        document, bookmarks = reference(b"K", tree), reference(b"Outlines", self._catalog)
        self._special |= {trunk: TREE, document: DOCUMENT, bookmarks: BOOKMARKS}
        chapters, taken = outline.read(self._objects, bookmarks, self._numbered)
        self._left |= {trunk, document, *taken}
        leaves = tuple(self._leaf(number) for number in self._leaves)
        places = _named(self._catalog)
        at = {number: index for index, number in enumerate(self._leaves)}
        return Part(
            leaves=leaves,
            places={label.decode(): at[references(self._objects[one])[0]] for label, one in places.items()},
            destinations={label: self._numbered(one) for label, one in places.items()},
            chapters=chapters,
            elements=self._renewed(the(rb"/K\[(.*?)\]", self._objects[document])[1]),
            roles=the(rb"/RoleMap(<<.*?>>)", tree)[1],
            parents={
                int(key) + self._keys: self._numbered(int(one))
                for key, one in PAIR.findall(the(rb"/Nums\[(.*?)\]", tree)[1])
            },
            cells={
                self._prefix + label: self._numbered(one)
                for label, one in _named(tree.partition(b"/IDTree")[2]).items()
            },
            catalog=self._renewed(self._catalog.partition(b"/Names")[0].removesuffix(b">>")),
            metadata=self._objects[reference(b"Metadata", self._catalog)],
            info=self._objects[self._info],
        )

    def rest(self) -> Iterator[tuple[int, bytes]]:
        """Give the objects that do not wait for the whole to be known, with their numbers in it."""
        for number, body in self._objects.items():
            if number not in self._left:
                yield self._numbered(number), self._renewed(body)

    def forms(self) -> tuple[int, ...]:
        """Make a form of each page, for `rest` to give; return their numbers.

        Source: ISO 32000-1 section 8.10.2 (form dictionaries).
        """
        made = []
        for number in self._leaves:
            page = self._objects[number]
            content = reference(b"Contents", page)
            box = the(rb"/MediaBox(\[.*?\])", page)[1]
            head = b"<</Type/XObject/Subtype/Form/BBox%b/Resources %d 0 R" % (
                box,
                reference(b"Resources", page),
            )
            self._objects[content] = head + self._objects[content].removeprefix(b"<<")
            self._left.add(number)
            made.append(self._numbered(content))
        return tuple(made)

    def _leaf(self, number: int) -> Leaf:
        page = self._objects[number]
        resources = reference(b"Resources", page)
        self._left |= {number, resources}
        width, height = map(float, the(SIZE, page).groups())
        return Leaf(
            self._numbered(number),
            self._renewed(page),
            self._numbered(resources),
            self._renewed(self._objects[resources]),
            width > height,
        )

    def _numbered(self, number: int) -> int:
        return self._special.get(number, number + self._shift)

    def _renewed(self, body: bytes) -> bytes:
        return changed(
            ELSEWHERE.sub(rb"/Dest(\1)", body) if ELSEWHERE.search(body) else body, self._plain, self._text
        )

    def _plain(self, piece: bytes) -> bytes:
        if b"/StructParent" in piece:
            piece = KEY.sub(lambda found: b"%b %d" % (found[1], int(found[2]) + self._keys), piece)
        return REFERENCE.sub(lambda found: b"%d 0 R" % self._numbered(int(found[1])), piece)

    def _text(self, before: bytes, text: bytes) -> bytes:
        is_id = before.endswith((b"/ID", b"/Headers[")) or not before
        return CELL.sub(lambda found: b"(%b%b)" % (self._prefix, found[1]), text) if is_id else text


def _named(names: bytes) -> dict[bytes, int]:
    """Return the entries of a name tree that lies in one piece."""
    found = re.search(rb"/Names\[(.*?)\]", names, re.DOTALL)
    return {label: int(number) for label, number in NAMED.findall(found[1])} if found else {}
