"""What an item is evidence of, by the rules in `rules/kinds.toml`."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vault.model import Kind
from vault.reading.facts.acts import acts
from vault.reading.facts.dates.words import ENGLISH_MONTHS
from vault.reading.facts.finder import Finder
from vault.reading.facts.folding import lower
from vault.reading.facts.gatherings import Claim, claimed, gatherings
from vault.reading.facts.rules import table
from vault.reading.facts.statements import Statements
from vault.reading.facts.wordings import Wording, spelled_out, wording

_PENDING = re.compile("预计|审核中|处理中|进度|expected")
_MONTHS = "|".join(ENGLISH_MONTHS)
_DAY = re.compile(
    "[0-9]{1,2} ?[月.-] ?[0-9]{1,2}"
    rf"|[0-9](?:st|nd|rd|th)? (?:{_MONTHS})[a-z]{{0,6}}\b|\b(?:{_MONTHS})[a-z]{{0,6}}[.]? [0-9]"
)
CONVERSATION = "conversation"
"""The reason of a kind that only the look of a page tells: both sides write on it."""
_CONVERSATION = 13
"""Weight of a page on which both sides write: what is said there is asked and answered, whatever it is about."""
_STEP = re.compile(r"[^一-龥]{0,3}(?:账户|账号)?(?:注销|销户)?(?:成功|完成|生效|完毕|结果)[!。 ]{0,3}")
"""A step of a progress bar, reached or not."""
_STATES = frozenset({Kind.CANCELLATION, Kind.CANCELLATION_REQUEST})


@dataclass(frozen=True, slots=True)
class KindRule:
    """A wording that speaks for a kind; `beside` must stand somewhere on the page too, where it is given."""

    claim: Claim
    wording: Wording
    beside: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules make of a page.

    `why` names the rule that weighed most, empty where none holds; `place` is where in the page's text its clause
    starts, None where no rule decided. `points` tells how much speaks for each kind: its heaviest rule twice and each
    other once. `is_sure` is whether the page is of a sort that speaks in the words of evidence and is none.
    """

    kind: Kind
    why: str = ""
    place: int | None = None
    points: Mapping[Kind, int] = dataclasses.field(default_factory=dict)
    is_sure: bool = False


@functools.cache
def kind_rules() -> tuple[KindRule, ...]:
    """Return the packaged rules, in the order of the file."""
    rows = table("kinds")
    return tuple(
        KindRule(
            claimed(row),
            wording(row, rows["not_done"]),
            re.compile(spelled_out(row["with"])) if "with" in row else None,
        )
        for row in rows["rule"]
    )


@functools.cache
def topics_of(kind: Kind) -> tuple[str, ...]:
    """Return the topics of dates that tell the day of an item of this kind, best first."""
    return tuple(table("kinds")["days"][kind.value])


@functools.cache
def _miswritten() -> Finder:
    return Finder(table("words")["instead"])


def plain(text: str) -> str:
    """Return `text` as the wordings of kinds are written: in lower case, one word for each thing, length kept."""
    text = lower(text)
    held = _miswritten().held(text)
    for word, meant in table("words")["instead"].items() if held else ():
        text = text.replace(word, meant)
    return text


def kind_of(statements: Statements, *, is_conversation: bool = False) -> Ruled:
    """Return the kind that the clauses speak for; without any rule that holds it is `OTHER`.

    Args:
        statements: The clauses of the page, made `plain`.
        is_conversation: Whether both sides write messages on it.
    """
    held = [(rule.claim, said) for rule in kind_rules() if (said := _said(rule, statements))]
    held += _acted(statements)
    held += [(gathering.claim, [0]) for gathering in gatherings() if gathering.holds(statements)]
    names = {claim.name for claim, _ in held}
    held = [(claim, said) for claim, said in held if claim.yields_to.isdisjoint(names)]
    if not held:
        return Ruled(Kind.OTHER)
    weights: dict[Kind, list[int]] = {Kind.CUSTOMER_SERVICE: [_CONVERSATION]} if is_conversation else {}
    for claim, _ in held:
        weights.setdefault(claim.kind, []).append(claim.weight)
    if weights.keys() >= _STATES:
        del weights[_overtaken(held, statements)]
    points = {kind: 2 * max(each) + sum(each) for kind, each in weights.items()}
    best = max(points, key=points.__getitem__)
    decisive = max(
        ((claim, said[-1]) for claim, said in held if claim.kind is best),
        key=lambda one: one[0].weight,
        default=None,
    )
    if decisive is None:
        return Ruled(best, CONVERSATION, None, points)
    claim, number = decisive
    return Ruled(best, claim.name, statements.clauses[number].places[0][1], points, claim.is_sure)


@functools.cache
def _speaks_for() -> dict[tuple[str, str], Claim]:
    """Return what each state of each thing's end speaks for."""
    return {
        (thing, state): claimed({**row, "name": f"{thing}-{state}", "weight": weight})
        for row in table("acts")["evidence"]
        for thing in row["things"]
        for state, weight in row["weights"].items()
    }


def _acted(statements: Statements) -> list[tuple[Claim, list[int]]]:
    """Return what the acts of a page speak for, with the clauses that tell them."""
    clauses: dict[Claim, list[int]] = {}
    for act in statements.once(acts):
        if spoken_for := _speaks_for().get((act.thing, act.state.value)):
            clauses.setdefault(spoken_for, []).append(act.clause)
    return list(clauses.items())


def _said(rule: KindRule, statements: Statements) -> list[int]:
    """Return the numbers of the clauses in which a rule holds; the first alone unless their order matters."""
    hits = rule.wording.hits(statements)
    said = [number for number, _ in (hits if rule.claim.kind in _STATES else itertools.islice(hits, 1))]
    if said and rule.beside and not any(rule.beside.search(clause.text) for clause in statements.clauses):
        return []
    return said


def _overtaken(held: Iterable[tuple[Claim, list[int]]], statements: Statements) -> Kind:
    """Return which of request and cancellation is not how things stand.

    A cancellation with its day has happened, wherever it stands (notifications have the newest on top); else what is
    said last is how things stand: a step that is still to come is written below the one that is reached.
    """
    done, asked = -1, -1
    for claim, said in held:
        if claim.kind is Kind.CANCELLATION_REQUEST:
            asked = max(asked, *said)
        elif claim.kind is Kind.CANCELLATION:
            done = max(done, *(_when(statements, number) for number in said))
    return Kind.CANCELLATION_REQUEST if done > asked else Kind.CANCELLATION


def _is_dated(statements: Statements, number: int) -> bool:
    """Whether a clause, or the next where that is nothing else, holds a day."""
    beside = statements.clauses[number + 1 : number + 2]
    alone = [clause for clause in beside if clause.text[:1].isdigit()]
    return any(_DAY.search(clause.text) for clause in (statements.clauses[number], *alone))


def _when(statements: Statements, number: int) -> int:
    """Return the place in time of a clause that says that it is done; -1 where that is still to come.

    Of steps that have their days beside them, one without is not reached.
    """
    clause = statements.clauses[number].text
    is_bare_step = _STEP.fullmatch(clause) is not None and not _is_dated(statements, number)
    if is_bare_step and any(_is_dated(statements, step) for step in range(max(0, number - 4), number)):
        return -1
    if _PENDING.search(clause):
        return -1
    return len(statements.clauses) if _DAY.search(clause) else number
