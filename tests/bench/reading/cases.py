"""What is measured: drawn pictures with their truth, or a folder of real ones that brings its own."""

from __future__ import annotations

import datetime as dt
import io
import json
import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.reading_set.marks import Mark
from samples.reading_set.pictures import Part, Picture, pictures
from samples.reading_set.truth import Truth
from vault.model import FactType, Line, Reading

CHINA = zoneinfo.ZoneInfo("Asia/Shanghai")
REAL = "real"
ASSERTED = (FactType.DATE, FactType.REFERENCE, FactType.AMOUNT, FactType.PHONE)
OPEN = ("text_lines", "optional", "yearless_or_relative", "verification_codes", "emails")
"""Keys of the folder's truth that name what may be found and need not be."""


@dataclass(frozen=True, slots=True)
class Case:
    """A picture's bytes and truth. `part` is that of the drawn set, or `real`; `asserted` as in `scores.score`."""

    name: str
    part: str
    damage: str
    data: bytes
    captured_at: dt.datetime
    truth: Truth
    asserted: tuple[FactType, ...] = tuple(FactType)


@dataclass(frozen=True, slots=True)
class Message:
    """A text with the day and the main amount that it states, each None where nothing is asserted."""

    name: str
    reading: Reading
    sender: str
    captured_at: dt.datetime
    day: str | None
    amount: str | None


def drawn(chosen: Iterable[Picture]) -> Iterator[Case]:
    """Draw the pictures."""
    for picture in chosen:
        made, out = picture.made(), io.BytesIO()
        made.image.save(out, "PNG", compress_level=1)
        at = made.truth.captured_at.replace(tzinfo=CHINA)
        yield Case(picture.name, picture.part, picture.damage, out.getvalue(), at, made.truth)


def chosen(parts: tuple[Part, ...], only: str, layout: str, wording: str, limit: int | None) -> list[Picture]:
    """Return the pictures of these parts whose names hold `only`, with these layouts and wordings; at most `limit`."""
    found = [
        one
        for one in pictures(parts=parts)
        if only in one.name and layout in one.layout.name and wording in one.wording.name
    ]
    return found if limit is None else found[:: max(1, len(found) // max(1, limit))][:limit]


def real(folder: Path) -> Iterator[Case]:
    """Read the screenshots of a folder with `screens/truth.json`, as its README describes it."""
    for entry in json.loads((folder / "screens" / "truth.json").read_text("utf-8")):
        path = folder / "screens" / entry["file"]
        latest = max((*entry["dates"], "2024-01-01"))
        at = dt.datetime.fromisoformat(latest).replace(hour=23, tzinfo=CHINA)
        yield Case(path.stem, REAL, REAL, path.read_bytes(), at, _truth(entry, at), ASSERTED)


def _truth(entry: dict[str, Any], at: dt.datetime) -> Truth:
    marks = [
        *(Mark(FactType.DATE, day, day) for day in entry["dates"]),
        *(
            Mark(FactType.REFERENCE, one["value"], one["value"], one["label"])
            for one in entry["reference_numbers"]
        ),
        *(Mark(FactType.PHONE, "".join(filter(_dialled, number)), number) for number in entry["phones"]),
        *(Mark(FactType.AMOUNT, one["value"], one["text"]) for one in entry["amounts"]),
        *(Mark("optional", "", text) for key in OPEN for text in _texts(entry[key])),
    ]
    return Truth((), (), at.replace(tzinfo=None), tuple(marks), tuple(entry["text_lines"]))


def _dialled(char: str) -> bool:
    return char.isdigit() or char == "+"


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a nested value."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield str(value)


def messages(folder: Path) -> Iterator[Message]:
    """Read `messages/messages_zh.jsonl`."""
    for line in (folder / "messages" / "messages_zh.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        at = told["reference_datetime"] or "2025-01-01T12:00:00+08:00"
        reading = Reading("text", "1", tuple(Line(part) for part in told["text"].split("\n")))
        expected = told["expected"]
        yield Message(
            told["id"],
            reading,
            told["sender"],
            dt.datetime.fromisoformat(at),
            expected.get("date"),
            expected.get("amount"),
        )
