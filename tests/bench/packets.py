"""Packets of 50, 200 and 1,000 exhibits without network, and how they grow."""

from __future__ import annotations

import pathlib
import statistics
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.exhibits import Filled, fill
from tests.bench.measuring import MEBIBYTE, Run, vault
from tests.bench.report import Figure

SMALL, MIDDLE, LARGE = 50, 200, 1000
ROUNDS = {SMALL: 3, MIDDLE: 3, LARGE: 1}


@dataclass(frozen=True, slots=True)
class Made:
    """Packets of one size: how making and verifying them went, and how many bytes they and their PDF have."""

    making: list[Run]
    verifying: list[Run]
    size: int
    document: int

    @property
    def wall(self) -> float:
        """Median seconds of making one."""
        return statistics.median(run.wall for run in self.making)

    @property
    def cpu(self) -> float:
        """Median processor seconds of making one."""
        return statistics.median(run.cpu for run in self.making)

    @property
    def peak(self) -> float:
        """Most memory of all rounds, in MiB."""
        return max(run.peak for run in self.making) / MEBIBYTE

    @property
    def told(self) -> str:
        """Everything on one line."""
        verified = statistics.median(run.wall for run in self.verifying)
        return (
            f"{self.cpu:.1f} s CPU, peak memory {self.peak:.0f} MiB; zip {self.size / MEBIBYTE:.1f} MiB, PDF"
            f" {self.document / MEBIBYTE:.1f} MiB; verified in {verified:.2f} s,"
            f" {max(run.peak for run in self.verifying) / MEBIBYTE:.0f} MiB"
        )


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Make packets of three sizes from one vault."""
    filled = fill(folder, environment, LARGE)
    small, middle = _made(filled, SMALL, folder), _made(filled, MIDDLE, folder)
    yield Figure(f"packet of {SMALL} exhibits", small.wall, 8, "s", small.told)
    yield Figure("its PDF", small.document / MEBIBYTE, 12, "MiB")
    yield Figure("verifying it", statistics.median(run.wall for run in small.verifying), 2, "s")
    yield Figure(f"packet of {MIDDLE} exhibits", middle.wall, 15, "s", middle.told)
    yield Figure("its peak memory, all processes", middle.peak, 700, "MiB")
    large = _made(filled, LARGE, folder)
    yield Figure(f"packet of {LARGE:,} exhibits", large.wall, 82, "s", large.told)
    grown = large.cpu / middle.cpu / (LARGE / MIDDLE)
    yield Figure(f"processor time an exhibit, {LARGE:,} beside {MIDDLE}", grown, 1.1, "times")
    yield Figure("peak memory, all processes", large.peak, 1200, "MiB")


def _made(filled: Filled, count: int, folder: pathlib.Path) -> Made:
    making, verifying, size, document = [], [], 0, 0
    for number in range(ROUNDS[count]):
        out = folder / f"packet-{count}-{number}.zip"
        making.append(vault(*filled.packet(count, out), environment=filled.environment))
        verifying.append(vault("verify", out, environment=filled.environment))
        size, document = out.stat().st_size, _document(out)
        out.unlink()
    return Made(making, verifying, size, document)


def _document(packet: pathlib.Path) -> int:
    with zipfile.ZipFile(packet) as archive:
        return next(one.file_size for one in archive.infolist() if one.filename.endswith("/packet.pdf"))
