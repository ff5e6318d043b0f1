"""Opening: the passphrase, changing it for few and for many items, and reading every byte beside age itself."""

from __future__ import annotations

import datetime as dt
import io
import os
import pathlib
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyrage

from tests.bench.measuring import Run, vault
from tests.bench.report import Figure
from tests.keeping import keeping_corpus as corpus
from vault.keeping.age import Identity
from vault.keeping.check.originals import Expected, check_originals, nowhere
from vault.keeping.durable import Disk
from vault.keeping.store import Store
from vault.model import ItemId

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
FEW, MANY = 10, 100_000
ORIGINALS = ((10, 10_000_000), (200, 300_000))
"""How many, of how many bytes each: recordings and documents, screenshots."""

PASSPHRASES = ("correct horse battery staple", "tee mit milch und zucker")
RUNS, READINGS = 5, 7


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure opening, changing, reading."""
    yield from _changing(folder, environment)
    yield from _reading(folder)


def _changing(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Change the passphrase of a small and of a large vault in turns."""
    for number, passphrase in enumerate(PASSPHRASES):
        (folder / f"passphrase{number}").write_text(passphrase)
    homes = {count: _filled(folder / f"vault-{count}", count, environment) for count in (FEW, MANY)}
    runs: dict[int, list[Run]] = {count: [] for count in homes}
    for turn in range(RUNS):
        old, new = (str(folder / f"passphrase{(turn + step) % 2}") for step in (0, 1))
        for count, home in homes.items():
            changed = {**home, "VAULT_PASSPHRASE_FILE": old, "VAULT_NEW_PASSPHRASE_FILE": new}
            runs[count].append(vault("passwd", environment=changed))
    if any(run.code for run in (*runs[FEW], *runs[MANY])):
        raise SystemExit("the passphrase was not changed")
    cpu = {count: statistics.median(run.cpu for run in runs[count]) for count in runs}
    wall = {count: statistics.median(run.wall for run in runs[count]) for count in runs}
    yield Figure(
        f"changing the passphrase, {MANY:,} items beside {FEW}, CPU seconds",
        cpu[MANY] / cpu[FEW],
        1.2,
        "times",
        f"{cpu[MANY]:.2f} and {cpu[FEW]:.2f} s CPU, {wall[MANY]:.2f} and {wall[FEW]:.2f} s of wall time",
    )
    last = str(folder / f"passphrase{RUNS % 2}")
    opened = vault("search", "注销", environment={**homes[FEW], "VAULT_PASSPHRASE_FILE": last})
    yield Figure("`vault search` with the passphrase, unlocking included", opened.wall, 3, "s")


def _filled(place: pathlib.Path, count: int, environment: Mapping[str, str]) -> dict[str, str]:
    """Make a vault with so many items; return the environment that it is used in."""
    store, _identity = Store.create(
        place,
        now=AT,
        passphrase=PASSPHRASES[0],
        state_folder=pathlib.Path(environment["XDG_STATE_HOME"]) / "evidence-vault",
        disk=Disk(sync=False),
    )
    corpus.fill(store, count, 7, AT)
    return {**environment, "VAULT_IDENTITY": "", "VAULT_DIR": str(place)}


def _reading(folder: pathlib.Path) -> Iterator[Figure]:
    store, identity = Store.create(
        folder / "vault-data",
        now=AT,
        identity_file=folder / "data.txt",
        state_folder=folder / "state-data",
        disk=Disk(sync=False),
    )
    for count, size in ORIGINALS:
        stored = [store.put(io.BytesIO(os.urandom(size))) for _ in range(count)]
        yield _compared(store, identity, {one.id: Expected(one.sha256, one.size) for one in stored})


def _compared(store: Store, identity: Identity, expected: Mapping[ItemId, Expected]) -> Figure:
    """Read every byte as the check does and as pyrage alone does, in turns."""
    works = (
        lambda: list(check_originals(store.objects, expected, identity, lambda _d, _t: None)),
        lambda: _decrypted(store, identity, expected),
    )
    times = [[_timed(work) for work in works] for _ in range(READINGS)]
    (ours, our_wall), (theirs, their_wall) = (
        map(statistics.median, zip(*turns, strict=True)) for turns in zip(*times, strict=True)
    )
    size = sum(one.size for one in expected.values())
    return Figure(
        f"`check --read-data` beside pyrage alone, {len(expected)} originals of {size // len(expected):,} bytes, "
        "CPU seconds",
        ours / theirs,
        1 / 0.7,
        "times",
        f"ours {size / ours / 1e6:.0f} MB/s, digests compared; pyrage {size / theirs / 1e6:.0f} MB/s; of wall time "
        f"{size / our_wall / 1e6:.0f} and {size / their_wall / 1e6:.0f} MB/s",
    )


def _decrypted(store: Store, identity: Identity, items: Iterable[ItemId]) -> None:
    secrets = [pyrage.x25519.Identity.from_str(line) for line in identity.text().decode().splitlines()]
    for item in items:
        with store.objects.path(item).open("rb") as file:
            pyrage.decrypt_io(file, nowhere(), secrets)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU and the wall seconds of one run."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall
