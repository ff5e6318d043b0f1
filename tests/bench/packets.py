"""A packet of 50 exhibits without network."""

from __future__ import annotations

import json
import pathlib
import statistics
from collections.abc import Iterator, Mapping

from samples import many
from tests.bench.measuring import MEBIBYTE, vault
from tests.bench.report import Figure

COUNT = 50
ROUNDS = 3


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Make the packet of 50 screenshots, whatever platform each is about."""
    home = environment | {"VAULT_DIR": str(folder / "vault-packet")}
    pictures = folder / "exhibits"
    many.write(pictures, COUNT, seed=2)
    vault("init", "--tsa", "none", environment=home)
    added = [json.loads(line) for line in vault("add", pictures, "--json", environment=home).out.splitlines()]
    platform = next(one["id"] for record in added for one in record["platforms"] if one["role"] == "subject")
    others = [part for record in added for part in ("--item", record["id"])]
    runs = [
        vault(
            "packet", "--platform", platform, *others, "-o", folder / f"packet-{number}.zip", environment=home
        )
        for number in range(ROUNDS)
    ]
    size = (folder / "packet-0.zip").stat().st_size / MEBIBYTE
    beside = f"{size:.1f} MiB, peak memory {max(run.peak for run in runs) / MEBIBYTE:.0f} MiB"
    yield Figure(f"packet of {COUNT} exhibits", statistics.median(run.wall for run in runs), 8, "s", beside)
