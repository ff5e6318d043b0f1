"""`data/manifest.json`: the packet for machines. What the PDF says in words, with every digest."""

from __future__ import annotations

from vault.proving.manifest.composing import compose
from vault.proving.manifest.encoding import ManifestError, NewerManifestError, decode, encode
from vault.proving.manifest.entries import (
    AcquisitionEntry,
    CoveredEntry,
    CustodyEntry,
    ExhibitEntry,
    FactEntry,
    LetterEntry,
    Manifest,
    RedactionEntry,
    SignatureEntry,
    TokenEntry,
    WithheldEntry,
)

__all__ = [
    "AcquisitionEntry",
    "CoveredEntry",
    "CustodyEntry",
    "ExhibitEntry",
    "FactEntry",
    "LetterEntry",
    "Manifest",
    "ManifestError",
    "NewerManifestError",
    "RedactionEntry",
    "SignatureEntry",
    "TokenEntry",
    "WithheldEntry",
    "compose",
    "decode",
    "encode",
]
