"""`add` of 48 screenshots, beside a plain loop of RapidOCR with its defaults over the same files."""

from __future__ import annotations

import json
import pathlib
import statistics
import sys
from collections.abc import Iterator, Mapping

from samples import many
from tests.bench.measuring import MEBIBYTE, Run, run, vault
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
    """Measure the time of the two in turns, `ROUNDS` times, and give the median; then the memory of ours."""
    pictures = folder / "pictures"
    many.write(pictures, COUNT)
    ratios, told = [], ""
    for number in range(ROUNDS):
        ours = _added(pictures, folder / f"vault-{number}", environment, watched=False)
        plain = run([sys.executable, "-c", PLAIN, str(pictures)], environment, watched=False)
        ratios.append(ours.wall / plain.wall)
        told = f"last: ours {ours.wall:.1f} s ({ours.cpu:.1f} s CPU), plain {plain.wall:.1f} s ({plain.cpu:.1f} s CPU)"
    yield Figure(
        f"add of {COUNT} screenshots, wall time of the plain loop",
        statistics.median(ratios),
        0.5,
        "times",
        told,
    )
    peak = _added(pictures, folder / "vault-watched", environment, watched=True).peak
    yield Figure("its peak memory, all processes", peak / MEBIBYTE, 1536, "MiB")


def _added(
    pictures: pathlib.Path, place: pathlib.Path, environment: Mapping[str, str], *, watched: bool
) -> Run:
    """Add all pictures to a new vault.

    Raises:
        SystemExit: Not all were added.
    """
    home = environment | {"VAULT_DIR": str(place)}
    vault("init", "--tsa", "none", environment=home)
    ours = vault("add", pictures, "--json", environment=home, watched=watched)
    added = [json.loads(line)["status"] for line in ours.out.splitlines()].count("added")
    if added != COUNT:
        raise SystemExit(f"only {added} of {COUNT} pictures were added")
    return ours
