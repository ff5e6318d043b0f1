"""Devices whose clocks disagree: what a person says last, having seen the rest, is what stands."""

from __future__ import annotations

import datetime as dt
import os
import shutil

import pytest

from tests.cli.shell import Shell
from tests.cli.sms import BAITIAO
from vault import curate
from vault.model import FactType
from vault.opening import Vault
from vault.world import World

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
AHEAD = dt.timedelta(hours=8)
"""What a clock is off whose hardware keeps local time and is taken for UTC."""


class Clock:
    """A device with a memory and a clock of its own; both use one folder."""

    def __init__(self, shell: Shell, name: str, off: dt.timedelta) -> None:
        self._shell, self._state, self._off, self.now = shell, shell.home / name, off, NOW

    def open(self) -> Vault:
        self._shell.set(XDG_STATE_HOME=str(self._state))
        world = World(now=lambda: self.now + self._off, environment=dict(os.environ))
        return Vault.open(self._shell.home / "vault", world=world)


@pytest.fixture
def devices(vault: Shell) -> tuple[Clock, Clock, str]:
    """A device whose clock is ahead, one whose clock is right, and an item that both know."""
    shutil.copytree(vault.home / "state", vault.home / "right")
    (record,) = vault("add", "-", "--json", stdin=BAITIAO.encode()).records
    return Clock(vault, "ahead", AHEAD), Clock(vault, "right", dt.timedelta()), record["id"]


def test_a_later_word_stands_although_the_other_clock_was_ahead(devices: tuple[Clock, Clock, str]) -> None:
    ahead, right, item = devices
    with ahead.open() as vault:
        day = next(fact.id for fact in vault.item(item).findings.facts if fact.type is FactType.DATE)
        curate.edit(vault, item, curate.Changes(title="first", corrections=[(day, "2026-03-11")]))
        curate.remove(vault, item, "twice")
    right.now = NOW + dt.timedelta(minutes=5)
    with right.open() as vault:
        curate.restore(vault, item, "not twice")
        edited = curate.edit(vault, item, curate.Changes(title="second", corrections=[(day, "2026-03-12")]))
        assert edited.removed is None
        assert edited.title == "second"
        assert next(fact.value for fact in edited.findings.facts if fact.id == day) == "2026-03-12"
        curate.remove(vault, item, "after all")
        assert vault.item(item).removed == "after all"
    with ahead.open() as vault:
        vault.unlocked().index.rebuild()
        assert vault.item(item).title == "second"
        curate.edit(vault, item, curate.Changes(title="third"))
        assert vault.item(item).title == "third"


def test_the_moment_of_an_event_is_what_the_clock_said(devices: tuple[Clock, Clock, str]) -> None:
    ahead, right, item = devices
    with ahead.open() as vault:
        curate.edit(vault, item, curate.Changes(title="first"))
    with right.open() as vault:
        curate.edit(vault, item, curate.Changes(title="second"))
        moments = [event.at for event in vault.unlocked().index.history(vault.item(item))][1:]
    assert moments == [NOW + AHEAD, NOW]


def test_a_clock_at_the_end_of_all_dates_stops_nobody(devices: tuple[Clock, Clock, str]) -> None:
    ahead, right, item = devices
    ahead.now = dt.datetime.max.replace(tzinfo=dt.UTC) - AHEAD
    with ahead.open() as vault:
        curate.edit(vault, item, curate.Changes(title="first"))
    with right.open() as vault:
        curate.edit(vault, item, curate.Changes(note="seen"))
        assert vault.item(item).note == "seen"
