"""Whatever happens to files of a vault: a backup brings all of it back, and without one a repair loses nothing more."""

from __future__ import annotations

import contextlib
import hashlib
import io
import pathlib
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping_repair import repaired_fully
from keeping_vault import KIND_NAMES, NOW, Kept

from vault.keeping.check.finding import Severity
from vault.keeping.durable import Disk
from vault.keeping.store import Store, Unlocked
from vault.model import ItemId

TEXTS = ("甲", "乙", "丙", "丁", "戊", "己")

Change = Callable[[pathlib.Path, pathlib.Path], object]


def flip(path: pathlib.Path, _other: pathlib.Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-20] + bytes(byte ^ 1 for byte in content[-20:]))


def exchange(path: pathlib.Path, other: pathlib.Path) -> None:
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


CHANGES: dict[str, Change] = {
    "lose": lambda path, _other: path.unlink(),
    "flip": flip,
    "cut": lambda path, _other: path.write_bytes(path.read_bytes()[:-30]),
    "empty": lambda path, _other: path.write_bytes(b""),
    "exchange": exchange,
    "overwrite": lambda path, other: path.write_bytes(other.read_bytes()),
    "rename": lambda path, other: path.replace(other),
}
"""What can happen to a file, with another of its kind at hand."""

DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(("objects", "journal")),
        st.sampled_from(sorted(CHANGES)),
        st.integers(0, 100),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=6,
)


EXAMPLES = given(damage=DAMAGE, indexed=st.booleans())

Damage = list[tuple[str, str, int, int]]
"""What happened, in order: the folder, the change, the number of the file, that of another."""


def made(root: pathlib.Path) -> tuple[Kept, dict[ItemId, str]]:
    """Make a vault that two devices have added to."""
    quick, entropy = Disk(sync=False), random.Random(1).randbytes  # noqa: S311 - the same ids each time
    store, identity = Store.create(
        root / "vault",
        now=NOW,
        identity_file=root / "i",
        state_folder=root / "state",
        entropy=entropy,
        disk=quick,
    )
    other = Store.open(root / "vault", state_folder=root / "other", entropy=entropy, disk=quick)
    kept = Kept(root, store, identity)
    return kept, {kept.add(text, store=(store, other)[n % 2]): text for n, text in enumerate(TEXTS)}


def hurt(vault: pathlib.Path, damage: Damage) -> None:
    """Let things happen to files."""
    for folder, name, one, two in damage:
        files = sorted((vault / folder).rglob("*.age"))
        if len(files) > 1:
            path, other = files[one % len(files)], files[two % len(files)]
            if path != other:
                CHANGES[name](path, other)


def contents(vault: pathlib.Path) -> Counter[str]:
    """Count every content in the folder, what was set aside included."""
    files = (path for path in vault.rglob("*.age") if path.parts[len(vault.parts)] != "keys")
    return Counter(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)


def faults_left(unlocked: Unlocked, backup: pathlib.Path | None) -> set[str]:
    """Repair; return what a check finds afterwards that is bad."""
    _done, left = repaired_fully(unlocked, backup)
    return {one.code for one in left if one.severity is not Severity.INFO}


@contextlib.contextmanager
def damaged(damage: Damage, *, indexed: bool) -> Iterator[tuple[Kept, dict[ItemId, str], pathlib.Path]]:
    """Give a vault after some damage, the texts that it held, and its backup; nothing that was left may be lost."""
    with tempfile.TemporaryDirectory() as folder:
        kept, items = made(pathlib.Path(folder))
        if indexed:
            kept.unlocked().close()
        shutil.copytree(kept.path, backup := kept.root / "backup")
        hurt(kept.path, damage)
        before = contents(kept.path)
        yield kept, items, backup
        assert before <= contents(kept.path)


def brought_back(damage: Damage, *, indexed: bool) -> None:
    with (
        damaged(damage, indexed=indexed) as (kept, items, backup),
        kept.store.unlock(kept.identity, KIND_NAMES) as unlocked,
    ):
        assert faults_left(unlocked, backup) == set()
        for item, text in items.items():
            unlocked.copy_original(unlocked.index.item(item), target := io.BytesIO())
            assert target.getvalue() == text.encode()


def completed_later(damage: Damage, *, indexed: bool) -> None:
    with damaged(damage, indexed=indexed) as (kept, items, backup):
        before = contents(kept.path)
        with kept.store.unlock(kept.identity, KIND_NAMES) as unlocked:
            faults_left(unlocked, None)
            assert before <= contents(kept.path)
            assert faults_left(unlocked, backup) == set()
            assert {item.id for item in unlocked.index.items()} == set(items)


@settings(max_examples=8)
@EXAMPLES
def test_a_backup_brings_everything_back(damage: Damage, *, indexed: bool) -> None:
    brought_back(damage, indexed=indexed)


@pytest.mark.slow
@settings(max_examples=150)
@EXAMPLES
def test_a_backup_brings_everything_back_after_much_damage(damage: Damage, *, indexed: bool) -> None:
    brought_back(damage, indexed=indexed)


@settings(max_examples=6)
@EXAMPLES
def test_without_a_backup_a_repair_loses_nothing_and_a_later_one_completes_it(
    damage: Damage, *, indexed: bool
) -> None:
    completed_later(damage, indexed=indexed)


@pytest.mark.slow
@settings(max_examples=100)
@EXAMPLES
def test_without_a_backup_a_repair_of_much_damage_loses_nothing(damage: Damage, *, indexed: bool) -> None:
    completed_later(damage, indexed=indexed)
