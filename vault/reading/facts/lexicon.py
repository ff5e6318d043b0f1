"""Words of a page by what they say: for the rules that put statements together instead of matching phrases."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vault.reading.facts.rules import table

_LONGEST_KEY = 2


class Word(NamedTuple):
    """A word of the lexicon in a text, `start` to `end` (exclusive); `tag` names its list in `rules/acts.toml`."""

    start: int
    end: int
    tag: str
    is_english: bool


Known = tuple[str, str, int, bool]
"""A word, the list that it stands in, its length, and whether it is English."""


@functools.cache
def lists() -> Mapping[str, Sequence[str]]:
    """Return the words of the lexicon by the names of their lists."""
    words: Mapping[str, Sequence[str]] = table("acts")["words"]
    return words


@functools.cache
def _by_beginning() -> dict[str, tuple[Known, ...]]:
    """Return words by their first two letters (or the only one), the longest first."""
    beginnings: dict[str, list[Known]] = {}
    for tag, words in lists().items():
        for word in words:
            known = (word, tag, len(word), word[0].isascii() and word[0].isalpha())
            beginnings.setdefault(word[:_LONGEST_KEY], []).append(known)
    single = {first: tuple(words) for first, words in beginnings.items() if len(first) == 1}
    return {
        first: tuple(sorted((*words, *(single.get(first[0], ()) if len(first) > 1 else ())), key=_shortness))
        for first, words in beginnings.items()
    }


def _shortness(known: Known) -> int:
    return -known[2]


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of the lexicon in `text`, from left to right; of those that begin together the longest."""
    known = _by_beginning()
    pairs = map(operator.add, text, text[1:] + "\n")
    begun = [(at, pair) for at, pair in enumerate(pairs) if pair in known or pair[0] in known]
    end = 0
    for start, pair in begun:
        if start < end:
            continue
        for word, tag, length, is_english in known.get(pair) or known[pair[0]]:
            if (length <= _LONGEST_KEY and (length == 1 or word == pair)) or text.startswith(word, start):
                if is_english and not _is_whole(text, start, start + length):
                    continue
                end = start + length
                yield Word(start, end, tag, is_english)
                break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether an English word is not a piece of a longer one; Chinese words have no such bounds."""
    return not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
