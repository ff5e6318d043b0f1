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

import collections
import datetime as dt
import io
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault import sources, stamp
from vault.candidates import Candidate, Failed, Input, candidates, typed
from vault.errors import VaultError
from vault.intake import NOT_READ, Circumstances, Intake, Understood
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

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from vault.keeping.objects import StoredObject
    from vault.opening import Vault

WORKERS = max(1, min(4, os.cpu_count() or 1))
"""Inputs that are read at the same time; each holds one picture in memory."""

STAMPED_TOGETHER = 16
"""Items for which tokens are asked for in one go, while the next ones are being read."""

Done = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user said about all inputs of one run."""

    captured_at: dt.datetime | None = None
    via: str | None = None
    device: str | None = None
    system: str | None = None
    app: str | None = None
    title: str | None = None
    call_note: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A candidate after reading: understood, failed, or a recording that is not read. `inside` are attachments."""

    candidate: Candidate
    understood: Understood | None = None
    error: VaultError | None = None
    inside: tuple[Taken | Failed, ...] = ()


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
    for taken in _in_order(inputs, intake, stated, skip=adding.needs_no_reading):
        waiting.extend(adding.keep(taken))
        done(1)
        if len(waiting) >= STAMPED_TOGETHER or not vault.authorities:
            yield from stamp.stamped(vault, waiting, round_)
            waiting = []
    yield from stamp.stamped(vault, waiting, round_)


def read(
    inputs: Iterable[Input], intake: Intake, stated: Stated, *, done: Done = lambda _n: None
) -> Iterator[Outcome]:
    """Read inputs as `add` would, and keep nothing.

    Yields:
        One outcome for each input and attachment, in order.
    """
    for taken in _in_order(inputs, intake, stated):
        yield from _seen(taken)
        done(1)


def _seen(taken: Taken | Failed) -> Iterator[Outcome]:
    if isinstance(taken, Failed) or taken.error is not None:
        yield _failure(taken)
        return
    candidate, understood = taken.candidate, taken.understood
    yield Outcome(
        candidate.path,
        "read",
        sha256=candidate.sha256,
        media_type=candidate.media.name,
        reading=understood.reading if understood else NOT_READ,
        findings=understood.findings if understood else Findings(),
        partly=understood is not None and understood.partly,
    )
    for inside in taken.inside:
        yield from _seen(inside)


def _failure(taken: Taken | Failed) -> Outcome:
    if isinstance(taken, Failed):
        return Outcome(taken.path, "failed", error=taken.error)
    candidate = taken.candidate
    return Outcome(
        candidate.path, "failed", sha256=candidate.sha256, media_type=candidate.media.name, error=taken.error
    )


def _in_order(
    inputs: Iterable[Input],
    intake: Intake,
    stated: Stated,
    skip: Callable[[Candidate], bool] = lambda _candidate: False,
) -> Iterator[Taken | Failed]:
    """Read several candidates at once and give them back in their order; at most `WORKERS` wait ahead."""
    limits = sources.Limits()
    pending: collections.deque[Future[Taken] | Taken | Failed] = collections.deque()
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="reading") as pool:
        try:
            for candidate in candidates(inputs, limits):
                if isinstance(candidate, Failed):
                    pending.append(candidate)
                elif candidate.data is None or skip(candidate):
                    pending.append(Taken(candidate))
                else:
                    pending.append(pool.submit(_take, candidate, intake, stated, limits))
                if len(pending) > WORKERS:
                    yield _result(pending.popleft())
            while pending:
                yield _result(pending.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _result(pending: Future[Taken] | Taken | Failed) -> Taken | Failed:
    return pending.result() if isinstance(pending, Future) else pending


def _take(candidate: Candidate, intake: Intake, stated: Stated, limits: sources.Limits) -> Taken:
    """Unpack, read and understand one candidate and what is attached to it."""
    if candidate.data is None:  # a recording attached to a mail has no data of its own to read
        return Taken(candidate)
    circumstances = Circumstances(
        captured_at=stated.captured_at,
        file_time=candidate.file_time,
        channel=Channel(stated.via) if stated.via else None,
        is_call_note=stated.call_note,
    )
    try:
        understood = intake.understand(candidate.data, candidate.media, circumstances, limits)
        inside = tuple(
            _attached(candidate, attachment, intake, stated, limits) for attachment in understood.attachments
        )
    except VaultError as error:
        return Taken(candidate, error=error)
    return Taken(candidate, understood, inside=inside)


def _attached(
    mail: Candidate, attachment: sources.Attachment, intake: Intake, stated: Stated, limits: sources.Limits
) -> Taken | Failed:
    """Take what is attached to a mail; it shares the mail's time."""
    path = f"{mail.path}/{attachment.name}"
    try:
        candidate = typed(attachment.name, attachment.data, path)
        return _take(replace(candidate, file_time=mail.file_time), intake, stated, limits.inside())
    except VaultError as error:
        return Failed(path, error)


@dataclass
class _Adding:
    """One run of `add`: stores what was read and remembers the digests that came by."""

    vault: Vault
    stated: Stated
    seen: dict[Sha256, ItemId] = field(default_factory=dict)

    def keep(self, taken: Taken | Failed, parent: ItemId | None = None) -> Iterator[Outcome]:
        """Store one input and what is inside it. An input that cannot be stored leaves nothing behind."""
        if isinstance(taken, Failed) or taken.error is not None:
            yield replace(_failure(taken), parent=parent)
            return
        try:
            outcome = self._kept(taken, parent)
        except VaultError as error:
            yield replace(_failure(replace(taken, error=error)), parent=parent)
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
        self.vault.append(EventType.ITEM_ADDED, item, body)
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
        )

    def _acquisition(self, taken: Taken, parent: ItemId | None) -> Acquisition:
        candidate, understood, stated = taken.candidate, taken.understood, self.stated
        now = self.vault.world.now()
        if understood is not None:
            captured_at, captured_from = understood.captured_at, understood.captured_from
        elif stated.captured_at is not None:
            captured_at, captured_from = stated.captured_at, "stated"
        else:
            captured_at, captured_from = (
                (candidate.file_time, "file") if candidate.file_time else (now, "now")
            )
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


def claim_level(family: sources.Family) -> ClaimLevel:
    """Return how strong an original of this family is by its origin, nothing else being known of it.

    A PDF or mail is the platform's own document; its signature, where it has one, is a matter of checking.
    """
    if family in {sources.Family.PDF, sources.Family.MAIL}:
        return ClaimLevel.ISSUED_BY_PLATFORM
    if family is sources.Family.TEXT:
        return ClaimLevel.OWN_NOTE
    return ClaimLevel.OWN_SCREENSHOT
