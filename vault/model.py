"""The words that all rooms share: frozen values with no behaviour beyond their own shape.

Every instant is an aware `datetime` in UTC. What a source claims about time keeps its own text. Positions in
pictures are pixels of the upright picture, origin top left. Offsets in text count Unicode code points.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ItemId = NewType("ItemId", str)
"""Random, eight characters of Crockford's base 32 in lower case; any unique prefix serves on the command line."""

WriterId = NewType("WriterId", str)
"""One device that writes to the journal; the same alphabet as `ItemId`."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""


class Kind(StrEnum):
    """What an item is evidence of."""

    SETTLEMENT = "settlement"
    CANCELLATION_REQUEST = "cancellation_request"
    CANCELLATION = "cancellation"
    AUTHORIZATION_REVOCATION = "authorization_revocation"
    AUTOPAY_TERMINATION = "autopay_termination"
    RENEWAL_TERMINATION = "renewal_termination"
    REPAYMENT = "repayment"
    CUSTOMER_SERVICE = "customer_service"
    CALL_NOTE = "call_note"
    COMPLAINT = "complaint"
    CREDIT_REPORT = "credit_report"
    DUNNING = "dunning"
    IDENTITY_DOCUMENT = "identity_document"
    OTHER = "other"


class Channel(StrEnum):
    """Where a trace was got."""

    APP = "app"
    WEB = "web"
    WECHAT = "wechat"
    HOTLINE = "hotline"
    MAIL = "mail"
    SMS = "sms"
    COUNTER = "counter"


class ClaimLevel(StrEnum):
    """How strong an item is by its origin, strongest first (standards: civil evidence rules, arts 72, 90, 94)."""

    SIGNED_BY_THIRD_PARTY = "signed_by_third_party"
    ISSUED_BY_PLATFORM = "issued_by_platform"
    OWN_SCREENSHOT = "own_screenshot"
    OWN_NOTE = "own_note"


class FactType(StrEnum):
    """What a fact states."""

    DATE = "date"
    PLATFORM = "platform"
    REFERENCE = "reference"
    AMOUNT = "amount"
    PHONE = "phone"
    EMPLOYEE = "employee"  # the number of a member of staff (工号); never a reference
    AUTHORIZATION = "authorization"  # a credit-query authorisation: how far it reaches, or that it ended
    OBSTACLE = "obstacle"  # what stands in the way of a cancellation, or why one was refused


class Authorization(StrEnum):
    """What an item says of an authorisation to query the credit register."""

    ONE_OFF = "one_off"
    CONTINUING = "continuing"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"  # its withdrawal was refused; the obstacle beside it says why


class Obstacle(StrEnum):
    """What blocks a cancellation or a withdrawal, as the platform words it."""

    UNSETTLED = "unsettled"  # a debt, a bill or a transaction still runs
    BALANCE = "balance"  # money left in the account
    COUPON = "coupon"
    MEMBERSHIP = "membership"  # a membership, a subscription, an automatic renewal
    COMPLAINT = "complaint"  # a complaint or a case is open
    BINDING = "binding"  # a card, an account or another service is still bound
    LIMIT = "limit"  # a credit line is still open or in use
    RISK = "risk"  # frozen, restricted or under review
    IDENTITY = "identity"  # identity not proven
    TOO_SOON = "too_soon"  # a waiting time has not passed
    OTHER = "other"  # refused without any of these reasons


class FactState(StrEnum):
    """What a person said of a fact; `PROPOSED` until then."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Role(StrEnum):
    """The part that a platform or a date plays in an item."""

    SUBJECT = "subject"  # platform: the party that the evidence is about
    NAMED = "named"  # platform: merely occurs (payment app, bank of the card, bureau)
    HAPPENED = "happened"  # date: the event itself
    ISSUED = "issued"  # date: printed, reported, signed
    DUE = "due"  # date: a deadline
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    MESSAGE = "message"  # date: when a message was sent or a page shown


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: a decimal number without separators, and an ISO 4217 code."""

    amount: str
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float


Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as an engine or a text layer gave it.

    `quad` is clockwise from the top left of the writing; None for text that has no picture. `confidence` is in 0..1,
    as the engine reports it, uncalibrated. `page` counts from 0. `places` tells for each character where its middle
    stands along the quad, as a share of the quad's width in 0..1; empty where the engine does not say.
    """

    text: str
    confidence: float = 1.0
    quad: Quad | None = None
    page: int = 0
    places: tuple[float, ...] = ()

    @property
    def box(self) -> Box | None:
        """The upright rectangle around the quad."""
        if self.quad is None:
            return None
        xs, ys = [point[0] for point in self.quad], [point[1] for point in self.quad]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Reading:
    """What an engine saw, in reading order. `engine` is `none` for an item that was not read."""

    engine: str
    version: str
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The lines joined by line feeds; spans of facts count in this text."""
        return "\n".join(line.text for line in self.lines)

    def lines_at(self, span: tuple[int, int]) -> tuple[Line, ...]:
        """Return the lines that a span of the text touches."""
        found, start = [], 0
        for line in self.lines:
            end = start + len(line.text)
            if max(start, span[0]) < min(end, span[1]):
                found.append(line)
            start = end + 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed statement read from an item.

    `value` by type: date: ISO 8601 date or date and time, or the ISO 8601-2 set `[a,b]` ("one of these") when the
    writing is ambiguous; platform: the directory's id; reference and employee: the number without spaces; amount:
    `Money`; phone: digits, `+` kept; authorization: an `Authorization`; obstacle: an `Obstacle`. `raw` is the text
    as it stands: `reading.text[span[0]:span[1]]`; of what stands outside of the reading the span is (0, 0): a mail's
    own Date, whose `raw` is the header's text, and what a person adds, whose `raw` is empty.
    `engines` names every engine that read this value: two that agree make a reference number firm. `second` is what
    the other engine read where it differed, kept for review. `note` says what was taken from context (`year`,
    `relative`, `ambiguous`) or that a number is shown in part (`truncated`, `masked`) or put together from two lines
    (`joined`), in words of the rule, never content.
    """

    type: FactType
    value: str | Money
    raw: str
    rule: str
    confidence: float
    span: tuple[int, int]
    label: str | None = None
    role: Role | None = None
    name: str | None = None  # platform: the name as shown to people
    page: int = 0
    box: Box | None = None
    state: FactState = FactState.PROPOSED
    engines: tuple[str, ...] = ()
    second: str | None = None
    note: str | None = None
    id: str = ""  # `f1`, `f2` … within its item, given when the item is added


class Side(StrEnum):
    """Whose bubble a message of a conversation stands in."""

    OWN = "own"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation or of a thread of text messages.

    `span` counts in the reading's text. `speaker` is the name that stands over the bubble or in the title, None where
    none does. `at` is ISO 8601, a date or a date and time, from the mark above the message; None without one.
    """

    span: tuple[int, int]
    side: Side
    speaker: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the rules understood of one item. The `why`s name the rule that decided."""

    facts: tuple[Fact, ...] = ()
    kind: Kind = Kind.OTHER
    kind_why: str = ""
    event_date: str | None = None  # YYYY-MM-DD
    event_date_why: str = ""
    messages: tuple[Message, ...] = ()  # in order of place; none where the item is no conversation


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How bytes came into the vault. `captured_from` says what vouches for `captured_at`.

    `captured_from` is one of `stated` (the person), `exif`, `mail` (its Date header), `file` (its own time),
    `now` (nothing better was known).
    """

    at: dt.datetime
    name: str
    captured_at: dt.datetime
    captured_from: str
    channel: Channel | None = None
    device: str | None = None
    system: str | None = None
    app: str | None = None
    parent: ItemId | None = None  # the mail that it was attached to
    metadata: Mapping[str, str] = field(default_factory=dict)  # EXIF and mail headers worth keeping


@dataclass(frozen=True, slots=True)
class Token:
    """A timestamp authority's answer over an item's digest (RFC 3161 section 2.4.2, TimeStampResp in DER).

    With `renews` it is over an older token instead: the SHA-256 of that one's `response`.
    """

    authority: str
    at: dt.datetime  # genTime
    response: bytes
    renews: Sha256 | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A timestamp authority: where it is asked, and in PEM the roots that it must lead to ("" if unknown)."""

    url: str
    roots: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One acquired original as the journal tells it: what came in, what was read, what a person said since."""

    id: ItemId
    sha256: Sha256
    size: int
    media_type: str
    title: str
    claim: ClaimLevel
    acquisitions: tuple[Acquisition, ...]
    reading: Reading
    findings: Findings
    tokens: tuple[Token, ...] = ()
    note: str = ""
    removed: str | None = None  # the reason, when removed
    copies: tuple[ItemId, ...] = ()  # further stored copies of the same bytes, joined to this item

    @property
    def platforms(self) -> tuple[Fact, ...]:
        """The platforms that stand, subjects first; rejected facts are out."""
        standing = [
            f
            for f in self.findings.facts
            if f.type is FactType.PLATFORM and f.state is not FactState.REJECTED
        ]
        return tuple(sorted(standing, key=lambda fact: fact.role is not Role.SUBJECT))


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who keeps the vault, as letters name that person; "" for what was not given. Never part of an item or event."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


class EventType(StrEnum):
    """What an event of the journal says."""

    VAULT_CREATED = "vault.created"
    ITEM_ADDED = "item.added"
    ITEM_ACQUIRED = "item.acquired"  # the same bytes came in once more
    ITEM_STAMPED = "item.stamped"
    ITEM_EDITED = "item.edited"
    FACTS_JUDGED = "facts.judged"
    ITEM_REMOVED = "item.removed"
    ITEM_RESTORED = "item.restored"
    ITEM_EXPORTED = "item.exported"
    PACKET_MADE = "packet.made"
    RECIPIENTS_CHANGED = "recipients.changed"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal, which is the chain of custody.

    `seq` counts from 1 for each writer. `prev` is the SHA-256 of that writer's previous event in canonical form
    (RFC 8785), 64 zeros for the first. `salt` is random, so that no digest of an event can be guessed from its content.
    """

    writer: WriterId
    seq: int
    prev: Sha256
    at: dt.datetime
    type: EventType
    salt: str
    item: ItemId | None = None
    body: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """Body of `item.added`."""

    sha256: Sha256
    size: int
    media_type: str
    title: str
    claim: ClaimLevel
    acquisition: Acquisition
    reading: Reading
    findings: Findings


@dataclass(frozen=True, slots=True)
class Acquired:
    """Body of `item.acquired`."""

    acquisition: Acquisition


@dataclass(frozen=True, slots=True)
class Stamped:
    """Body of `item.stamped`."""

    token: Token


@dataclass(frozen=True, slots=True)
class Edited:
    """Body of `item.edited`: what a person changed; None leaves a field as it is. `after` is as in `Removed`."""

    title: str | None = None
    kind: Kind | None = None
    event_date: str | None = None
    note: str | None = None
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one fact; `value` only for a correction or an addition (`fact` is then a new id)."""

    fact: str
    state: FactState
    value: str | Money | None = None
    type: FactType | None = None
    label: str | None = None
    role: Role | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Body of `facts.judged`, with the event date that follows; an empty `event_date_why` leaves it as it is.

    `after` is as in `Removed`.
    """

    judgements: tuple[Judgement, ...]
    event_date: str | None = None
    event_date_why: str = ""
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Body of `item.removed` (and, with the reason for bringing it back, of `item.restored`).

    `after` is the moment that the item's last event had when this one was written, where the clock lay behind it: the
    event then comes after that one all the same.
    """

    reason: str
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """Body of `item.exported`: the name that the copy was given."""

    name: str


@dataclass(frozen=True, slots=True)
class Packed:
    """Body of `packet.made`, written once for each exhibit."""

    packet: str
    exhibit: int
    recipient: str
    manifest: Sha256  # digest of the packet's tag manifest
