"""What the rules understood of a whole item: its facts, its kind, its date, its messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.model.facts import Fact


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
