"""Joins the reading of a second engine: a reference number is firm when two engines read the same characters.

Agreement counts only where the number cannot be another and is whole (`firmness`); else the fact's note says why not.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping

from vault.model import Box, Fact, FactState, FactType, Findings, Line, Reading
from vault.reading.facts.firmness import DATED, Size, Weakness, weakness_of
from vault.reading.facts.folding import fold
from vault.reading.facts.page import Page, page_of

_RUN = re.compile(r"[A-Za-z0-9*](?:[A-Za-z0-9*/_-]| (?=[A-Za-z0-9*]))*")
_WORDS_BEHIND = re.compile(r" [a-z]{2,12}(?: [a-z]{1,12}){1,3}")
"""Words of English; an engine for Chinese leaves the spaces between them out."""
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


def lines_to_reread(fact: Fact, reading: Reading) -> tuple[Line, ...]:
    """Return the lines of `reading` that hold a reference number: those of its span, and the end that stands apart."""
    rest = _line_of_the_end(fact, reading)
    return reading.lines_at(fact.span) + (() if rest is None else (reading.lines[rest],))


def _line_of_the_end(fact: Fact, reading: Reading) -> int | None:
    """Return the line that holds what the number has beyond its span: in a grid another cell may stand between."""
    value, place = fold(str(fact.value)), fact.box
    end = value[len(_bare(fact.raw)) :]
    if not end or place is None or not value.startswith(_bare(fact.raw)):
        return None
    for number, line in enumerate(reading.lines):
        box = line.box
        if box and line.page == fact.page and _bare(line.text) == end and _holds(place, box):
            return number
    return None


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _holds(place: Box, box: Box) -> bool:
    return place.x0 <= box.x0 and place.y0 <= box.y0 and box.x1 <= place.x1 and box.y1 <= place.y1


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
    if not (_stands_whole(value, read) or _stands_before_words(value, read, _behind(fact, page))):
        return dataclasses.replace(fact, second=_nearest(value, read))
    rest = _line_of_the_end(fact, page.reading)
    weakness = weakness_of(page, fact.span, value, size, rest) or (None if fact.label else Weakness.UNNAMED)
    if weakness is not None:
        return dataclasses.replace(fact, note=str(weakness))
    engines = fact.engines if engine in fact.engines else (*fact.engines, engine)
    return dataclasses.replace(fact, engines=engines, second=None)


def _stands_whole(value: str, text: str) -> bool:
    """Whether `value` stands in `text`, spaces and line breaks aside, and is not part of a longer number."""
    spaced = r"\s*".join(re.escape(char) for char in value)
    whole = rf"(?<![A-Za-z0-9*])(?<![A-Za-z0-9*][-_/]){spaced}(?={DATED.pattern}|(?![-_/]?\s*[A-Za-z0-9*]))"
    return re.search(whole, text) is not None


def _behind(fact: Fact, page: Page) -> str:
    """Return what the first engine read behind a number in its line."""
    last = fact.span[1]
    return page.text[last : page.line_span(page.line_number(last - 1))[1]]


def _stands_before_words(value: str, text: str, behind: str) -> bool:
    """Whether `value` stands in `text` with the words glued to it that the first engine read behind a space."""
    words = _WORDS_BEHIND.match(behind)
    if words is None:
        return False
    glued = re.escape(value + "".join(words[0].split()))
    return re.search(rf"(?<![A-Za-z0-9*])(?<![A-Za-z0-9*][-_/]){glued}", "".join(text.split())) is not None


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
