"""A fact read from an item, and the closed lists of words that it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.model.reading import Box


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
