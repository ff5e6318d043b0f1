"""Takes a mail apart: subject and body as text, what it carries as attachments, its header and signatures as metadata.

Source: RFC 5322 (message), RFC 2045 to 2046 (parts), RFC 2183 (disposition), RFC 2387 (related).
"""

from __future__ import annotations

import binascii
import datetime as dt
import email.message
import email.parser
import itertools
from collections.abc import Iterator, Mapping

from vault.errors import VaultError
from vault.sources import media
from vault.sources.authenticity import noted
from vault.sources.content import Attachment, Content, Limits, one_page
from vault.sources.errors import MailBrokenError, MailTooDeepError
from vault.sources.header_block import without_preamble
from vault.sources.mail_header import decoded, field, file_name, kept, safe_name, sent

ENCLOSED = "application/x-enclosed-message"
SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
# A plain body that only says to look at its HTML twin is short, and this many times shorter than the twin.
NO_STUB = 500  # characters
STUB_SHARE = 3

LONGEST_DESCRIPTION = 16_384
"""Characters of a field that describes a part; the standard parser takes its parameters apart in quadratic time."""
NESTING = 12  # levels of parts in parts; mail programs need three or four


class _Part(email.message.Message):
    """A part of a mail. Enclosed mails stay closed, so that their bytes come out as they went in.

    The parser attaches a part before it reads what is in it, and looks at each line once for each level: that is
    where nesting is stopped.
    """

    level = 0

    def attach(self, payload: email.message.Message | str) -> None:
        super().attach(payload)
        if isinstance(payload, _Part):
            payload.level = self.level + 1
            if payload.level > NESTING:
                raise MailTooDeepError(parts=Limits().parts, depth=NESTING)

    def set_raw(self, name: str, value: str) -> None:
        if name.lower().startswith("content-") and len(value) > LONGEST_DESCRIPTION:
            raise MailBrokenError
        super().set_raw(name, value)

    def get_content_type(self) -> str:
        kind = super().get_content_type()
        return ENCLOSED if kind.startswith("message/") else kind


def unpack_mail(
    data: bytes, limits: Limits, timezone: dt.tzinfo | None, keys: Mapping[str, str] | None = None
) -> Content:
    """Take a mail apart; `keys` are those that its signatures are judged with, see `authenticity.examine`.

    Returns:
        One page: the subject, then the lines of the body (plain text where there is some, else HTML as text).

    Raises:
        MailTooDeepError: It has too many parts, or is itself enclosed too deep.
        MailBrokenError: Its structure cannot be followed.
        TextTooLongError: Its body is too long.
    """
    limits.inside()
    message = _parsed(data, limits)
    bodies: list[email.message.Message] = []
    attachments: list[Attachment] = []
    for part in _leaves(message, limits):
        if _is_body(part):
            bodies.append(part)
        elif part.get_content_type() not in SIGNATURES and (content := _bytes(part)):
            name = file_name(part) or _default_name(part, len(attachments) + 1)
            attachments.append(Attachment(name, content))
    lines = [field(message, "Subject"), *(line for body in bodies for line in _lines(body, limits))]
    pages = one_page(line for line in lines if line)
    header = kept(message) | {"DKIM": _signatures(message, data, keys)}
    return Content(media.MAIL, pages, tuple(attachments), sent(message, timezone), header)


def _signatures(message: email.message.Message, data: bytes, keys: Mapping[str, str] | None) -> str:
    """Return what can be told of the mail's DKIM signatures without network."""
    return noted(data, keys) if field(message, "DKIM-Signature") else "none"


def _parsed(data: bytes, limits: Limits) -> email.message.Message:
    counted = itertools.count(1)

    def part() -> _Part:
        if next(counted) > limits.parts:
            raise MailTooDeepError(parts=limits.parts, depth=limits.depth)
        return _Part()

    try:
        return email.parser.BytesParser(part).parsebytes(without_preamble(data))
    except VaultError:
        raise
    except Exception as error:  # the standard parser fails in many ways on bytes that are no mail
        raise MailBrokenError from error


def _leaves(message: email.message.Message, limits: Limits) -> Iterator[email.message.Message]:
    """Give the parts that hold something, in order; of alternatives that say the same, only the better.

    The outermost alternatives are judged, for all that is inside them: whether their plain text is taken.
    """
    waiting: list[tuple[email.message.Message, bool | None]] = [(message, None)]
    while waiting:
        part, plain = waiting.pop()
        children = part.get_payload() if part.is_multipart() else None
        if not isinstance(children, list):
            if not (plain and part.get_content_type() == "text/html" and _is_body(part)):
                yield part
            continue
        parts = [child for child in children if isinstance(child, email.message.Message)]
        if part.get_content_type() == "multipart/alternative":
            plain = _plain_suffices(parts, limits) if plain is None else plain
            parts = [child for child in parts if plain or child.get_content_type() != "text/plain"]
        waiting.extend((child, plain) for child in reversed(parts))


def _plain_suffices(alternatives: list[email.message.Message], limits: Limits) -> bool:
    """Return whether the plain text among alternatives says what the HTML does, not only to look there."""
    plain = sum(len(_text(part).strip()) for part in alternatives if part.get_content_type() == "text/plain")
    if plain == 0 or plain >= NO_STUB:
        return plain > 0
    pages = [leaf for part in alternatives for leaf in part.walk() if leaf.get_content_type() == "text/html"]
    return plain * STUB_SHARE >= sum(len("".join(_html_lines(page, limits))) for page in pages)


def _is_body(part: email.message.Message) -> bool:
    shown = part.get_content_disposition() != "attachment" and not file_name(part)
    return shown and part.get_content_type() in {"text/plain", "text/html"}


def _lines(part: email.message.Message, limits: Limits) -> tuple[str, ...]:
    if part.get_content_type() == "text/html":
        return _html_lines(part, limits)
    text = _text(part)
    limits.check_text(text)
    return tuple(line.rstrip() for line in text.splitlines())


def _html_lines(part: email.message.Message, limits: Limits) -> tuple[str, ...]:
    from vault.sources.markup import to_lines

    return to_lines(_text(part), limits)


def _text(part: email.message.Message) -> str:
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError):
        charset = None
    return decoded(_bytes(part), charset)


def _bytes(part: email.message.Message) -> bytes:
    """Return what a part holds, its transfer encoding undone as far as it goes.

    Raises:
        MailBrokenError: Its encoding makes no sense at all.
    """
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, binascii.Error, LookupError, AssertionError) as error:
        raise MailBrokenError from error
    return payload if isinstance(payload, bytes) else b""


def _default_name(part: email.message.Message, number: int) -> str:
    if part.get_content_type() != ENCLOSED:
        return f"attachment-{number}"
    subject = field(email.parser.BytesHeaderParser().parsebytes(_bytes(part)), "Subject")
    return safe_name(f"{subject or f'message-{number}'}.eml")
