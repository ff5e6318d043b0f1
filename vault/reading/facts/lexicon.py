"""Words of a page by what they say: for the rules that put statements together instead of matching phrases."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vault.reading.facts.finder import Place, from_left
from vault.reading.facts.rules import table
from vault.reading.facts.vocabulary import vocabulary


class Word(NamedTuple):
    """A word of the lexicon in a text, `start` to `end` (exclusive); `tag` names its list in `rules/acts.toml`."""

    start: int
    end: int
    tag: str
    is_english: bool


@functools.cache
def lists() -> Mapping[str, Sequence[str]]:
    """Return the words of the lexicon by the names of their lists."""
    words: Mapping[str, Sequence[str]] = table("acts")["words"]
    return words


@functools.cache
def _tags() -> tuple[tuple[str, bool] | None, ...]:
    """Return for each word of the vocabulary the list that it stands in and whether it is English; None in no list."""
    tags = {
        word: (tag, word[0].isascii() and word[0].isalpha())
        for tag, words in lists().items()
        for word in words
    }
    return tuple(map(tags.get, vocabulary().words))


def words_of(text: str, places: Iterable[Place]) -> list[Word]:
    """Return the words of the lexicon in `text`, from left to right; of those that begin together the longest.

    Args:
        text: A clause.
        places: Where the words of the vocabulary stand in it.
    """
    tags, free, words = _tags(), 0, list[Word]()
    for word, start, end in from_left(places):
        if start >= free and (known := tags[word]):
            tag, is_english = known
            if not is_english or _is_whole(text, start, end):
                free = end
                words.append(Word(start, end, tag, is_english))
    return words


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether an English word is not a piece of a longer one; Chinese words have no such bounds."""
    return not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
