"""Opening: the passphrase, changing it for few and for many items, and reading every byte beside age itself."""

from __future__ import annotations

import datetime as dt
import io
import os
import pathlib
import statistics
import time
from collections.abc import Callable, Iterator, Mapping

import pyrage

from tests.bench.measuring import vault
from tests.bench.report import Figure
from tests.keeping import keeping_corpus as corpus
from vault.keeping.age import Identity
from vault.keeping.check.originals import Expected, check_originals, nowhere
from vault.keeping.durable import Disk
from vault.keeping.store import Store
from vault.model import ItemId

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
FEW, MANY = 10, 100_000
ORIGINALS, SIZE = 20, 10_000_000
PASSPHRASES = ("correct horse battery staple", "tee mit milch und zucker")
RUNS = 5


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure opening, changing, reading."""
    yield from _changing(folder, environment)
    yield from _reading(folder)


def _changing(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    times: dict[int, float] = {}
    for number, passphrase in enumerate(PASSPHRASES):
        (folder / f"passphrase{number}").write_text(passphrase)
    for count in (FEW, MANY):
        place = folder / f"vault-{count}"
        store, _identity = Store.create(
            place,
            now=AT,
            passphrase=PASSPHRASES[0],
            state_folder=pathlib.Path(environment["XDG_STATE_HOME"]) / "evidence-vault",
            disk=Disk(sync=False),
        )
        corpus.fill(store, count, 7, AT)
        home = {**environment, "VAULT_IDENTITY": "", "VAULT_DIR": str(place)}
        walls = []
        for turn in range(RUNS):
            old, new = (str(folder / f"passphrase{(turn + step) % 2}") for step in (0, 1))
            changed = {**home, "VAULT_PASSPHRASE_FILE": old, "VAULT_NEW_PASSPHRASE_FILE": new}
            run = vault("passwd", environment=changed)
            if run.code:
                raise SystemExit("the passphrase was not changed")
            walls.append(run.wall)
        times[count] = statistics.median(walls)
        if count == FEW:
            last = str(folder / f"passphrase{RUNS % 2}")
            opened = vault("search", "注销", environment={**home, "VAULT_PASSPHRASE_FILE": last})
            yield Figure("`vault search` with the passphrase, unlocking included", opened.wall, 3, "s")
    beside = f"{times[FEW]:.2f} s for {FEW} items, {times[MANY]:.2f} s for {MANY:,}"
    yield Figure(
        "changing the passphrase, many items beside few", times[MANY] / times[FEW], 1.2, "times", beside
    )


def _reading(folder: pathlib.Path) -> Iterator[Figure]:
    store, identity = Store.create(
        folder / "vault-data",
        now=AT,
        identity_file=folder / "data.txt",
        state_folder=folder / "state-data",
        disk=Disk(sync=False),
    )
    stored = [store.put(io.BytesIO(os.urandom(SIZE))) for _ in range(ORIGINALS)]
    expected = {one.id: Expected(one.sha256, one.size) for one in stored}
    ours = _fastest(lambda: list(check_originals(store.objects, expected, identity, lambda _d, _t: None)))
    theirs = _fastest(lambda: _decrypted(store, identity, list(expected)))
    megabytes = ORIGINALS * SIZE / 1e6
    beside = f"ours {megabytes / ours:.0f} MB/s, digests compared; pyrage alone {megabytes / theirs:.0f} MB/s"
    yield Figure("`check --read-data` beside pyrage's decryption", ours / theirs, 1 / 0.7, "times", beside)


def _decrypted(store: Store, identity: Identity, items: list[ItemId]) -> None:
    secrets = [pyrage.x25519.Identity.from_str(line) for line in identity.text().decode().splitlines()]
    for item in items:
        with store.objects.path(item).open("rb") as file:
            pyrage.decrypt_io(file, nowhere(), secrets)


def _fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)
