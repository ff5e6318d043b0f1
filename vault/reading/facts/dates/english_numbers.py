"""English number words up to ninety-nine, for days (twenty-first) and distances (twenty days ago)."""

from __future__ import annotations

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_VALUES = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"twentieth": 20, "thirtieth": 30, "a": 1, "an": 1}
)

_SMALL = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
CARDINAL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[1:10])}))?|{_SMALL})"
"""A pattern of the cardinals from one to ninety-nine."""

_FIRST_NINE = "|".join(_ORDINALS[:9])
DAY_ORDINAL = (
    rf"(?:(?:twenty|thirty)[ -](?:{_FIRST_NINE}|{'|'.join(_UNITS[1:10])})|twentieth|thirtieth"
    rf"|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
"""A pattern of the ordinals that days of the month have; twenty one counts as one of them."""


def value(words: str) -> int:
    """Return the number that `words` stand for: digits, with st or th or without, or what a pattern here matched."""
    if words[0].isdigit():
        return int(words.rstrip("stndrhSTNDRH "))
    return sum(_VALUES[word] for word in words.lower().replace("-", " ").split())
