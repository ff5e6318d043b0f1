"""How Chinese procedure classes an exhibit, and what each kind of exhibit is put forward to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vault.language import mark
from vault.model import Channel, ClaimLevel, Item, Kind


@dataclass(frozen=True, slots=True)
class EvidenceClass:
    """One of the classes of evidence that procedure law knows."""

    name: str
    source: str
    as_of: str


STATEMENT = EvidenceClass(
    mark("Statement of the party"),
    "Civil Procedure Law (2023) art. 66; Provisions on Evidence in Civil Procedure (2019) art. 90(1)",
    "2025-04-19",
)
RECORDING = EvidenceClass(
    mark("Audio-visual material (stored electronically)"),
    "Civil Procedure Law (2023) art. 66; Interpretation of the Civil Procedure Law (2022) art. 116",
    "2025-04-19",
)
DOCUMENT = EvidenceClass(
    mark("Documentary evidence (copy)"),
    "Civil Procedure Law (2023) art. 66; Provisions on Evidence in Civil Procedure (2019) art. 11",
    "2025-04-19",
)
ELECTRONIC = EvidenceClass(
    mark("Electronic data"),
    "Provisions on Evidence in Civil Procedure (2019) arts 14, 15",
    "2025-04-19",
)


def class_of(item: Item) -> EvidenceClass:
    """Return the class of an item, by its origin first and its medium second."""
    if item.claim is ClaimLevel.OWN_NOTE:
        return STATEMENT
    if item.media_type.startswith(("audio/", "video/")):
        return RECORDING
    if item.media_type.startswith("image/") and item.acquisitions[0].channel is Channel.COUNTER:
        return DOCUMENT
    return ELECTRONIC


PURPOSES: Mapping[Kind, str] = {
    Kind.SETTLEMENT: mark("To show that the loan was settled"),
    Kind.CANCELLATION_REQUEST: mark("To show that cancellation of the account was requested"),
    Kind.CANCELLATION: mark("To show that the account was cancelled"),
    Kind.AUTHORIZATION_REVOCATION: mark("To show that an authorisation was withdrawn"),
    Kind.AUTOPAY_TERMINATION: mark("To show that the automatic debit agreement was ended"),
    Kind.RENEWAL_TERMINATION: mark("To show that automatic renewal was ended"),
    Kind.REPAYMENT: mark("To show that a repayment was made"),
    Kind.CUSTOMER_SERVICE: mark("To show what customer service was asked and answered"),
    Kind.CALL_NOTE: mark("To state how the call went"),
    Kind.COMPLAINT: mark("To show that a complaint was made and how it was received"),
    Kind.CREDIT_REPORT: mark("To show what the credit report states"),
    Kind.DUNNING: mark("To show that payment was demanded"),
    Kind.IDENTITY_DOCUMENT: mark("To show the identity of the party"),
    Kind.OTHER: mark("To show related circumstances"),
}
