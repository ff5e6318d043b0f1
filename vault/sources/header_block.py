"""Recognises a mail by the block of header fields that it starts with (RFC 5322 section 2.2)."""

from __future__ import annotations

import re

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
ENVELOPE = re.compile(rb">?From [^\r\n]*")  # RFC 4155: the line before a mail in a mailbox file

SENDERS = frozenset({b"from", b"sender", b"received", b"return-path"})
# A mail system adds at least one of these; a note that begins with "From:" has none.
BY_MACHINES = frozenset(
    {b"message-id", b"received", b"mime-version", b"return-path", b"dkim-signature", b"content-type"}
)


def without_preamble(data: bytes) -> bytes:
    """Return a mail from its first header field: without byte order mark, empty lines and mailbox line."""
    data = data.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
    envelope = ENVELOPE.match(data)
    return data[envelope.end() :].lstrip(b"\r\n") if envelope else data


def starts_like_mail(head: bytes) -> bool:
    """Tell whether the bytes start with the header of a mail.

    Args:
        head: The start of a file; a header that is longer than this still counts.

    Returns:
        True when every line up to the first empty one is a header field or its continuation, one of them
        names where the mail comes from, and there is a field that mail systems add, or a date together with
        a receiver or subject.
    """
    names = _field_names(without_preamble(head))
    dated = b"date" in names and not names.isdisjoint({b"to", b"subject"})
    return not names.isdisjoint(SENDERS) and (dated or not names.isdisjoint(BY_MACHINES))


def _field_names(header: bytes) -> set[bytes]:
    """Return the names of the fields in lower case; none when a line among them is no field."""
    names: set[bytes] = set()
    lines = header.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            break
        if line[:1] in {b" ", b"\t"} and names:
            continue
        if field := FIELD.match(line):
            names.add(field[1].lower())
        elif number < len(lines):  # the last line may be cut off
            return set()
    return names
