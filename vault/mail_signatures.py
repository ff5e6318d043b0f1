"""What became of a mail's DKIM signatures, and the keys that they were judged with, as kept among its metadata.

The one form of both that the room which judges, the room which shows and the hall between them share.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vault.model import Item

VERDICTS = "DKIM"
"""Among the metadata of a mail: the signatures, `none` for a mail without."""
KEYS = "DKIM-Key"
"""Among the metadata of a mail: a line for each key that a signature was judged with."""

NONE = "none"
BETWEEN = "; "
LINE = re.compile(r'(?P<name>\S+)\. IN TXT (?P<strings>"[^"]*"(?: "[^"]*")*) ; (?P<file>.*), (?P<dated>\S+)')
STRING = 255
"""Characters of one string of a record (RFC 1035 section 3.3)."""
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class Outcome(StrEnum):
    """What became of one signature."""

    VERIFIED = "verified"  # with the key that was handed over
    UNCHECKED = "unchecked"  # no key was at hand; the body has the digest that the signature names
    UNUSABLE = "unusable"  # the key that was handed over is none, or of a kind that is not known
    FAILED = "failed"  # the body, the header or the key does not fit
    UNREADABLE = "unreadable"


KEPT = re.compile(
    rf"(?P<outcome>{'|'.join(Outcome)})(?: d=(?P<domain>\S+) s=(?P<selector>\S+))?(?P<part> l)?"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature. `domain` and `selector` are what it claims, "" if it cannot be read.

    `in_part` tells that it covers only the beginning of the body (`l=`), so that more may have been added.
    """

    outcome: Outcome
    domain: str = ""
    selector: str = ""
    in_part: bool = False

    def __str__(self) -> str:
        parts = [self.outcome.value]
        parts += [f"d={self.domain}", f"s={self.selector}"] if self.domain else []
        return " ".join([*parts, *(["l"] if self.in_part else [])])

    @property
    def key(self) -> str:
        """The name that its key is published under (RFC 6376 section 3.6.2.1), "" if it cannot be read."""
        return f"{self.selector}._domainkey.{self.domain}".lower() if self.domain else ""


@dataclass(frozen=True, slots=True)
class DomainKey:
    """A key record by the `name` that it is published under, and the file that the user gave, with its own time."""

    name: str
    record: str
    file: str
    dated: dt.datetime

    def __str__(self) -> str:
        parts = [self.record[start : start + STRING] for start in range(0, len(self.record), STRING)]
        strings = " ".join(f'"{part}"' for part in parts)
        return f"{self.name}. IN TXT {strings} ; {self.file}, {self.dated:{INSTANT}}"


def signatures(metadata: Mapping[str, str]) -> tuple[Signature, ...]:
    """Return a mail's signatures; none for one without, and for what was kept in other words."""
    found = [KEPT.fullmatch(one) for one in metadata.get(VERDICTS, NONE).split(BETWEEN)]
    return tuple(
        Signature(Outcome(one["outcome"]), one["domain"] or "", one["selector"] or "", bool(one["part"]))
        for one in found
        if one
    )


def keys(metadata: Mapping[str, str]) -> tuple[DomainKey, ...]:
    """Return the keys that a mail's signatures were judged with."""
    found = [LINE.fullmatch(line) for line in metadata.get(KEYS, "").split("\n")]
    return tuple(
        DomainKey(one["name"], "".join(one["strings"].split('"')[1::2]), one["file"], _instant(one["dated"]))
        for one in found
        if one
    )


def judged(item: Item) -> Mapping[str, str]:
    """Return the metadata that tell most of a mail's signatures: the last with a key, else the first."""
    kept = [one.metadata for one in item.acquisitions]
    return next((one for one in reversed(kept) if KEYS in one), kept[0])


def _instant(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, INSTANT).replace(tzinfo=dt.UTC)
