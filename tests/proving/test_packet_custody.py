"""What a packet tells of custody: the events of its exhibits, and nothing of other items."""

from __future__ import annotations

import dataclasses
import json

import msgspec
from proving_making import (
    MADE_AT,
    PNG,
    WRITER,
    custody_of,
    dossier,
    exhibit,
    members,
    recorded,
    sha,
    three_exhibits,
)

from vault.model import Acquired, Event, EventType, ItemId, Packed
from vault.proving import layout
from vault.proving.custody import START, chain, custody_text, journal_digest
from vault.proving.dossier import Head


def test_custody_leads_each_exhibit_from_its_acquisition_to_this_packet(stamped: bytes) -> None:
    lines = members(stamped)[layout.CUSTODY].splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["seq"] for record in records] == list(range(1, 10))
    assert [record["prev"] for record in records] == ["0" * 64, *map(sha, lines[:-1])]
    assert [record["type"] for record in records if record["exhibit"] == "E01"] == [
        "item.added",
        "item.exported",
        "packet.made",
    ]
    assert records[-1]["body"] == {"packet": "packet-jd-2026-11-22"}


def test_custody_tells_nothing_of_other_items(stamped: bytes) -> None:
    """Neither their events, nor how many there are, nor the places of the exhibits' own events among them."""
    files = members(stamped)
    told = files[layout.CUSTODY] + files[layout.MANIFEST]
    for private in (b"private", b"0ther000", b"w1r1t3r0", b'"writer"', b'"count": 7'):
        assert private not in told
    made = dossier(three_exhibits(None))
    more = dataclasses.replace(made, custody=recorded(custody_of(made.exhibits, foreign=5)[0]))
    assert [record.body for record in chain(more)] == [record.body for record in chain(made)]


def test_what_a_body_tells_of_other_items_and_packets_is_withheld() -> None:
    one = exhibit(1, PNG)
    acquired = Acquired(dataclasses.replace(one.item.acquisitions[0], parent=ItemId("m41l0000")))
    packed = Packed("p4ck3t00", 7, "12378", sha(b"manifest"))
    events = tuple(
        Event(WRITER, seq, START, MADE_AT, kind, "0" * 32, one.item.id, msgspec.to_builtins(body))
        for seq, kind, body in (
            (1, EventType.ITEM_ACQUIRED, acquired),
            (2, EventType.PACKET_MADE, packed),
        )
    )
    told = custody_text(chain(dataclasses.replace(dossier([one]), custody=recorded(events))))
    for private in (b"m41l0000", b"p4ck3t00", b"12378", "截图".encode()):
        assert private not in told
    assert "recipient" in json.loads(told.splitlines()[1])["withheld"]


def test_the_events_of_a_copy_belong_to_its_exhibit() -> None:
    one = exhibit(1, PNG)
    joined = dataclasses.replace(one, item=dataclasses.replace(one.item, copies=(ItemId("c0py0000"),)))
    event = Event(WRITER, 1, START, MADE_AT, EventType.ITEM_ADDED, "0" * 32, ItemId("c0py0000"))
    first, _ = chain(dataclasses.replace(dossier([joined]), custody=recorded([event])))
    assert (first.exhibit, first.type) == ("E01", EventType.ITEM_ADDED)


def test_the_owner_is_bound_to_the_whole_journal_by_one_digest() -> None:
    head = Head(WRITER, 7, sha(b"last event"))
    longer = dataclasses.replace(head, count=8)
    assert len({journal_digest(heads) for heads in ((), (head,), (longer,))}) == 3
