"""Findings about what the manifest says of the files."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

MANIFEST_UNREADABLE = Rule(
    "manifest-unreadable",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} cannot be read; exhibits and custody were not judged."),
)
EXHIBIT_MISSING = Rule(
    "exhibit-missing", Area.CONTENT, Severity.FAILURE, mark("Exhibit {subject} is missing.")
)
EXHIBIT_DIFFERS = Rule(
    "exhibit-differs",
    Area.CONTENT,
    Severity.FAILURE,
    mark("Exhibit {subject} is not the file that the manifest describes."),
)
EXHIBIT_UNLISTED = Rule(
    "exhibit-unlisted",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} is among the exhibits, but not in the manifest."),
)
LETTER_DIFFERS = Rule(
    "letter-differs",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} is not the letter that the manifest describes, or is missing."),
)
EXHIBIT_NUMBERING = Rule(
    "exhibit-numbering",
    Area.CONTENT,
    Severity.FAILURE,
    mark("The exhibits in {subject} are not numbered one after the other."),
)
