"""The originals: is every one there, whole, and the one that was stored."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from vault.errors import VaultDamagedError, VaultError
from vault.keeping import age
from vault.keeping.age.x25519 import Reader
from vault.keeping.check.finding import Finding, finding
from vault.keeping.objects import Objects
from vault.model import ItemId, Sha256


@dataclass(frozen=True, slots=True)
class Expected:
    """What the journal tells of an original."""

    sha256: Sha256
    size: int


class _Nowhere(io.RawIOBase):
    """Takes bytes and forgets them."""

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        return len(cast("bytes", data))


def nowhere() -> BinaryIO:
    """Return a file that takes bytes and forgets them."""
    return cast("BinaryIO", _Nowhere())


def check_originals(
    objects: Objects,
    expected: Mapping[ItemId, Expected],
    identity: age.Identity | None,
    progress: Callable[[int, int], None],
) -> Iterator[Finding]:
    """Compare what is stored with what the journal tells.

    Args:
        objects: The originals.
        expected: What should be there.
        identity: The key, to read every byte; None to look at lengths only.
        progress: Is told how many originals were looked at, and how many there are.

    Yields:
        Originals that are missing, cut off, damaged, or of no item.
    """
    reader = Reader(identity.text()) if identity is not None else None
    for done, (item, known) in enumerate(sorted(expected.items()), 1):
        if reader is None or not _is_intact(objects, item, known, reader):
            yield from _check_one(objects, item, known, identity)
        progress(done, len(expected))
    for item in sorted(set(objects.ids()) - set(expected)):
        yield _of(objects, item, "object-orphaned")


def _is_intact(objects: Objects, item: ItemId, known: Expected, reader: Reader) -> bool:
    """Tell whether an original is the one that was recorded, byte for byte; not what is wrong where it is not."""
    hasher, size = hashlib.sha256(), 0
    try:
        with objects.ciphertext(item) as file:
            for piece in reader.plaintext(file):
                hasher.update(piece)
                size += len(piece)
    except (age.NotForThisKeyError, age.BrokenFileError, OSError, VaultError):
        return False
    return (hasher.hexdigest(), size) == (known.sha256, known.size)


def _check_one(
    objects: Objects, item: ItemId, known: Expected, identity: age.Identity | None
) -> Iterator[Finding]:
    try:
        if identity is None:
            objects.measure(item, known.size)
            return
        found = objects.copy_to(item, identity, nowhere(), known.size)
    except VaultDamagedError as error:
        yield _of(objects, item, error.code)
        return
    if (found.sha256, found.size) != (known.sha256, known.size):
        yield _of(objects, item, "object-damaged")


def _of(objects: Objects, item: ItemId, code: str) -> Finding:
    return finding(code, objects.path(item).relative_to(objects.folder.parent).as_posix())
