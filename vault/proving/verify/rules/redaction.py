"""Findings about redacted copies."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

REDACTION_LACKING = Rule(
    "redaction-lacking",
    Area.REDACTION,
    Severity.FAILURE,
    mark("The packet says that it is redacted, but exhibit {subject} is not."),
)
REDACTION_UNDONE = Rule(
    "redaction-undone",
    Area.REDACTION,
    Severity.FAILURE,
    mark("Exhibit {subject} is said to be a redacted copy, but is the original."),
)
REDACTION_LAYER = Rule(
    "redaction-layer",
    Area.REDACTION,
    Severity.FAILURE,
    mark("Exhibit {subject} holds more than its pixels or its text: what is covered may be read there."),
)
REDACTION_UNKNOWN = Rule(
    "redaction-not-checked",
    Area.REDACTION,
    Severity.CAVEAT,
    mark("{subject} is too large or too damaged to be looked through for what is covered."),
    unknown=True,
)
REDACTION_TOLD = Rule(
    "redaction-told",
    Area.REDACTION,
    Severity.FAILURE,
    mark("{subject} tells what the packet says is covered ({reason})."),
)
REDACTED_COPY = Rule(
    "redacted-copy",
    Area.REDACTION,
    Severity.INFO,
    mark(
        "Exhibit {subject} is a copy with parts covered or written across. Its own timestamps are over the "
        "original, whose digest the manifest names; the copy is covered by the packet's signature and timestamp alone."
    ),
)
REDACTED_UNNAMED = Rule(
    "redacted-copy-unnamed",
    Area.REDACTION,
    Severity.INFO,
    mark(
        "Exhibit {subject} is a text with parts taken out. The original's digest is withheld, as the parts could be "
        "guessed from it; the text is covered by the packet's signature and timestamp alone."
    ),
)
