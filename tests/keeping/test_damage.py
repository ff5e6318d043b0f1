"""Damage of every kind is told apart, and nothing that is intact is given up."""

from __future__ import annotations

import io
import pathlib
import shutil
from collections.abc import Callable

import pytest
from keeping_vault import Kept

from vault.keeping.check.audit import check
from vault.keeping.errors import (
    ObjectDamagedError,
    ObjectMissingError,
    ObjectTruncatedError,
)
from vault.keeping.index.query import Query

Change = Callable[[pathlib.Path], object]


def cut(path: pathlib.Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def cut_header(path: pathlib.Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def empty(path: pathlib.Path) -> None:
    path.write_bytes(b"")


def flip(path: pathlib.Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(bytes(content))


def lengthen(path: pathlib.Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def garbage(path: pathlib.Path) -> None:
    path.write_bytes(b"\x00" * path.stat().st_size)


@pytest.mark.parametrize("size", [0, 10, 65536, 200_000])
@pytest.mark.parametrize(
    ("change", "error"),
    [
        (pathlib.Path.unlink, ObjectMissingError),
        (cut, ObjectTruncatedError),
        (cut_header, ObjectTruncatedError),
        (empty, ObjectTruncatedError),
        (flip, ObjectDamagedError),
        (lengthen, ObjectDamagedError),
        (garbage, ObjectDamagedError),
    ],
)
def test_a_damaged_original_is_named_when_it_is_read_and_by_the_check(
    kept: Kept, size: int, change: Change, error: type[Exception]
) -> None:
    item = kept.add("text", data=b"\xab" * size)
    other = kept.add("other")
    change(kept.store.objects.path(item))
    with kept.unlocked() as unlocked:
        with pytest.raises(error):
            unlocked.copy_original(unlocked.index.item(item), io.BytesIO())
        with pytest.raises(error), unlocked.original(unlocked.index.item(item)) as stream:
            stream.read()
        assert unlocked.original(unlocked.index.item(other)).read() == b"other"
        (finding,) = check(kept.store, unlocked, read_data=True)
        assert finding.code == error.code  # type: ignore[attr-defined]
        assert item in finding.said()
        if change is not flip:
            assert check(kept.store, unlocked) == (finding,)


def test_an_original_exchanged_for_another_is_damaged(kept: Kept) -> None:
    one, two = kept.add("text", data=b"one"), kept.add("text", data=b"two")
    shutil.copy(kept.store.objects.path(two), kept.store.objects.path(one))
    with kept.unlocked() as unlocked:
        with pytest.raises(ObjectDamagedError):
            unlocked.copy_original(unlocked.index.item(one), io.BytesIO())
        assert [finding.code for finding in check(kept.store, unlocked, read_data=True)] == ["object-damaged"]


def events(kept: Kept) -> list[pathlib.Path]:
    (writer,) = kept.store.journal.writers()
    return [kept.store.journal.path(writer, seq) for seq in kept.store.journal.numbers(writer)]


def swap(kept: Kept) -> None:
    paths = events(kept)
    one, two = paths[1].read_bytes(), paths[2].read_bytes()
    paths[1].write_bytes(two)
    paths[2].write_bytes(one)


def forge(kept: Kept) -> None:
    """Exchange an event for one of another content, encrypted to the public key as anyone can."""
    import dataclasses

    from vault.keeping import age
    from vault.keeping.canonical import canonical

    (writer,) = kept.store.journal.writers()
    event = kept.store.journal.read(writer, 2, kept.identity).event
    forged = canonical(dataclasses.replace(event, salt="00"))
    kept.store.journal.path(writer, 2).write_bytes(age.encrypt(forged, kept.store.settings.recipients))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda kept: events(kept)[1].unlink(), {"event-missing"}),
        (lambda kept: flip(events(kept)[1]), {"event-damaged"}),
        (lambda kept: empty(events(kept)[1]), {"event-damaged"}),
        (lambda kept: events(kept)[-1].unlink(), {"chain-cut"}),
        (swap, {"event-misplaced"}),
        (forge, {"event-changed"}),
    ],
)
@pytest.mark.parametrize("indexed", [True, False])
def test_a_damaged_journal_is_named_and_the_rest_is_found(
    kept: Kept, change: Callable[[Kept], object], codes: set[str], *, indexed: bool
) -> None:
    for text in ("甲注销", "乙注销", "丙注销", "丁注销"):
        kept.add(text)
    if indexed:
        kept.unlocked().close()
    change(kept)
    with kept.unlocked() as unlocked:
        found = {finding.code for finding in check(kept.store, unlocked, read_data=True)}
        assert found - {"object-event-lost", "object-event-maybe-lost"} == codes
        hits = {hit.item.reading.text for hit in unlocked.index.search(Query("注销"))}
        assert {"乙注销", "丙注销"} & hits


def test_two_writers_folders_mixed_are_told(kept: Kept) -> None:
    kept.add("one")
    other = kept.reopened(state="other state")
    kept.add("two", store=other)
    kept.add("three", store=other)
    first, second = sorted(
        kept.store.journal.writers(), key=lambda writer: len(kept.store.journal.numbers(writer))
    )
    assert first != second
    shutil.copy(kept.store.journal.path(first, 1), kept.store.journal.path(second, 1))
    with kept.unlocked() as unlocked:
        assert "event-misplaced" in {finding.code for finding in check(kept.store, unlocked)}


def test_events_brought_back_are_taken_in_again(kept: Kept) -> None:
    for text in ("甲", "乙", "丙"):
        kept.add(text)
    path = events(kept)[2]
    content = path.read_bytes()
    flip(path)
    with kept.unlocked() as unlocked:
        assert unlocked.index.search(Query("乙")) == ()
    path.write_bytes(content)
    with kept.unlocked() as unlocked:
        assert [finding.code for finding in check(kept.store, unlocked)] == ["index-rebuilt"]
        assert len(unlocked.index.search(Query("乙"))) == 1


def test_strange_files_rights_and_leftovers_are_named(kept: Kept) -> None:
    item = kept.add("text")
    path = kept.store.objects.path(item)
    copy = path.with_name(f"{item} (conflicted copy 2026-11-22).age")
    shutil.copy(path, copy)
    (kept.path / "photo.png").write_bytes(b"x")
    (kept.path / ".tmp-abc").write_bytes(b"")
    path.chmod(0o644)
    found = {finding.code: finding for finding in check(kept.store)}
    assert set(found) == {"conflict-copy", "unknown-file", "unfinished-file", "open-to-others"}
    assert "0644" in found["open-to-others"].said()
    assert found["unknown-file"].subject == "photo.png"


@pytest.mark.parametrize("change", [garbage, empty, cut, pathlib.Path.unlink])
def test_a_damaged_index_heals_by_itself(kept: Kept, change: Change) -> None:
    kept.add("注销")
    kept.unlocked().close()
    change(kept.path / "index.db")
    with kept.unlocked() as unlocked:
        assert len(unlocked.index.search(Query("注销"))) == 1
        assert [finding.code for finding in check(kept.store, unlocked)] in ([], ["index-rebuilt"])
        assert unlocked.index.rebuilt or change in {cut, pathlib.Path.unlink}


def test_a_damaged_page_of_the_index_is_found_by_the_check(kept: Kept) -> None:
    kept.add("注销")
    kept.unlocked().close()
    index = kept.path / "index.db"
    content = bytearray(index.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    index.write_bytes(bytes(content))
    with kept.unlocked() as unlocked:
        assert [finding.code for finding in check(kept.store, unlocked)] == ["index-rebuilt"]
        assert len(unlocked.index.search(Query("注销"))) == 1


@pytest.mark.parametrize("change", [pathlib.Path.unlink, flip, empty])
def test_a_lost_index_key_costs_a_rebuild_only(kept: Kept, change: Change) -> None:
    kept.add("注销")
    kept.unlocked().close()
    change(kept.path / "keys" / "index.age")
    with kept.unlocked() as unlocked:
        assert unlocked.index.rebuilt
        assert len(unlocked.index.search(Query("注销"))) == 1
