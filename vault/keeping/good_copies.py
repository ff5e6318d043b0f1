"""What a backup has that the vault should hold: every file is judged before it is taken."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from vault.errors import VaultError
from vault.keeping import age
from vault.keeping.canonical import NO_EVENT, digest
from vault.keeping.check.originals import Expected, nowhere
from vault.keeping.journal import Journal, file_name, number
from vault.keeping.objects import Objects
from vault.keeping.store import Unlocked
from vault.model import ItemId, Sha256, WriterId


class Backup:
    """A copy of a vault, or none: `folder` is None then, and nothing in it is good."""

    def __init__(self, folder: pathlib.Path | None, unlocked: Unlocked) -> None:
        self.folder = folder
        self._unlocked = unlocked
        self._known = unlocked.store.settings
        self._objects = Objects(self.path("objects"), (), unlocked.store.disk)
        self._seen: dict[WriterId, Mapping[int, str]] = {}
        self._journal = Journal(self.path("journal"), (), unlocked.store.disk)

    def path(self, name: str) -> pathlib.Path:
        """Return where the copy of a file lies that has this path within the vault."""
        return (self.folder or pathlib.Path()) / name

    def events_beyond(self, chain: str, journal: Journal) -> Iterator[str]:
        """Yield the events of a chain that the backup has and the vault has not.

        Args:
            chain: The folder of a writer, as a path within the vault.
            journal: The vault's.
        """
        if self.folder is None:
            return
        writer = WriterId(pathlib.PurePosixPath(chain).name)
        for seq in sorted(set(self._journal.numbers(writer)) - set(journal.numbers(writer))):
            yield f"{chain}/{file_name(seq)}"

    def is_good(self, name: str, expected: Mapping[ItemId, Expected]) -> bool:
        """Tell whether the copy of a file is what the vault should hold.

        Args:
            name: A path within the vault.
            expected: What the journal tells of the originals.
        """
        if self.folder is None or not self.path(name).is_file():
            return False
        kind, path = name.partition("/")[0], pathlib.PurePosixPath(name)
        judge: Callable[[], bool] = {
            "objects": partial(self._is_good_object, ItemId(path.stem), expected),
            "journal": partial(self._is_good_event, path),
            "keys": partial(self._is_good_key, name),
        }.get(kind, bool)
        try:
            return judge()
        except (VaultError, age.BrokenFileError, age.NotForThisKeyError):
            return False

    def _is_good_object(self, item: ItemId, expected: Mapping[ItemId, Expected]) -> bool:
        known = expected.get(item)
        if known is None:
            return False
        found = self._objects.copy_to(item, self._unlocked.identity, nowhere(), known.size)
        return (found.sha256, found.size) == (known.sha256, known.size)

    def _is_good_event(self, path: pathlib.PurePosixPath) -> bool:
        writer, seq = WriterId(path.parent.name), number(path.name)
        if seq is None:
            return False
        recorded = self._journal.read(writer, seq, self._unlocked.identity)
        if recorded.event.prev != self._digest_before(writer, seq, recorded.event.prev):
            return False
        if writer not in self._seen:
            self._seen[writer] = self._unlocked.index.seen(writer)
        seen = self._seen[writer].get(seq)
        return not seen or seen == recorded.sha256

    def _digest_before(self, writer: WriterId, seq: int, otherwise: Sha256) -> Sha256:
        """Return the digest that an event must name: nobody can tell it who cannot read the vault's last event."""
        if seq == 1:
            return Sha256(NO_EVENT)
        try:
            return self._unlocked.store.journal.read(writer, seq - 1, self._unlocked.identity).sha256
        except VaultError:
            return otherwise

    def _is_good_key(self, name: str) -> bool:
        content = self.path(name).read_bytes()
        sealed = {
            "keys/identity.age": self._known.sealed_identities,
            "keys/recovery.age": self._known.sealed_recoveries,
        }
        if name in sealed:
            return digest(content) in sealed[name]
        self._unlocked.identity.decrypt(content)
        return True
