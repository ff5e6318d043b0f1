"""The statement of facts: one sentence for each exhibit of which a person confirmed something, in order of time.

A sentence says what the exhibit is (its kind, which decides the words) and the values that a person confirmed. What
only a machine read is left out; a date that nobody confirmed is said to be unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from vault.language import Language, mark
from vault.model import Authorization, Fact, FactType, Item, Kind, Money, Obstacle, Role
from vault.proving.document.facts import CERTAIN, date_is_certain
from vault.proving.document.phrases import Phrases
from vault.proving.dossier import Exhibit, moment
from vault.proving.recipients.loading import evidence
from vault.wording import AUTHORIZATIONS, FACT_TYPES, OBSTACLES

MENTIONED = (
    FactType.REFERENCE,
    FactType.AMOUNT,
    FactType.EMPLOYEE,
    FactType.AUTHORIZATION,
    FactType.OBSTACLE,
)
"""The types whose confirmed values a sentence gives, in this order."""


def statement(exhibits: Sequence[Exhibit], applicant: str, phrases: Phrases) -> tuple[str, ...]:
    """Return the sentences.

    Args:
        exhibits: In any order.
        applicant: What a sentence calls the person.
        phrases: The language of the letter.

    Returns:
        One sentence for each exhibit with a confirmed fact, in order of time, each naming its exhibit.
    """
    return tuple(
        _sentence(exhibit, applicant, phrases)
        for exhibit in sorted(exhibits, key=lambda one: moment(one.item))
        if is_supported(exhibit.item)
    )


def is_supported(item: Item) -> bool:
    """Tell whether a person confirmed anything of an item; its identity alone is no fact of the matter."""
    return item.findings.kind is not Kind.IDENTITY_DOCUMENT and any(
        fact.state in CERTAIN for fact in item.findings.facts
    )


def exhibit_named(exhibit: Exhibit, phrases: Phrases) -> str:
    """Return how the letter names an exhibit."""
    return phrases.say(mark("Exhibit {label}"), label=exhibit.label)


def _sentence(exhibit: Exhibit, applicant: str, phrases: Phrases) -> str:
    item = exhibit.item
    words = evidence().kinds[item.findings.kind].sentence.said(phrases.language)
    values = phrases.listed(list(_values(item, phrases)), mark("; "))
    return phrases.say(
        mark("{when}{what}. The exhibit states: {values} ({exhibit}).")
        if values
        else mark("{when}{what} ({exhibit})."),
        when=_when(item, phrases),
        what=words.format(platform=_subject(item, phrases), applicant=applicant),
        values=values,
        exhibit=exhibit_named(exhibit, phrases),
    )


def _when(item: Item, phrases: Phrases) -> str:
    day = item.findings.event_date
    if day is None or not date_is_certain(item):
        return phrases.say(mark("(Date not confirmed) "))
    return phrases.say(mark("On {day}, "), day=written_day(dt.date.fromisoformat(day), phrases.language))


def written_day(day: dt.date, language: Language) -> str:
    """Return a day as a letter writes it: 2026年3月5日, 5 March 2026."""
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _subject(item: Item, phrases: Phrases) -> str:
    """Return the platform that a person confirmed; without one, no name is given."""
    for fact in item.platforms:
        if fact.role is Role.SUBJECT and fact.state in CERTAIN:
            return fact.name or str(fact.value)
    return phrases.say(mark("the platform concerned"))


def _values(item: Item, phrases: Phrases) -> Iterator[str]:
    said: set[str] = set()
    for kind in MENTIONED:
        for fact in item.findings.facts:
            if fact.type is kind and fact.state in CERTAIN:
                text = _value(fact, phrases)
                if text not in said:
                    said.add(text)
                    yield text


def _value(fact: Fact, phrases: Phrases) -> str:
    label = fact.label or phrases.say(FACT_TYPES[fact.type])
    return phrases.say(mark("{label}: {value}"), label=label, value=_shown(fact, phrases))


def _shown(fact: Fact, phrases: Phrases) -> str:
    if isinstance(fact.value, Money):
        return phrases.money(fact.value)
    if fact.type is FactType.AUTHORIZATION:
        return phrases.say(AUTHORIZATIONS[Authorization(fact.value)])
    if fact.type is FactType.OBSTACLE:
        return phrases.say(OBSTACLES[Obstacle(fact.value)])
    return fact.value


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English names of months, whatever the locale of the machine."""
