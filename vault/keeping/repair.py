"""What can be put right without losing anything: fetching from a backup, setting aside, making private.

Nothing is deleted and nothing is overwritten: what is in the way is moved to `set-aside/<moment>/`, under its own path.
"""

from __future__ import annotations

import datetime as dt
import pathlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final, cast

from vault.errors import VaultError
from vault.keeping import age
from vault.keeping.canonical import NotAnEventError, decode, digest
from vault.keeping.check.audit import recorded_signer
from vault.keeping.check.finding import Finding
from vault.keeping.check.folder import SET_ASIDE
from vault.keeping.check.originals import Expected, nowhere
from vault.keeping.check.unclaimed import JOURNAL, UNCLAIMED
from vault.keeping.durable import FILE_MODE, FOLDER_MODE
from vault.keeping.errors import CannotWriteError
from vault.keeping.journal import Journal, file_name, number
from vault.keeping.keys import Keys
from vault.keeping.objects import Objects
from vault.keeping.settings_repair import MOMENT
from vault.keeping.signer_repair import Pairs, concerns_signer, to_bring
from vault.keeping.store import Store, Unlocked
from vault.model import ItemId, WriterId

FRESH: Final = dt.timedelta(hours=1)
"""An original without an event that is younger may be one that is being added now."""

_FETCHED: Final = frozenset(
    {
        "object-missing",
        "object-damaged",
        "object-truncated",
        "key-missing",
        "key-damaged",
    }
)
_MOVED: Final = frozenset({"conflict-copy", "unknown-file", "unfinished-file"})


class Fix(StrEnum):
    """What was done about a finding."""

    FETCHED = "fetched"  # from the backup
    SET_ASIDE = "set-aside"
    CLAIMED = "claimed"  # an event tells of it again
    MADE_PRIVATE = "made-private"
    REBUILT = "rebuilt"
    LEFT = "left"  # nothing safe can be done


@dataclass(frozen=True, slots=True)
class Repair:
    """One finding, and what was done; `subject` is the path within the vault."""

    code: str
    subject: str
    fix: Fix


class Workshop:
    """Repairs one vault from one backup."""

    def __init__(
        self, unlocked: Unlocked, backup: pathlib.Path | None, now: dt.datetime, pairs: Pairs
    ) -> None:
        self._store: Store = unlocked.store
        self._unlocked = unlocked
        self._backup = backup
        self._now = now
        self._pairs = pairs
        self._aside = self._store.path / SET_ASIDE / now.strftime(MOMENT)

    def repair(
        self, findings: Sequence[Finding], expected: Callable[[], Mapping[ItemId, Expected]]
    ) -> Iterator[Repair]:
        """Do what is safe: events first, as they tell of the originals; what nobody told of comes last.

        Args:
            findings: Of a check that read every byte.
            expected: Asks the journal what it tells of the originals.

        Yields:
            What was done about each finding.
        """
        whole, moved = True, False
        for finding in _of_journal(findings):
            for repair in self._fetch(finding, {}):
                whole &= repair.fix in {Fix.FETCHED, Fix.SET_ASIDE}
                moved |= repair.fix is Fix.SET_ASIDE
                yield repair
        if whole and moved:  # the index would miss what it saw in a strange place
            self._unlocked.index.rebuild()
        known = expected()
        yield from self._repair_signer([one for one in findings if concerns_signer(one)])
        for finding in findings:
            if concerns_signer(finding):
                continue
            if finding.code in _FETCHED:
                yield from self._fetch(finding, known)
            elif finding.code in UNCLAIMED:
                yield Repair(finding.code, finding.subject, self._settle(finding, known, whole=whole))
            elif finding.code not in JOURNAL:
                yield Repair(finding.code, finding.subject, self._other(finding))

    def _repair_signer(self, findings: Sequence[Finding]) -> Iterator[Repair]:
        """Fetch what of the signer is lost or was exchanged; where two who should know differ, it stays."""
        if not findings:
            return
        known = {recorded_signer(self._unlocked), self._store.device.signer()} - {None}
        brought: tuple[str, ...] = ()
        if self._backup is not None and len(known) < 2:
            there = Keys(self._backup / "keys", self._store.disk)
            right = next(iter(known), None)
            brought = to_bring(self._store.keys, there, self._unlocked.identity, right, self._pairs)
        for name in brought:
            self._bring(name)
        if brought:
            self._store.trust_signer()
        for finding in findings:
            yield Repair(finding.code, finding.subject, Fix.FETCHED if brought else Fix.LEFT)

    def _settle(self, finding: Finding, known: Mapping[ItemId, Expected], *, whole: bool) -> Fix:
        """Move an original that no event tells of, unless one that is lacking still may."""
        if ItemId(pathlib.PurePosixPath(finding.subject).stem) in known:
            return Fix.CLAIMED
        return self._move(finding) if whole else Fix.LEFT

    def _other(self, finding: Finding) -> Fix:
        if finding.code in _MOVED:
            return self._move(finding)
        if finding.code == "open-to-others":
            return self._make_private(finding.subject)
        return Fix.REBUILT if finding.code == "index-rebuilt" else Fix.LEFT

    def _fetch(self, finding: Finding, expected: Mapping[ItemId, Expected]) -> Iterator[Repair]:
        names = [finding.subject] if finding.code != "chain-cut" else list(self._beyond(finding.subject))
        for name in names:
            if self._is_good(name, expected) and self._bring(name):
                yield Repair(finding.code, name, Fix.FETCHED)
            elif finding.code == "event-misplaced" and self._lies_elsewhere(name):
                self._set_aside(name)
                yield Repair(finding.code, name, Fix.SET_ASIDE)
            else:
                yield Repair(finding.code, name, Fix.LEFT)
        if not names:
            yield Repair(finding.code, finding.subject, Fix.LEFT)

    def _lies_elsewhere(self, name: str) -> bool:
        """Tell whether the event in a file lies in its own place as well: then this one is a stray copy."""
        identity = self._unlocked.identity
        try:
            data = identity.decrypt((self._store.path / name).read_bytes())
            event = decode(data)
            own = self._store.journal.read(event.writer, event.seq, identity)
        except (VaultError, age.BrokenFileError, age.NotForThisKeyError, NotAnEventError):
            return False
        return own.sha256 == digest(data)

    def _beyond(self, chain: str) -> Iterator[str]:
        """Yield the events of a chain that the backup has and the vault has not."""
        if self._backup is None:
            return
        writer = WriterId(pathlib.PurePosixPath(chain).name)
        there = Journal(self._backup / "journal", (), self._store.disk).numbers(writer)
        for seq in sorted(set(there) - set(self._store.journal.numbers(writer))):
            yield f"{chain}/{file_name(seq)}"

    def _is_good(self, name: str, expected: Mapping[ItemId, Expected]) -> bool:
        """Tell whether the backup's file is what the vault should hold."""
        if self._backup is None or not (self._backup / name).is_file():
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
        objects = Objects(cast("pathlib.Path", self._backup) / "objects", (), self._store.disk)
        known = expected.get(item)
        if known is None:
            return False
        found = objects.copy_to(item, self._unlocked.identity, nowhere(), known.size)
        return (found.sha256, found.size) == (known.sha256, known.size)

    def _is_good_event(self, path: pathlib.PurePosixPath) -> bool:
        writer, seq = WriterId(path.parent.name), number(path.name)
        if seq is None:
            return False
        journal = Journal(cast("pathlib.Path", self._backup) / "journal", (), self._store.disk)
        recorded = journal.read(writer, seq, self._unlocked.identity)
        seen = self._unlocked.index.seen(writer).get(seq)
        return not seen or seen == recorded.sha256

    def _is_good_key(self, name: str) -> bool:
        content = (cast("pathlib.Path", self._backup) / name).read_bytes()
        known = self._store.settings
        sealed = {"keys/identity.age": known.sealed_identities, "keys/recovery.age": known.sealed_recoveries}
        if name in sealed:
            return digest(content) in sealed[name]
        self._unlocked.identity.decrypt(content)
        return True

    def _bring(self, name: str) -> bool:
        source, target = cast("pathlib.Path", self._backup) / name, self._store.path / name
        if target.exists():
            self._set_aside(name)
        with source.open("rb") as file:
            self._store.disk.create(target, lambda to: shutil.copyfileobj(file, to))
        return True

    def _move(self, finding: Finding) -> Fix:
        path = self._store.path / finding.subject
        try:
            age_of = self._now - dt.datetime.fromtimestamp(path.lstat().st_mtime, dt.UTC)
        except FileNotFoundError:
            return Fix.LEFT  # another process has just finished with it
        if finding.code in UNCLAIMED | {"unfinished-file"} and age_of < FRESH:
            return Fix.LEFT
        self._set_aside(finding.subject)
        return Fix.SET_ASIDE

    def _set_aside(self, name: str) -> None:
        path, target = self._store.path / name, self._aside / name
        self._store.disk.make_folder(target.parent)
        try:
            path.rename(target)
        except OSError as error:
            raise CannotWriteError(path=path, reason=error.strerror or type(error).__name__) from error
        self._store.disk.sync_folder(target.parent)
        self._store.disk.sync_folder(path.parent)

    def _make_private(self, name: str) -> Fix:
        path = self._store.path / name
        if path.is_symlink():
            return Fix.LEFT
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        return Fix.MADE_PRIVATE


def _of_journal(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code in JOURNAL]
