"""Searching 100,000 items of 300 Chinese characters, and building the index anew from the journal."""

from __future__ import annotations

import datetime as dt
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from tests.bench.measuring import MEBIBYTE, vault
from tests.bench.report import Figure
from tests.keeping import keeping_corpus as corpus
from vault.keeping.durable import Disk
from vault.keeping.index.query import Query
from vault.keeping.store import Store, Unlocked
from vault.opening import kind_names

COUNT = 100_000
SEED = 7
QUERIES = 40
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def measure(folder: pathlib.Path, environment: Mapping[str, str], count: int = COUNT) -> Iterator[Figure]:
    """Fill a vault without waiting for the disk, then measure."""
    place, identity_file = folder / "vault-large", pathlib.Path(environment["VAULT_IDENTITY"])
    store, identity = Store.create(place, now=AT, identity_file=identity_file, disk=Disk(sync=False))
    corpus.fill(store, count, SEED, AT)
    yield from _rebuilding(place, identity_file, count)
    with store.unlock(identity, kind_names()) as unlocked:
        yield from _in_process(unlocked)
    yield from _as_process(environment | {"VAULT_DIR": str(place)})


def _rebuilding(place: pathlib.Path, identity_file: pathlib.Path, count: int) -> Iterator[Figure]:
    """Build the index in a process of its own, of half and of all events, and compare the memory."""
    small = place.with_name("vault-half")
    store, _ = Store.create(small, now=AT, identity_file=identity_file, disk=Disk(sync=False))
    corpus.fill(store, count // 2, SEED, AT)
    half, whole = (_built(path, identity_file) for path in (small, place))
    shutil.rmtree(small)
    yield Figure(f"rebuilding the index of {count:,} items from the journal", whole["seconds"], 120, "s")
    grown = whole["peak"] / half["peak"]
    beside = f"{half['peak'] / MEBIBYTE:.0f} MiB for half, {whole['peak'] / MEBIBYTE:.0f} MiB for all"
    yield Figure("its memory, all items beside half of them", grown, 1.25, "times", beside)


BUILD = r"""
import json, pathlib, re, sys, time
from vault.keeping.keys import identity_from_file
from vault.keeping.store import Store
from vault.opening import kind_names
store, identity = Store.open(pathlib.Path(sys.argv[1])), identity_from_file(pathlib.Path(sys.argv[2]))
started = time.monotonic()
store.unlock(identity, kind_names()).close()
seconds = time.monotonic() - started
peak = int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1]) * 1024
print(json.dumps({"seconds": seconds, "peak": peak}))
"""


def _built(place: pathlib.Path, identity_file: pathlib.Path) -> dict[str, float]:
    command = [sys.executable, "-c", BUILD, str(place), str(identity_file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _in_process(unlocked: Unlocked) -> Iterator[Figure]:
    chance = random.Random(SEED)  # noqa: S311 - which items are asked for
    items = [unlocked.index.search(Query(limit=1000))[chance.randrange(1000)].item for _ in range(QUERIES)]
    numbers = [str(item.findings.facts[0].value) for item in items]
    one = _p95(lambda place: unlocked.index.search(Query(text=numbers[place])))
    common = _p95(lambda _place: unlocked.index.search(Query(text="注销")))
    yield Figure("query of one reference number, 95th percentile", one, 10, "ms")
    yield Figure("query of the most common word, 95th percentile", common, 150, "ms")


def _p95(query: Callable[[int], object]) -> float:
    """Return the 95th percentile of the query's time in milliseconds."""
    times = []
    for place in range(QUERIES):
        started = time.perf_counter()
        query(place)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def _as_process(environment: Mapping[str, str]) -> Iterator[Figure]:
    runs = [vault("search", "注销", "--json", environment=environment) for _ in range(7)]
    if any(run.code for run in runs) or not runs[-1].out:
        raise SystemExit("vault search failed")
    yield Figure("`vault search` as a whole process", statistics.median(run.wall for run in runs), 0.6, "s")
