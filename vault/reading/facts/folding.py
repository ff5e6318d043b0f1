"""One spelling for letters that look alike, length kept, so that offsets in folded text are offsets in the original.

Source: Unicode Standard Annex 15 (NFKC), taken only where one character becomes one character; Kangxi radicals and
CJK compatibility ideographs are what text layers of PDFs often hold in place of ordinary characters.
"""

from __future__ import annotations

import unicodedata

_RANGES = ((0x2E80, 0x2FDF), (0x3000, 0x3001), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))

_TRADITIONAL = (
    "號帳賬帐戶時點後週禮個無證數機構請於電話間單額還銷關閉"
    "約費編訂協議憑據舉報詢碼結貸熱線認開終權經過處審訴簽對應"
)
_SIMPLIFIED = (
    "号账账账户时点后周礼个无证数机构请于电话间单额还销关闭"
    "约费编订协议凭据举报询码结贷热线认开终权经过处审诉签对应"
)

# Pairs that NFKC leaves apart: dashes, spaces, and the traditional forms of characters that the rules name.
_ALIKE = {
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff\t\r\v\f", " "),
    **dict.fromkeys("○◯", "〇"),
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    "∶": ":",
    "︰": ":",
    "曰": "日",
}


def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in _ALIKE.items()}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    table[0x3000] = " "
    return table


_TABLE = _table()
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """Return `text` with look-alike characters in one spelling; the length stays the same."""
    return text.translate(_TABLE)


def lower(text: str) -> str:
    """Return `text` with ASCII letters in lower case; the length stays the same (`str.lower` may change it)."""
    return text.translate(_LOWER)
