r"""How text becomes something to search in: one normal form for what is stored and for what is asked.

The normal form: Unicode NFKC, case folding and simplified characters (full-width and half-width, capitals and
small letters, traditional and simplified characters are alike). What is neither letter nor digit separates.
Runs of ASCII letters and digits stay together and are kept apart by a space; every other letter or digit, a
Chinese character above all, is a token of its own and needs no separator. So `"ＪＤ-2024，已註\n銷"` has the tokens
`jd 2024 已 注 销` and the normal form `jd 2024已注销`.

Source: Unicode Standard Annex 15 (NFKC), Unicode 3.13 (default case folding).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from vault.traditional import simplified

_TOKEN: Final = re.compile(r"[0-9a-z]+|[^\W_]")
_RUN: Final = re.compile(r"[0-9a-z]+")
_DIGIT: Final = re.compile(r"[0-9]")
_HYPHENATED: Final = re.compile(r"[0-9a-z]+(?:[-‐-―/][0-9a-z]+)+")
_SPACED_DIGITS: Final = re.compile(r"[0-9]+(?: [0-9]+)+")
_NOT_RUN: Final = re.compile(r"[^0-9a-z]")

_CONFUSABLE: Final = str.maketrans({"o": "0", "i": "1", "l": "1", "b": "8", "s": "5", "z": "2"})
"""Small letters that engines take for digits, and the digits that they look like."""

MISREADABLE: Final = 4
"""From this length on, a part of a number is also found where an engine misread it."""


def flat(text: str) -> str:
    """Return a text in NFKC, folded case and simplified characters, separators and all."""
    return simplified(_folded(text))


def tokens(text: str) -> list[str]:
    """Split a text into tokens.

    Args:
        text: Any text.

    Returns:
        Runs of ASCII letters and digits, and single other letters and digits, all in normal form.
    """
    return flat_tokens(flat(text))


def normal(text: str) -> str:
    """Return the normal form of a text.

    Args:
        text: Any text.

    Returns:
        Its tokens; a space stands between two runs of ASCII and nowhere else.
    """
    return joined(tokens(text))


def joined(parts: Iterable[str]) -> str:
    """Join tokens to the normal form.

    Args:
        parts: Tokens.

    Returns:
        The normal form.
    """
    result: list[str] = []
    for part in parts:
        if result and is_run(part) and is_run(result[-1]):
            result.append(" ")
        result.append(part)
    return "".join(result)


def is_run(token: str) -> bool:
    """Tell whether a token is a run of ASCII letters and digits."""
    return token.isascii()


def flat_tokens(flattened: str) -> list[str]:
    """Return the tokens of a text that `flat` gave."""
    return _TOKEN.findall(flattened)


def flat_runs(flattened: str) -> list[str]:
    """List the runs of ASCII letters and digits in a text that `flat` gave, each once.

    Args:
        flattened: The text.

    Returns:
        The runs in order; also numbers that are written in groups (`6222 0000 1111`, `JD-2024-01`) as one
        run.
    """
    grouped = [*_HYPHENATED.findall(flattened), *_SPACED_DIGITS.findall(flattened)]
    return list(dict.fromkeys([*_RUN.findall(flattened), *(_NOT_RUN.sub("", group) for group in grouped)]))


def confusable(run: str) -> str:
    """Return the form in which runs that an engine confuses are alike.

    O and 0, I, l and 1, B and 8, S and 5, Z and 2 are the same in it.

    Args:
        run: A run in normal form.

    Returns:
        The form, as long as the run.
    """
    return run.translate(_CONFUSABLE)


def has_digit(run: str) -> bool:
    """Tell whether a run has a digit, so that it may be a number."""
    return _DIGIT.search(run) is not None


def misread(found: Iterable[str]) -> list[str]:
    """List the confusable forms of those runs that may be misread numbers, where they differ from the runs.

    Args:
        found: Runs.

    Returns:
        The forms, each once.
    """
    long = (run for run in found if len(run) >= MISREADABLE and has_digit(run))
    forms = ((run, confusable(run)) for run in long)
    return list(dict.fromkeys(form for run, form in forms if form != run))


def normal_with_origins(text: str) -> tuple[str, list[int]]:
    """Return the normal form, and for each of its characters the place in the text that it came from.

    Args:
        text: Any text.

    Returns:
        The normal form character by character (combining sequences may differ from `normal`), and as many
        places.
    """
    chars: list[str] = []
    origins: list[int] = []
    separated = False
    for place, char in enumerate(text):
        for folded in _folded(char):
            if not folded.isalnum():
                separated = True
                continue
            if separated and chars and folded.isascii() and chars[-1].isascii():
                chars.append(" ")
                origins.append(place)
            chars.append(folded)
            origins.append(place)
            separated = False
    return simplified("".join(chars)), origins


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
