"""The chain of custody as a packet tells it: the events of its exhibits, renumbered, and no more than custody needs.

An event of the journal holds all that was read, notes, names of files, and to whom earlier packets went. A packet
tells of each event when it was and of what kind, a few fields of its body, and the digest of the whole event, which
is salted and cannot be guessed: whoever is later shown the event can check it against the digest. The records are one
chain of their own, so that nothing shows how many events there are about other items.

Source: RFC 8785 (JSON Canonicalization Scheme).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec
import rfc8785

from vault.model import Event, EventType, Sha256
from vault.proving.dossier import Dossier, Exhibit, Head, Recorded

START = Sha256("0" * 64)
"""`prev` of the first event of a writer, and of the first record."""

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of `custody.jsonl`.

    `prev` is the SHA-256 of the line before, without its line feed. `event` is the digest of the journal's event, None
    for the making of this packet, which the journal learns of when the packet is written. `body` is what is told of the
    event; `withheld` names the parts of it that are not told.
    """

    seq: int
    prev: Sha256
    at: dt.datetime
    type: EventType
    exhibit: str
    event: Sha256 | None
    body: Body | None = None
    withheld: tuple[str, ...] = ()


def canonical(value: object) -> bytes:
    """Return a value of the model, or plain JSON data, as canonical JSON."""
    return rfc8785.dumps(msgspec.to_builtins(value))


def digest(value: Event | Record) -> Sha256:
    """Return the SHA-256 of an event or a record in canonical form, as its successor's `prev` names it."""
    return Sha256(hashlib.sha256(canonical(value)).hexdigest())


def journal_digest(heads: Iterable[Head]) -> Sha256:
    """Return one digest over the ends of the vault's chains: it binds the owner to them and tells nothing."""
    ends = sorted((head.writer, head.count, head.sha256) for head in heads)
    return Sha256(hashlib.sha256(canonical(ends)).hexdigest())


def chain(dossier: Dossier) -> tuple[Record, ...]:
    """Return the records of a packet in the order of the dossier's events, closed by the making of the packet.

    Args:
        dossier: What enters the packet.

    Returns:
        The records, linked.
    """
    exhibits = {
        item: exhibit for exhibit in dossier.exhibits for item in (exhibit.item.id, *exhibit.item.copies)
    }
    records: list[Record] = []

    def link(
        at: dt.datetime, kind: EventType, name: str, event: Sha256 | None, told: Body, out: Withheld
    ) -> None:
        previous = digest(records[-1]) if records else START
        records.append(Record(len(records) + 1, previous, at, kind, name, event, told, out))

    for recorded in dossier.custody:
        event = recorded.event
        if event.item is not None and event.item in exhibits:
            exhibit = exhibits[event.item]
            told = _told(recorded, exhibit)
            rest = tuple(sorted(name for name in event.body if name not in told))
            link(event.at, event.type, exhibit.name, recorded.sha256, told, rest)
    for exhibit in dossier.exhibits:
        link(dossier.made_at, EventType.PACKET_MADE, exhibit.name, None, {"packet": dossier.packet}, ())
    return tuple(records)


def custody_text(records: Iterable[Record]) -> bytes:
    """Return `custody.jsonl`: one record a line, each line exactly the bytes that its digest covers."""
    return b"".join(canonical(record) + b"\n" for record in records)


Withheld = tuple[str, ...]


def _told(recorded: Recorded, exhibit: Exhibit) -> dict[str, object]:
    tell = _TOLD.get(recorded.event.type)
    told = tell(recorded) if tell else {}
    if exhibit.stamped is None:  # size and digest together tell what a short text says
        told = {name: value for name, value in told.items() if name not in {"sha256", "size"}}
    return {name: value for name, value in told.items() if value is not None}


def _added(recorded: Recorded) -> dict[str, object]:
    body = recorded.event.body
    return {name: body.get(name) for name in ("sha256", "size", "media_type", "claim")} | _acquired(recorded)


def _acquired(recorded: Recorded) -> dict[str, object]:
    acquisition = recorded.event.body.get("acquisition")
    if not isinstance(acquisition, Mapping):
        return {}
    return {name: acquisition.get(name) for name in ("captured_at", "captured_from", "channel")}


def _stamped(recorded: Recorded) -> dict[str, object]:
    token = recorded.event.body.get("token")
    return {name: token.get(name) for name in ("authority", "at")} if isinstance(token, Mapping) else {}


def _edited(recorded: Recorded) -> dict[str, object]:
    body = recorded.event.body
    return {"changed": sorted(name for name, value in body.items() if value is not None and name != "after")}


def _judged(recorded: Recorded) -> dict[str, object]:
    judgements = recorded.event.body.get("judgements")
    listed = judgements if isinstance(judgements, list | tuple) else ()
    states = {str(one.get("fact")): one.get("state") for one in listed if isinstance(one, Mapping)}
    return {"facts": {recorded.facts.get(fact, fact): state for fact, state in states.items()}}


_TOLD: Mapping[EventType, Callable[[Recorded], dict[str, object]]] = {
    EventType.ITEM_ADDED: _added,
    EventType.ITEM_ACQUIRED: _acquired,
    EventType.ITEM_STAMPED: _stamped,
    EventType.ITEM_EDITED: _edited,
    EventType.FACTS_JUDGED: _judged,
}
"""What is told of a body, by type. Nothing of the others: not a reason, a file's name, or to whom a packet went."""
