"""Is the custody log the one that was signed, and does it hold together?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import rfc8785

from vault.model import EventType, Sha256
from vault.proving import layout
from vault.proving.custody import START, Record, canonical
from vault.proving.manifest import Manifest
from vault.proving.verify.report import Finding, Rule
from vault.proving.verify.rules import custody as rules

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, rfc8785.CanonicalizationError)


@dataclass(frozen=True, slots=True)
class _Line:
    """One record with the digest of its bytes."""

    record: Record
    sha256: Sha256


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
    texts = raw.split(b"\n")
    for number, text in enumerate(texts[:-1] if texts[-1] == b"" else texts, start=1):
        line = _read(text)
        if line is None:
            yield Finding(rules.CUSTODY_MALFORMED, layout.CUSTODY, values={"line": str(number)})
        else:
            lines.append(line)
    yield from _check_numbers(lines, manifest.custody.count)
    yield from _check_links(lines)
    if not lines or lines[-1].sha256 != manifest.custody.sha256:
        yield Finding(rules.CUSTODY_HEAD, layout.CUSTODY)
    yield from _check_exhibits([line.record for line in lines], manifest)


def _read(text: bytes) -> _Line | None:
    """Return a record if the line is exactly its canonical form."""
    try:
        record = msgspec.json.decode(text, type=Record)
        if canonical(record) != text:
            return None
    except UNREADABLE:
        return None
    return _Line(record, Sha256(hashlib.sha256(text).hexdigest()))


def _check_numbers(lines: Sequence[_Line], count: int) -> Iterator[Finding]:
    """Compare the records' numbers with 1 to `count`, the number that was signed."""
    numbers = [line.record.seq for line in lines]
    present = set(numbers)
    missing = [number for number in range(1, min(count, len(present) + 1000) + 1) if number not in present]
    if missing or count > len(present):
        yield _found(rules.CUSTODY_CUT, missing[0] if missing else count)
    for number in sorted(present):
        if number > count or numbers.count(number) > 1:
            yield _found(rules.CUSTODY_ADDED, number)
            break
    if numbers != sorted(present):
        yield Finding(rules.CUSTODY_ORDER, layout.CUSTODY)


def _check_links(lines: Sequence[_Line]) -> Iterator[Finding]:
    """Check that every record names the one of the number before it."""
    digests = {line.record.seq: line.sha256 for line in lines}
    for line in lines:
        before = START if line.record.seq == 1 else digests.get(line.record.seq - 1)
        if before is not None and line.record.prev != before:
            yield _found(rules.CUSTODY_LINK, line.record.seq)


def _check_exhibits(records: Sequence[Record], manifest: Manifest) -> Iterator[Finding]:
    """Check that each exhibit's records begin with its acquisition and end with this packet."""
    named = {exhibit.name for exhibit in manifest.exhibits}
    for record in records:
        if record.exhibit not in named:
            yield _found(rules.CUSTODY_OTHER, record.seq)
    for exhibit in manifest.exhibits:
        mine = [record for record in records if record.exhibit == exhibit.name]
        original = exhibit.redaction.original if exhibit.redaction else exhibit.sha256
        if not any(_tells_origin(record, original) for record in mine):
            yield Finding(rules.CUSTODY_NO_ORIGIN, exhibit.name)
        if not mine or not _is_closing(mine[-1], manifest.packet):
            yield Finding(rules.CUSTODY_NO_END, exhibit.name)


def _tells_origin(record: Record, sha256: str | None) -> bool:
    if record.type is not EventType.ITEM_ADDED:
        return False
    if sha256 is None:  # withheld throughout, as the digest of a short text tells what it says
        return "sha256" in record.withheld
    return (record.body or {}).get("sha256") == sha256


def _is_closing(record: Record, packet: str) -> bool:
    made = record.type is EventType.PACKET_MADE and record.event is None
    return made and record.body is not None and record.body.get("packet") == packet


def _found(rule: Rule, seq: int) -> Finding:
    return Finding(rule, layout.CUSTODY, values={"event": str(seq)})
