"""Joins the reading of a second engine: a reference number is firm when two engines read the same characters.

Agreement counts only where the number cannot be another and is whole (`firmness`); else the fact's note says why not.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping

from vault.model import Fact, FactState, FactType, Findings, Reading
from vault.reading.facts.firmness import DATED, Size, weakness_of
from vault.reading.facts.folding import fold
from vault.reading.facts.page import Page, page_of

_RUN = re.compile(r"[A-Za-z0-9*](?:[A-Za-z0-9*/_-]| (?=[A-Za-z0-9*]))*")
_LIKENESS = 0.5


def references_to_reread(findings: Findings) -> tuple[int, ...]:
    """Return the indices in `findings.facts` of reference numbers that one engine alone has read from a picture.

    A number that the screen shows only in part (`note`) never becomes firm.
    """
    return tuple(
        index
        for index, fact in enumerate(findings.facts)
        if fact.type is FactType.REFERENCE
        and fact.state is FactState.PROPOSED
        and fact.box is not None
        and len(fact.engines) < 2
        and fact.second is None
        and fact.note is None
    )


def with_second_reading(
    findings: Findings,
    readings: Mapping[int, tuple[str, str]],
    reading: Reading,
    sizes: Mapping[int, Size] | None = None,
) -> Findings:
    """Return the findings with a second engine's readings joined in.

    Agreement adds the engine's name to the fact; disagreement keeps the other reading in `second` and names no second
    engine, so that the number is not firm. Nor is one that both may have read wrong, or read in part: `note` says so.

    Args:
        findings: What the rules understood of the first engine's lines.
        readings: For indices of facts, the text that the second engine read at the fact's place (the whole line or
            lines may be in it) and the engine's name.
        reading: What the first engine gave.
        sizes: Width and height of the pictures by page, so that a number at their border is known.
    """
    facts, page = list(findings.facts), page_of(reading)
    for index, (text, engine) in readings.items():
        fact = facts[index]
        facts[index] = _joined(fact, text, engine, page, (sizes or {}).get(fact.page))
    return dataclasses.replace(findings, facts=tuple(facts))


def _joined(fact: Fact, text: str, engine: str, page: Page, size: Size | None) -> Fact:
    value = fold(str(fact.value))
    read = fold(text)
    if not _stands_whole(value, read):
        return dataclasses.replace(fact, second=_nearest(value, read))
    weakness = weakness_of(page, fact.span, value, size)
    if weakness is not None:
        return dataclasses.replace(fact, note=str(weakness))
    engines = fact.engines if engine in fact.engines else (*fact.engines, engine)
    return dataclasses.replace(fact, engines=engines, second=None)


def _stands_whole(value: str, text: str) -> bool:
    """Whether `value` stands in `text`, spaces and line breaks aside, and is not part of a longer number."""
    spaced = r"\s*".join(re.escape(char) for char in value)
    whole = rf"(?<![A-Za-z0-9*])(?<![A-Za-z0-9*][-_/]){spaced}(?={DATED.pattern}|(?![-_/]?\s*[A-Za-z0-9*]))"
    return re.search(whole, text) is not None


def _nearest(value: str, text: str) -> str:
    """Return the run of `text` that most resembles `value`; the whole text where nothing does."""
    runs = ["".join(match[0].split()) for match in _RUN.finditer(" ".join(text.split()))]
    matcher = difflib.SequenceMatcher(a=value, autojunk=False)
    best, likeness = "", 0.0
    for run in runs:
        matcher.set_seq2(run)
        if (ratio := matcher.ratio()) > likeness:
            best, likeness = run, ratio
    return best if likeness >= _LIKENESS else text.strip()
