"""Binds parts into one document: pages in their order, one tree of tags, one set of bookmarks and places.

Each part is written down when it comes, so that only the finished document and the part at hand lie in memory; what
belongs to the whole is written at the end.

Source: ISO 32000-1 sections 7.5 (structure of a file), 7.7.3 (pages), 14.7 (logical structure); ISO 19005-2 (PDF/A-2)
and ISO 14289-1 (PDF/UA-1), which each part keeps and the whole must.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vault.proving.document.joining import outline
from vault.proving.document.joining.objects import STREAM, the
from vault.proving.document.joining.part import (
    BOOKMARKS,
    DOCUMENT,
    FREE,
    PAGES,
    TREE,
    UNDER,
    Leaf,
    Part,
    Source,
)

HEAD = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
DRAW_UNDER = b"q /Under Do Q\n"
METADATA = re.compile(rb"/Metadata \d+ 0 R")
PAGE_COUNT = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</xmpTPg:NPages>)")
LENGTH = re.compile(rb"(?<=/Length )\d+")


@dataclass(slots=True)
class Binding:
    """A document that is being bound. Parts may come in any order."""

    _file: io.BytesIO = field(default_factory=io.BytesIO)
    _offsets: dict[int, int] = field(default_factory=dict)
    _common: dict[bytes, int] = field(default_factory=dict)
    _free: int = FREE
    _keys: int = 0
    _count: int = 0

    def __post_init__(self) -> None:
        """Begin the file."""
        self._file.write(HEAD)

    def add(self, pdf: bytes) -> Part:
        """Take in a part.

        Args:
            pdf: As Typst wrote it.

        Returns:
            What the order of the whole, and other parts, need to know of it.

        Raises:
            ForeignPdfError: Typst did not write it.
        """
        source = self._source(pdf)
        part = source.part()
        self._write_all(source)
        self._keys = max(part.parents, default=self._keys) + 1
        return part

    def add_underlays(self, pdf: bytes) -> tuple[int, ...]:
        """Take in a document whose pages shall lie under others.

        Args:
            pdf: As Typst wrote it, without tags.

        Returns:
            What each page is called by `bind`.

        Raises:
            ForeignPdfError: Typst did not write it.
        """
        source = self._source(pdf)
        forms = source.forms()
        self._write_all(source)
        return forms

    def bind(self, parts: Sequence[tuple[Part, bool]], under: Sequence[int]) -> bytes:
        """Return the document.

        Args:
            parts: In the order of the pages, each with whether it goes on with the last chapter of the part before.
                The metadata of the first are the document's.
            under: For each page what lies under it.

        Returns:
            The PDF.
        """
        leaves = [leaf for part, _ in parts for leaf in part.leaves]
        for leaf, form in zip(leaves, under, strict=True):
            self._write_leaf(leaf, form)
        self._write(UNDER, b"<</Length %d>>%b%b\nendstream" % (len(DRAW_UNDER), STREAM, DRAW_UNDER))
        kids = b" ".join(b"%d 0 R" % leaf.number for leaf in leaves)
        self._write(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(leaves), kids))
        self._write_tags([part for part, _ in parts])
        chapters = outline.joined((part.chapters, goes_on) for part, goes_on in parts)
        for number, body in outline.written(chapters, BOOKMARKS, self._number):
            self._write(number, body)
        return self._ended(
            parts[0][0], {k: v for part, _ in parts for k, v in part.destinations.items()}, len(leaves)
        )

    def _source(self, pdf: bytes) -> Source:
        self._count += 1
        source = Source(pdf, prefix=b"P%d" % self._count, shift=self._free - 1, keys=self._keys)
        self._free += len(source)
        source.share(self._common)
        return source

    def _write_all(self, source: Source) -> None:
        for number, body in source.rest():
            self._write(number, body)

    def _write_leaf(self, leaf: Leaf, form: int) -> None:
        head, names, tail = leaf.resource_body.partition(b"/XObject<<")
        entry = b"/Under %d 0 R" % form
        if names:
            self._write(leaf.resources, head + names + entry + tail)
        else:
            self._write(leaf.resources, b"%b/XObject<<%b>>>>" % (head.removesuffix(b">>"), entry))
        before, content, after = the(rb"(.*/Contents )(\d+ 0 R)(.*)", leaf.body).groups()
        self._write(leaf.number, b"%b[%d 0 R %b]%b" % (before, UNDER, content, after))

    def _write_tags(self, parts: Sequence[Part]) -> None:
        elements = b" ".join(part.elements for part in parts)
        self._write(DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (TREE, elements))
        parents = sorted(entry for part in parts for entry in part.parents.items())
        listed = b" ".join(b"%d %d 0 R" % entry for entry in parents)
        cells = _names({label: number for part in parts for label, number in part.cells.items()})
        self._write(
            TREE,
            b"<</Type/StructTreeRoot/RoleMap%b/K[%d 0 R]/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d/IDTree%b>>"
            % (parts[0].roles, DOCUMENT, listed, self._keys, cells),
        )

    def _ended(self, front: Part, places: Mapping[bytes, int], pages: int) -> bytes:
        """Write what a file ends with, and return all of it."""
        metadata, info, catalog = self._number(), self._number(), self._number()
        self._write(metadata, _recounted(front.metadata, pages))
        self._write(info, front.info)
        named = METADATA.sub(b"/Metadata %d 0 R" % metadata, front.catalog)
        self._write(catalog, b"%b/Names<</Dests%b>>>>" % (named, _names(places)))
        digest = hashlib.sha256(self._file.getbuffer()).digest()
        name = base64.b64encode(digest[:16])
        start = self._file.tell()
        free = b"0000000000 65535 f\r\n"
        lines = (
            b"%010d 00000 n\r\n" % self._offsets[n] if n in self._offsets else free
            for n in range(1, self._free)
        )
        self._file.write(b"xref\n0 %d\n%b%b" % (self._free, free, b"".join(lines)))
        ends = (self._free, catalog, info, name, name, start)
        self._file.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%b)(%b)]>>\nstartxref\n%d\n%%%%EOF" % ends
        )
        return self._file.getvalue()

    def _number(self) -> int:
        self._free += 1
        return self._free - 1

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))


def _names(entries: Mapping[bytes, int]) -> bytes:
    """Return a name tree in one piece, in the order that ISO 32000-1 section 7.9.6 wants."""
    return b"<</Names[%b]>>" % b"".join(b"(%b)%d 0 R" % entry for entry in sorted(entries.items()))


def _recounted(metadata: bytes, pages: int) -> bytes:
    """Return the metadata stream with the number of pages that the whole has."""
    head, stream, text = metadata.partition(STREAM)
    text = PAGE_COUNT.sub(b"%d" % pages, text.removesuffix(b"\nendstream"))
    return LENGTH.sub(b"%d" % len(text), head) + stream + text + b"\nendstream"
