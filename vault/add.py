"""Take inputs into the vault: read, store, enter in the journal, stamp.

The order for each input, which a crash may cut anywhere without loss:

1. identify and hash it; bytes that are known already are one more acquisition of their item;
2. unpack, read and understand it (several inputs at once);
3. store the encrypted original, durably;
4. append the event, durably: from here on the input counts as added;
5. ask the authorities for tokens over what was added, and append those as events.

An outcome is given only after its fourth step.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault import sources, stamp
from vault.candidates import Candidate, Failed, Input
from vault.errors import VaultError
from vault.intake import NOT_READ, Intake
from vault.keeping.errors import EventUnwritableError, VaultBusyError
from vault.mail_signatures import VERDICTS
from vault.model import (
    Acquired,
    Acquisition,
    Added,
    Channel,
    ClaimLevel,
    EventType,
    Findings,
    ItemId,
    Removed,
    Sha256,
)
from vault.outcome import Outcome
from vault.taking import Stated, Taken, failure, in_order

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from vault.keeping.objects import StoredObject
    from vault.opening import Vault

STAMPED_TOGETHER = 16
"""Items for which tokens are asked for in one go, while the next ones are being read."""

Done = Callable[[int], None]


def add(
    vault: Vault, inputs: Iterable[Input], intake: Intake, stated: Stated, *, done: Done = lambda _n: None
) -> Iterator[Outcome]:
    """Add inputs to the vault.

    Args:
        vault: Where to. It stays locked if no secret is at hand; then duplicates are joined at the next unlock.
        inputs: From `candidates.plan`.
        intake: Reads them, usually `vault.intake()`.
        stated: What the user said about them.
        done: Told after each input.

    Yields:
        One outcome for each input, and one for each attachment after its mail, in order. When it is given, the item
        is safe.
    """
    adding = _Adding(vault, stated)
    waiting: list[Outcome] = []
    round_ = stamp.Round()
    for taken in in_order(inputs, intake, stated, skip=adding.needs_no_reading):
        waiting.extend(adding.keep(taken))
        done(1)
        if len(waiting) >= STAMPED_TOGETHER or not vault.authorities:
            yield from stamp.stamped(vault, waiting, round_)
            waiting = []
    yield from stamp.stamped(vault, waiting, round_)


@dataclass
class _Adding:
    """One run of `add`: stores what was read and remembers the digests that came by."""

    vault: Vault
    stated: Stated
    seen: dict[Sha256, ItemId] = field(default_factory=dict)

    def keep(self, taken: Taken | Failed, parent: ItemId | None = None) -> Iterator[Outcome]:
        """Store one input and what is inside it. An input that cannot be stored leaves nothing behind."""
        if isinstance(taken, Failed) or taken.error is not None:
            yield replace(failure(taken), parent=parent)
            return
        try:
            outcome = self._kept(taken, parent)
        except VaultError as error:
            yield replace(failure(replace(taken, error=error)), parent=parent)
            return
        yield outcome
        for inside in taken.inside:
            yield from self.keep(inside, outcome.id)

    def _kept(self, taken: Taken, parent: ItemId | None) -> Outcome:
        candidate = taken.candidate
        known = self._known(candidate.sha256)
        if known is not None:
            return self._again(taken, known, parent)
        stored = self._store(candidate)
        item = stored.id
        acquisition = self._acquisition(taken, parent)
        findings = taken.understood.findings if taken.understood else Findings()
        body = Added(
            sha256=stored.sha256,
            size=stored.size,
            media_type=candidate.media.name,
            title=self.stated.title or candidate.name,
            claim=claim_level(candidate.media.family),
            acquisition=acquisition,
            reading=taken.understood.reading if taken.understood else NOT_READ,
            findings=findings,
        )
        try:
            self.vault.append(EventType.ITEM_ADDED, item, body)
        except (EventUnwritableError, VaultBusyError):  # raised before anything of the event is written
            self.vault.store.objects.discard(item)
            raise
        self.seen[stored.sha256] = item
        return Outcome(
            candidate.path,
            "added",
            id=item,
            sha256=stored.sha256,
            media_type=candidate.media.name,
            reading=body.reading,
            findings=findings,
            timestamp="pending" if self.vault.authorities else "none",
            parent=parent,
            signatures=_signatures(taken),
            partly=taken.understood is not None and taken.understood.partly,
        )

    def _store(self, candidate: Candidate) -> StoredObject:
        if candidate.data is not None:
            return self.vault.store.put(io.BytesIO(candidate.data))
        assert candidate.found is not None  # noqa: S101 - what is not in memory comes from a file
        with sources.open_steadily(candidate.found.path) as steady:
            return self.vault.store.put(io.BufferedReader(Unchanging(steady)))

    def needs_no_reading(self, candidate: Candidate) -> bool:
        """Tell whether the vault has these bytes; a mail is read all the same, for the sake of its attachments."""
        return candidate.media.family is not sources.Family.MAIL and self._known(candidate.sha256) is not None

    def _known(self, digest: Sha256) -> ItemId | None:
        """Return the item with these bytes, as far as this run or the unlocked index knows."""
        if digest in self.seen:
            return self.seen[digest]
        found = self.vault.find_digest(digest)
        return found.id if found else None

    def _again(self, taken: Taken, item: ItemId, parent: ItemId | None) -> Outcome:
        """Note one more acquisition of bytes that the vault has; who adds a removed item again wants it back."""
        self.vault.append(EventType.ITEM_ACQUIRED, item, Acquired(self._acquisition(taken, parent)))
        kept = self.vault.find_digest(taken.candidate.sha256)
        if kept is not None and kept.removed is not None:
            self.vault.append(EventType.ITEM_RESTORED, item, Removed("added again"))
        understood = kept or taken.understood
        return Outcome(
            taken.candidate.path,
            "duplicate",
            id=item,
            sha256=taken.candidate.sha256,
            media_type=taken.candidate.media.name,
            reading=understood.reading if understood else NOT_READ,
            findings=understood.findings if understood else Findings(),
            timestamp=stamp.state(kept.tokens if kept else (), self.vault.authorities),
            parent=parent,
            signatures=_signatures(taken),
        )

    def _acquisition(self, taken: Taken, parent: ItemId | None) -> Acquisition:
        candidate, understood, stated = taken.candidate, taken.understood, self.stated
        now = self.vault.world.now()
        if understood is not None:
            captured_at, captured_from = understood.captured_at, understood.captured_from
        elif stated.captured_at is not None:
            captured_at, captured_from = stated.captured_at, "stated"
        else:
            captured_at, captured_from = candidate.dated or (now, "now")
        return Acquisition(
            at=now,
            name=candidate.name,
            captured_at=captured_at,
            captured_from=captured_from,
            channel=understood.channel if understood else Channel(stated.via) if stated.via else None,
            device=stated.device,
            system=stated.system,
            app=stated.app,
            parent=parent,
            metadata=understood.metadata if understood else {},
        )


class Unchanging(io.RawIOBase):
    """A file whose end is given only if nobody wrote to it meanwhile, so that a changed one is never stored."""

    def __init__(self, steady: sources.Steady) -> None:
        self._steady = steady

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read the next bytes; at the end, make sure that the file is still the same.

        Args:
            buffer: Takes the bytes.

        Returns:
            How many there were; 0 at the end.

        Raises:
            SourceChangedError: It is not the same.
        """
        data = self._steady.file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        if not data:
            self._steady.check()
        return len(data)


def _signatures(taken: Taken) -> str | None:
    return taken.understood.metadata.get(VERDICTS) if taken.understood else None


def claim_level(family: sources.Family) -> ClaimLevel:
    """Return how strong an original of this family is by its origin, nothing else being known of it.

    A PDF or mail is the platform's own document; its signature, where it has one, is a matter of checking.
    """
    if family in {sources.Family.PDF, sources.Family.MAIL}:
        return ClaimLevel.ISSUED_BY_PLATFORM
    if family is sources.Family.TEXT:
        return ClaimLevel.OWN_NOTE
    return ClaimLevel.OWN_SCREENSHOT
