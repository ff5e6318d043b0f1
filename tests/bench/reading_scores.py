"""Scores of a reading beside the truth. Pure: no picture, no engine, no clock.

A fact counts once for each value in a picture. A value found that the truth does not name is an extra, unless it was read in
a text that the truth leaves open; so a false positive counts as much as a miss.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from samples.reading_set.truth import Truth
from vault.model import Fact, FactType, Findings, Money, Role
from vault.reading import Directory

TYPES = tuple(FactType)
SUBJECT = "subject"


@dataclass(slots=True)
class Tally:
    """Hits, and what was missed and found too much, each as (picture, value)."""

    hits: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the true values that were found; 1 where there are none."""
        return self.hits / ((self.hits + len(self.missed)) or 1) if self.hits or self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of the found values that are true; 1 where none was found."""
        return self.hits / ((self.hits + len(self.extra)) or 1) if self.hits or self.extra else 1.0

    def add(self, name: str, wanted: set[str], found: set[str]) -> None:
        """Count one picture's values."""
        self.hits += len(wanted & found)
        self.missed += [(name, value) for value in sorted(wanted - found)]
        self.extra += [(name, value) for value in sorted(found - wanted)]


@dataclass(slots=True)
class Scores:
    """All tallies of a set of pictures. `tallies` is by fact type, and `subject` for the party that it is about."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    pictures: int = 0
    kinds: Tally = field(default_factory=Tally)
    event_dates: Tally = field(default_factory=Tally)
    roles: Tally = field(default_factory=Tally)
    lines: Tally = field(default_factory=Tally)
    wrong_firm: list[tuple[str, str]] = field(default_factory=list)

    def of(self, what: str) -> Tally:
        """Return the tally of a fact type, or of the subjects."""
        return self.tallies.setdefault(what, Tally())


def value_of(fact: Fact) -> str:
    """Return a fact's value as it is compared: days without time, decimals without trailing zeros."""
    if isinstance(fact.value, Money):
        return decimal(fact.value.amount)
    if fact.type is FactType.DATE and not fact.value.startswith("["):
        return fact.value[:10]
    return "".join(fact.value.split())


def decimal(amount: str) -> str:
    """Return a decimal without sign, separators and trailing zeros."""
    return f"{abs(Decimal(amount.replace(',', ''))).normalize():f}"


def wanted_of(truth: Truth, type_: FactType) -> set[str]:
    """Return the values of one type that a picture shows."""
    marks = truth.of(type_.value)
    match type_:
        case FactType.AMOUNT:
            return {decimal(mark.value) for mark in marks}
        case FactType.DATE:
            return {mark.value if mark.value.startswith("[") else mark.value[:10] for mark in marks}
        case _:
            return {mark.value for mark in marks}


def score(
    scores: Scores, name: str, truth: Truth, findings: Findings, text: str, directory: Directory
) -> None:
    """Count one picture of the drawn set.

    Args:
        scores: What is counted so far; changed.
        name: The picture's name.
        truth: What it says.
        findings: What was understood, after the second reading if there was one.
        text: All lines as read.
        directory: Tells which names are of one house.
    """
    scores.pictures += 1
    open_texts = [squeezed(mark.shown) for mark in truth.of("optional")]
    for type_ in TYPES:
        facts = [fact for fact in findings.facts if fact.type is type_]
        wanted = wanted_of(truth, type_)
        found = {
            value_of(fact) for fact in facts if value_of(fact) in wanted or not _left_open(fact, open_texts)
        }
        if type_ is FactType.PLATFORM:
            _score_platforms(scores, name, truth, facts, directory)
        else:
            scores.of(type_.value).add(name, wanted, found)
    _score_roles(scores, name, truth, findings)
    _score_verdicts(scores, name, truth, findings)
    read = squeezed(text)
    shown = {squeezed(line) for line in truth.lines}
    scores.lines.add(name, shown, {line for line in shown if line in read})
    scores.wrong_firm += [(name, value) for value in wrong_firm(truth, findings)]


def wrong_firm(truth: Truth, findings: Findings) -> list[str]:
    """Return the reference numbers that two engines agreed on and that the picture does not show."""
    wanted = wanted_of(truth, FactType.REFERENCE)
    return [
        value_of(fact)
        for fact in findings.facts
        if fact.type is FactType.REFERENCE and len(fact.engines) > 1 and value_of(fact) not in wanted
    ]


def squeezed(text: str) -> str:
    """Return the text without any space."""
    return "".join(text.split())


def family(directory: Directory, id_: str) -> frozenset[str]:
    """Return the ids of one house: the brand, its products, and those of the same company."""
    me = next((one for one in directory.entries if one.id == id_), None)
    if me is None:
        return frozenset({id_})
    root = me.group or me.id
    return frozenset(
        one.id
        for one in directory.entries
        if (one.group or one.id) == root or (me.official_name and one.official_name == me.official_name)
    )


def _left_open(fact: Fact, open_texts: Iterable[str]) -> bool:
    raw = squeezed(fact.raw)
    return any(raw in text for text in open_texts)


def _score_platforms(
    scores: Scores, name: str, truth: Truth, facts: list[Fact], directory: Directory
) -> None:
    """A house's brand, product and company stand in for each other; what was left of the house is no extra."""
    wanted = {mark.value for mark in truth.of("platform")}
    subjects = {mark.value for mark in truth.of("platform", "subject")}
    found = {_known_as(value_of(fact), wanted, directory) for fact in facts}
    unsure = {mark.value for mark in truth.of("platform", "subject|named")}
    led = {
        _known_as(value_of(fact), subjects | unsure, directory) for fact in facts if fact.role is Role.SUBJECT
    }
    scores.of(FactType.PLATFORM).add(name, wanted, found)
    scores.of(SUBJECT).add(name, subjects, led - unsure)


def _known_as(value: str, wanted: set[str], directory: Directory) -> str:
    if value in wanted:
        return value
    if value.startswith("new:"):
        return next(
            (one for one in wanted if one.startswith("new:") and (one[4:] in value or value[4:] in one)),
            value,
        )
    return next((one for one in sorted(wanted) if value in family(directory, one)), value)


def _score_roles(scores: Scores, name: str, truth: Truth, findings: Findings) -> None:
    """The part that a date plays, of those dates that were found."""
    roles: dict[str, set[str]] = {}
    for mark in truth.of("date"):
        roles.setdefault(mark.value[:10], set()).update(mark.detail.split("|"))
    for fact in findings.facts:
        day = value_of(fact)
        if fact.type is FactType.DATE and day in roles:
            right = fact.role is not None and fact.role.value in roles[day]
            told = f"{fact.raw}: {fact.role and fact.role.value}, not {'/'.join(sorted(roles[day]))}"
            scores.roles.add(name, {told}, {told} if right else set())


def _score_verdicts(scores: Scores, name: str, truth: Truth, findings: Findings) -> None:
    told = f"{findings.kind.value} ({findings.kind_why}), not {'/'.join(truth.kinds)}"
    scores.kinds.add(name, {told}, {told} if findings.kind.value in truth.kinds else set())
    if truth.event_dates:
        told = f"{findings.event_date} ({findings.event_date_why}), not {'/'.join(truth.event_dates)}"
        scores.event_dates.add(name, {told}, {told} if findings.event_date in truth.event_dates else set())
