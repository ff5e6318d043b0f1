"""The owner's particulars: sealed, replaced whole, renewed for other recipients, no part of the journal."""

from __future__ import annotations

import datetime as dt

import pytest
from keeping_vault import NOW, Kept

from vault.keeping import age
from vault.keeping.check.audit import check
from vault.keeping.durable import Disk
from vault.keeping.errors import ParticularsDamagedError
from vault.keeping.particulars import SealedParticulars
from vault.keeping.recipients import change


class StoppedError(Exception):
    """Stands for the process being stopped."""


def sealed(kept: Kept, disk: Disk | None = None) -> SealedParticulars:
    return SealedParticulars(kept.path, disk or Disk())


def test_nothing_is_there_before_something_was_saved(kept: Kept) -> None:
    assert sealed(kept).load(kept.identity) is None
    sealed(kept).clear()


def test_what_was_saved_is_read_again_and_no_plain_byte_of_it_is_on_the_disk(kept: Kept) -> None:
    sealed(kept).save("张三".encode(), kept.store.settings.recipients)
    assert sealed(kept).load(kept.identity) == "张三".encode()
    files = [path.read_bytes() for path in kept.path.rglob("*") if path.is_file()]
    assert not [data for data in files if "张三".encode() in data]


@pytest.mark.parametrize("fatal", ["written", "synced", "named", "settled"])
def test_a_stop_leaves_the_old_or_the_new(kept: Kept, fatal: str) -> None:
    sealed(kept).save(b"old", kept.store.settings.recipients)

    def step(name: str, _path: object) -> None:
        if name == fatal:
            raise StoppedError

    with pytest.raises(StoppedError):
        sealed(kept, Disk(step=step)).save(b"new", kept.store.settings.recipients)
    assert sealed(kept).load(kept.identity) == (b"old" if fatal in {"written", "synced"} else b"new")


def test_a_cut_or_changed_file_is_named(kept: Kept) -> None:
    store = sealed(kept)
    store.save(b"old", kept.store.settings.recipients)
    whole = store.path.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        store.path.write_bytes(damaged)
        with pytest.raises(ParticularsDamagedError):
            store.load(kept.identity)


def test_another_key_does_not_open_it(kept: Kept) -> None:
    sealed(kept).save(b"old", kept.store.settings.recipients)
    with pytest.raises(ParticularsDamagedError):
        sealed(kept).load(age.generate())


def test_other_recipients_read_it_after_a_change_and_former_ones_do_not(kept: Kept) -> None:
    sealed(kept).save(b"mine", kept.store.settings.recipients)
    other = age.generate()
    change(kept.store, kept.identity, (*kept.store.settings.recipients, *other.recipients), NOW)
    assert sealed(kept).load(other) == b"mine"
    store = kept.reopened()
    change(store, kept.identity, kept.identity.recipients, NOW + dt.timedelta(days=1))
    with pytest.raises(ParticularsDamagedError):
        sealed(kept).load(other)


def test_the_file_belongs_to_the_vault(kept: Kept) -> None:
    sealed(kept).save(b"mine", kept.store.settings.recipients)
    assert check(kept.store, kept.unlocked()) == ()
    sealed(kept).path.write_bytes(b"")
    assert [one.code for one in check(kept.store, kept.unlocked())] == ["particulars-damaged"]


def test_it_is_gone_when_cleared(kept: Kept) -> None:
    sealed(kept).save(b"mine", kept.store.settings.recipients)
    sealed(kept).clear()
    assert not sealed(kept).path.exists()
    assert sealed(kept).load(kept.identity) is None
