"""The owner's name as others write it: half hidden behind asterisks, or in Latin letters. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.proving.redaction import pinyin
from vault.proving.redaction.surnames import DOUBLE

HAN = "一-鿿㐀-䶿"
STAR = "[*×●•○■█]"
HIDDEN = f"(?:{STAR}|某|[xX])"
CHINESE = re.compile(rf"[{HAN}]{{2,4}}")
LATIN = re.compile(r"[A-Za-z][A-Za-z'.-]{0,40}(?: [A-Za-z][A-Za-z'.-]{0,40}){1,5}")


def spans(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded text gives a name in another form than its own.

    Args:
        folded: The text.
        name: In Chinese characters, or in Latin letters with surname and given name apart.
    """
    for pattern in _patterns(name):
        for match in pattern.finditer(folded):
            yield match.span()


@functools.lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    if CHINESE.fullmatch(name):
        return re.compile(_masked(name)), re.compile(pinyin.pattern(name), re.IGNORECASE)
    if LATIN.fullmatch(name):
        words = name.split()
        turned = " ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])
        ways = "|".join(re.escape(way).replace(r"\ ", "[ ,]{1,2}") for way in (name, *turned))
        return (re.compile(rf"(?<![A-Za-z])(?:{ways})(?![A-Za-z])", re.IGNORECASE),)
    return ()


def _masked(name: str) -> str:
    """Return a regular expression for a name of which one character or more is hidden: 张*三, 张**, **三, 张某某."""
    of_surname = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
    surname, given = name[:of_surname], name[of_surname:]
    last = given[-1]
    ways = [
        f"{surname} ?{HIDDEN}{{1,3}} ?{last}",
        rf"(?<![{HAN}]){surname} ?{HIDDEN}{{1,3}}(?![A-Za-z0-9])",
        rf"(?<![A-Za-z0-9*]){STAR}{{1,3}} ?(?:{given}|{last})(?:(?![{HAN}])|(?=先生|女士|小姐))",
    ]
    if len(given) > 1:
        ways.append(rf"{surname}{given[:-1]}{STAR}")
    return "|".join(ways)
