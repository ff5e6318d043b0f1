"""A vault of many screenshots, of which few are read: the others differ from them by a number in the picture."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import pathlib
from collections.abc import Iterator, Mapping

from PIL import Image, ImageDraw

from samples import many
from tests.bench.measuring import vault
from vault.keeping.durable import Disk
from vault.keeping.store import Store
from vault.keeping.writer import Entry
from vault.model import Added, EventType, Item, ItemId
from vault.opening import Vault
from vault.world import World

READ = 48
SEED = 2
TOGETHER = 100
"""Events of one file of the journal."""


@dataclasses.dataclass(frozen=True, slots=True)
class Filled:
    """A vault, the platform that a packet from it is about, and its items."""

    environment: Mapping[str, str]
    platform: str
    items: tuple[str, ...]

    def packet(self, count: int, out: pathlib.Path) -> tuple[str | pathlib.Path, ...]:
        """Return the command that makes a packet of the first `count` items."""
        inside = itertools.chain.from_iterable(("--item", item) for item in self.items[:count])
        outside = itertools.chain.from_iterable(("--without", item) for item in self.items[count:])
        return ("packet", "--platform", self.platform, *inside, *outside, "-o", out)


def fill(folder: pathlib.Path, environment: Mapping[str, str], count: int) -> Filled:
    """Read `READ` screenshots into a new vault, and put variants of them beside them, until there are `count`."""
    home = dict(environment) | {"VAULT_DIR": str(folder / "vault-exhibits")}
    files = many.write(folder / "exhibits", READ, seed=SEED)
    vault("init", "--tsa", "none", environment=home)
    added = [json.loads(line) for line in vault("add", *files, "--json", environment=home).out.splitlines()]
    platform = next(one["id"] for record in added for one in record["platforms"] if one["role"] == "subject")
    read = [record["id"] for record in added]
    world, state = World(environment=home), pathlib.Path(home["XDG_STATE_HOME"]) / "evidence-vault"
    store = Store.open(pathlib.Path(home["VAULT_DIR"]), disk=Disk(sync=False), state_folder=state)
    with Vault(store, ask=lambda _refused: None, world=world) as opened:
        items = [opened.item(one) for one in read]
    variants = _variants(store, world, items, files, count - READ)
    return Filled(home, platform, (*read, *variants))


def _variants(
    store: Store, world: World, items: list[Item], files: list[pathlib.Path], count: int
) -> list[ItemId]:
    made: list[ItemId] = []
    entries: list[Entry] = []
    for picture, item, number in _pictures(items, files, count):
        stored = store.put(io.BytesIO(picture))
        body = Added(
            stored.sha256,
            stored.size,
            item.media_type,
            f"{number}-{item.title}",
            item.claim,
            item.acquisitions[0],
            item.reading,
            item.findings,
        )
        entries.append(Entry(EventType.ITEM_ADDED, stored.id, body))
        made.append(stored.id)
    for start in range(0, len(entries), TOGETHER):
        store.append(entries[start : start + TOGETHER], world.now())
    return made


def _pictures(items: list[Item], files: list[pathlib.Path], count: int) -> Iterator[tuple[bytes, Item, int]]:
    """Give `count` pictures, each with the item that it is a variant of; every one has pixels of its own."""
    for index, (item, file) in enumerate(zip(items, files, strict=True)):
        with Image.open(file) as opened:
            whole, form = opened.convert("RGB"), opened.format
        for number in range(index, count, len(items)):
            picture = whole.copy()
            ImageDraw.Draw(picture).text((whole.width // 2, 4), f"{number:04}", fill="#808080")
            out = io.BytesIO()
            picture.save(out, form, **({"compress_level": 6} if form == "PNG" else {"quality": 88}))
            yield out.getvalue(), item, number
