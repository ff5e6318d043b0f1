"""One exhibit as its pages show it: the material itself, what was read from it, where it comes from."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from unicodedata import east_asian_width

from vault.language import mark
from vault.model import Acquisition, EventType, Item, Token
from vault.proving.document import mail, redacted
from vault.proving.document.classes import class_of
from vault.proving.document.facts import Shown
from vault.proving.document.phrases import Phrases
from vault.proving.document.titles import title_of
from vault.proving.dossier import Exhibit
from vault.proving.layout import exhibit_file
from vault.wording import CAPTURE_SOURCES, CHANNELS, CLAIM_LEVELS, EVENTS

SHORT_TITLE = 60
"""Widths of a letter that the title in a heading takes, a Chinese character for two; the full one stands below it."""
WIDE = frozenset("WF")
"""Classes of characters that are two letters wide (Unicode Standard Annex 11)."""


def particulars(exhibit: Exhibit, shown: Sequence[Shown], phrases: Phrases) -> dict[str, object]:
    """Return everything about an exhibit but its pictures; `shown` are its facts."""
    item = exhibit.item
    title, letter = title_of(item, phrases), mail.is_mail(item)
    return {
        "exhibit": exhibit.label,
        "number": exhibit.number,
        "title": shortened(title),
        "full_title": title if shortened(title) != title else None,
        "confirmed": [_row(fact) for fact in shown if fact.certain],
        "unconfirmed": [_row(fact) for fact in shown if not fact.certain],
        "origin": [{"label": label, "value": value} for label, value in _origin(exhibit, phrases) if value],
        "mail": _mail(item, phrases) if letter else [],
        "headers": [] if letter else _recorded(item),
        "digest": redacted.digest(exhibit, phrases),
        "tokens": [_token(token, phrases) for token in item.tokens],
        "note": [line for line in item.note.splitlines() if line.strip()],
    }


def _mail(item: Item, phrases: Phrases) -> list[dict[str, object]]:
    """Return the header of a mail; the facts in its subject are marked like those in its text."""
    subject = phrases.say(mail.FIELDS["Subject"])
    return [
        {"label": label, "value": value, "subject": label == subject}
        for label, value in mail.header(item, phrases)
    ]


def _recorded(item: Item) -> list[dict[str, str]]:
    """Return what else the file tells of itself: EXIF, or the information of a PDF."""
    kept = item.acquisitions[0].metadata
    return [{"label": name, "value": value} for name, value in sorted(kept.items())]


def _row(fact: Shown) -> dict[str, object]:
    return {"number": fact.number, "label": fact.label, "value": fact.value, "remark": fact.remark}


def shortened(title: str) -> str:
    """Return a title that fits a heading."""
    line = " ".join(title.split())
    ends = list(itertools.accumulate(1 + (east_asian_width(char) in WIDE) for char in line))
    if not ends or ends[-1] <= SHORT_TITLE:
        return line
    return line[: bisect_right(ends, SHORT_TITLE - 2)].rstrip() + "…"


def _origin(exhibit: Exhibit, phrases: Phrases) -> list[tuple[str, str]]:
    item, say = exhibit.item, phrases.say
    first = item.acquisitions[0]
    rows = [
        (mark("Class of evidence"), say(class_of(item).name)),
        (mark("Strength by origin"), say(CLAIM_LEVELS[item.claim])),
        (mark("Channel"), say(CHANNELS[first.channel]) if first.channel else ""),
        (mark("App and version"), first.app or ""),
        (mark("Device"), phrases.listed([part for part in (first.device, first.system) if part])),
        (mark("Acquired by"), say(mark("the keeper of this vault"))),
        (mark("Captured"), _captured(first, phrases)),
        (EVENTS[EventType.ITEM_ADDED], phrases.moment(first.at)),
        (
            mark("Came in again"),
            phrases.listed([phrases.moment(later.at) for later in item.acquisitions[1:]]),
        ),
        (mark("Original file name"), first.name),
        (mark("Type and size"), phrases.listed([item.media_type, phrases.weight(item.size)])),
        (mark("File in this packet"), exhibit_file(exhibit.name, item.media_type)),
        *redacted.copy_rows(exhibit, phrases),
        (mark("Read by"), _engine(item, phrases)),
    ]
    return [(say(label), value) for label, value in rows]


def _captured(acquired: Acquisition, phrases: Phrases) -> str:
    return phrases.say(
        mark("{moment}; {vouching}"),
        moment=phrases.moment(acquired.captured_at),
        vouching=phrases.say(CAPTURE_SOURCES.get(acquired.captured_from, CAPTURE_SOURCES["now"])),
    )


def _engine(item: Item, phrases: Phrases) -> str:
    reading = item.reading
    if reading.engine == "text":
        return phrases.say(mark("the text of the file itself, no OCR"))
    return "" if reading.engine == "none" else f"{reading.engine} {reading.version}".strip()


def _token(token: Token, phrases: Phrases) -> str:
    return phrases.say(
        mark("{time}, by {authority}"), time=phrases.moment(token.at), authority=token.authority
    )
