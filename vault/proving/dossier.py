"""What a packet is made from, chosen and ordered by the hall: this room's input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from vault.language import Language
from vault.model import Event, Item, Kind, Sha256, WriterId
from vault.proving.letter.letter import Letter
from vault.proving.recipients.names import Layout

if TYPE_CHECKING:
    from vault.proving.sheets import Sheet

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""China Standard Time, one offset for the whole country, without summer time since 1992 (IANA Asia/Shanghai)."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How many places of an exhibit were covered for one reason, as `redaction.reasons` names it."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """How the copy that a packet encloses differs from the original.

    `original` is the original's digest, over which its tokens are; None where it is withheld, as the digest of a short
    text gives away what was covered to anyone who tries all numbers. `watermark` is what was written across the copy.
    """

    original: Sha256 | None
    covered: tuple[Covered, ...] = ()
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An item as numbered in a packet. `number` counts from 1; `name` is `E01`, `E02`, and so on, like its file.

    `group` is the heading under which a court's list has it, and `numbered` its number there (`2-1`), "" elsewhere.
    With a `redaction`, `item` is the item as it may be shown: digest, size, type, texts and facts are of the copy.
    """

    number: int
    name: str
    item: Item
    original: Callable[[], BinaryIO]
    """Opens the decrypted original for one pass of reading; the caller closes it."""

    picture: Callable[[], Iterable[Sheet]]
    """Gives the pages to print one by one, none for an item that is text only; called in several threads at once."""

    redaction: Redaction | None = None
    widths: tuple[int, ...] = ()
    """Widths in pixels of the pages in which the places of facts count; () where `picture` gives these very pages."""

    group: str = ""
    numbered: str = ""

    @property
    def label(self) -> str:
        """How letter and list number the exhibit."""
        return self.numbered or str(self.number)

    @property
    def stamped(self) -> Sha256 | None:
        """The digest that the exhibit's tokens are over: the original's; None if it is withheld."""
        return self.redaction.original if self.redaction else self.item.sha256


@dataclass(frozen=True, slots=True)
class Withheld:
    """An item that a redacted packet leaves out, as it cannot be covered in part: a recording."""

    kind: Kind
    event_date: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event of the journal, and the digest of its canonical form.

    `facts` are the ids under which the exhibit shows facts that the event names by others: those of a copy.
    """

    event: Event
    sha256: Sha256
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one writer's chain when the packet was made: how many events, and the last one's digest."""

    writer: WriterId
    count: int
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Reduction:
    """That a document is a copy of another packet's, made smaller: the size it keeps to, the full packet's digest."""

    limit: int
    packet: Sha256


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that enters one packet. `custody` holds the exhibits' events, ordered by writer and seq.

    `redacted` names the classes that are covered throughout, () for a packet that shows everything; `withheld` are the
    items that such a packet leaves out. `recipient` is the profile's id, "" for a packet to nobody in particular;
    `letter_limit` how many characters the letter's text may have. `originals` asks for the list's column that says
    whether an exhibit is the original or a copy.
    """

    packet: str
    platform: str
    made_at: dt.datetime
    language: Language
    exhibits: tuple[Exhibit, ...]
    custody: tuple[Recorded, ...]
    heads: tuple[Head, ...]
    program: str
    redacted: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    recipient: str = ""
    letter: Letter | None = None
    letter_limit: int | None = None
    layout: Layout = Layout.TIME
    originals: bool = False
    reduction: Reduction | None = None


def moment(item: Item) -> tuple[str, str, str]:
    """Return what orders exhibits in time: the day of the event, else of the capture; then capture; then id.

    Days are those of Beijing, as the document shows them.
    """
    captured = item.acquisitions[0].captured_at.astimezone(BEIJING).isoformat()
    return item.findings.event_date or captured[:10], captured, item.id
