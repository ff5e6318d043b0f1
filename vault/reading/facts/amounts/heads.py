"""Heads of columns of amounts: what names a currency (Amount (CNY), 金额(元)), and what names an amount (授信额度)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vault.reading.facts.amounts.numbers import currencies
from vault.reading.facts.folding import lower
from vault.reading.facts.rules import table
from vault.reading.facts.signs import any_of

_CURRENCY = "元|CNY|RMB|USD|HKD|EUR"
_WITH_CURRENCY = re.compile(
    r"(?P<name>[一-龥A-Za-z][一-龥A-Za-z. ]{1,30}?) ?(?:[(/] ?(?:in |单位:? ?)?|in )(?:人民币)?(?P<scale>[百千]?万)?"
    rf"(?P<code>{_CURRENCY})(?: ?[)])?"
)
_UNIT = re.compile(
    rf"[(]? ?(?:金额)?(?:单位)?[:为]? ?(?:人民币)?(?P<scale>[百千]?万)?(?P<code>{_CURRENCY}) ?[)]?"
)
"""A unit alone, on a line of its own under the head."""
_UNIT_OF_PAGE = re.compile(r"单位 ?[:为]? ?(?:人民币)? ?(?P<scale>[百千]?万)?(?P<code>元)(?![/每])")
_IN_BRACKETS = r"(?: ?[(][^()\n]{1,10}[)])?"
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Unit:
    """What the figures of a column count: `scale` is 万 and the like, None where they are as written."""

    currency: str = "CNY"
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A head; `unit` is None where it names none, `counts` whether it may head a column of counts as well."""

    unit: Unit | None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    looks: tuple[re.Pattern[str], ...]  # for where a head may end; apart each takes a tenth of the time
    sure: re.Pattern[str]
    unsure: re.Pattern[str]
    refused: re.Pattern[str]


@functools.cache
def _rules() -> _Rules:
    rows, columns = table("amount_labels"), table("amount_labels")["columns"]
    last = "".join(sorted({word[-1] for word in (*columns["endings"], *columns["may_count"])}))
    english = [*columns["english"], *columns["english_may_count"]]
    spelled = [form for word in english for form in (word, word.capitalize(), word.upper())]
    looks = (
        rf"[{last}](?=[ \n|(]|\Z)",
        rf"(?:{_CURRENCY})(?= ?[)]?(?:[ \n|]|\Z))",
        rf"(?:{any_of(spelled)})(?= ?(?:[\n|(]|\Z|  | (?:{any_of(columns['behind'])})(?![a-z])))",
    )
    return _Rules(
        tuple(map(re.compile, looks)),
        _named(columns["endings"], columns["english"], columns["behind"]),
        _named(columns["may_count"], columns["english_may_count"], columns["behind"]),
        re.compile("|".join([*rows["refused"], *columns["refused"]])),
    )


def _named(words: Iterable[str], english_words: Iterable[str], behind: Iterable[str]) -> re.Pattern[str]:
    chinese = rf"[一-龥/]{{0,8}}?(?:{any_of(words)})"
    english = rf"(?:[a-z]{{2,12}} ){{0,3}}(?:{any_of(english_words)})(?: (?:{any_of(behind)}))?"
    return re.compile(f"(?:{chinese}|{english}){_IN_BRACKETS}")


def may_end_in(text: str) -> Iterator[int]:
    """Yield where heads of columns of amounts may end in the folded text, in no order."""
    for look in _rules().looks:
        for match in look.finditer(text):
            yield match.start()


def head_of(text: str) -> Head | None:
    """Return the head of a column of amounts that the folded text of a cell is; None of any other cell."""
    said = text.strip()
    if len(said) > _LONGEST:
        return None
    if match := _WITH_CURRENCY.fullmatch(said):
        return Head(_unit(match))
    said, rules = lower(said), _rules()
    if rules.refused.search(said):
        return None
    if rules.sure.fullmatch(said):
        return Head(None)
    return Head(None, counts=True) if rules.unsure.fullmatch(said) else None


def unit_alone(text: str) -> Unit | None:
    """Return the unit that a cell under a head tells; None of any other cell."""
    match = _UNIT.fullmatch(text.strip())
    return _unit(match) if match else None


def unit_told(text: str, end: int) -> Unit:
    """Return the unit that the page tells before `end`, as above a table (单位:万元); without one, that of the yuan."""
    told = list(_UNIT_OF_PAGE.finditer(text, 0, end))
    return _unit(told[-1]) if told else Unit()


def _unit(match: re.Match[str]) -> Unit:
    return Unit(currencies()[match["code"].lower()], match["scale"])
