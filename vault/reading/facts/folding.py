"""One spelling for letters that look alike, length kept, so that offsets in folded text are offsets in the original.

Source: Unicode Standard Annex 15 (NFKC), taken only where one character becomes one character; Kangxi radicals and
CJK compatibility ideographs are what text layers of PDFs often hold in place of ordinary characters.
"""

from __future__ import annotations

import unicodedata

from vault.traditional import SIMPLIFIED, Spelling

_RANGES = ((0x2E80, 0x2FDF), (0x3000, 0x3001), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))

_APART = frozenset("聽尋")
"""Traditional characters that rules tell from their simplified form: 聽日 is tomorrow, the 听日 of 收听日期 is not."""

# Pairs that NFKC leaves apart: dashes, spaces, and traditional characters.
_ALIKE = {
    **dict.fromkeys("‐‑‒–—―−─ー", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff\t\r\v\f", " "),
    **dict.fromkeys("○◯", "〇"),
    **{old: new for old, new in SIMPLIFIED.items() if old not in _APART},
    "∶": ":",
    "︰": ":",
    "曰": "日",
}


def _table() -> dict[str, str]:
    table = dict(_ALIKE)
    for first, last in _RANGES:
        for char in map(chr, range(first, last + 1)):
            folded = unicodedata.normalize("NFKC", char)
            if len(folded) == 1 and folded != char:
                table[char] = folded
    table["\u3000"] = " "
    return {char: table.get(new, new) for char, new in table.items()}


_SPELLING = Spelling(_table())
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """Return `text` with look-alike characters in one spelling; the length stays the same."""
    return _SPELLING(text)


def lower(text: str) -> str:
    """Return `text` in lower case; the length stays the same (where `str.lower` changes it, ASCII alone is lowered)."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_LOWER)
