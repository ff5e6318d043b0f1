"""Names in English that the directory does not know: your HSBC card, thanks for contacting Citi, From: OCBC Support."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from vault.reading.facts.platforms.cues import Standing
from vault.reading.facts.rules import table

_WORD = r"(?:[A-Z]|[a-z](?=[A-Z]))[A-Za-z0-9&+'-]{1,20}"
_NAME = rf"(?P<name>{_WORD}(?: (?:of |and )?{_WORD}){{0,3}})"
_WHOLE_NAME = re.compile(r"[A-Z0-9][^ ]{0,30}(?: (?:of |and |the |for |& )?(?:[A-Z0-9(][^ ]{0,30}|&))*")
_SHORT_NAME = _NAME.replace("{0,3}", "{0,3}?")
_HAS_ENGLISH = re.compile(r" (?<=[A-Za-z]{2} )[A-Za-z]{2,20} [A-Za-z]{2}|From:|Subject:")
_TITLES = 5
"""Lines at the top of a page among which its title is."""
_MOST = 40
_OF_CARDS = frozenset({"credit", "debit"})
_WORDS = re.compile(r"[^ ]{1,22}")


@dataclass(frozen=True, slots=True)
class _Rules:
    places: tuple[Standing, ...]
    products: tuple[Standing, ...]
    cards: tuple[Standing, ...]
    titles: tuple[re.Pattern[str], ...]
    domain: re.Pattern[str]
    no_part: frozenset[str]
    no_domains: frozenset[str]


@functools.cache
def _rules() -> _Rules:
    rows = table("platform_cues")["english"]
    return _Rules(
        _standing(rows["places"]),
        _standing(rows["products"]),
        _standing(rows["cards"]),
        tuple(re.compile(title.replace("NAME", _SHORT_NAME), re.MULTILINE) for title in rows["titles"]),
        re.compile(rows["domain"], re.MULTILINE),
        frozenset(rows["no_part"]),
        frozenset(rows["no_domains"]),
    )


def _standing(rows: list[dict[str, Any]]) -> tuple[Standing, ...]:
    return tuple(
        Standing(tuple(row["needs"]), re.compile(row["any"].replace("NAME", _NAME), re.MULTILINE))
        for row in rows
    )


def english_standing() -> tuple[Standing, ...]:
    """Return how parties stand in English."""
    return (*_rules().places, *_rules().products, *_rules().cards)


def english_names(text: str, held: Set[str], *, with_cards: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in the English of the folded `text` that stand where parties stand.

    Of a name that stands short and long (HSBC, HSBC Bank), the long one's span holds the short one alone, so that both
    are one party.

    Args:
        text: The folded text.
        held: Which of the words that `english_standing` needs stand in it.
        with_cards: Whether what a card is called counts.
    """
    if not _HAS_ENGLISH.search(text):
        return
    products = (*_rules().products, *(_rules().cards if with_cards else ()))
    spans = _found(text, held) or _own_parts(text, products, held)
    short = sorted({text[slice(*span)] for span in spans}, key=len)
    for start, end in sorted(spans):
        own = text[start:end]
        brand = next(name for name in short if own == name or own.startswith(f"{name} "))
        yield start, start + len(brand)
    if not spans:
        yield from _domains(text)


def _found(text: str, held: Set[str]) -> list[tuple[int, int]]:
    rules = _rules()
    spans = _own_parts(text, rules.places, held)
    start = 0
    for line in text.split("\n", _TITLES)[:_TITLES]:
        for title in rules.titles:
            if match := title.match(line):
                span = _own_words(text, (start + match.start("name"), start + match.end("name")))
                spans += [span] if span else []
        start += len(line) + 1
    return list(dict.fromkeys(spans))[:_MOST]


def _own_parts(text: str, places: Iterable[Standing], held: Set[str]) -> list[tuple[int, int]]:
    standing = (place.any for place in places if not held.isdisjoint(place.needs))
    found = (_own_words(text, match.span("name")) for place in standing for match in place.finditer(text))
    return [span for span in found if span]


def _own_words(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return `span` without the words at its ends that every such name may have; None where no other word is left."""
    words = [(span[0] + word.start(), span[0] + word.end()) for word in _WORDS.finditer(text[slice(*span)])]
    no_part = _rules().no_part
    while words and text[slice(*words[-1])].lower() in no_part:
        card = text[slice(*words.pop())].lower().startswith("card")
        if card and words and text[slice(*words[-1])].lower() in _OF_CARDS:
            words.pop()
    if all(text[slice(*word)].lower() in no_part | _OF_CARDS for word in words):
        return None
    end = words[-1][1] - (len("'s") if text[: words[-1][1]].endswith("'s") else 0)
    return (words[0][0], end) if end - words[0][0] > 1 else None


def english_value(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return what of the English value of a label is a name, to the first word without a capital; None of a state.

    A value that has no capital at its start is taken whole.
    """
    name = _WHOLE_NAME.match(text, *span)
    if name is None:
        return None if text[slice(*span)].lower() in _rules().no_part else span
    return name.span() if _own_words(text, name.span()) else None


def _domains(text: str) -> Iterator[tuple[int, int]]:
    """Yield the house in the sender's address, where nothing else names one: From: service@paypal.com."""
    for match in _rules().domain.finditer(text):
        if match["name"].lower() not in _rules().no_domains:
            yield match.span("name")
