"""Findings about the zip itself."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

UNSAFE_NAME = Rule(
    "unsafe-name",
    Area.CONTENT,
    Severity.FAILURE,
    mark("The archive has a member with an unsafe name: {subject}."),
)
DUPLICATE_NAME = Rule(
    "duplicate-name", Area.CONTENT, Severity.FAILURE, mark("{subject} occurs more than once in the archive.")
)
NAME_DIFFERS = Rule(
    "name-differs",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} has another name in the archive's directory than before its data."),
)
HEADERS_DIFFER = Rule(
    "headers-differ",
    Area.CONTENT,
    Severity.FAILURE,
    mark("{subject} has another size, checksum or method in the archive's directory than before its data."),
)
NOT_A_FILE = Rule(
    "not-a-file", Area.CONTENT, Severity.FAILURE, mark("{subject} is a link or device, not a file.")
)
ENCRYPTED = Rule(
    "member-encrypted", Area.CONTENT, Severity.FAILURE, mark("{subject} is encrypted inside the archive.")
)
UNREADABLE = Rule("member-unreadable", Area.CONTENT, Severity.FAILURE, mark("{subject} cannot be unpacked."))
BOMB = Rule(
    "archive-bomb",
    Area.CONTENT,
    Severity.FAILURE,
    mark("The archive would unpack to far more than it holds; {subject} was not read."),
)
HIDDEN_BYTES = Rule(
    "archive-hidden-bytes",
    Area.CONTENT,
    Severity.FAILURE,
    mark("The archive holds {count} bytes that belong to no member."),
)
OUTSIDE = Rule(
    "member-outside", Area.CONTENT, Severity.FAILURE, mark("{subject} lies outside the packet's folder.")
)
SYSTEM_FILES = Rule(
    "system-files",
    Area.CONTENT,
    Severity.INFO,
    mark(
        "The archive also holds files that an operating system put there, no part of the packet and not judged: "
        "{count}, the first of them {subject}."
    ),
)
