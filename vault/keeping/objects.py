"""Originals as age files: `objects/<first two characters of the id>/<id>.age`."""

from __future__ import annotations

import hashlib
import io
import os
import pathlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from vault.keeping import age
from vault.keeping.durable import Disk, reading, writing
from vault.keeping.errors import CannotReadError, ObjectDamagedError, ObjectMissingError, ObjectTruncatedError
from vault.keeping.identifiers import is_id
from vault.keeping.pipe import Pipe
from vault.model import ItemId, Sha256

SUFFIX: Final = ".age"
_STARTS: Final = (1 << 12, 1 << 20)
"""Bytes that hold a header: of a few readers, of as many as can be."""

_BLOCK: Final = 1 << 18
"""Bytes that are read at once; pyrage asks for 8 KiB."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What was stored: the digest and the size in bytes of the plaintext."""

    id: ItemId
    sha256: Sha256
    size: int


class Objects:
    """The originals of one vault."""

    def __init__(self, folder: pathlib.Path, recipients: tuple[str, ...], disk: Disk) -> None:
        self.folder = folder
        self._recipients = recipients
        self._disk = disk

    def path(self, item: ItemId) -> pathlib.Path:
        """Return where the object of an item lies."""
        return self.folder / item[:2] / f"{item}{SUFFIX}"

    def has(self, item: ItemId) -> bool:
        """Tell whether an item has an object, without reading it."""
        return self.path(item).exists()

    def ids(self) -> Iterator[ItemId]:
        """Yield the id of every object in the folder, in no order; strange files are passed over."""
        for path in self.folder.glob(f"*/*{SUFFIX}"):
            if is_id(path.stem) and path.parent.name == path.stem[:2]:
                yield ItemId(path.stem)

    def ciphertext(self, item: ItemId) -> BinaryIO:
        """Open the object of an item as it is stored; the caller closes it.

        Args:
            item: Whose object.

        Returns:
            The age file.

        Raises:
            ObjectMissingError: There is no such object.
            CannotReadError: The disk refuses.
        """
        path = self.path(item)
        try:
            with reading(path):
                return path.open("rb", buffering=_BLOCK)
        except FileNotFoundError:
            raise ObjectMissingError(id=item) from None

    def put(self, source: BinaryIO, item: ItemId) -> StoredObject:
        """Encrypt an original durably; memory does not grow with it.

        Args:
            source: The plaintext, from where it stands to its end.
            item: A new id.

        Returns:
            Digest and size of what was stored.

        Raises:
            CannotReadError: Reading the source failed; nothing is left behind.
            CannotWriteError: Writing failed; nothing is left behind.
            FileExistsError: The item has an object already; it is left as it is.
        """
        measured = _Measured(source)
        try:
            self._disk.create(
                self.path(item), lambda file: age.encrypt_stream(measured, file, self._recipients)
            )
        except age.SourceError as error:
            cause = error.__cause__
            if not isinstance(cause, OSError):
                raise (cause or error) from None
            name = getattr(source, "name", "-")
            raise CannotReadError(path=name, reason=cause.strerror or type(cause).__name__) from cause
        return StoredObject(item, measured.sha256, measured.size)

    def discard(self, item: ItemId) -> None:
        """Take back an object of which no event tells or will tell.

        Args:
            item: Whose; nothing happens if it has none.

        Raises:
            CannotWriteError: The system refuses; it stays, and `check` names it.
        """
        with writing(self.path(item)):
            self.path(item).unlink(missing_ok=True)

    def measure(self, item: ItemId, size: int) -> None:
        """Compare the length of an object with that of its plaintext; nothing is decrypted.

        Args:
            item: Whose object.
            size: The plaintext's size in bytes.

        Raises:
            ObjectMissingError: There is no such object.
            ObjectTruncatedError: It is too short.
            ObjectDamagedError: It is too long, or begins like no age file.
        """
        with self.ciphertext(item) as file:
            _measure(file, item, size)

    def copy_to(
        self, item: ItemId, identity: age.Identity, target: BinaryIO, size: int | None = None
    ) -> StoredObject:
        """Decrypt an original into a file; memory does not grow with it.

        Args:
            item: Whose original.
            identity: The key.
            target: Takes the plaintext. After an error it holds a beginning that must not be used.
            size: The plaintext's size where it is known: an object of another length is not decrypted at all.

        Returns:
            Digest and size of what was written, for comparison with what was recorded.

        Raises:
            ObjectMissingError: There is no such object.
            ObjectTruncatedError: It is shorter than it was.
            ObjectDamagedError: It was changed.
            CannotReadError: The disk refuses.
        """
        hasher, length = hashlib.sha256(), 0

        def take(data: bytes) -> None:
            nonlocal length
            hasher.update(data)
            length += len(data)
            target.write(data)

        self._decrypt(item, identity, take, size)
        return StoredObject(item, Sha256(hasher.hexdigest()), length)

    def open(self, item: ItemId, identity: age.Identity, size: int | None = None) -> BinaryIO:
        """Open an original for one pass of reading; its plaintext passes through memory only.

        Args:
            item: Whose original.
            identity: The key.
            size: The plaintext's size where it is known.

        Returns:
            A stream without seeking; the caller closes it. Its `read` raises the errors of `copy_to`.

        Raises:
            ObjectMissingError: There is no such object.
        """
        if not self.has(item):
            raise ObjectMissingError(id=item)
        return io.BufferedReader(Pipe(lambda take: self._decrypt(item, identity, take, size)), age.CHUNK)

    def renew(self, item: ItemId, identity: age.Identity) -> None:
        """Encrypt an original anew to the recipients of today; a stop leaves the old or the new object.

        Args:
            item: Whose original.
            identity: Opens what is there.

        Raises:
            ObjectTruncatedError: It is cut off; it is left as it is.
            ObjectDamagedError: It was changed; it is left as it is.
            CannotWriteError: The system refuses.
        """
        with self.open(item, identity) as source:
            try:
                self._disk.replace(
                    self.path(item), lambda file: age.encrypt_stream(source, file, self._recipients)
                )
            except age.SourceError as error:
                raise (error.__cause__ or error) from None

    def _decrypt(
        self, item: ItemId, identity: age.Identity, take: Callable[[bytes], object], size: int | None
    ) -> None:
        with self.ciphertext(item) as file:
            if size is not None:
                _measure(file, item, size)
                file.seek(0)
            try:
                identity.decrypt_stream(file, take)
            except (age.BrokenFileError, age.NotForThisKeyError):
                if _is_cut_off(file, size):
                    raise ObjectTruncatedError(id=item) from None
                raise ObjectDamagedError(id=item) from None


def _measure(file: BinaryIO, item: ItemId, size: int) -> None:
    """Compare the length of an object with that of its plaintext.

    Raises:
        ObjectTruncatedError: It is too short.
        ObjectDamagedError: It is too long, or begins like no age file.
    """
    length = os.fstat(file.fileno()).st_size
    header = _header_length(file)
    if header is not None and length == header + age.payload_length(size):
        return
    if _is_cut_off(file, size):
        raise ObjectTruncatedError(id=item)
    raise ObjectDamagedError(id=item)


def _header_length(file: BinaryIO) -> int | None:
    for start in _STARTS:
        file.seek(0)
        header = age.header_length(file.read(start))
        if header is not None:
            return header
    return None


def _is_cut_off(file: BinaryIO, size: int | None) -> bool:
    length = os.fstat(file.fileno()).st_size
    header = _header_length(file)
    if header is None:
        file.seek(0)
        return age.is_cut_off(file.read(_STARTS[-1]))
    if size is not None:
        return length < header + age.payload_length(size)
    rest = length - header - age.NONCE
    return rest < age.TAG or 0 < rest % (age.CHUNK + age.TAG) < age.TAG


class _Measured:
    """Passes a stream on and measures it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._hasher = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._source.read(size)
        self._hasher.update(data)
        self.size += len(data)
        return data

    @property
    def sha256(self) -> Sha256:
        return Sha256(self._hasher.hexdigest())
