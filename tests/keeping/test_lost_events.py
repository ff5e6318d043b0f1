"""An original whose event is lost is no leftover of an import: it is told whose it is, and waits for its event."""

from __future__ import annotations

import dataclasses
import io
import pathlib
import shutil
from collections.abc import Callable

import pytest
from keeping_repair import repaired, repaired_fully
from keeping_vault import Kept

from vault.keeping import age
from vault.keeping.canonical import canonical
from vault.keeping.check.audit import check
from vault.keeping.check.finding import Finding
from vault.keeping.repair import Fix
from vault.language import Language, translator
from vault.model import ItemId, WriterId

ADDED = 3
"""The number of the event that is lost: the vault's creation, an item, the item, another item."""

Change = Callable[[pathlib.Path], object]


def empty(path: pathlib.Path) -> None:
    path.write_bytes(b"")


def forget(kept: Kept) -> None:
    """Take the index away, and with it what it has seen."""
    (kept.path / "index.db").unlink(missing_ok=True)


def three(kept: Kept) -> tuple[ItemId, pathlib.Path]:
    """Add three items; return the second one and where its event lies."""
    items = [kept.add(text) for text in ("甲", "乙", "丙")]
    (writer,) = kept.store.journal.writers()
    kept.unlocked().close()
    return items[1], kept.store.journal.path(writer, ADDED)


def about(kept: Kept, item: ItemId) -> list[Finding]:
    """Return what a check says of an original."""
    with kept.unlocked() as unlocked:
        return [one for one in check(kept.store, unlocked, read_data=True) if item in one.subject]


@pytest.mark.parametrize("change", [pathlib.Path.unlink, empty])
def test_an_original_is_told_to_belong_to_the_event_that_is_lost(kept: Kept, change: Change) -> None:
    item, event = three(kept)
    change(event)
    (found,) = about(kept, item)
    assert found.code == "object-event-lost"
    assert found.values == {"event": event.relative_to(kept.path).as_posix()}
    for language in Language:
        assert event.name in found.said(translator(language))


@pytest.mark.parametrize("change", [pathlib.Path.unlink, empty])
def test_where_nothing_has_seen_the_event_it_is_said_to_be_possible(kept: Kept, change: Change) -> None:
    item, event = three(kept)
    change(event)
    forget(kept)
    (found,) = about(kept, item)
    assert found.code == "object-event-maybe-lost"
    assert "add" not in found.said()


def test_what_never_had_an_event_is_orphaned_when_the_journal_is_whole(kept: Kept) -> None:
    three(kept)
    orphan = kept.store.put(io.BytesIO(b"left")).id
    assert [one.code for one in about(kept, orphan)] == ["object-orphaned"]


def test_a_chain_that_is_cut_may_have_told_of_what_none_tells_of(kept: Kept) -> None:
    three(kept)
    item = kept.add("丁")
    (writer,) = kept.store.journal.writers()
    last = kept.store.journal.path(writer, ADDED + 2)
    last.unlink()
    assert [one.code for one in about(kept, item)] == ["object-event-maybe-lost"]


@pytest.mark.parametrize("known", [True, False])
def test_an_original_is_left_where_it_is_until_its_event_is_back(kept: Kept, *, known: bool) -> None:
    item, event = three(kept)
    backup = backed_up(kept)
    event.unlink()
    if not known:
        forget(kept)
    for source, fix in ((None, Fix.LEFT), (backup, Fix.CLAIMED)):
        with kept.unlocked() as unlocked:
            repairs = repaired(unlocked, source)
        assert [one.fix for one in repairs if item in one.subject] == [fix]
        assert kept.store.objects.has(item)
    assert about(kept, item) == []


def test_a_writer_whose_whole_folder_is_gone_is_told_and_fetched(kept: Kept) -> None:
    item = kept.add("甲", store=kept.reopened(state="other"))
    backup = backed_up(kept)
    (folder,) = (kept.path / "journal" / one for one in kept.store.journal.writers() if one != own(kept))
    shutil.rmtree(folder)
    with kept.unlocked() as unlocked:
        found = check(kept.store, unlocked, read_data=True)
        assert {one.code for one in found} == {"chain-cut", "object-event-lost"}
        repaired(unlocked, backup)
        assert check(kept.store, unlocked, read_data=True) == ()
        assert unlocked.original(unlocked.index.item(item)).read() == "甲".encode()


def backed_up(kept: Kept) -> pathlib.Path:
    """Copy the vault, its index up to date."""
    kept.unlocked().close()
    return shutil.copytree(kept.path, kept.root / "backup")


def own(kept: Kept) -> WriterId:
    position = kept.store.device.position()
    assert position is not None
    return position.writer


@pytest.mark.parametrize("in_backup", [True, False])
def test_a_gap_longer_than_what_is_named_moves_no_original_and_is_fetched_whole(
    kept: Kept, *, in_backup: bool
) -> None:
    items = [kept.add(f"注销 {number}") for number in range(40)]
    (writer,) = kept.store.journal.writers()
    backup = backed_up(kept)
    for seq in range(3, 38):
        kept.store.journal.path(writer, seq).unlink()
        if not in_backup and seq > 25:
            (backup / "journal" / writer / f"{seq:08}.age").unlink()
    with kept.unlocked() as unlocked:
        repairs = repaired(unlocked, backup)
        left = check(kept.store, unlocked, read_data=True)
    assert Fix.SET_ASIDE not in {one.fix for one in repairs}
    assert all(kept.store.objects.has(item) for item in items)
    assert (left == ()) == in_backup


def test_a_chain_that_a_backup_completes_in_part_moves_no_original(kept: Kept) -> None:
    items = [kept.add(f"注销 {number}") for number in range(8)]
    (writer,) = kept.store.journal.writers()
    backup = backed_up(kept)
    for seq in range(4, 10):
        kept.store.journal.path(writer, seq).unlink()
    for seq in range(7, 10):
        (backup / "journal" / writer / f"{seq:08}.age").unlink()
    with kept.unlocked() as unlocked:
        repairs = repaired(unlocked, backup)
        left = {one.code for one in check(kept.store, unlocked, read_data=True)}
    told = {(one.code, one.fix) for one in repairs}
    assert {("event-missing", Fix.FETCHED), ("chain-cut", Fix.LEFT)} <= told
    assert Fix.SET_ASIDE not in {fix for _code, fix in told}
    assert all(kept.store.objects.has(item) for item in items)
    assert left == {"chain-cut", "object-event-lost"}


def beside(kept: Kept) -> tuple[ItemId, pathlib.Path, pathlib.Path]:
    """Let another device add an item that no index has seen; return it, its event, and the event's copy in a backup."""
    item = kept.add("甲", store=kept.reopened(state="other"))
    backup = kept.root / "backup"
    shutil.copytree(kept.path, backup)
    (writer,) = (one for one in kept.store.journal.writers() if one != own(kept))
    last = kept.store.journal.path(writer, kept.store.journal.numbers(writer)[-1])
    return item, last, backup / last.relative_to(kept.path)


def fixes(kept: Kept) -> set[Fix]:
    with kept.unlocked() as unlocked:
        done, _left = repaired_fully(unlocked, kept.root / "backup")
    return {one.fix for one in done}


def test_the_end_of_a_chain_that_nothing_has_seen_is_fetched_from_a_backup(kept: Kept) -> None:
    kept.add("乙", store=kept.reopened(state="other"))
    item, event, _copy = beside(kept)
    event.unlink()
    assert fixes(kept) == {Fix.FETCHED, Fix.CLAIMED}
    with kept.unlocked() as unlocked:
        assert unlocked.index.item(item).reading.text == "甲"


def test_an_event_that_does_not_continue_the_chain_is_not_taken_from_a_backup(kept: Kept) -> None:
    kept.add("乙", store=kept.reopened(state="other"))
    _item, event, copy = beside(kept)
    event.unlink()
    known = kept.store.journal.read(own(kept), 1, kept.identity).event
    forged = dataclasses.replace(known, writer=WriterId(event.parent.name), seq=int(event.stem))
    copy.write_bytes(age.encrypt(canonical(forged), kept.store.settings.recipients))
    assert Fix.FETCHED not in fixes(kept)
    assert not event.exists()
