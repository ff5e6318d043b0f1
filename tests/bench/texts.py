"""Understanding one page of text, beside dateparser, which finds the dates alone."""

from __future__ import annotations

import datetime as dt
import functools
import json
import pathlib
import statistics
import time
from collections.abc import Callable, Iterator, Mapping

from dateparser.search import search_dates

from tests.bench.measuring import ROOT
from tests.bench.report import Figure
from vault.reading import extract

TEXTS = (
    ("13-jd-call-note.txt", "utf-8"),
    ("14-jd-sms-pasted.txt", "utf-8"),
    ("26-weilidai-call-note.txt", "gb18030"),
    ("27-bank-sms-pasted.txt", "utf-8"),
)
CHARACTERS = 2_000
CAPTURED = dt.date(2026, 11, 22)
ROUNDS = 40
PAGES = 200


def measure(_folder: pathlib.Path, _environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure pages made of the samples' texts: processor time, the best of many rounds."""
    folder = ROOT / "samples" / "material"
    page = "".join((folder / name).read_text(encoding=encoding) for name, encoding in TEXTS)
    yield _measured("one page of text, 2,000 characters", (page * CHARACTERS)[:CHARACTERS])
    yield _measured("one page of many sorts of texts, 2,000 characters", _of_many_sorts())
    yield _of_each_page()


def _of_each_page() -> Figure:
    """Measure pages as screens, letters and mails hold them: the longest of the texts with known kinds, one by one."""
    pages = sorted(_texts(), key=len)[-PAGES:]
    times = sorted(1000 * _best(functools.partial(extract, page, CAPTURED), 5) for page in pages)
    lengths = f"{PAGES} pages of {len(pages[0])} to {len(pages[-1])} characters"
    compared = f"{lengths}; median {statistics.median(times):.1f} ms"
    return Figure("a page as there are, 95th percentile", times[round(0.95 * PAGES) - 1], 5, "ms", compared)


def _texts() -> Iterator[str]:
    for file in sorted((ROOT / "samples" / "kinds" / "texts").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def _of_many_sorts() -> str:
    """Return a page of the first text of each file of texts: no two are alike, and few words come twice."""
    files = sorted((ROOT / "samples" / "kinds" / "texts").glob("*.jsonl"))
    firsts = (file.read_text(encoding="utf-8").partition("\n")[0] for file in files)
    return "\n".join(json.loads(first)["text"] for first in firsts)[:CHARACTERS]


def _measured(name: str, page: str) -> Figure:
    spent = _best(lambda: extract(page, CAPTURED), ROUNDS)
    other = _best(lambda: search_dates(page, languages=["zh", "en"]), 2)
    found = len(extract(page, CAPTURED))
    compared = f"{found} facts; dateparser, dates alone: {1000 * other:.0f} ms"
    return Figure(name, 1000 * spent, 5, "ms", compared)


def _best(task: Callable[[], object], rounds: int) -> float:
    """Return the processor seconds of the quickest of `rounds` runs; the first is not counted."""
    task()
    times = []
    for _ in range(rounds):
        started = time.process_time()
        task()
        times.append(time.process_time() - started)
    return min(times)
