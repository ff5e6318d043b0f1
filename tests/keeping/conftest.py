"""A small vault to start from. Its key is a file: a passphrase costs a second each time."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from keeping_vault import NOW, Kept

from vault.keeping.store import Store


@pytest.fixture
def kept(tmp_path: pathlib.Path) -> Iterator[Kept]:
    """A new vault."""
    store, identity = Store.create(
        tmp_path / "vault", now=NOW, identity_file=tmp_path / "identity.txt", state_folder=tmp_path / "state"
    )
    vault = Kept(tmp_path, store, identity)
    yield vault
    for unlocked in vault.opened:
        unlocked.close()
