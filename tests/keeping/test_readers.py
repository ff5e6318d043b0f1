"""Who can read: a list that was changed by somebody else, and everything written anew for another list."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import pathlib

import pytest
from keeping_vault import NOW, Kept

from vault.keeping import age, settings
from vault.keeping.check.audit import check
from vault.keeping.durable import Disk
from vault.keeping.errors import RecipientsChangedError, VaultBusyError
from vault.keeping.recipients import change
from vault.keeping.store import Store

LATER = NOW + dt.timedelta(days=1)


def stranger_in(kept: Kept) -> str:
    """Add a public key to vault.toml behind the program's back."""
    stranger = age.generate().recipients[0]
    known = settings.load(kept.store.path)
    changed = dataclasses.replace(known, recipients=(*known.recipients, stranger))
    settings.save(kept.store.path, changed, Disk())
    return stranger


def test_a_recipient_that_somebody_slipped_in_is_refused_before_anything_is_written(kept: Kept) -> None:
    stranger_in(kept)
    with pytest.raises(RecipientsChangedError) as refused:
        kept.reopened()
    assert refused.value.values == {"added": "1", "removed": "0"}


def test_a_process_that_was_running_does_not_write_for_a_changed_list(kept: Kept) -> None:
    stranger_in(kept)
    with pytest.raises(VaultBusyError):
        kept.add("later")


def test_a_recipient_that_the_journal_does_not_know_is_a_finding(kept: Kept) -> None:
    stranger_in(kept)
    store = Store.open(kept.store.path, state_folder=kept.store.device.folder, accept=True)
    with store.unlock(kept.identity) as unlocked:
        assert "recipients-unrecorded" in {finding.code for finding in check(store, unlocked)}


def test_a_new_reader_opens_everything_and_a_removed_one_nothing_new(kept: Kept) -> None:
    item = kept.add("evidence")
    other = age.generate()
    both = (*kept.identity.recipients, *other.recipients)
    renewal = change(kept.store, kept.identity, both, LATER)
    assert renewal.damaged == ()
    store = kept.reopened()
    for identity in (kept.identity, other):
        with store.unlock(identity) as unlocked:
            assert unlocked.original(unlocked.index.item(item)).read() == b"evidence"
            assert list(check(store, unlocked, read_data=True)) == []
    change(store, kept.identity, kept.identity.recipients, LATER)
    for path in kept.store.path.rglob("*.age"):
        with pytest.raises(age.NotForThisKeyError):
            other.decrypt(path.read_bytes())
    store = kept.reopened()
    with store.unlock(kept.identity) as unlocked:
        assert unlocked.original(unlocked.index.item(item)).read() == b"evidence"
        found = check(store, unlocked, read_data=True)
        assert [finding.code for finding in found] == [
            "index-rebuilt"
        ]  # its key was known, and is another now


class StoppedError(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize("last", range(1, 40, 3))
def test_a_change_that_stops_leaves_a_vault_that_opens_and_can_be_finished(kept: Kept, last: int) -> None:
    item = kept.add("evidence")
    other = age.generate()
    both = (*kept.identity.recipients, *other.recipients)
    left = last

    def stop(_step: str, _path: pathlib.Path) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise StoppedError

    breaking = Store.open(kept.store.path, state_folder=kept.store.device.folder, disk=Disk(step=stop))
    with contextlib.suppress(StoppedError):
        change(breaking, kept.identity, both, LATER)
    store = Store.open(kept.store.path, state_folder=kept.store.device.folder, accept=True)
    with store.unlock(kept.identity) as unlocked:
        target = io.BytesIO()
        unlocked.copy_original(unlocked.index.item(item), target)
        assert target.getvalue() == b"evidence"
    change(store, kept.identity, both, LATER)
    store = kept.reopened()
    with store.unlock(other) as unlocked:
        assert not store.settings.reencrypting
        assert {finding.severity for finding in check(store, unlocked, read_data=True)} <= {"info"}
