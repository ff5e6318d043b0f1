"""Findings about the bag."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

FILE_CHANGED = Rule(
    "file-changed",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} was changed: its digest is not the one in the manifest."),
)
FILE_MISSING = Rule("file-missing", Area.CONTENT, Severity.FAILURE, mark("{subject} is missing."))
DOCUMENT_MISSING = Rule(
    "document-missing", Area.CONTENT, Severity.FAILURE, mark("The document {subject} is missing.")
)
FILE_UNLISTED = Rule(
    "file-unlisted", Area.CONTENT, Severity.FAILURE, mark("{subject} stands in no manifest: it was added.")
)
MANIFEST_MALFORMED = Rule(
    "manifest-malformed", Area.CONTENT, Severity.FAILURE, mark("{subject} is not a manifest of this format.")
)
NOT_COVERED = Rule(
    "file-not-covered", Area.CONTENT, Severity.FAILURE, mark("{subject} is not covered by the tag manifest.")
)
DECLARATION_WRONG = Rule(
    "bag-declaration-wrong", Area.CONTENT, Severity.FAILURE, mark("{subject} does not declare BagIt 1.0.")
)
OXUM_WRONG = Rule(
    "oxum-wrong",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} counts other bytes or files than the packet holds."),
)
