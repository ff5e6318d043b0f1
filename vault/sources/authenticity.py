"""Judges the DKIM signatures of a mail: the one module that knows dkimpy. No network is used.

The key that a signature was made with is published in the domain's DNS, often for months only. Where nobody hands it
over, a signature can only be noted, not checked; that the body has the digest that the signature names can be told.

Source: RFC 6376 (DKIM), sections 3.5 (the header field), 3.7 (what is hashed) and 6.1 (verifying).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from vault.mail_signatures import BETWEEN, NONE, Outcome, Signature
from vault.sources.header_block import without_preamble

FIELD = b"dkim-signature"
MOST = 5
"""Signatures of one mail that are looked at; two are usual."""
LONGEST = 20_000
"""Bytes of one signature field; one of 4096 bits has some 1,500."""

PASSING = (b"t", b"x")
"""Tags that compare with the clock: that a signature has expired since does not mean that it was not right."""

NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
"""Of a domain or selector as DNS can publish it: what a signature claims is shown, and asked for."""

TRAILING = re.compile(rb"(?<![\t ])[\t ]+(?=\r\n)")
RUN = re.compile(rb"[\t ]+")

UNREADABLE = (
    dkim.DKIMException,
    InvalidTagValueList,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    AttributeError,
    ArithmeticError,
)
"""What the library raises over fields that are none."""


def examine(data: bytes, keys: Mapping[str, str] | None = None) -> tuple[Signature, ...]:
    """Judge the DKIM signatures of a mail.

    Args:
        data: The mail as it came.
        keys: Key records (`v=DKIM1; k=rsa; p=...`) by the name they are published under,
            `selector._domainkey.domain` in lower case; none by default.

    Returns:
        One for each signature field, the first `MOST`; none for a mail without.
    """
    try:
        message = dkim.DKIM(without_preamble(data))
    except UNREADABLE:
        return ()
    fields = [field for field in message.headers if field[0].lower() == FIELD]
    return tuple(_judged(message, field, keys or {}) for field in fields[:MOST])


def noted(data: bytes, keys: Mapping[str, str] | None = None) -> str:
    """Return what is kept of a mail's signatures when it comes in, see `vault.mail_signatures`."""
    return BETWEEN.join(map(str, examine(data, keys))) or NONE


def _judged(message: dkim.DKIM, field: tuple[bytes, bytes], keys: Mapping[str, str]) -> Signature:
    if len(field[1]) > LONGEST:
        return Signature(Outcome.UNREADABLE)
    try:
        tags = parse_tag_value(field[1])
        dkim.validate_signature_fields({name: tags[name] for name in tags if name not in PASSING})
        domain, selector = tags[b"d"].decode("ascii"), tags[b"s"].decode("ascii")
        if not (NAME.fullmatch(domain) and NAME.fullmatch(selector)):
            return Signature(Outcome.UNREADABLE)
        claimed = Signature(Outcome.UNCHECKED, domain, selector, in_part=b"l" in tags)
        return replace(claimed, outcome=_outcome(message, field, tags, keys.get(claimed.key)))
    except UNREADABLE:
        return Signature(Outcome.UNREADABLE)


def _outcome(
    message: dkim.DKIM, field: tuple[bytes, bytes], tags: dict[bytes, bytes], key: str | None
) -> Outcome:
    if key is None:
        message.ktag = None  # the body is compared first; then this kind of key is not known
    elif not _takes(message, key):
        return Outcome.UNUSABLE
    signed = [name.lower() for name in re.split(rb"\s*:\s*", tags[b"h"])]
    whole = message.body
    message.body = _with_single_spaces(whole) if _is_relaxed(tags) else whole
    try:
        fits = message.verify_sig_process(tags, signed, field, None)
    except dkim.UnknownKeyTypeError:
        return Outcome.UNCHECKED if key is None else Outcome.UNUSABLE
    except dkim.ValidationError:
        return Outcome.FAILED
    finally:
        message.body = whole
    return Outcome.VERIFIED if fits else Outcome.FAILED


def _takes(message: dkim.DKIM, key: str) -> bool:
    """Hand a key over, and tell whether it is one."""
    try:
        message.pk, message.keysize, message.ktag, message.seqtlsrpt = dkim.evaluate_pk(b"", key.encode())
    except UNREADABLE:
        return False
    return True


def _is_relaxed(tags: Mapping[bytes, bytes]) -> bool:
    return tags.get(b"c", b"").endswith(b"/relaxed")


def _with_single_spaces(body: bytes) -> bytes:
    """Return a body as relaxed canonicalisation has it; the library takes time with the square of a run of spaces.

    Source: RFC 6376 section 3.4.4.
    """
    return RUN.sub(b" ", TRAILING.sub(b"", body))
