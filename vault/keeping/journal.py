"""The journal: `journal/<writer>/<seq>.age`, one event a file, created once and never changed."""

from __future__ import annotations

import os
import pathlib
from dataclasses import dataclass
from typing import Final

from vault.keeping import age
from vault.keeping.canonical import NotAnEventError, decode, digest
from vault.keeping.durable import Disk, reading
from vault.keeping.errors import EventDamagedError, EventMisplacedError, EventMissingError
from vault.keeping.identifiers import is_id
from vault.model import Event, Sha256, WriterId

SUFFIX: Final = ".age"
_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a writer's chain: the event's number (0 before the first) and its digest."""

    seq: int
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the journal, with the digest of its canonical form."""

    event: Event
    sha256: Sha256


def file_name(seq: int) -> str:
    """Return the file name of an event."""
    return f"{seq:0{_DIGITS}}{SUFFIX}"


def number(name: str) -> int | None:
    """Return the event's number that a file name tells, None for a name that is no event's."""
    stem = name.removesuffix(SUFFIX)
    if stem == name or len(stem) < _DIGITS or not (stem.isascii() and stem.isdigit()):
        return None
    seq = int(stem)
    return seq if seq > 0 and file_name(seq) == name else None


class Journal:
    """The events of one vault, encrypted to its recipients."""

    def __init__(self, folder: pathlib.Path, recipients: tuple[str, ...], disk: Disk) -> None:
        self.folder = folder
        self._recipients = recipients
        self._disk = disk

    def path(self, writer: WriterId, seq: int) -> pathlib.Path:
        """Return where an event lies."""
        return self.folder / writer / file_name(seq)

    def has(self, writer: WriterId, seq: int) -> bool:
        """Tell whether an event is there, without reading it."""
        return self.path(writer, seq).exists()

    def writers(self) -> tuple[WriterId, ...]:
        """Return the writers that have a folder, sorted."""
        if not self.folder.is_dir():
            return ()
        names = [entry.name for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False)]
        return tuple(WriterId(name) for name in sorted(names) if is_id(name))

    def numbers(self, writer: WriterId) -> list[int]:
        """Return the numbers of a writer's events, ascending; gaps stay gaps.

        Args:
            writer: Whose.

        Returns:
            The numbers, empty for an unknown writer.
        """
        try:
            names = os.listdir(self.folder / writer)  # noqa: PTH208 - a Path for each of 100,000 names costs
        except FileNotFoundError:
            return []
        return sorted(seq for seq in map(number, names) if seq is not None)

    def publish(self, writer: WriterId, seq: int, data: bytes) -> None:
        """Write an event durably.

        Args:
            writer: Whose.
            seq: Its number, the next of this writer.
            data: Its canonical form.

        Raises:
            FileExistsError: There is an event of that number already; it is left as it is.
            CannotWriteError: The system refuses.
        """
        ciphertext = age.encrypt(data, self._recipients)
        self._disk.create(self.path(writer, seq), lambda file: file.write(ciphertext))

    def read(self, writer: WriterId, seq: int, identity: age.Identity) -> Recorded:
        """Decrypt an event.

        Args:
            writer: Whose.
            seq: Which.
            identity: The key.

        Returns:
            The event and its digest.

        Raises:
            EventMissingError: There is none.
            EventDamagedError: It does not decrypt to an event.
            EventMisplacedError: It is another event.
            CannotReadError: The disk refuses.
        """
        path = self.path(writer, seq)
        try:
            with reading(path), path.open("rb") as file:
                ciphertext = file.read()
            data = identity.decrypt(ciphertext)
            event = decode(data)
        except FileNotFoundError:
            raise EventMissingError(writer=writer, seq=seq) from None
        except (age.BrokenFileError, age.NotForThisKeyError, NotAnEventError):
            raise EventDamagedError(writer=writer, seq=seq) from None
        if (event.writer, event.seq) != (writer, seq):
            raise EventMisplacedError(writer=writer, seq=seq)
        return Recorded(event, digest(data))

    def renew(self, writer: WriterId, seq: int, identity: age.Identity) -> None:
        """Encrypt an event anew to the recipients of today; what it says stays the same, byte for byte.

        Args:
            writer: Whose.
            seq: Which.
            identity: Opens what is there.

        Raises:
            EventDamagedError: It does not decrypt; it is left as it is.
            CannotWriteError: The system refuses.
        """
        path = self.path(writer, seq)
        try:
            with reading(path):
                data = identity.decrypt(path.read_bytes())
        except (age.BrokenFileError, age.NotForThisKeyError):
            raise EventDamagedError(writer=writer, seq=seq) from None
        ciphertext = age.encrypt(data, self._recipients)
        self._disk.replace(path, lambda file: file.write(ciphertext))
