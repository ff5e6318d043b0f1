"""Disks that refuse, and clocks that are wrong: each has a message, and nothing that was stored is lost."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import os
import pathlib
import subprocess
from collections.abc import Iterator

import pytest
from keeping_vault import NOW, Kept, addition

from vault.keeping.check.audit import check
from vault.keeping.durable import Disk
from vault.keeping.errors import CannotReadError, CannotWriteError, DiskFullError
from vault.keeping.index.query import Query
from vault.keeping.writer import Entry
from vault.model import EventType

needs_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root")


def mounted(place: pathlib.Path, *options: str) -> None:
    if subprocess.run(["mount", *options, str(place)], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")


@pytest.fixture
def read_only(kept: Kept) -> Iterator[Kept]:
    """A vault with one item, on a disk that was made read-only."""
    kept.add("注销")
    kept.unlocked().close()
    mounted(kept.path, "--bind", str(kept.path))
    try:
        mounted(kept.path, "-o", "remount,bind,ro")
        yield kept
    finally:
        for unlocked in kept.opened:
            unlocked.close()
        subprocess.run(["umount", str(kept.path)], check=True)


@needs_root
def test_a_read_only_vault_is_searched_and_refuses_to_add(read_only: Kept) -> None:
    store = read_only.reopened()
    with pytest.raises(CannotWriteError):
        read_only.add("new", store=store)
    with read_only.unlocked(store) as unlocked:
        (hit,) = unlocked.index.search(Query("注销"))
        assert unlocked.original(hit.item).read().decode() == "注销"
        assert check(store, unlocked, read_data=True) == ()


@needs_root
def test_a_small_disk_fills_and_keeps_what_it_took(kept: Kept) -> None:
    place = kept.root / "small"
    place.mkdir()
    mounted(place, "-t", "tmpfs", "-o", "size=1m", "tmpfs")
    try:
        from vault.keeping.store import Store

        store, identity = Store.create(
            place / "vault", now=NOW, identity_file=kept.identity_path, state_folder=kept.root / "state 2"
        )
        small = Kept(kept.root, store, identity)
        taken = {}
        with contextlib.suppress(DiskFullError):
            while len(taken) < 200:
                taken[small.add("x", data=os.urandom(20_000), store=store)] = None
        assert len(taken) < 100
        assert taken
        assert {one.code for one in check(store)} == set()
        for item in taken:
            target = io.BytesIO()
            assert store.objects.copy_to(item, identity, target).size == 20_000
        for item in list(taken)[:20]:
            store.objects.path(item).unlink()  # room again
        with store.unlock(identity) as unlocked:
            assert {item.id for item in unlocked.index.items(Query(limit=None))} == set(taken)
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("code", [errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("step", ["written", "synced", "named"])
def test_an_error_of_the_disk_at_any_step_is_told_and_the_chain_goes_on(
    kept: Kept, code: int, step: str
) -> None:
    def fails(now: str, _path: pathlib.Path) -> None:
        if now == step:
            raise OSError(code, os.strerror(code))

    kept.add("before")
    with pytest.raises(CannotWriteError, match=os.strerror(code)):
        kept.add("lost", store=kept.reopened(disk=Disk(step=fails)))
    kept.add("after", store=kept.reopened())
    with kept.unlocked() as unlocked:
        assert {item.reading.text for item in unlocked.index.items()} == {"before", "after"}
        assert {one.code for one in check(kept.store, unlocked, read_data=True)} <= {"object-orphaned"}


def test_a_folder_in_the_place_of_a_file_is_told(kept: Kept) -> None:
    item = kept.add("注销")
    path = kept.store.objects.path(item)
    path.unlink()
    path.mkdir()
    with kept.unlocked() as unlocked:
        found = unlocked.index.item(item)
        with pytest.raises(CannotReadError, match="directory"):
            unlocked.copy_original(found, io.BytesIO())


def test_a_clock_that_jumps_back_changes_no_order(kept: Kept) -> None:
    moments = (NOW, NOW - dt.timedelta(days=4000), NOW + dt.timedelta(days=1), NOW - dt.timedelta(seconds=1))
    ids = []
    for number, at in enumerate(moments):
        stored = kept.store.put(io.BytesIO(b"x%d" % number))
        body = addition(f"注销 {number}", stored.sha256, stored.size)
        kept.store.append([Entry(EventType.ITEM_ADDED, stored.id, body)], at)
        ids.append(stored.id)
    (writer,) = kept.store.journal.writers()
    events = [kept.store.journal.read(writer, seq, kept.identity).event for seq in range(2, 6)]
    assert [event.item for event in events] == ids
    assert [event.at for event in events] == list(moments)
    with kept.unlocked() as unlocked:
        assert {item.id for item in unlocked.index.items()} == set(ids)
        assert check(kept.store, unlocked, read_data=True) == ()
    (kept.path / "index.db").unlink()
    with kept.unlocked() as unlocked:
        assert {item.id for item in unlocked.index.items()} == set(ids)


def test_a_clock_that_jumps_back_forgets_no_change_of_readers(kept: Kept) -> None:
    from vault.keeping import age
    from vault.keeping.recipients import change

    other = age.generate()
    change(
        kept.store, kept.identity, (*kept.identity.recipients, *other.recipients), NOW - dt.timedelta(days=99)
    )
    store = kept.reopened()
    with store.unlock(kept.identity) as unlocked:
        assert check(store, unlocked) == ()
