"""How Chinese procedure classes an exhibit."""

from __future__ import annotations

from dataclasses import dataclass

from vault.language import mark
from vault.model import Channel, ClaimLevel, Item


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
