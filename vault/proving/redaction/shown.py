"""An item as a redacted packet may show it: every text of it without what must not be seen. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from vault.model import (
    Acquisition,
    Box,
    Fact,
    FactType,
    Findings,
    Item,
    Line,
    Message,
    Money,
    Reading,
)
from vault.proving.redaction.areas import under
from vault.proving.redaction.finding import Place, Secret, Wanted, find
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.texts import Cleaned, cleaned

SHOWN_HEADERS = frozenset({"From", "Subject", "Date", "Message-ID", "Reply-To"})
"""Headers of a mail that tell whose it is; whom it went to is not among them, nor what a camera notes of a place."""

Tree = TypeVar("Tree")


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Takes out of texts what must not be seen. `mark` stands there instead."""

    wanted: Wanted
    secrets: frozenset[Secret]
    mark: str

    def text(self, text: str) -> str:
        """Return a text without it."""
        return cleaned(text, find(text, self.wanted, self.secrets), self.mark).text

    def tree(self, value: Tree) -> Tree:
        """Return a value of frozen dataclasses, tuples and mappings with every text in it cleaned."""
        mapped: Tree = _mapped(value, self.text)
        return mapped


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the user pointed at in one item: facts by id, and areas by page (from 0)."""

    facts: frozenset[str] = frozenset()
    boxes: tuple[tuple[int, Box], ...] = ()


def shown(item: Item, cleaner: Cleaner, chosen: Chosen) -> Item:
    """Return an item with its texts and facts as a packet may tell them.

    Args:
        item: As the vault has it.
        cleaner: What must not be seen.
        chosen: What the user pointed at.

    Returns:
        The item; digest, size and type are still the original's.
    """
    text = item.reading.text
    places = (*find(text, cleaner.wanted, cleaner.secrets), *places_of(item, chosen))
    reading = cleaned(text, places, cleaner.mark)
    facts = tuple(_fact(fact, reading, cleaner, chosen) for fact in item.findings.facts)
    findings = replace(
        item.findings,
        facts=facts,
        event_date=None if _tells_date(item.findings, chosen) else item.findings.event_date,
        messages=tuple(_message(message, reading, cleaner) for message in item.findings.messages),
    )
    return replace(
        item,
        title=cleaner.text(item.title),
        note=cleaner.text(item.note),
        acquisitions=tuple(_acquisition(one, cleaner) for one in item.acquisitions),
        reading=_reading(item.reading, reading),
        findings=findings,
    )


def places_of(item: Item, chosen: Chosen) -> tuple[Place, ...]:
    """Return where the chosen facts and areas stand in the text of an item."""
    found = [Place(fact.span, Reason.CHOSEN) for fact in item.findings.facts if fact.id in chosen.facts]
    offset = 0
    for line in item.reading.lines:
        for page, box in chosen.boxes:
            span = under(line, box) if line.page == page else None
            if span is not None:
                found.append(Place((offset + span[0], offset + span[1]), Reason.CHOSEN))
        offset += len(line.text) + 1
    return tuple(place for place in found if place.span[0] < place.span[1])


def _reading(reading: Reading, text: Cleaned) -> Reading:
    lines = zip(reading.lines, text.text.split("\n"), strict=True) if reading.lines else ()
    return replace(reading, lines=tuple(_line(line, now) for line, now in lines))


def _line(line: Line, text: str) -> Line:
    return line if line.text == text else replace(line, text=text, places=())


def _fact(fact: Fact, reading: Cleaned, cleaner: Cleaner, chosen: Chosen) -> Fact:
    told = [fact.raw, fact.name or "", fact.second or "", "" if isinstance(fact.value, Money) else fact.value]
    covered = fact.id in chosen.facts or reading.touches(fact.span)
    covered = covered or any(cleaner.text(text) != text for text in told)
    span = reading.span(fact.span)
    if not covered:
        return replace(fact, span=span, label=fact.label and cleaner.text(fact.label))
    return replace(
        fact,
        value=cleaner.mark,
        raw=cleaner.mark,
        name=None,
        second=None,
        label=fact.label and cleaner.text(fact.label),
        span=span,
        box=None,
    )


def _tells_date(findings: Findings, chosen: Chosen) -> bool:
    day = findings.event_date
    dates = (f for f in findings.facts if f.id in chosen.facts and f.type is FactType.DATE)
    return day is not None and any(str(fact.value).startswith(day) for fact in dates)


def _message(message: Message, reading: Cleaned, cleaner: Cleaner) -> Message:
    speaker = message.speaker and cleaner.text(message.speaker)
    return replace(message, span=reading.span(message.span), speaker=speaker)


def _acquisition(acquisition: Acquisition, cleaner: Cleaner) -> Acquisition:
    kept = {
        name: cleaner.text(value) for name, value in acquisition.metadata.items() if name in SHOWN_HEADERS
    }
    return replace(
        acquisition,
        name=cleaner.text(acquisition.name),
        device=acquisition.device and cleaner.text(acquisition.device),
        system=acquisition.system and cleaner.text(acquisition.system),
        app=acquisition.app and cleaner.text(acquisition.app),
        metadata=kept,
    )


def _mapped(value: Any, clean: Callable[[str], str]) -> Any:
    match value:
        case str():
            return clean(value)
        case tuple() | list():
            return type(value)(_mapped(part, clean) for part in value)
        case Mapping():
            return {key: _mapped(part, clean) for key, part in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: _mapped(getattr(value, f.name), clean) for f in fields(value)})
        case _:
            return value
