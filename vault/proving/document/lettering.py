"""Text made fit to be typeset: every character is drawn, or stands as its code, never dropped without a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They can make text read as something else (Unicode TR 36, section 2.6), so they are shown, not obeyed."""

INVISIBLE = frozenset("\t\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | {
    chr(c) for c in range(0xFE00, 0xFE10)
}
"""Without a shape of their own: nothing is lost on paper."""

PLACEHOLDER = "〔U+"
"""How the code points that stand for characters begin."""

LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def legible(text: str, coverage: Container[str]) -> str:
    """Return `text` with every character that the font lacks replaced by its code point.

    A run of such characters becomes one bracket, for example `〔U+1F600 U+1F601〕`. Line breaks of every kind
    become line feeds, and combining sequences are composed where Unicode has a composed form.

    Args:
        text: Any text, also with control characters or lone surrogates.
        coverage: The characters that the font can draw.

    Returns:
        Text that can be typeset without a missing glyph.
    """
    if text.isascii() and text.isprintable():  # most texts by number; every font draws them
        return text
    composed = LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    if all(is_drawn(char, coverage) for char in set(composed)):
        return composed
    pieces: list[str] = []
    missing: list[str] = []
    for char in composed:
        if is_drawn(char, coverage):
            _close(missing, pieces)
            pieces.append(char)
        else:
            missing.append(f"{ord(char):04X}")
    _close(missing, pieces)
    return "".join(pieces)


def is_drawn(char: str, coverage: Container[str]) -> bool:
    """Tell whether `char` can go on paper as it is."""
    return char in INVISIBLE or (char in coverage and char not in BIDI_CONTROLS)


def _close(missing: list[str], pieces: list[str]) -> None:
    if missing:
        pieces.append(f"{PLACEHOLDER}{' U+'.join(missing)}〕")
        missing.clear()
