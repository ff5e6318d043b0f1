"""The journal's chains: is every event there, readable, and the one that was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from vault.keeping import age
from vault.keeping.canonical import NO_EVENT
from vault.keeping.check.finding import Finding, finding
from vault.keeping.device import Position
from vault.keeping.errors import EventDamagedError, EventMisplacedError, EventMissingError
from vault.keeping.journal import Journal, Recorded, file_name
from vault.model import Event, Sha256, WriterId

Seen = Mapping[int, str]
"""The digests of a writer's events, by number, as the index has seen them; empty where it could not read one."""

_GAP_LIMIT: Final = 20
"""So many missing events of one gap are named one by one, the first ones."""


def check_numbers(journal: Journal, position: Position | None) -> Iterator[Finding]:
    """Look for gaps and cut ends; needs no key.

    Args:
        journal: The journal.
        position: Where this device remembers its own chain to end.

    Yields:
        Missing events.
    """
    ends = {}
    for writer in journal.writers():
        numbers = journal.numbers(writer)
        ends[writer] = numbers[-1] if numbers else 0
        present = set(numbers)
        missing = [seq for seq in range(1, ends[writer]) if seq not in present]
        yield from (finding("event-missing", place(writer, seq)) for seq in missing[:_GAP_LIMIT])
    if position is not None and position.head.seq > ends.get(position.writer, 0):
        yield _cut(position.writer, ends.get(position.writer, 0), position.head.seq)


def check_chain(
    journal: Journal,
    writer: WriterId,
    identity: age.Identity,
    seen: Seen,
    take: Callable[[Event], None],
) -> Iterator[Finding]:
    """Read a writer's events and compare each with the one after it and with what the index has seen.

    Args:
        journal: The journal.
        writer: Whose chain.
        identity: The key.
        seen: What the index has seen.
        take: Is given every event that can be read.

    Yields:
        Events that cannot be read, were changed, or lie in the wrong place.
    """
    numbers = journal.numbers(writer)
    last: tuple[int, str] = (0, NO_EVENT)
    for seq in numbers:
        try:
            recorded = journal.read(writer, seq, identity)
        except EventMissingError:
            continue  # it went while we looked; the next check tells
        except EventDamagedError as error:
            misplaced = isinstance(error, EventMisplacedError)
            yield finding("event-misplaced" if misplaced else "event-damaged", place(writer, seq))
            continue
        changed = _changed(recorded, last, seen)
        if changed is not None:
            yield finding("event-changed", place(writer, changed))
        last = (seq, recorded.sha256)
        take(recorded.event)
    end = numbers[-1] if numbers else 0
    if seen and max(seen) > end:
        yield _cut(writer, end, max(seen))


def _changed(recorded: Recorded, last: tuple[int, str], seen: Seen) -> int | None:
    """Return the number of the event that is not the recorded one, if that can be told here."""
    seq = recorded.event.seq
    known = seen.get(seq)
    if known and known != recorded.sha256:
        return seq
    last_seq, last_sha256 = last
    if last_seq == seq - 1 and recorded.event.prev != Sha256(last_sha256):
        known = seen.get(last_seq)
        # What the index has seen tells which of the two was exchanged.
        return seq if last_seq == 0 or known == last_sha256 else last_seq
    return None


def _cut(writer: WriterId, found: int, expected: int) -> Finding:
    return finding("chain-cut", f"journal/{writer}", found=found, expected=expected)


def place(writer: WriterId, seq: int) -> str:
    """Return where an event lies in the vault, as findings name it."""
    return f"journal/{writer}/{file_name(seq)}"
