"""Reads the fields of a mail's header, which come encoded in many ways and broken in more.

Source: RFC 5322 sections 2.2 and 3.3, RFC 2047 (encoded words), RFC 2231 (parameters).
"""

from __future__ import annotations

import binascii
import datetime as dt
import email.errors
import email.header
import email.message
import email.utils
import re

from vault.sources.content import Captured
from vault.sources.plain_text import decode_leniently

KEPT = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Return-Path")
LONGEST = 2000  # characters of one field

# What Chinese mail programs call GB 2312 is written with the larger repertoire that includes it.
CHARSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
}

RESERVED = re.compile(r'[<>:"|?*]')


def decoded(data: bytes, charset: str | None) -> str:
    """Return bytes as text by the charset that they are said to be in, else by what they look like."""
    name = (charset or "").strip().lower()
    if name and name not in {"unknown-8bit", "us-ascii", "ascii"}:
        try:
            return data.decode(CHARSETS.get(name, name))
        except (LookupError, UnicodeError, ValueError):
            pass  # the charset is unknown or not the real one
    return decode_leniently(data)


def field(message: email.message.Message, name: str) -> str:
    """Return the first field of that name, decoded and on one line; empty when there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return words(str(next(values, "")))


def words(value: str) -> str:
    """Return a field unfolded, its encoded words decoded. Bytes beyond ASCII come as surrogates (PEP 383)."""
    data = value[: 4 * LONGEST].encode("utf-8", "surrogateescape")
    text = decode_leniently(data) if not data.isascii() else value[: 4 * LONGEST]
    try:
        pieces = email.header.decode_header(text)
    except (email.errors.HeaderParseError, binascii.Error, ValueError):
        pieces = [(text, None)]
    joined = "".join(
        piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces
    )
    return " ".join("".join(char if char.isprintable() else " " for char in joined).split())[:LONGEST]


def kept(message: email.message.Message) -> dict[str, str]:
    """Return the fields of `KEPT` that are there."""
    found = {name: field(message, name) for name in KEPT}
    return {name: text for name, text in found.items() if text}


def sent(message: email.message.Message, timezone: dt.tzinfo | None) -> Captured | None:
    """Return the moment in the Date field.

    Args:
        message: The mail.
        timezone: What a date without an offset is counted in; None claims nothing then.

    Returns:
        The moment; None when there is none that can be understood.
    """
    said = field(message, "Date")
    try:
        moment = email.utils.parsedate_to_datetime(said)
        if (
            moment.tzinfo is None
        ):  # "-0000" says that the time is UTC and the place unknown (RFC 5322 section 3.3)
            moment = moment.replace(tzinfo=dt.UTC if "-0000" in said else timezone)
        return Captured(moment.astimezone(dt.UTC), said, "mail") if moment.tzinfo else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def file_name(part: email.message.Message) -> str:
    """Return the name that a part is to have as a file, safe to write anywhere; empty when it has none."""
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return safe_name(words(str(name)))


def safe_name(name: str) -> str:
    """Return a file name of at most 120 characters: no folders, controls, reserved characters."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in RESERVED.sub("_", name) if char.isprintable())
    name = name.strip(" .") if name.strip(". ") else ""
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: 119 - len(ending)].rstrip()}.{ending}"
    return name[:120]
