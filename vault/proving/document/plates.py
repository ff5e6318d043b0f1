"""The material of an exhibit on paper: pictures in pieces, text in lines, or a page that says why there is neither."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from vault.language import mark
from vault.proving.document import pictures
from vault.proving.document.facts import Shown, shown
from vault.proving.document.frames import frames
from vault.proving.document.marks import Run, marked
from vault.proving.document.phrases import Phrases
from vault.proving.document.typesetting import as_text
from vault.proving.dossier import Exhibit
from vault.proving.layout import exhibit_file

TEXT_WIDTH_MM = 164.0
PLATE_HEIGHT_MM = 204.0
COLUMN_MM = 79.0
BESIDE = 1.6
"""Height over width from which a picture leaves room for its particulars beside it."""

WORKERS = max(2, min(4, os.cpu_count() or 1))
"""Exhibits whose pictures are prepared, and lie in memory, at the same time."""

AHEAD = 48
"""Exhibits that are prepared, at most, while an earlier one is being set: what waits is encoded, and small."""

Pages = list[tuple[pictures.Piece, ...]]
"""The pieces of every picture of an exhibit."""


@dataclass(frozen=True, slots=True)
class Plates:
    """The material of one exhibit as the template reads it, its facts with their places, and the files it names.

    `groups` are runs of figures with one layout each: `beside` (one tall picture with its particulars),
    `columns` (tall pictures and pieces of long ones, two abreast) or `page` (one picture a page).
    """

    facts: tuple[Shown, ...]
    groups: tuple[dict[str, object], ...]
    lines: tuple[tuple[Run, ...], ...]
    subject: tuple[Run, ...]
    missing: str | None
    files: dict[str, bytes]


def prepare(exhibits: tuple[Exhibit, ...], phrases: Phrases) -> Iterator[Plates]:
    """Prepare the material of all exhibits, several at a time.

    Args:
        exhibits: In the order of the packet.
        phrases: The language of the document.

    Yields:
        The material of each exhibit, in the same order.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[tuple[Exhibit, Future[Pages]]] = deque()
        try:
            for exhibit in exhibits:
                waiting.append((exhibit, pool.submit(_print, exhibit)))
                if len(waiting) > AHEAD:
                    yield _next(waiting, phrases)
            while waiting:
                yield _next(waiting, phrases)
        finally:
            for _, pages in waiting:
                pages.cancel()


def _next(waiting: deque[tuple[Exhibit, Future[Pages]]], phrases: Phrases) -> Plates:
    exhibit, pages = waiting.popleft()
    return _plates(exhibit, pages.result(), phrases)


def _print(exhibit: Exhibit) -> Pages:
    return [
        pictures.pieces(sheet, column_mm=COLUMN_MM, width_mm=TEXT_WIDTH_MM, height_mm=PLATE_HEIGHT_MM)
        for sheet in exhibit.picture()
    ]


def _plates(exhibit: Exhibit, pages: Pages, phrases: Phrases) -> Plates:
    facts = shown(exhibit.item, phrases, set(range(len(pages))))
    printed = [(number, piece) for number, page in enumerate(pages) for piece in page]
    figures: list[dict[str, object]] = []
    files: dict[str, bytes] = {}
    for count, (page, piece) in enumerate(printed, 1):
        figure = _figure(exhibit, piece, count, len(printed), phrases)
        figure["frames"] = frames(facts, page, piece, read_width=_read_width(exhibit, page, piece))
        files[str(figure["file"])] = as_text(piece.data, piece.media_type, piece.width, piece.height)
        figures.append(figure)
    subject, lines = ((), ()) if figures else _lines(exhibit, facts)
    return Plates(facts, _grouped(figures), lines, subject, _missing(exhibit, pages, phrases), files)


def _lines(exhibit: Exhibit, facts: Sequence[Shown]) -> tuple[tuple[Run, ...], tuple[tuple[Run, ...], ...]]:
    """Return a mail's subject, which its header shows and the text does not repeat, and the lines of the text."""
    lines = marked([line.text for line in exhibit.item.reading.lines], facts)
    subject = exhibit.item.acquisitions[0].metadata.get("Subject")
    if lines and subject and exhibit.item.reading.lines[0].text == subject:
        return lines[0], lines[1:]
    return (), lines


def _figure(
    exhibit: Exhibit, piece: pictures.Piece, count: int, total: int, phrases: Phrases
) -> dict[str, object]:
    alt = mark("Exhibit {name}, picture {count} of {total}")
    return {
        "file": f"{exhibit.name}-{count}.svg",
        "aspect": piece.aspect,
        "mark": f"{count}/{total}" if total > 1 else "",
        "follows": piece.follows,
        "continues": piece.continues,
        "alt": phrases.say(alt, name=exhibit.label, count=count, total=total),
    }


def _read_width(exhibit: Exhibit, page: int, piece: pictures.Piece) -> int:
    return exhibit.widths[page] if page < len(exhibit.widths) else piece.across


def _grouped(figures: list[dict[str, object]]) -> tuple[dict[str, object], ...]:
    runs = [(tall, list(run)) for tall, run in groupby(figures, key=_is_tall)]
    if len(figures) == 1 and runs[0][0]:
        return ({"layout": "beside", "figures": figures},)
    return tuple({"layout": "columns" if tall else "page", "figures": run} for tall, run in runs)


def _is_tall(figure: dict[str, object]) -> bool:
    return bool(figure["follows"] or figure["continues"]) or figure["aspect"] >= BESIDE  # type: ignore[operator]


def _missing(exhibit: Exhibit, pages: Pages, phrases: Phrases) -> str | None:
    if pages or exhibit.item.reading.lines:
        return None
    return phrases.say(
        mark(
            "This exhibit ({media_type}) cannot be shown on paper. Open the original in the packet to see or hear"
            " it: {file}."
        ),
        media_type=exhibit.item.media_type,
        file=exhibit_file(exhibit.name, exhibit.item.media_type),
    )
