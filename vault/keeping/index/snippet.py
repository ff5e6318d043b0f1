"""The place in an item that shows why it was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vault.keeping.index import words
from vault.keeping.index.document import KindNames, fact_texts, standing, title_texts
from vault.keeping.index.query import Term
from vault.model import Item

WIDTH: Final = 60
"""Code points of a snippet, without its ellipses."""

_BEFORE: Final = 16
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text, and the half-open ranges in it that were searched for, ascending and apart."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


def snippet(item: Item, wanted: tuple[Term, ...], kind_names: KindNames) -> Snippet:
    """Cut the piece of an item that shows most terms.

    Args:
        item: A found item.
        wanted: What was searched for; may be empty.
        kind_names: What each kind is called.

    Returns:
        The piece; the beginning of the text when no term stands in one.
    """
    texts = [item.reading.text, *title_texts(item, kind_names)]
    texts += [text for fact in standing(item) for text in fact_texts(fact)]
    found = [(text, _hits(text, wanted)) for text in texts if text]
    if not found:
        return Snippet("")
    text, hits = max(found, key=lambda pair: len({term for term, _, _ in pair[1]}))
    return _cut(text, sorted((start, end) for _, start, end in hits))


def _hits(text: str, wanted: tuple[Term, ...]) -> list[tuple[Term, int, int]]:
    flat, origins = words.normal_with_origins(text)
    places: list[tuple[Term, int, int]] = []
    for term in wanted:
        places += [(term, origins[start], origins[end - 1] + 1) for start, end in _places(flat, term)]
    return places


def _places(flat: str, term: Term) -> list[tuple[int, int]]:
    """Find a term as it stands, else its tokens one by one, else what an engine may have made of it."""
    whole = "".join(term.tokens)
    attempts = [(flat, [term.normal]), (flat, list(term.tokens))]
    if len(whole) >= words.MISREADABLE and words.has_digit(whole):
        attempts.append((words.confusable(flat), [words.confusable(whole)]))
    for text, needles in attempts:
        found = [place for needle in needles for place in _occurrences(text, needle)]
        if found:
            return found
    return []


def _occurrences(text: str, needle: str) -> Iterable[tuple[int, int]]:
    start = text.find(needle)
    while start >= 0:
        yield start, start + len(needle)
        start = text.find(needle, start + len(needle))


def _cut(text: str, hits: list[tuple[int, int]]) -> Snippet:
    first = hits[0][0] if hits else 0
    begin = max(0, min(first - _BEFORE, len(text) - WIDTH))
    end = min(len(text), begin + WIDTH)
    lead = _ELLIPSIS if begin else ""
    shown = "".join(char if char.isprintable() else " " for char in text[begin:end])
    shift = len(lead) - begin
    ranges = [(start + shift, min(stop, end) + shift) for start, stop in _apart(hits) if begin <= start < end]
    return Snippet(f"{lead}{shown}{_ELLIPSIS if end < len(text) else ''}", tuple(ranges))


def _apart(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in hits:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
