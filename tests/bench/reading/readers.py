"""What reads the pictures: the product with each engine, and the plain engines as they come."""

from __future__ import annotations

import datetime as dt
import io
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PIL import Image

from tests.bench.reading.cases import CHINA, Case
from vault import reading, sources
from vault.intake import Circumstances, Intake
from vault.model import Findings, Line, Reading
from vault.reading import Directory
from vault.reading.engines import choose
from vault.sources import Limits

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
WORKERS = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read in one picture, and what was understood of it."""

    reading: Reading
    findings: Findings


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of the cases, in order, and the seconds that all took: on the wall, and of every core together."""

    cases: tuple[Case, ...]
    outcomes: tuple[Outcome, ...]
    wall: float
    cpu: float

    @property
    def pairs(self) -> Pairs:
        """Each case with its outcome."""
        return list(zip(self.cases, self.outcomes, strict=True))


Read = Callable[[Case], Outcome]
Pairs = Sequence[tuple[Case, Outcome]]


def product(choice: str, directory: Directory) -> tuple[Read, int]:
    """Return the product with an engine of `vault add --engine`, and how many pictures it takes at once."""
    intake = Intake(choice, directory, zone=CHINA, now=lambda: NOW)
    intake.engines()

    def read(case: Case) -> Outcome:
        media = sources.identify(case.data)
        told = Circumstances(captured_at=case.captured_at)
        understood = intake.understand(case.data, media, told, Limits())
        return Outcome(understood.reading, understood.findings)

    return read, WORKERS


def plain_rapidocr(directory: Directory) -> tuple[Read, int]:
    """Return RapidOCR with its defaults; it takes all cores for one picture."""
    choose("rapidocr")  # sets what keeps the runtime from calling its maker, before it is imported
    import rapidocr

    engine = rapidocr.RapidOCR(params={"Global.log_level": "critical"})

    def read(case: Case) -> Outcome:
        lines = engine(case.data).txts or ()
        return _understood(Reading("plain rapidocr", "", tuple(map(Line, lines))), case, directory)

    return read, 1


def plain_tesseract(directory: Directory) -> tuple[Read, int]:
    """Return pytesseract with both languages and its defaults."""
    import pytesseract

    def read(case: Case) -> Outcome:
        text = pytesseract.image_to_string(Image.open(io.BytesIO(case.data)), lang="chi_sim+eng")
        lines = tuple(Line(line) for line in text.splitlines() if line.strip())
        return _understood(Reading("plain tesseract", "", lines), case, directory)

    return read, 1


def _understood(read: Reading, case: Case, directory: Directory) -> Outcome:
    return Outcome(read, reading.understand(read, captured_at=case.captured_at, directory=directory))


def run(read: Read, workers: int, cases: Sequence[Case]) -> Run:
    """Read all pictures, several at once where the reader takes one core for each."""
    started, before = time.monotonic(), os.times()
    with ThreadPoolExecutor(workers) as pool:
        outcomes = tuple(pool.map(read, cases))
    wall, after = time.monotonic() - started, os.times()
    return Run(tuple(cases), outcomes, wall, sum(after[:4]) - sum(before[:4]))


PLAIN = frozenset({"plain rapidocr", "plain tesseract"})
"""They take most of the time, so they read a share of the pictures alone."""

READERS: dict[str, Callable[[Directory], tuple[Read, int]]] = {
    "auto": lambda directory: product("auto", directory),
    "rapidocr": lambda directory: product("rapidocr", directory),
    "tesseract": lambda directory: product("tesseract", directory),
    "plain rapidocr": plain_rapidocr,
    "plain tesseract": plain_tesseract,
}
