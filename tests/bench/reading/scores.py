"""Scores of a reading beside the truth. Pure: no picture, no engine, no clock.

A fact counts once for each value in a picture. A value found that the truth does not name is an extra, unless it was
read in a text that the truth leaves open: a false positive counts as much as a miss.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from samples.reading_set.truth import Truth
from vault.model import Fact, FactType, Findings, Money, Role
from vault.reading import Directory

SUBJECT = "subject"
KIND, EVENT, ROLE, LINES = "kind", "event date", "date's role", "lines"
VERDICTS = (KIND, EVENT, ROLE, LINES)
"""Tallies of shares: there is one answer, so what is not hit is missed."""


@dataclass(slots=True)
class Tally:
    """Hits, and what was missed and found too much, each as (picture, value)."""

    hits: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Share of the true values that were found; None where there are none."""
        return self.hits / (self.hits + len(self.missed)) if self.hits or self.missed else None

    @property
    def precision(self) -> float | None:
        """Share of the found values that are true; None where none was found."""
        return self.hits / (self.hits + len(self.extra)) if self.hits or self.extra else None

    def add(self, name: str, wanted: set[str], found: set[str]) -> None:
        """Count one picture's values."""
        self.hits += len(wanted & found)
        self.missed += [(name, value) for value in sorted(wanted - found)]
        self.extra += [(name, value) for value in sorted(found - wanted)]

    def judge(self, name: str, told: str, *, right: bool) -> None:
        """Count one answer; `told` says what it was and what it should have been."""
        self.add(name, {told}, {told} if right else set())


@dataclass(slots=True)
class Scores:
    """All tallies of a set of pictures: by fact type, `SUBJECT` and the `VERDICTS`."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    pictures: int = 0
    wrong_firm: list[tuple[str, str]] = field(default_factory=list)
    reviewed: int = 0  # reference numbers whose two readings differ

    def of(self, what: str) -> Tally:
        """Return the tally of this name."""
        return self.tallies.setdefault(what, Tally())


def score(
    scores: Scores,
    name: str,
    truth: Truth,
    findings: Findings,
    text: str,
    directory: Directory,
    asserted: Iterable[FactType] = tuple(FactType),
) -> None:
    """Count one picture.

    Args:
        scores: What is counted so far; changed.
        name: The picture's name.
        truth: What it says.
        findings: What was understood, after the second reading if there was one.
        text: All lines as read.
        directory: Tells which names are of one house.
        asserted: The types of fact that the truth is whole about; others are not counted.
    """
    scores.pictures += 1
    for type_ in asserted:
        if type_ is FactType.PLATFORM:
            _score_platforms(scores, name, truth, findings, directory)
        else:
            scores.of(type_).add(name, wanted_of(truth, type_), found_of(truth, findings, type_))
    _score_roles(scores, name, truth, findings)
    _score_verdicts(scores, name, truth, findings)
    read, shown = squeezed(text), {squeezed(line) for line in truth.lines}
    scores.of(LINES).add(name, shown, {line for line in shown if line in read})
    scores.wrong_firm += [(name, value) for value in wrong_firm(truth, findings)]
    scores.reviewed += sum(fact.second is not None for fact in findings.facts)


def wanted_of(truth: Truth, type_: FactType) -> set[str]:
    """Return the values of one type that a picture shows, as they are compared."""
    return {compared(type_, mark.value) for mark in truth.of(type_)}


def found_of(truth: Truth, findings: Findings, type_: FactType) -> set[str]:
    """Return the values of one type that were found, without those that the truth leaves open."""
    wanted = wanted_of(truth, type_)
    facts = [fact for fact in findings.facts if fact.type is type_]
    return {value_of(fact) for fact in facts if value_of(fact) in wanted or not left_open(truth, fact)}


def left_open(truth: Truth, fact: Fact) -> bool:
    """Whether a fact was read in, or around, a text that the truth leaves open."""
    raw = squeezed(fact.raw)
    texts = (squeezed(mark.shown) for mark in truth.of("optional"))
    return any(raw in text or (len(text) > 3 and text in raw) for text in texts)


def value_of(fact: Fact) -> str:
    """Return a fact's value as it is compared."""
    return compared(fact.type, fact.value.amount if isinstance(fact.value, Money) else fact.value)


def compared(type_: FactType, value: str) -> str:
    """Return a value as it is compared: days without time, decimals without trailing zeros, no spaces."""
    if type_ is FactType.AMOUNT:
        return decimal(value)
    if type_ is FactType.DATE:
        return "/".join(sorted(part[:10] for part in value.strip("[]").split(",")))
    return squeezed(value)


def decimal(amount: str) -> str:
    """Return a decimal without sign, separators and trailing zeros; what is none as it is."""
    try:
        return f"{abs(Decimal(amount.replace(',', ''))).normalize():f}"
    except InvalidOperation:
        return amount


def squeezed(text: str) -> str:
    """Return the text without any space, its signs at one width: （ and ( look the same in a picture."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def wrong_firm(truth: Truth, findings: Findings) -> list[str]:
    """Return the reference numbers that two engines agreed on and that the picture does not show."""
    wanted = wanted_of(truth, FactType.REFERENCE) | {squeezed(mark.shown) for mark in truth.of("optional")}
    firm = [fact for fact in findings.facts if fact.type is FactType.REFERENCE and len(fact.engines) > 1]
    return [value_of(fact) for fact in firm if value_of(fact) not in wanted]


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


def _score_platforms(
    scores: Scores, name: str, truth: Truth, findings: Findings, directory: Directory
) -> None:
    """A house's brand, product and company stand in for each other; what was left of the house is no extra."""
    wanted = {mark.value for mark in truth.of(FactType.PLATFORM)}
    facts = [
        fact
        for fact in findings.facts
        if fact.type is FactType.PLATFORM and (fact.value in wanted or not left_open(truth, fact))
    ]
    subjects = {mark.value for mark in truth.of(FactType.PLATFORM, Role.SUBJECT)}
    either = {mark.value for mark in truth.of(FactType.PLATFORM, f"{Role.SUBJECT}|{Role.NAMED}")}
    found = {_known_as(value_of(fact), wanted, directory) for fact in facts}
    led = {
        _known_as(value_of(fact), subjects | either, directory) for fact in facts if fact.role is Role.SUBJECT
    }
    scores.of(FactType.PLATFORM).add(name, wanted, found)
    scores.of(SUBJECT).add(name, subjects, led - either)


def _known_as(value: str, wanted: set[str], directory: Directory) -> str:
    if value in wanted:
        return value
    if value.startswith("new:"):
        proposed = (one for one in sorted(wanted) if one.startswith("new:"))
        return next((one for one in proposed if one[4:] in value or value[4:] in one), value)
    return next((one for one in sorted(wanted) if value in family(directory, one)), value)


def _score_roles(scores: Scores, name: str, truth: Truth, findings: Findings) -> None:
    """The part that a date plays, of those dates that were found."""
    roles: dict[str, set[str]] = {}
    for mark in truth.of(FactType.DATE):
        if mark.detail:
            roles.setdefault(compared(FactType.DATE, mark.value), set()).update(mark.detail.split("|"))
    for fact in findings.facts:
        if fact.type is FactType.DATE and (right := roles.get(value_of(fact))):
            told = f"{squeezed(fact.raw)}: {fact.role}, not {'/'.join(sorted(right))}"
            scores.of(ROLE).judge(name, told, right=fact.role in right)


def _score_verdicts(scores: Scores, name: str, truth: Truth, findings: Findings) -> None:
    if truth.kinds:
        told = f"{findings.kind} ({findings.kind_why}), not {'/'.join(truth.kinds)}"
        scores.of(KIND).judge(name, told, right=findings.kind in truth.kinds)
    if truth.event_dates:
        told = f"{findings.event_date} ({findings.event_date_why}), not {'/'.join(truth.event_dates)}"
        scores.of(EVENT).judge(name, told, right=findings.event_date in truth.event_dates)
