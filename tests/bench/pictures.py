"""`add` of 48 screenshots, beside a plain loop of RapidOCR with its defaults over the same files."""

from __future__ import annotations

import json
import pathlib
import statistics
import sys
from collections.abc import Iterator, Mapping

from samples import many
from tests.bench.measuring import MEBIBYTE, run, vault
from tests.bench.report import Figure

COUNT = 48
ROUNDS = 3
PLAIN = """
import pathlib, sys
from rapidocr import RapidOCR
engine = RapidOCR(params={"Global.log_level": "critical"})
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    engine(str(path))
"""


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure the two in turns, `ROUNDS` times, and give the medians."""
    pictures = folder / "pictures"
    many.write(pictures, COUNT)
    ratios, peaks, told = [], [], ""
    for number in range(ROUNDS):
        home = environment | {"VAULT_DIR": str(folder / f"vault-{number}")}
        vault("init", "--tsa", "none", environment=home)
        ours = vault("add", pictures, "--json", environment=home)
        plain = run([sys.executable, "-c", PLAIN, str(pictures)], environment)
        added = [json.loads(line)["status"] for line in ours.out.splitlines()].count("added")
        if added != COUNT:
            raise SystemExit(f"only {added} of {COUNT} pictures were added")
        ratios.append(ours.wall / plain.wall)
        peaks.append(ours.peak / MEBIBYTE)
        told = f"last: ours {ours.wall:.1f} s ({ours.cpu:.1f} s CPU), plain {plain.wall:.1f} s ({plain.cpu:.1f} s CPU)"
    yield Figure(
        f"add of {COUNT} screenshots, wall time of the plain loop",
        statistics.median(ratios),
        0.5,
        "times",
        told,
    )
    yield Figure("its peak memory, all processes", statistics.median(peaks), 1536, "MiB")
