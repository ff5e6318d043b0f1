"""Reads the keys that domains publish for the signatures of their mails, from what a program for DNS printed.

`dig`, `host` and `nslookup` each name the record whose text they print; some domains only point to where the key is.

Source: RFC 6376 sections 3.6.1 (the record) and 3.6.2 (its name); RFC 1035 section 5.1 (records as text).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from vault.sources.errors import DomainKeyMissingError, DomainKeyUnnamedError, DomainKeyWithdrawnError

LONGEST = 256 * 1024  # characters; an answer has some 600
ALIASES = 8  # names that may point to another, one after the other
PLACE = "._domainkey."

OWNER = r"^(?P<owner>[^\s;\"]+?)\.?[ \t]+"
STRING = r'"(?:[^"\\]|\\.)*"'
TEXT = re.compile(
    OWNER + r"(?:(?:\d+[ \t]+)?(?:IN[ \t]+)?TXT|text[ \t]*=|descriptive[ \t]+text)"
    rf"[ \t]*\(?\s*(?P<text>{STRING}(?:\s*{STRING})*)",
    re.MULTILINE,
)
ALIAS = re.compile(
    OWNER + r"(?:(?:\d+[ \t]+)?(?:IN[ \t]+)?CNAME|canonical[ \t]+name[ \t]*=|is[ \t]+an[ \t]+alias[ \t]+for)"
    r"[ \t]+(?P<target>\S+?)\.?[ \t\r]*$",
    re.MULTILINE,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
KEY = re.compile(r"[ -!#-\[\]-~]+")  # what can stand in a record without being escaped
TAG = re.compile(r"\s*(?P<name>[a-z]\w*)\s*=(?P<value>[^;]*)", re.IGNORECASE)


def domain_keys(text: str, shown: str) -> dict[str, str]:
    """Read the keys in an answer of DNS.

    Args:
        text: What `dig TXT NAME`, `host -t TXT NAME` or `nslookup -type=TXT NAME` printed.
        shown: How the file is named to a person.

    Returns:
        Records (`v=DKIM1; k=rsa; p=...`) by the name they are asked for under, `selector._domainkey.domain`, in lower
        case and without the last dot.

    Raises:
        DomainKeyUnnamedError: There is a key, but not whose.
        DomainKeyWithdrawnError: The domain says that the key is not to be used any more.
        DomainKeyMissingError: There is no key at all.
    """
    text = text[:LONGEST]
    texts = {one["owner"].lower(): _joined(one["text"]) for one in TEXT.finditer(text)}
    aliases = {one["owner"].lower(): one["target"].lower() for one in ALIAS.finditer(text)}
    records = {name: texts.get(_followed(name, aliases), "") for name in (*aliases, *texts) if PLACE in name}
    tags = {name: _tags(record) for name, record in records.items()}
    found = {name: record for name, record in records.items() if _is_key(tags[name].get("p", ""))}
    if found:
        return found
    if any(one.get("p") == "" for one in tags.values()):
        raise DomainKeyWithdrawnError(path=shown)
    if any(_is_key(_tags(line.replace('"', "")).get("p", "")) for line in text.splitlines()):
        raise DomainKeyUnnamedError(path=shown)
    raise DomainKeyMissingError(path=shown)


def _joined(strings: str) -> str:
    """Return a record from the strings that it is published as, "" for one that cannot be a key's."""
    record = "".join(ESCAPED.sub(r"\1", one[1:-1]) for one in re.findall(STRING, strings))
    return record if KEY.fullmatch(record) else ""


def _followed(name: str, aliases: Mapping[str, str]) -> str:
    for _ in range(ALIASES):
        name = aliases.get(name, name)
    return name


def _tags(record: str) -> dict[str, str]:
    """Return what a record says by tag; none for another thing, or another version (RFC 6376 section 3.6.1, `v=`)."""
    found = [TAG.fullmatch(part) for part in record.split(";") if part.strip()]
    tags = {one["name"].lower(): "".join(one["value"].split()) for one in found if one}
    return tags if None not in found and tags.get("v", "DKIM1") == "DKIM1" else {}


def _is_key(value: str) -> bool:
    try:
        return bool(base64.b64decode(value, validate=True))
    except (binascii.Error, ValueError):
        return False
