"""What this device remembers of its own chain, outside the vault: where it stopped writing.

Without it, a vault that was copied, restored or synced back would tempt the device to write a second event of
the same number. A device that does not find its own last event in the folder begins a new chain instead.
"""

from __future__ import annotations

import dataclasses
import hashlib
import pathlib
from dataclasses import dataclass

import msgspec
import platformdirs

from vault.keeping.durable import Disk
from vault.keeping.identifiers import is_id
from vault.keeping.journal import Link
from vault.model import WriterId


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
        self.path = folder / "writers" / f"{hashlib.sha256(place).hexdigest()[:32]}.json"
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

    def _store(self, position: Position, disk: Disk) -> None:
        content = msgspec.json.encode(position)
        disk.replace(self.path, lambda file: file.write(content))
