"""Findings about the PDF's own signature."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

DOCUMENT_UNSIGNED = Rule(
    "document-unsigned", Area.DOCUMENT, Severity.FAILURE, mark("The document {subject} is not signed.")
)
DOCUMENT_CHANGED = Rule(
    "document-changed",
    Area.DOCUMENT,
    Severity.FAILURE,
    mark("The signature inside {subject} does not hold, or does not cover the whole file."),
)
DOCUMENT_SIGNER = Rule(
    "document-signer-differs",
    Area.DOCUMENT,
    Severity.FAILURE,
    mark("{subject} was signed with another certificate than the packet."),
)
DOCUMENT_OTHER = Rule(
    "document-of-another-packet",
    Area.DOCUMENT,
    Severity.FAILURE,
    mark("{subject} is signed as the document of another packet."),
)
DOCUMENT_UNKNOWN = Rule(
    "document-not-checked",
    Area.DOCUMENT,
    Severity.CAVEAT,
    mark("It could not be checked that {subject} is this packet's own document."),
    unknown=True,
)
DOCUMENT_SIGNED = Rule(
    "document-signed",
    Area.DOCUMENT,
    Severity.INFO,
    mark("The signature inside {subject} covers the whole file."),
)
DOCUMENT_STAMPED = Rule(
    "document-signed-and-stamped",
    Area.DOCUMENT,
    Severity.INFO,
    mark("The signature inside {subject} covers the whole file and carries a timestamp."),
)

DOCUMENT_ALONE = Rule(
    "document-alone",
    Area.CONTENT,
    Severity.CAVEAT,
    mark(
        "{subject} is a PDF by itself: the exhibits are in the packet that it belongs to, and were not judged."
    ),
    unknown=True,
)
DOCUMENT_REDUCED = Rule(
    "document-reduced-copy",
    Area.DOCUMENT,
    Severity.INFO,
    mark(
        "{subject} is a copy with smaller pictures of the PDF in packet {packet}, whose zip has SHA-256 {of}."
    ),
)
DOCUMENT_OF_PACKET = Rule(
    "document-of-packet", Area.DOCUMENT, Severity.INFO, mark("{subject} is the PDF of packet {packet}.")
)
DOCUMENT_STRANGE = Rule(
    "document-of-no-packet",
    Area.DOCUMENT,
    Severity.CAVEAT,
    mark("{subject} is signed, but not as the document of a packet."),
    unknown=True,
)
