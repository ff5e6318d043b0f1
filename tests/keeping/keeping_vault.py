"""What the tests of this room share: a small vault and items to put in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import pathlib
from dataclasses import dataclass, field

from vault.keeping import age
from vault.keeping.durable import Disk
from vault.keeping.store import Store, Unlocked
from vault.keeping.writer import Entry
from vault.model import (
    Acquisition,
    Added,
    ClaimLevel,
    EventType,
    Findings,
    ItemId,
    Kind,
    Line,
    Reading,
    Sha256,
)

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
KIND_NAMES = {Kind.CANCELLATION: ("注销凭证", "cancellation")}


@dataclass
class Kept:
    """A vault with its key at hand."""

    root: pathlib.Path
    store: Store
    identity: age.Identity
    opened: list[Unlocked] = field(default_factory=list)

    @property
    def path(self) -> pathlib.Path:
        return self.store.path

    @property
    def identity_path(self) -> pathlib.Path:
        return self.root / "identity.txt"

    def reopened(
        self, *, disk: Disk | None = None, state: str = "state", path: pathlib.Path | None = None
    ) -> Store:
        return Store.open(path or self.path, state_folder=self.root / state, disk=disk or Disk(), timeout=5)

    def unlocked(self, store: Store | None = None) -> Unlocked:
        self.opened.append((store or self.store).unlock(self.identity, KIND_NAMES))
        return self.opened[-1]

    def add(
        self,
        text: str,
        *,
        data: bytes | None = None,
        store: Store | None = None,
        at: dt.datetime = NOW,
        **more: object,
    ) -> ItemId:
        store = store or self.store
        stored = store.put(io.BytesIO(text.encode("utf-8", "surrogatepass") if data is None else data))
        body = addition(text, stored.sha256, stored.size, **more)
        store.append([Entry(EventType.ITEM_ADDED, stored.id, body)], at)
        return stored.id


def addition(text: str, sha256: Sha256 | None = None, size: int = 0, **more: object) -> Added:
    """Return what the addition of a text says."""
    values: dict[str, object] = {
        "sha256": sha256 or Sha256(hashlib.sha256(text.encode()).hexdigest()),
        "size": size,
        "media_type": "text/plain",
        "title": "",
        "claim": ClaimLevel.OWN_NOTE,
        "acquisition": Acquisition(NOW, "", NOW, "now"),
        "reading": Reading("text", "1", tuple(Line(line) for line in text.split("\n"))),
        "findings": Findings(),
    }
    return Added(**(values | more))  # type: ignore[arg-type]
