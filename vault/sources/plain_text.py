"""Turns bytes into text: UTF-8, UTF-16 and GB18030, with and without a byte order mark.

Source: Unicode 15 section 23.8 (byte order mark); GB 18030-2022; GB 2312-80 (the common characters).
"""

from __future__ import annotations

import codecs
import re

from vault.sources.errors import UndecodableTextError

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
SAMPLE = 4096  # characters that a guess is judged by
COMMON_SHARE = 0.6

# Characters that no text contains: C0 and C1 controls but for tab, line ends, form feed and next line, lone
# surrogates, and noncharacters.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def decode(data: bytes) -> str:
    """Return the text that `data` holds, without a byte order mark, line ends as line feeds.

    Raises:
        UndecodableTextError: It is text in none of the encodings, or it holds characters that no text has.
    """
    return _decode(data, final=True).replace("\r\n", "\n").replace("\r", "\n")


def decode_head(head: bytes) -> str:
    """Return the text that the start of a file holds; a character cut off at the end is left out.

    Raises:
        UndecodableTextError: As for `decode`.
    """
    return _decode(head, final=False)


def decode_leniently(data: bytes) -> str:
    """Return `data` as text whatever it is: what cannot be decoded becomes U+FFFD, controls are dropped."""
    try:
        return decode(data)
    except UndecodableTextError:
        return NOT_TEXT.sub("", data.decode("utf-8", "replace"))


def _decode(data: bytes, *, final: bool) -> str:
    data = data.removesuffix(b"\x1a")  # the end mark of old DOS editors
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding, final=final))
    text = _strictly(data, "utf-8", final=final)
    if text is not None and "\x00" not in text:
        return _checked(text)
    return _checked(_guess(data, final=final))


def _strictly(data: bytes, encoding: str, *, final: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, final)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None) -> str:
    if text is None or NOT_TEXT.search(text):
        raise UndecodableTextError
    return text


def _guess(data: bytes, *, final: bool) -> str | None:
    """Return the reading with the most common characters, when they are most of it.

    Each wrong guess among these encodings turns common Chinese into rare characters, Korean or private use.
    """
    texts = [text for encoding in GUESSES if (text := _strictly(data, encoding, final=final)) is not None]
    if not texts:
        return None
    best = max(texts, key=_common_share)
    return best if _common_share(best) >= COMMON_SHARE else None


def _common_share(text: str) -> float:
    sample = NOT_TEXT.sub("\ufffd", text[:SAMPLE])
    return len(sample.encode("gb2312", "ignore").decode("gb2312")) / len(sample) if sample else 0.0
