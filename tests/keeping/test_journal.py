"""The journal: chains that never fork, devices that meet, items that are joined."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import pathlib
import random
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping_vault import NOW, Kept, addition

from vault.keeping.canonical import canonical, decode, digest
from vault.keeping.check.audit import check
from vault.keeping.errors import AmbiguousIdError, ItemNotFoundError
from vault.keeping.fold import fold
from vault.keeping.identifiers import is_id, new_id
from vault.keeping.index.query import Query
from vault.keeping.writer import Entry
from vault.model import (
    Acquired,
    Acquisition,
    Edited,
    Event,
    EventType,
    Fact,
    FactState,
    FactType,
    Findings,
    ItemId,
    Judged,
    Judgement,
    Sha256,
    Stamped,
    Token,
    WriterId,
)


def writers(kept: Kept) -> dict[str, list[int]]:
    return {writer: kept.store.journal.numbers(writer) for writer in kept.store.journal.writers()}


def test_each_event_names_the_one_before(kept: Kept) -> None:
    for text in ("a", "b", "c"):
        kept.add(text)
    (writer,) = kept.store.journal.writers()
    prev = "0" * 64
    for seq in range(1, 5):
        recorded = kept.store.journal.read(writer, seq, kept.identity)
        assert recorded.event.prev == prev
        assert digest(canonical(recorded.event)) == recorded.sha256
        prev = recorded.sha256


def test_without_its_memory_a_device_begins_a_new_chain(kept: Kept) -> None:
    kept.add("a")
    shutil.rmtree(kept.root / "state")
    kept.add("b")
    kept.store.device.path.write_text("{")
    kept.add("c")
    assert sorted(map(len, writers(kept).values())) == [1, 1, 2]


def test_a_vault_set_back_by_a_backup_is_not_written_twice(kept: Kept) -> None:
    kept.add("a")
    shutil.copytree(kept.path, kept.root / "backup")
    kept.add("lost")
    shutil.rmtree(kept.path)
    shutil.move(kept.root / "backup", kept.path)
    kept.add("b")
    assert sorted(map(len, writers(kept).values())) == [1, 2]


def test_a_copied_home_folder_makes_a_second_chain_not_a_second_event(kept: Kept) -> None:
    kept.add("a")
    shutil.copytree(kept.root / "state", kept.root / "other")
    kept.add("b")
    kept.add("c", store=kept.reopened(state="other"))
    assert sorted(map(len, writers(kept).values())) == [1, 3]


def test_two_copies_of_a_vault_are_two_writers_and_merge_in_any_order(kept: Kept) -> None:
    copy = kept.root / "copy"
    shutil.copytree(kept.path, copy)
    other = kept.reopened(path=copy)
    one = kept.add("here")
    two = kept.add("there", store=other)
    other.append([Entry(EventType.ITEM_EDITED, two, Edited(title="dort"))], NOW)
    kept.unlocked().close()
    merge(copy, kept.path)
    merge(kept.path, copy)
    for store in (kept.store, other):
        with kept.unlocked(store) as unlocked:
            assert {item.id for item in unlocked.index.items()} == {one, two}
            assert unlocked.index.item(two).title == "dort"
            assert check(store, unlocked, read_data=True) == ()


def merge(source: pathlib.Path, target: pathlib.Path) -> None:
    for path in source.rglob("*.age"):
        place = target / path.relative_to(source)
        if not place.exists():
            place.parent.mkdir(0o700, exist_ok=True)
            shutil.copy(path, place)


def test_events_that_sync_in_late_are_taken_in(kept: Kept) -> None:
    ids = [kept.add(f"item {serial}") for serial in range(4)]
    (writer,) = kept.store.journal.writers()
    held = [kept.store.journal.path(writer, seq) for seq in (2, 4)]
    contents = [path.read_bytes() for path in held]
    for path in held:
        path.unlink()
    with kept.unlocked() as unlocked:
        assert {item.id for item in unlocked.index.items()} == {ids[1], ids[3]}
    for path, content in zip(held, contents, strict=True):
        path.write_bytes(content)
        path.chmod(0o600)
    with kept.unlocked() as unlocked:
        assert {item.id for item in unlocked.index.items()} == set(ids)
        assert {finding.code for finding in check(kept.store, unlocked)} <= {"index-rebuilt"}


def test_an_edit_that_comes_before_its_item_waits_for_it(kept: Kept) -> None:
    other = kept.reopened(state="other")
    item = kept.add("text")
    other.append([Entry(EventType.ITEM_EDITED, item, Edited(title="new"))], NOW - dt.timedelta(days=1))
    (mine,) = [writer for writer, numbers in writers(kept).items() if len(numbers) == 2]
    path = kept.store.journal.path(WriterId(mine), 2)
    content = path.read_bytes()
    path.unlink()
    with kept.unlocked() as unlocked:
        assert list(unlocked.index.items()) == []
        path.write_bytes(content)
        unlocked.index.refresh()
        assert unlocked.index.item(item).title == "new"


def test_the_same_bytes_added_twice_are_one_item_with_nothing_dropped(kept: Kept) -> None:
    fact = Fact(FactType.REFERENCE, "AB1", "AB1", "rule", 0.9, (0, 3), id="f1")
    second_fact = dataclasses.replace(fact, id="f1", value="CD2", raw="CD2")
    first = kept.add("text", findings=Findings((fact,)))
    second = kept.add("text", findings=Findings((second_fact, dataclasses.replace(fact, id="f2"))))
    judged = Judged((Judgement("f2", FactState.CONFIRMED),))
    token = Token("authority", NOW, b"token")
    kept.store.append(
        [
            Entry(EventType.FACTS_JUDGED, second, judged),
            Entry(EventType.ITEM_STAMPED, second, Stamped(token)),
            Entry(EventType.ITEM_ACQUIRED, first, Acquired(Acquisition(NOW, "again", NOW, "now"))),
        ],
        NOW + dt.timedelta(seconds=1),
    )
    with kept.unlocked() as unlocked:
        item = unlocked.index.item(second)
        assert unlocked.index.item(first) == item
        assert (item.id, item.copies) == (first, (second,))
        assert len(item.acquisitions) == 3
        assert item.tokens == (token,)
        assert [(one.id, one.value, one.state) for one in item.findings.facts] == [
            ("f1", "AB1", FactState.CONFIRMED),
            (f"{second}.f1", "CD2", FactState.PROPOSED),
        ]
        assert [hit.item for hit in unlocked.index.search(Query("text"))] == [item]
        assert [hit.item for hit in unlocked.index.search(Query("CD2"))] == [item]
        assert unlocked.index.by_digest(item.sha256) == item
        assert len(unlocked.index.history(item)) == 5
        kept.store.objects.path(first).unlink()
        assert unlocked.original(item).read() == b"text"
        unlocked.index.rebuild()
        assert unlocked.index.item(second) == item


def test_ids_may_be_shortened_while_they_are_unique(kept: Kept) -> None:
    kept.store.append(
        [Entry(EventType.ITEM_ADDED, ItemId(id_), addition(id_)) for id_ in ("abc00000", "abd00000")], NOW
    )
    index = kept.unlocked().index
    assert index.item("ABC").id == "abc00000"
    with pytest.raises(AmbiguousIdError):
        index.item("ab")
    for unknown in ("x", "", "abc000000", "%"):
        with pytest.raises(ItemNotFoundError):
            index.item(unknown)


def test_a_vault_grows_the_same_index_event_by_event_or_at_once(kept: Kept) -> None:
    chance = random.Random(3)  # noqa: S311 - made-up events
    ids: list[ItemId] = []
    other = kept.reopened(state="other")
    with kept.unlocked() as unlocked:
        for serial in range(30):
            store = chance.choice((kept.store, other))
            at = NOW + dt.timedelta(seconds=chance.randrange(100))
            if not ids or chance.random() < 0.4:
                ids.append(ItemId(f"{serial:08}"))
                entry = Entry(EventType.ITEM_ADDED, ids[-1], addition(f"text {chance.randrange(5)}"))
            else:
                entry = Entry(EventType.ITEM_EDITED, chance.choice(ids), Edited(title=f"title {serial}"))
            store.append([entry], at)
            unlocked.index.refresh()
        grown = {id_: unlocked.index.item(id_) for id_ in ids}
        unlocked.index.rebuild()
        assert {id_: unlocked.index.item(id_) for id_ in ids} == grown


@given(st.randoms(use_true_random=False))
def test_ids_have_eight_characters_of_the_alphabet(chance: random.Random) -> None:
    assert is_id(new_id(chance.randbytes))


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=5), min_size=1, max_size=5))
def test_events_keep_their_digest_when_read_back(titles: list[str]) -> None:
    events = [
        Event(
            WriterId("w"),
            seq,
            Sha256("0" * 64),
            NOW,
            EventType.ITEM_EDITED,
            "",
            ItemId("i"),
            {"title": title},
        )
        for seq, title in enumerate(titles, 1)
    ]
    for event in events:
        assert canonical(decode(canonical(event))) == canonical(event)
    added = dataclasses.replace(events[0], type=EventType.ITEM_ADDED, body=addition("x"))  # type: ignore[arg-type]
    item = functools.reduce(fold, (decode(canonical(event)) for event in (added, *events)), None)
    assert item is not None
    assert item.title == titles[-1]
    assert functools.reduce(fold, events, None) is None
