"""The header of a mail as its page shows it, with what became of its DKIM signatures."""

from __future__ import annotations

from collections.abc import Container, Mapping
from email.utils import parseaddr

from vault.language import mark
from vault.mail_signatures import NONE, VERDICTS, Outcome, Signature, judged, keys, signatures
from vault.model import Item
from vault.proving.document.phrases import Phrases

FIELDS: Mapping[str, str] = {
    "From": mark("From"),
    "To": mark("To"),
    "Cc": mark("Copy to"),
    "Reply-To": mark("Reply to"),
    "Date": mark("Sent"),
    "Subject": mark("Subject"),
    "Message-ID": mark("Message-ID"),
    "Return-Path": mark("Return-Path"),
}
"""In the order in which a reader looks for them."""

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.VERIFIED: mark(
        "signature of {domain} (selector {selector}), verified with the domain's key that was given"
    ),
    Outcome.UNCHECKED: mark(
        "signature of {domain} (selector {selector}) present, not checked: the domain's key was not at hand; the text"
        " has the digest that the signature names"
    ),
    Outcome.UNUSABLE: mark(
        "signature of {domain} (selector {selector}) present, not checked: the key that was given cannot be used"
    ),
    Outcome.FAILED: mark("signature of {domain} (selector {selector}) that does not fit this mail"),
    Outcome.UNREADABLE: mark("a signature that cannot be read"),
}
FAILED_WITH_KEY = mark(
    "signature of {domain} (selector {selector}) that does not fit: the mail was changed, or the key that was given is"
    " another"
)
NO_SIGNATURE = mark("the mail carries no DKIM signature")
IN_PART = mark("it covers only the beginning of the text")
ELSEWHERE = mark("the sender's address is of another domain")
KEY_SOURCE = mark(
    "{name}, from the file {file} of {day}, which the keeper gave; that the domain published it can be checked in DNS,"
    " or in an archive of it"
)


def is_mail(item: Item) -> bool:
    """Tell whether an item is a mail, also where a copy of its text is enclosed."""
    return item.media_type == "message/rfc822" or "From" in item.acquisitions[0].metadata


def header(item: Item, phrases: Phrases) -> list[tuple[str, str]]:
    """Return the fields that are there, as (label, value), the signatures last.

    Args:
        item: A mail.
        phrases: The language of the document.

    Returns:
        The rows; nothing is said of signatures where nobody looked for them.
    """
    kept, judgement = item.acquisitions[0].metadata, judged(item)
    rows = [(phrases.say(label), kept[name]) for name, label in FIELDS.items() if kept.get(name)]
    if judgement.get(VERDICTS):
        rows.append((phrases.say(mark("DKIM signature")), _signatures(judgement, phrases)))
    for key in keys(judgement):
        source = phrases.say(KEY_SOURCE, name=key.name, file=key.file, day=phrases.day(key.dated))
        rows.append((phrases.say(mark("DKIM key")), source))
        rows.append((phrases.say(mark("Its record")), key.record))
    return rows


def _signatures(kept: Mapping[str, str], phrases: Phrases) -> str:
    if kept[VERDICTS] == NONE:
        return phrases.say(NO_SIGNATURE)
    given = {key.name for key in keys(kept)}
    said = [_signature(one, given, kept.get("From", ""), phrases) for one in signatures(kept)]
    return phrases.listed(said, mark("; ")) if said else kept[VERDICTS]


def _signature(one: Signature, given: Container[str], sender: str, phrases: Phrases) -> str:
    failed = one.outcome is Outcome.FAILED and one.key in given
    said = FAILED_WITH_KEY if failed else OUTCOMES[one.outcome]
    parts = [phrases.say(said, domain=one.domain, selector=one.selector)]
    parts += [phrases.say(IN_PART)] if one.in_part else []
    parts += [phrases.say(ELSEWHERE)] if one.outcome is Outcome.VERIFIED and not _sent_by(one, sender) else []
    return phrases.listed(parts, mark("; "))


def _sent_by(one: Signature, sender: str) -> bool:
    """Tell whether the address in a From field is of the domain that signed, or of one below it."""
    _, _, domain = parseaddr(sender)[1].lower().rpartition("@")
    return f".{domain}".endswith(f".{one.domain.lower()}")
