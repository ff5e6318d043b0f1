"""Findings about timestamps."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

NO_TIMESTAMP = Rule(
    "timestamp-none",
    Area.TIMESTAMP,
    Severity.CAVEAT,
    mark("No authority vouches for the time of this packet."),
    unknown=True,
)
TIMESTAMP_REMOVED = Rule(
    "timestamp-missing",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The packet says that it is stamped, but {subject} is missing."),
)
TOKEN_MALFORMED = Rule(
    "token-malformed", Area.TIMESTAMP, Severity.FAILURE, mark("{subject} is not a timestamp.")
)
TOKEN_BAD = Rule(
    "token-bad",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The signature of the timestamp {subject} does not hold."),
)
TOKEN_OTHER = Rule(
    "token-mismatch", Area.TIMESTAMP, Severity.FAILURE, mark("The timestamp {subject} is for other bytes.")
)
TOKEN_USAGE = Rule(
    "token-wrong-usage",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The timestamp {subject} was signed with a certificate that is not for timestamps."),
)
TOKEN_VALIDITY = Rule(
    "token-outside-validity",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The authority's certificate was not valid at the time in {subject}."),
)
TOKEN_DISAGREES = Rule(
    "token-disagrees",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The timestamp {subject} has another time than the manifest says."),
)
TOKEN_STRAY = Rule(
    "token-stray-certificate",
    Area.TIMESTAMP,
    Severity.CAVEAT,
    mark("The timestamp {subject} carries a certificate that it does not need."),
)
TOKEN_FUTURE = Rule(
    "token-from-future", Area.TIMESTAMP, Severity.CAVEAT, mark("The timestamp {subject} lies in the future.")
)
TOKEN_AGED = Rule(
    "token-aged",
    Area.TIMESTAMP,
    Severity.CAVEAT,
    mark("What vouches for the timestamp {subject} has expired since, and it was not renewed in time."),
)
TOKEN_REVOKED = Rule(
    "token-revoked",
    Area.TIMESTAMP,
    Severity.FAILURE,
    mark("The certificate behind the timestamp {subject} was revoked."),
)
REVOCATION_UNKNOWN = Rule(
    "revocation-unknown",
    Area.TIMESTAMP,
    Severity.INFO,
    mark(
        "Whether the certificate of {authority} was revoked is not known: the packet holds no list of its issuer."
    ),
)
NOT_VOUCHED = Rule(
    "authority-not-vouched",
    Area.TIMESTAMP,
    Severity.CAVEAT,
    mark(
        "Sound timestamps of {authority}: {count}. Nothing here vouches for that authority; "
        "give its root certificate with --tsa-ca."
    ),
)
STAMPED_AT = Rule(
    "timestamp-good", Area.TIMESTAMP, Severity.INFO, mark("The packet existed on {time}, says {authority}.")
)
STAMP_CLAIMED = Rule(
    "timestamp-claimed",
    Area.TIMESTAMP,
    Severity.INFO,
    mark("{authority} says that the packet existed on {time}; nothing here vouches for {authority}."),
)
