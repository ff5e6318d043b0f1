"""Many words looked for at once: one pass over a text finds where each of them stands.

Source: Aho and Corasick, Efficient string matching: an aid to bibliographic search, CACM 18(6), 1975.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation

Place = tuple[int, int, int]
"""The number of a word in `Finder.words`, and where it starts and ends (exclusive)."""

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which are none and stand in no word; the automaton reads whole ones alone."""
_FIRST_AND_LONGEST = itemgetter(1, 0)


class Finder:
    """Finds some words, the longest first in `words`; made once, it serves every text."""

    __slots__ = ("_automaton", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(set(words), key=lambda word: (-len(word), word)))
        # Of the kinds there are, this one takes the least memory, which matters more than the steps that it takes.
        self._automaton = AhoCorasick(self.words, implementation=Implementation.ContiguousNFA)

    def places(self, text: str) -> list[Place]:
        """Return every place of every word in `text`, in order of their ends; words may overlap."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return self._automaton.find_matches_as_indexes(_SURROGATES.sub("\0", text), overlapping=True)

    def held(self, text: str) -> set[str]:
        """Return the words that stand in `text`."""
        return {self.words[number] for number, _, _ in self.places(text)}


def from_left(places: Iterable[Place]) -> list[Place]:
    """Return places in order of their starts; of those that start together, the longest first."""
    return sorted(places, key=_FIRST_AND_LONGEST)
