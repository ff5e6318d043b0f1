"""A smaller copy of a packet's document, for recipients that take only small files.

Only the pictures become smaller, step by step, until the file fits; every page says so and names the full packet with
its digest. The copy is signed like the packet's own PDF, and its signature says that it is a copy; the exhibits, and
what proves their time and custody, lie in the full packet.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from vault.model import Sha256
from vault.proving.document.pictures import smaller
from vault.proving.dossier import Dossier, Exhibit, Reduction
from vault.proving.errors import PacketExistsError, PacketUnwritableError, ReducedTooLargeError
from vault.proving.sheets import Sheet, reopened

WIDTHS = (1000, 760, 580, 440, 340, 260)
"""Pixels across, step by step; the last still lets a phone's screen be recognised, if hardly read."""

HOPE = 1.2
"""How far above the limit an expected size may lie for a width to be tried."""

Draw = Callable[[Dossier], bytes]


class Sign(Protocol):
    """Signs a copy of the packet with a digest, with a timestamp if that is asked for; either takes as many bytes."""

    def __call__(self, document: bytes, of: Sha256, *, stamped: bool) -> bytes:
        """Return the signed copy."""


Pictures = Mapping[int, tuple[bytes, ...]]


def write_reduced(dossier: Dossier, *, of: Path, draw: Draw, sign: Sign, limit: int, out: Path) -> None:
    """Write a copy of the document that is no larger than `limit`.

    Args:
        dossier: Of the full packet.
        of: The full packet.
        draw: Draws a dossier's document.
        sign: Signs it.
        limit: In bytes, for the signed copy.
        out: Where; nothing stands there.

    Raises:
        ReducedTooLargeError: Even with the smallest pictures it is larger; the full packet stands.
        PacketExistsError: A file has appeared there meanwhile.
        PacketUnwritableError: The folder is read-only, or the disk is full.
    """
    with of.open("rb") as file:
        digest = Sha256(hashlib.file_digest(file, "sha256").hexdigest())

    def size(document: bytes) -> int:
        return len(sign(document, digest, stamped=False))

    content = fitting(replace(dossier, reduction=Reduction(limit, digest)), draw, limit, size)
    signed = None if content is None else sign(content, digest, stamped=True)
    if signed is None or len(signed) > limit:
        raise ReducedTooLargeError(limit=f"{limit:,}", path=of)
    try:
        _write(signed, out)
    except FileExistsError:
        raise PacketExistsError(path=out) from None
    except OSError as error:
        raise PacketUnwritableError(path=out, reason=error.strerror or type(error).__name__) from error


def fitting(dossier: Dossier, draw: Draw, limit: int, size_of: Callable[[bytes], int] = len) -> bytes | None:
    """Return the document with the largest pictures that fit, without any where none do, None if not even that fits."""
    dossier, pictures = _first(dossier)
    size, drawn_at = 0, WIDTHS[0]
    for width in WIDTHS:
        if size * (width / drawn_at) ** 2 > limit * HOPE:
            continue  # pictures are nearly all of the size, and shrink with the square of their width
        pictures = {
            number: tuple(smaller(reopened(one), width) for one in many) for number, many in pictures.items()
        }
        document = draw(_with(dossier, pictures))
        size, drawn_at = size_of(document), width
        if size <= limit:
            return document
    document = draw(_with(dossier, {}))
    return document if size_of(document) <= limit else None


def _first(dossier: Dossier) -> tuple[Dossier, Pictures]:
    """Return the largest of the pictures, and the dossier knowing how wide they were."""
    pictures: dict[int, tuple[bytes, ...]] = {}
    exhibits: list[Exhibit] = []
    for exhibit in dossier.exhibits:
        pages = [(sheet.image.width, smaller(sheet, WIDTHS[0])) for sheet in exhibit.picture()]
        exhibits.append(replace(exhibit, widths=tuple(width for width, _ in pages)))
        pictures[exhibit.number] = tuple(data for _, data in pages)
    return replace(dossier, exhibits=tuple(exhibits)), pictures


def _with(dossier: Dossier, pictures: Pictures) -> Dossier:
    def given(exhibit: Exhibit) -> Iterator[Sheet]:
        return map(reopened, pictures.get(exhibit.number, ()))

    return replace(
        dossier,
        exhibits=tuple(replace(one, picture=partial(given, one)) for one in dossier.exhibits),
    )


def _write(content: bytes, out: Path) -> None:
    """Write a file that appears only when it is whole.

    Raises:
        FileExistsError: A file stands there.
    """
    descriptor, name = tempfile.mkstemp(prefix=".packet-", suffix=".part", dir=out.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.path.lexists(out):
            raise FileExistsError
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
