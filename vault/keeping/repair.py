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
from typing import Final

from vault.errors import VaultError
from vault.keeping import age
from vault.keeping.canonical import NotAnEventError, decode, digest
from vault.keeping.check.audit import recorded_signer
from vault.keeping.check.chains import check_numbers
from vault.keeping.check.finding import Finding
from vault.keeping.check.folder import SET_ASIDE
from vault.keeping.check.originals import Expected
from vault.keeping.check.unclaimed import JOURNAL, UNCLAIMED
from vault.keeping.durable import FILE_MODE, FOLDER_MODE
from vault.keeping.errors import CannotWriteError
from vault.keeping.good_copies import Backup
from vault.keeping.keys import Keys
from vault.keeping.settings_repair import MOMENT
from vault.keeping.signer_repair import Pairs, concerns_signer, to_bring
from vault.keeping.store import Store, Unlocked
from vault.model import ItemId, WriterId

FRESH: Final = dt.timedelta(hours=1)
"""An original without an event that is younger may be one that is being added now."""

_LACKING: Final = frozenset({"event-missing", "chain-cut"})
_EXCHANGED: Final = JOURNAL - _LACKING
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
        self._backup = Backup(backup, unlocked)
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
        events: list[Repair] = []
        for one in self._repair_journal(findings):
            events.append(one)
            yield one
        whole = not self._has_gaps() and all(one.fix is not Fix.LEFT for one in events)
        if whole and any(one.fix is Fix.SET_ASIDE for one in events):
            self._unlocked.index.rebuild()  # it would miss what it saw in a strange place
        known = expected()
        yield from self._repair_signer([one for one in findings if concerns_signer(one)])
        for finding in findings:
            if finding.code not in JOURNAL and not concerns_signer(finding):
                yield Repair(finding.code, finding.subject, self._fix(finding, known, whole=whole))

    def _repair_journal(self, findings: Sequence[Finding]) -> Iterator[Repair]:
        """Fetch events that are lacking, and put good ones in the place of those that were changed."""
        yield from self._complete([finding for finding in findings if finding.code in _LACKING])
        for finding in findings:
            if finding.code in _EXCHANGED:
                yield Repair(finding.code, finding.subject, self._fetch(finding, {}))

    def _fix(self, finding: Finding, known: Mapping[ItemId, Expected], *, whole: bool) -> Fix:
        """Do what is safe about a finding that is neither of the journal nor of the signer."""
        if finding.code in _FETCHED:
            return self._fetch(finding, known)
        if finding.code in UNCLAIMED:
            return self._settle(finding, known, whole=whole)
        if finding.code in _MOVED:
            return self._move(finding)
        if finding.code == "open-to-others":
            return self._make_private(finding.subject)
        return Fix.REBUILT if finding.code == "index-rebuilt" else Fix.LEFT

    def _repair_signer(self, findings: Sequence[Finding]) -> Iterator[Repair]:
        """Fetch what of the signer is lost or was exchanged; where two who should know differ, it stays."""
        if not findings:
            return
        known = {recorded_signer(self._unlocked), self._store.device.signer()} - {None}
        brought: tuple[str, ...] = ()
        if self._backup.folder is not None and len(known) < 2:
            there = Keys(self._backup.folder / "keys", self._store.disk)
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

    def _complete(self, findings: Sequence[Finding]) -> Iterator[Repair]:
        """Fetch all that the backup has of the chains: of a long gap only the beginning is named, of some ends nothing.

        Yields:
            Each event that was fetched, and each finding that this did not put right.
        """
        known = (f"journal/{writer}" for writer in self._store.journal.writers())
        for chain in dict.fromkeys([*known, *map(_chain, findings)]):
            for name in self._backup.events_beyond(chain, self._store.journal):
                if self._backup.is_good(name, {}):
                    self._bring(name)
                    yield Repair("event-missing", name, Fix.FETCHED)
        for finding in findings:
            if not self._is_complete(finding):
                yield Repair(finding.code, finding.subject, Fix.LEFT)

    def _is_complete(self, finding: Finding) -> bool:
        """Tell whether an event that was missing is there, or a chain that was cut reaches as far as it was seen."""
        if finding.code != "chain-cut":
            return (self._store.path / finding.subject).exists()
        numbers = self._store.journal.numbers(WriterId(pathlib.PurePosixPath(finding.subject).name))
        return bool(numbers) and numbers[-1] >= int(finding.values["expected"])

    def _has_gaps(self) -> bool:
        return any(check_numbers(self._store.journal, self._store.device.position()))

    def _fetch(self, finding: Finding, expected: Mapping[ItemId, Expected]) -> Fix:
        name = finding.subject
        if self._backup.is_good(name, expected):
            self._bring(name)
            return Fix.FETCHED
        if finding.code == "event-misplaced" and self._lies_elsewhere(name):
            self._set_aside(name)
            return Fix.SET_ASIDE
        return Fix.LEFT

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

    def _bring(self, name: str) -> None:
        source, target = self._backup.path(name), self._store.path / name
        if target.exists():
            self._set_aside(name)
        with source.open("rb") as file:
            self._store.disk.create(target, lambda to: shutil.copyfileobj(file, to))

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


def put_right(
    workshop: Workshop,
    check: Callable[[], tuple[Finding, ...]],
    expected: Callable[[], Mapping[ItemId, Expected]],
    told: Callable[[Repair], None],
) -> tuple[Finding, ...]:
    """Check and repair in turns: an event that was fetched tells of an original that the next check looks at.

    Args:
        workshop: Repairs.
        check: Reads every byte.
        expected: Asks the journal what it tells of the originals.
        told: Told what was done about each finding, once and at once.

    Returns:
        What the last check found.
    """
    known: set[Repair] = set()
    while True:
        found, fixes = check(), set()
        for repair in workshop.repair(found, expected):
            if repair not in known:
                known.add(repair)
                fixes.add(repair.fix)
                told(repair)
        if not fixes:
            return found
        if Fix.FETCHED not in fixes:
            return check()


def _chain(finding: Finding) -> str:
    """Return the folder of the chain that a finding of the journal is about."""
    subject = pathlib.PurePosixPath(finding.subject)
    return (subject if finding.code == "chain-cut" else subject.parent).as_posix()
