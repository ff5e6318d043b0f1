"""Copies: incremental, read back, restartable, and never worse than they were. Repair fetches from them."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import pathlib
import shutil
from collections.abc import Callable

import pytest
from keeping_repair import LATER, repaired
from keeping_vault import KIND_NAMES, NOW, Kept

from vault.keeping import age
from vault.keeping.backup import copy_vault
from vault.keeping.check.audit import check
from vault.keeping.durable import Disk
from vault.keeping.errors import (
    BackupDiffersError,
    BackupInsideError,
    BackupOfAnotherError,
    BackupUnverifiedError,
    KeyDamagedError,
    NoVaultHereError,
)
from vault.keeping.recipients import change
from vault.keeping.repair import Fix
from vault.keeping.store import Store


def flip(path: pathlib.Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(bytes(content))


def codes(kept: Kept, path: pathlib.Path) -> set[str]:
    """Check a vault at `path` as another device would."""
    store = Store.open(path, state_folder=kept.root / "elsewhere")
    with store.unlock(kept.identity, KIND_NAMES) as unlocked:
        return {finding.code for finding in check(store, unlocked, read_data=True)}


def test_a_backup_is_a_vault_and_takes_only_what_is_new(kept: Kept) -> None:
    kept.add("one")
    target = kept.root / "backup"
    first = copy_vault(kept.path, target, Disk())
    assert (first.kept, first.failures) == (0, ())
    assert codes(kept, target) == set()
    kept.add("two")
    second = copy_vault(kept.path, target, Disk())
    assert (second.copied, second.kept) == (2, first.copied)  # one original, one event
    assert codes(kept, target) == set()
    again = copy_vault(kept.path, target, Disk())
    assert (again.copied, again.size) == (0, 0)


def test_what_has_another_time_and_the_same_bytes_is_not_copied_again(kept: Kept) -> None:
    kept.add("one")
    copy_vault(kept.path, kept.root / "backup", Disk())
    for path in (kept.root / "backup").rglob("*.age"):
        os.utime(path, (0, 0))
    assert copy_vault(kept.path, kept.root / "backup", Disk()).copied == 0


def test_damage_in_the_vault_does_not_reach_a_good_backup(kept: Kept) -> None:
    item = kept.add("one")
    target = kept.root / "backup"
    copy_vault(kept.path, target, Disk())
    flip(kept.store.objects.path(item))
    copied = copy_vault(kept.path, target, Disk())
    assert [type(error) for _name, error in copied.failures] == [BackupDiffersError]
    assert codes(kept, target) == set()
    kept.store.objects.path(item).unlink()
    assert copy_vault(kept.path, target, Disk()).failures == ()
    assert codes(kept, target) == set()


def test_a_damaged_key_is_not_put_in_the_place_of_a_good_one(tmp_path: pathlib.Path) -> None:
    store, _identity = Store.create(tmp_path / "v", now=NOW, passphrase="one", state_folder=tmp_path / "s")
    copy_vault(store.path, tmp_path / "backup", Disk())
    flip(store.keys.folder / "identity.age")
    copied = copy_vault(store.path, tmp_path / "backup", Disk())
    assert [type(error) for _name, error in copied.failures] == [KeyDamagedError]
    assert Store.open(tmp_path / "backup", state_folder=tmp_path / "s").identity("one")


def test_after_a_change_of_readers_the_copy_follows(kept: Kept) -> None:
    kept.add("one")
    target = kept.root / "backup"
    copy_vault(kept.path, target, Disk())
    other = age.generate()
    change(kept.store, kept.identity, (*kept.identity.recipients, *other.recipients), NOW)
    assert copy_vault(kept.path, target, Disk()).failures == ()
    assert codes(kept, target) == set()
    for path in target.rglob("journal/*/*.age"):
        assert other.decrypt(path.read_bytes())


def test_a_reader_who_came_and_went_between_two_backups_is_no_damage(kept: Kept) -> None:
    for text in ("one", "two", "three"):
        kept.add(text)
    target = kept.root / "backup"
    copy_vault(kept.path, target, Disk())
    other = age.generate()
    store = kept.store
    for readers in ((*kept.identity.recipients, *other.recipients), kept.identity.recipients):
        change(store, kept.identity, readers, NOW)
        store = kept.reopened()
    again = copy_vault(kept.path, target, Disk())
    assert (again.failures, codes(kept, target)) == ((), set())
    for path in target.rglob("journal/*/*.age"):
        with pytest.raises(age.NotForThisKeyError):
            other.decrypt(path.read_bytes())


def test_a_backup_made_while_a_change_of_readers_was_unfinished_is_brought_up_to_date(kept: Kept) -> None:
    for text in ("one", "two", "three"):
        kept.add(text)
    readers = (*kept.identity.recipients, *age.generate().recipients)
    with pytest.raises(StoppedError):
        change(kept.store, kept.identity, readers, NOW, progress=stopping_at(4))
    target = kept.root / "backup"
    copy_vault(kept.path, target, Disk())
    change(kept.reopened(), kept.identity, readers, NOW)
    assert copy_vault(kept.path, target, Disk()).failures == ()
    assert codes(kept, target) == set()


class StoppedError(Exception):
    """Stands for the end of the process."""


def stopping_at(last: int) -> Callable[[int, int], None]:
    def progress(done: int, _total: int) -> None:
        if done >= last:
            raise StoppedError

    return progress


@pytest.mark.parametrize("last", [1, 2, 5, 9, 14, 20])
def test_a_backup_that_was_stopped_is_completed(kept: Kept, last: int) -> None:
    for text in ("one", "two", "three"):
        kept.add(text)
    left = last

    def stop(_step: str, _path: pathlib.Path) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise StoppedError

    target = kept.root / "backup"
    with contextlib.suppress(StoppedError):
        copy_vault(kept.path, target, Disk(step=stop))
    assert copy_vault(kept.path, target, Disk()).failures == ()
    assert codes(kept, target) == set()


def test_a_copy_that_does_not_read_back_is_said(kept: Kept) -> None:
    item = kept.add("one")

    def spoil(step: str, path: pathlib.Path) -> None:
        if step == "settled" and path.stem == item:
            flip(path)

    copied = copy_vault(kept.path, kept.root / "backup", Disk(step=spoil))
    assert [(name.split("/")[0], type(error)) for name, error in copied.failures] == [
        ("objects", BackupUnverifiedError)
    ]


def test_strange_folders_are_refused(kept: Kept, tmp_path: pathlib.Path) -> None:
    with pytest.raises(BackupInsideError):
        copy_vault(kept.path, kept.path / "backup", Disk())
    with pytest.raises(BackupInsideError):
        copy_vault(kept.path, kept.path.parent, Disk())
    with pytest.raises(NoVaultHereError):
        copy_vault(tmp_path / "nothing", tmp_path / "backup", Disk())
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("hello")
    with pytest.raises(BackupOfAnotherError):
        copy_vault(kept.path, tmp_path / "used", Disk())
    Store.create(tmp_path / "o", now=NOW, identity_file=tmp_path / "o.txt", state_folder=tmp_path / "os")
    with pytest.raises(BackupOfAnotherError):
        copy_vault(kept.path, tmp_path / "o", Disk())


def test_restoring_brings_everything_back(kept: Kept) -> None:
    item = kept.add("one")
    copy_vault(kept.path, kept.root / "backup", Disk())
    shutil.rmtree(kept.path)
    copy_vault(kept.root / "backup", kept.path, Disk())
    with kept.unlocked(kept.reopened()) as unlocked:
        assert unlocked.original(unlocked.index.item(item)).read() == b"one"
    assert codes(kept, kept.path) == set()


Damage = Callable[[pathlib.Path], object]


@pytest.mark.parametrize("damage", [pathlib.Path.unlink, flip, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("what", ["objects/*/*.age", "journal/*/00000002.age", "journal/*/00000003.age"])
def test_repair_fetches_what_is_lost_and_keeps_what_was_there(kept: Kept, damage: Damage, what: str) -> None:
    items = [kept.add(text) for text in ("one", "two")]
    with kept.unlocked():
        pass
    copy_vault(kept.path, kept.root / "backup", Disk())
    path = min(kept.path.glob(what))
    damage(path)
    left = path.read_bytes() if path.exists() else None
    store = kept.reopened()
    with kept.unlocked(store) as unlocked:
        assert Fix.FETCHED in {repair.fix for repair in repaired(unlocked, kept.root / "backup")}
        assert check(store, unlocked, read_data=True) == ()
        for item, text in zip(items, (b"one", b"two"), strict=True):
            target = io.BytesIO()
            unlocked.copy_original(unlocked.index.item(item), target)
            assert target.getvalue() == text
    aside = [file for file in (kept.path / "set-aside").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in aside] == ([] if left is None else [left])


def test_repair_takes_nothing_from_a_backup_that_is_damaged_itself(kept: Kept) -> None:
    item = kept.add("one")
    copy_vault(kept.path, kept.root / "backup", Disk())
    for folder in (kept.path, kept.root / "backup"):
        flip(folder / "objects" / item[:2] / f"{item}.age")
    with kept.unlocked() as unlocked:
        (repair,) = repaired(unlocked, kept.root / "backup")
    assert (repair.code, repair.fix) == ("object-damaged", Fix.LEFT)
    assert not (kept.path / "set-aside").exists()


def test_strange_files_are_set_aside_and_fresh_ones_left(kept: Kept) -> None:
    kept.add("one")
    (kept.path / "vault (conflicted copy).toml").write_text("x")
    (kept.path / "objects" / ".tmp-abc").write_text("y")
    kept.store.put(io.BytesIO(b"orphan"))
    for moment, fixes in ((dt.datetime.now(dt.UTC), 1), (LATER, 2)):
        with kept.unlocked() as unlocked:
            repairs = repaired(unlocked, moment=moment)
        moved = [repair for repair in repairs if repair.fix is Fix.SET_ASIDE]
        assert len(moved) == fixes
    assert codes(kept, kept.path) == set()


def test_two_writers_folders_that_were_mixed_are_sorted_out_again(kept: Kept) -> None:
    for text in ("one", "two"):
        kept.add(text)
    (own,) = (kept.path / "journal").iterdir()
    shutil.copytree(own, stranger := own.with_name("aaaaaaaa"))
    with kept.unlocked() as unlocked:
        repairs = repaired(unlocked)
        assert {one.fix for one in repairs if one.code == "event-misplaced"} == {Fix.SET_ASIDE}
        assert {one.code for one in check(kept.store, unlocked, read_data=True)} <= {"index-rebuilt"}
    assert list(stranger.iterdir()) == []


def test_an_event_that_lies_nowhere_else_is_not_moved(kept: Kept) -> None:
    for text in ("one", "two"):
        kept.add(text)
    (own,) = (kept.path / "journal").iterdir()
    first, second = sorted(own.iterdir())[:2]
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    with kept.unlocked() as unlocked:
        repairs = repaired(unlocked)
    assert {one.fix for one in repairs if one.code == "event-misplaced"} == {Fix.LEFT}
    assert second.read_bytes() == content


def test_what_others_may_read_is_closed(kept: Kept) -> None:
    kept.add("one")
    (kept.path / "vault.toml").chmod(0o644)
    (kept.path / "journal").chmod(0o755)
    with kept.unlocked() as unlocked:
        assert {repair.fix for repair in repaired(unlocked)} == {Fix.MADE_PRIVATE}
        assert check(kept.store, unlocked) == ()
