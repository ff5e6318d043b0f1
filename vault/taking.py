"""Reads candidates, several at once, and gives them back in their order. Nothing is stored here."""

from __future__ import annotations

import collections
import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from vault import free_text, sources
from vault.candidates import Candidate, Failed, Input, candidates, typed
from vault.errors import VaultError
from vault.intake import Circumstances, Intake, Understood
from vault.mail_signatures import DomainKey
from vault.model import Channel
from vault.outcome import Outcome

WORKERS = max(1, min(4, os.cpu_count() or 1))
"""Inputs that are read at the same time; each holds one picture in memory."""
AHEAD = 2 * WORKERS
"""Inputs that may wait behind one that takes long, so that no worker idles meanwhile; each holds its file's bytes."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user said about all inputs of one run.

    Raises:
        BlankTextError: A text that was given is blank.
    """

    captured_at: dt.datetime | None = None
    via: str | None = None
    device: str | None = None
    system: str | None = None
    app: str | None = None
    title: str | None = None
    call_note: bool = False
    unread: bool = False  # keep everything as recordings are kept
    keys: tuple[DomainKey, ...] = ()  # of domains, for the signatures of mails

    def __post_init__(self) -> None:
        free_text.ensure(free_text.TITLE, self.title)
        free_text.ensure(free_text.APP, self.app)
        free_text.ensure(free_text.SYSTEM, self.system)
        free_text.ensure(free_text.DEVICE, self.device)


@dataclass(frozen=True, slots=True)
class Taken:
    """A candidate after reading: understood, failed, or not to be read. `inside` are attachments."""

    candidate: Candidate
    understood: Understood | None = None
    error: VaultError | None = None
    inside: tuple[Taken | Failed, ...] = ()


def failure(taken: Taken | Failed) -> Outcome:
    """Return the outcome of an input that could not be taken in."""
    if isinstance(taken, Failed):
        return Outcome(taken.path, "failed", error=taken.error)
    candidate = taken.candidate
    return Outcome(
        candidate.path, "failed", sha256=candidate.sha256, media_type=candidate.media.name, error=taken.error
    )


def in_order(
    inputs: Iterable[Input],
    intake: Intake,
    stated: Stated,
    skip: Callable[[Candidate], bool] = lambda _candidate: False,
) -> Iterator[Taken | Failed]:
    """Read several candidates at once and give them back in their order; at most `AHEAD` wait for one."""
    limits = sources.Limits()
    pending: collections.deque[Future[Taken] | Taken | Failed] = collections.deque()
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="reading") as pool:
        try:
            for candidate in candidates(inputs, limits):
                if isinstance(candidate, Failed):
                    pending.append(candidate)
                elif skip(candidate):
                    pending.append(Taken(candidate))
                else:
                    pending.append(pool.submit(_take, candidate, intake, stated, limits))
                if len(pending) > AHEAD:
                    yield _result(pending.popleft())
            while pending:
                yield _result(pending.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _result(pending: Future[Taken] | Taken | Failed) -> Taken | Failed:
    return pending.result() if isinstance(pending, Future) else pending


def _take(candidate: Candidate, intake: Intake, stated: Stated, limits: sources.Limits) -> Taken:
    """Unpack, read and understand one candidate and what is attached to it."""
    if candidate.data is None or candidate.media.family is sources.Family.RECORDING or stated.unread:
        return Taken(candidate)
    circumstances = Circumstances(
        captured_at=stated.captured_at,
        dated=candidate.dated,
        channel=Channel(stated.via) if stated.via else None,
        is_call_note=stated.call_note,
        keys=stated.keys,
    )
    try:
        understood = intake.understand(candidate.data, candidate.media, circumstances, limits)
        inside = tuple(
            _attached(candidate, understood, attachment, intake, stated, limits)
            for attachment in understood.attachments
        )
    except VaultError as error:
        return Taken(candidate, error=error)
    return Taken(candidate, understood, inside=inside)


def _attached(
    mail: Candidate,
    read: Understood,
    attachment: sources.Attachment,
    intake: Intake,
    stated: Stated,
    limits: sources.Limits,
) -> Taken | Failed:
    """Take what is attached to a mail; it has the mail's time unless it tells its own."""
    path = f"{mail.path}/{attachment.name}"
    try:
        candidate = typed(attachment.name, attachment.data, path)
        dated = (read.captured_at, read.captured_from)
        return _take(replace(candidate, dated=dated), intake, stated, limits.inside())
    except VaultError as error:
        return Failed(path, error)
