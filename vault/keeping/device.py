"""What this device remembers of a vault, outside the vault: where it stopped writing, who may read, and who signs.

Without the first, a vault that was copied, restored or synced back would tempt the device to write a second event of
the same number. A device that does not find its own last event in the folder begins a new chain instead. Without the
second, whoever can write to the folder could add a public key of their own and would read all that is added later.
Without the third, packets would be signed with a key that a stranger put there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import pathlib
from dataclasses import dataclass

import msgspec
import platformdirs

from vault.keeping.durable import Disk, writing
from vault.keeping.identifiers import is_id
from vault.keeping.journal import Link
from vault.model import Sha256, WriterId


@dataclass(frozen=True, slots=True)
class Position:
    """Where a device stands in its chain: its last event, and the one it was about to publish, if any."""

    writer: WriterId
    head: Link
    pending: Link | None = None


def default_folder() -> pathlib.Path:
    """Return the user's folder for such memory, by the custom of the operating system."""
    return pathlib.Path(platformdirs.user_state_dir("evidence-vault"))


class Device:
    """This device's memory of one vault at one place; two copies of a vault have two memories."""

    def __init__(self, folder: pathlib.Path, vault_id: str, vault_path: pathlib.Path, disk: Disk) -> None:
        place = f"{vault_id}\0{vault_path.resolve()}".encode("utf-8", "surrogateescape")
        name = f"{hashlib.sha256(place).hexdigest()[:32]}.json"
        self.folder = folder
        self.name = name.removesuffix(".json")
        self.path = folder / "writers" / name
        self._readers = folder / "readers" / name
        self._unlocked = folder / "unlocked" / name
        self._backup = folder / "backups" / name
        self._signer = folder / "signers" / name
        self._disk = disk

    def position(self) -> Position | None:
        """Return what is remembered, None when nothing is or it cannot be read."""
        try:
            position = msgspec.json.decode(self.path.read_bytes(), type=Position)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return position if is_id(position.writer) and position.head.seq >= 0 else None

    def remember(self, position: Position) -> None:
        """Store where the device stands, durably; before the pending event is published.

        A bulk import without syncing remembers its end alone: if it is stopped, the device begins a new
        chain.

        Args:
            position: What to remember.
        """
        if self._disk.sync:
            self._store(position, self._disk)

    def settle(self, position: Position) -> None:
        """Note that nothing is pending any more.

        Not synced: if the machine stops now, the pending event of the last `remember` is found in the folder.
        The note tells a vault that was set back by one event from a process that stopped before it published.

        Args:
            position: What to remember.
        """
        self._store(position, dataclasses.replace(self._disk, sync=False))

    def recipients(self) -> tuple[str, ...] | None:
        """Return the public keys that the vault was last seen with, None when it is seen for the first time."""
        try:
            return msgspec.json.decode(self._readers.read_bytes(), type=tuple[str, ...])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def trust(self, recipients: tuple[str, ...]) -> None:
        """Remember who may read the vault, durably.

        Args:
            recipients: Public keys.
        """
        content = msgspec.json.encode(recipients)
        self._disk.replace(self._readers, lambda file: file.write(content))

    def signer(self) -> Sha256 | None:
        """Return the digest of the signing certificate that was last seen here, None before the first time."""
        try:
            return Sha256(msgspec.json.decode(self._signer.read_bytes(), type=str))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def trust_signer(self, certificate: Sha256) -> None:
        """Remember the signing certificate, durably.

        Args:
            certificate: The digest of its file.
        """
        content = msgspec.json.encode(certificate)
        self._disk.replace(self._signer, lambda file: file.write(content))

    def unlocked_until(self) -> dt.datetime | None:
        """Return until when the keychain keeps the key, None when it does not; the key itself is not here."""
        try:
            return msgspec.json.decode(self._unlocked.read_bytes(), type=dt.datetime)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def note_unlocked(self, until: dt.datetime | None) -> None:
        """Remember until when the keychain keeps the key.

        Args:
            until: Aware; None when it does not any more.
        """
        if until is None:
            with writing(self._unlocked):
                self._unlocked.unlink(missing_ok=True)
            return
        content = msgspec.json.encode(until)
        self._disk.replace(self._unlocked, lambda file: file.write(content))

    def backup(self) -> pathlib.Path | None:
        """Return the folder of the last backup, None when none was made here."""
        try:
            return pathlib.Path(msgspec.json.decode(self._backup.read_bytes(), type=str))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def note_backup(self, place: pathlib.Path) -> None:
        """Remember where the last backup lies.

        Args:
            place: Its folder.
        """
        content = msgspec.json.encode(str(place))
        self._disk.replace(self._backup, lambda file: file.write(content))

    def _store(self, position: Position, disk: Disk) -> None:
        content = msgspec.json.encode(position)
        disk.replace(self.path, lambda file: file.write(content))
