"""Findings about the custody log."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

CUSTODY_UNKNOWN = Rule(
    "custody-not-checked",
    Area.CUSTODY,
    Severity.CAVEAT,
    mark("The custody log could not be checked."),
    unknown=True,
)
CUSTODY_MALFORMED = Rule(
    "custody-malformed",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("Line {line} of {subject} is not an event in canonical form."),
)
CUSTODY_CUT = Rule(
    "custody-shortened",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("Records are missing from {subject}, the first of them number {event}."),
)
CUSTODY_ADDED = Rule(
    "custody-added", Area.CUSTODY, Severity.FAILURE, mark("Record {event} was added to {subject}.")
)
CUSTODY_ORDER = Rule(
    "custody-reordered",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("The records in {subject} are not in their order."),
)
CUSTODY_LINK = Rule(
    "custody-broken-link",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("Record {event} in {subject} does not follow from the one before it."),
)
CUSTODY_HEAD = Rule(
    "custody-head-wrong",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("The last record in {subject} is not the one that the manifest names."),
)
CUSTODY_OTHER = Rule(
    "custody-of-no-exhibit",
    Area.CUSTODY,
    Severity.FAILURE,
    mark("Record {event} in {subject} is about no exhibit of this packet."),
)
CUSTODY_NO_ORIGIN = Rule(
    "custody-without-origin",
    Area.CUSTODY,
    Severity.CAVEAT,
    mark("The custody log does not tell how exhibit {subject} came in."),
)
CUSTODY_NO_END = Rule(
    "custody-without-end",
    Area.CUSTODY,
    Severity.CAVEAT,
    mark("The custody log of exhibit {subject} does not reach to this packet."),
)
