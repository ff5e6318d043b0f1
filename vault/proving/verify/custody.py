"""Is the custody log the one that was signed, and does it hold together?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import rfc8785

from vault.model import Event, EventType, Sha256
from vault.proving import layout
from vault.proving.custody import START, canonical
from vault.proving.manifest import EventEntry, Manifest
from vault.proving.verify import rules
from vault.proving.verify.report import Finding, Rule

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, rfc8785.CanonicalizationError)


@dataclass(frozen=True, slots=True)
class _Line:
    """One event with the digest of its bytes."""

    event: Event
    sha256: Sha256

    @property
    def entry(self) -> EventEntry:
        return EventEntry(self.event.writer, self.event.seq, self.sha256)

    @property
    def name(self) -> str:
        return _name(self.event.writer, self.event.seq)


def check_custody(raw: bytes | None, manifest: Manifest | None) -> Iterator[Finding]:
    """Judge `custody.jsonl` against the manifest and against itself.

    Args:
        raw: The file, None if it is missing or damaged.
        manifest: The packet's manifest, if it could be read.

    Yields:
        What is wrong.
    """
    if raw is None or manifest is None:
        yield Finding(rules.CUSTODY_UNKNOWN, layout.CUSTODY)
        return
    lines: list[_Line] = []
    for number, text in enumerate(
        raw.split(b"\n")[: None if raw and not raw.endswith(b"\n") else -1], start=1
    ):
        line = _read(text)
        if line is None:
            yield Finding(rules.CUSTODY_MALFORMED, layout.CUSTODY, values={"line": str(number)})
        else:
            lines.append(line)
    yield from _check_list(lines, manifest.custody)
    yield from _check_links(lines)
    yield from _check_heads(lines, manifest)
    yield from _check_origins(lines, manifest)


def _read(text: bytes) -> _Line | None:
    """Return an event if the line is exactly its canonical form."""
    try:
        event = msgspec.json.decode(text, type=Event)
        if canonical(event) != text:
            return None
    except UNREADABLE:
        return None
    return _Line(event, Sha256(hashlib.sha256(text).hexdigest()))


def _check_list(lines: Sequence[_Line], listed: Sequence[EventEntry]) -> Iterator[Finding]:
    """Compare the events with those that the signed manifest lists."""
    expected = {(entry.writer, entry.seq): entry.sha256 for entry in listed}
    present = {(line.event.writer, line.event.seq): line.sha256 for line in lines}
    for key, sha256 in present.items():
        if key not in expected:
            yield _found(rules.CUSTODY_ADDED, _name(*key))
        elif expected[key] != sha256:
            yield _found(rules.CUSTODY_CHANGED, _name(*key))
    for key in expected:
        if key not in present:
            yield _found(rules.CUSTODY_CUT, _name(*key))
    order = [(line.event.writer, line.event.seq) for line in lines]
    if order != sorted(set(order)):
        yield _found(rules.CUSTODY_ORDER, "")


def _check_links(lines: Sequence[_Line]) -> Iterator[Finding]:
    """Check `prev` wherever the event before is here; events about other items are not."""
    digests = {(line.event.writer, line.event.seq): line.sha256 for line in lines}
    for line in lines:
        before = START if line.event.seq == 1 else digests.get((line.event.writer, line.event.seq - 1))
        if line.event.seq < 1 or (before is not None and line.event.prev != before):
            yield _found(rules.CUSTODY_LINK, line.name)


def _check_heads(lines: Sequence[_Line], manifest: Manifest) -> Iterator[Finding]:
    heads = {head.writer: head for head in manifest.heads}
    for line in lines:
        head = heads.get(line.event.writer)
        past_end = head is None or line.event.seq > head.count
        if past_end or (head is not None and line.event.seq == head.count and line.sha256 != head.sha256):
            yield _found(rules.CUSTODY_HEAD, line.name)


def _check_origins(lines: Sequence[_Line], manifest: Manifest) -> Iterator[Finding]:
    added = {_digest_of(line.event.body) for line in lines if line.event.type is EventType.ITEM_ADDED}
    for exhibit in manifest.exhibits:
        if exhibit.sha256 not in added:
            yield Finding(rules.CUSTODY_NO_ORIGIN, exhibit.name)


def _digest_of(body: Mapping[str, object]) -> str:
    return str(body.get("sha256", ""))


def _found(rule: Rule, event: str) -> Finding:
    return Finding(rule, layout.CUSTODY, values={"event": event})


def _name(writer: str, seq: int) -> str:
    return f"{writer}/{seq}"
