"""The header of a mail as its page shows it, with what became of its DKIM signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vault.language import mark
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

SIGNATURES = "DKIM"
SIGNATURE = re.compile(r"(?P<outcome>[a-z]+) d=(?P<domain>\S+) s=(?P<selector>\S+)(?P<part> l)?")

OUTCOMES: Mapping[str, str] = {
    "verified": mark("signature of {domain} (selector {selector}), verified with the key that was supplied"),
    "unchecked": mark(
        "signature of {domain} (selector {selector}) present, not checked: the domain's key was not at hand; the text"
        " has the digest that the signature names"
    ),
    "failed": mark("signature of {domain} (selector {selector}) that does not fit this mail"),
}
UNNAMED: Mapping[str, str] = {
    "none": mark("the mail carries no DKIM signature"),
    "unreadable": mark("a signature that cannot be read"),
}
IN_PART = mark("it covers only the beginning of the text")


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
    kept = item.acquisitions[0].metadata
    rows = [(phrases.say(label), kept[name]) for name, label in FIELDS.items() if kept.get(name)]
    if kept.get(SIGNATURES):
        rows.append((phrases.say(mark("DKIM signature")), _signatures(kept[SIGNATURES], phrases)))
    return rows


def _signatures(kept: str, phrases: Phrases) -> str:
    return phrases.listed([_signature(one, phrases) for one in kept.split("; ")], mark("; "))


def _signature(kept: str, phrases: Phrases) -> str:
    found = SIGNATURE.fullmatch(kept)
    if found is None or found["outcome"] not in OUTCOMES:
        return phrases.say(UNNAMED[kept]) if kept in UNNAMED else kept
    said = phrases.say(OUTCOMES[found["outcome"]], domain=found["domain"], selector=found["selector"])
    return phrases.listed([said, phrases.say(IN_PART)], mark("; ")) if found["part"] else said
