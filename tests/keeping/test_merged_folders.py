"""Two devices with copies of one vault; a file sync carries files between them in any order, one by one."""

from __future__ import annotations

import contextlib
import pathlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st
from keeping_vault import KIND_NAMES, NOW, Kept

from vault.keeping import age
from vault.keeping.check.audit import check
from vault.keeping.check.unclaimed import UNCLAIMED
from vault.keeping.durable import Disk
from vault.keeping.errors import NoVaultHereError
from vault.keeping.index.query import Query
from vault.keeping.store import Store

ON_THE_WAY = {
    "event-missing",  # a later event came first
    "chain-cut",  # the index came before the events that it tells of
    "object-missing",  # the event came before its original
    *UNCLAIMED,  # the original came before its event
    "index-rebuilt",
    "conflict-copy",
}
"""What a check may say while files are on the way."""

ARRIVED = {"conflict-copy", "index-rebuilt"}

NAMES = ("{stem} (conflicted copy).age", "{stem}.sync-conflict-20261122-060000-ABCDEFG.age", "{stem} (1).age")


@dataclass
class Devices:
    """Two folders of one vault, and all that was added in either."""

    root: pathlib.Path
    identity: age.Identity
    added: dict[str, str] = field(default_factory=dict)

    def folder(self, side: int) -> pathlib.Path:
        return self.root / f"vault {side}"

    def store(self, side: int) -> Store:
        return Store.open(self.folder(side), state_folder=self.root / f"state {side}", timeout=5)

    def add(self, side: int) -> None:
        store = self.store(side)
        text = f"注销 {len(self.added)}"
        self.added[Kept(self.root, store, self.identity).add(text)] = text

    def lacking(self, side: int) -> list[pathlib.Path]:
        """Return the files that the other side has and this one has not."""
        here, there = self.folder(side), self.folder(1 - side)
        names = (path.relative_to(there) for path in sorted(there.rglob("*.age")))
        return [name for name in names if not (here / name).exists()]

    def carry(self, side: int, which: int) -> None:
        """Bring one file over, as a sync program does: whole, whichever comes first."""
        if lacking := self.lacking(side):
            self._copy(side, lacking[which % len(lacking)])

    def carry_all(self, side: int) -> None:
        for name in self.lacking(side):
            self._copy(side, name)

    def _copy(self, side: int, name: pathlib.Path) -> None:
        target = self.folder(side) / name
        Disk().make_folder(target.parent)
        shutil.copy2(self.folder(1 - side) / name, target)

    def carry_index(self, side: int) -> None:
        """Bring the other side's index over this one's, as a sync program does that knows no better."""
        index = self.folder(1 - side) / "index.db"
        if index.exists():
            shutil.copy2(index, self.folder(side) / "index.db")

    def double(self, side: int, which: int) -> None:
        """Leave a conflict copy beside a file."""
        files = sorted(path for path in self.folder(side).rglob("*.age") if "(" not in path.name)
        source = files[which % len(files)]
        name = NAMES[which % len(NAMES)].format(stem=source.stem)
        shutil.copy2(source, source.with_name(name))

    def look(self, side: int) -> tuple[set[str], dict[str, str]]:
        """Check one side, and return the findings and the items that it lists."""
        store = self.store(side)
        with store.unlock(self.identity, KIND_NAMES) as unlocked:
            found = {one.code for one in check(store, unlocked, read_data=True)}
            return found, {item.id: item.reading.text for item in unlocked.index.items(Query(limit=None))}


ACTIONS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("carry"), st.integers(0, 1), st.integers(0, 1000)),
    st.tuples(st.just("carry"), st.integers(0, 1), st.integers(0, 1000)),
    st.tuples(st.just("carry_index"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("double"), st.integers(0, 1), st.integers(0, 1000)),
    st.tuples(st.just("look"), st.integers(0, 1), st.just(0)),
)


def two_devices(root: pathlib.Path) -> Devices:
    store, identity = Store.create(
        root / "vault 0", now=NOW, identity_file=root / "identity.txt", state_folder=root / "state 0"
    )
    shutil.copytree(store.path, root / "vault 1")
    return Devices(root, identity)


def carried_out(devices: Devices, actions: list[tuple[str, int, int]]) -> Iterator[set[str]]:
    """Do one action after another; yield the findings whenever somebody looks."""
    for name, side, which in actions:
        if name == "look":
            found, listed = devices.look(side)
            assert listed.items() <= devices.added.items()
            yield found
        elif name in {"carry", "double"}:
            getattr(devices, name)(side, which)
        else:
            getattr(devices, name)(side)


@settings(max_examples=25)
@given(st.lists(ACTIONS, min_size=4, max_size=24))
def test_in_whatever_order_files_arrive_both_devices_see_everything(
    actions: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        devices = two_devices(pathlib.Path(folder))
        for side in (0, 1):
            devices.add(side)
        for found in carried_out(devices, actions):
            assert found <= ON_THE_WAY
        for side in (0, 1):
            devices.carry_all(side)
        for side in (0, 1):
            found, listed = devices.look(side)
            assert found <= ARRIVED
            assert listed == devices.added


def test_what_both_change_about_one_item_adds_up(tmp_path: pathlib.Path) -> None:
    from vault.keeping.writer import Entry
    from vault.model import Edited, EventType, ItemId, Removed

    devices = two_devices(tmp_path)
    devices.add(0)
    devices.carry_all(1)
    (item,) = devices.added
    devices.store(0).append([Entry(EventType.ITEM_EDITED, ItemId(item), Edited(note="called again"))], NOW)
    devices.store(1).append([Entry(EventType.ITEM_REMOVED, ItemId(item), Removed("twice"))], NOW)
    for side in (0, 1):
        devices.carry_all(side)
    for side in (0, 1):
        with devices.store(side).unlock(devices.identity) as unlocked:
            found = unlocked.index.item(item)
            assert (found.note, found.removed) == ("called again", "twice")


def half_arrived(devices: Devices) -> tuple[pathlib.Path, bytes]:
    """Add an item on one side; return where half of its event came in on the other, and the whole."""
    devices.add(0)
    name = [name for name in devices.lacking(1) if name.parts[0] == "journal"][-1]
    whole = (devices.folder(0) / name).read_bytes()
    devices.carry_all(1)
    event = devices.folder(1) / name
    event.write_bytes(whole[: len(whole) // 2])
    return event, whole


def test_half_a_file_of_a_sync_is_named_and_heals(tmp_path: pathlib.Path) -> None:
    devices = two_devices(tmp_path)
    event, whole = half_arrived(devices)
    found, listed = devices.look(1)
    assert "event-damaged" in found
    assert not listed
    event.write_bytes(whole)
    found, listed = devices.look(1)
    assert found <= {"index-rebuilt"}
    assert listed == devices.added


def test_half_a_file_of_a_sync_is_searched_once_it_is_whole(tmp_path: pathlib.Path) -> None:
    devices = two_devices(tmp_path)
    event, whole = half_arrived(devices)
    with devices.store(1).unlock(devices.identity, KIND_NAMES) as unlocked:
        assert list(unlocked.index.items()) == []
        event.write_bytes(whole)
        unlocked.index.refresh()
        assert {item.id: item.reading.text for item in unlocked.index.items()} == devices.added
    with devices.store(1).unlock(devices.identity, KIND_NAMES) as unlocked:
        assert len(list(unlocked.index.items())) == 1


def test_no_error_but_ours_while_a_vault_arrives_file_by_file(tmp_path: pathlib.Path) -> None:
    devices = two_devices(tmp_path)
    devices.add(0)
    arriving = tmp_path / "arriving"
    found = {"nothing"}
    files = sorted(path for path in devices.folder(0).rglob("*") if path.is_file())
    for path in (*reversed(files), *files):
        target = arriving / path.relative_to(devices.folder(0))
        Disk().make_folder(target.parent)
        shutil.copy2(path, target)
        with contextlib.suppress(NoVaultHereError):  # as long as vault.toml is on the way
            store = Store.open(arriving, state_folder=tmp_path / "state 2")
            with store.unlock(devices.identity) as unlocked:
                found = {one.code for one in check(store, unlocked, read_data=True)}
    assert found <= {"index-rebuilt"}
