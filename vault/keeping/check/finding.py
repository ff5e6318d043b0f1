"""What the check says: every finding has a code, says what it is about, and what is lost and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from vault.errors import printable
from vault.language import Translator, mark


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # something is lost or was changed
    WARNING = "warning"  # nothing is lost, and somebody should look
    INFO = "info"  # nothing is wrong any more


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `subject` is a path within the vault; `values` fill the placeholders of the message."""

    code: str
    severity: Severity
    subject: str
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, translate: Translator = mark) -> str:
        """Return the message in the translator's language."""
        return translate(MESSAGES[self.code]).format_map({"subject": printable(self.subject), **self.values})


SEVERITIES: Final[Mapping[str, Severity]] = {
    "object-missing": Severity.ERROR,
    "object-damaged": Severity.ERROR,
    "object-truncated": Severity.ERROR,
    "object-orphaned": Severity.WARNING,
    "object-event-lost": Severity.WARNING,
    "object-event-maybe-lost": Severity.WARNING,
    "event-missing": Severity.ERROR,
    "event-damaged": Severity.ERROR,
    "event-changed": Severity.ERROR,
    "event-misplaced": Severity.ERROR,
    "chain-cut": Severity.ERROR,
    "key-missing": Severity.ERROR,
    "key-damaged": Severity.ERROR,
    "signer-mismatch": Severity.ERROR,
    "signer-changed": Severity.ERROR,
    "particulars-damaged": Severity.WARNING,
    "recipients-unrecorded": Severity.ERROR,
    "reencryption-unfinished": Severity.WARNING,
    "index-rebuilt": Severity.INFO,
    "conflict-copy": Severity.WARNING,
    "unknown-file": Severity.WARNING,
    "unfinished-file": Severity.INFO,
    "open-to-others": Severity.WARNING,
    "decoding-unconfined": Severity.INFO,
}

MESSAGES: Final[Mapping[str, str]] = {
    "object-missing": mark(
        "{subject}: an original is missing. What was read from it is kept; restore the file from a backup."
    ),
    "object-damaged": mark(
        "{subject}: an original was changed. What was read from it is kept; restore the file from a backup."
    ),
    "object-truncated": mark(
        "{subject}: an original is cut off. What was read from it is kept; restore the file from a backup."
    ),
    "object-orphaned": mark(
        "{subject}: no event tells of this original; its import was interrupted, or a sync has not brought its event "
        "yet. Let the sync finish; if this stays, add the file again."
    ),
    "object-event-lost": mark(
        "{subject}: this original belongs to {event}, which is missing or damaged. Bring that event back: let the sync "
        "finish, or run `vault repair --from BACKUP`."
    ),
    "object-event-maybe-lost": mark(
        "{subject}: no event tells of this original; it may belong to one that is missing or damaged. Bring those "
        "events back first: let the sync finish, or run `vault repair --from BACKUP`."
    ),
    "event-missing": mark(
        "{subject}: an event is missing; the others are there. Let the sync finish, or restore it from a backup."
    ),
    "event-damaged": mark("{subject}: an event cannot be read; the others can. Restore it from a backup."),
    "event-changed": mark(
        "{subject}: this is not the event that was recorded here. Compare it with a backup."
    ),
    "event-misplaced": mark(
        "{subject}: this event belongs elsewhere; files were renamed or folders mixed. Restore it from a backup."
    ),
    "chain-cut": mark(
        "{subject}: the journal ends at event {found}, but event {expected} was seen. Restore the rest from a backup."
    ),
    "key-missing": mark("{subject}: this key file is missing. Restore the folder keys from a backup."),
    "key-damaged": mark("{subject}: this key file is damaged. Restore the folder keys from a backup."),
    "signer-mismatch": mark(
        "{subject}: it does not belong to the signing key, so no packet can be signed; packets made earlier stay "
        "valid. Restore the folder keys from a backup, or make a new key with `vault recipients finish`."
    ),
    "signer-changed": mark(
        "{subject}: this is not the signing certificate that this device and the journal know; nothing is lost. If it "
        "was changed on another device of yours, run `vault recipients accept`; if not, `vault repair --from BACKUP`."
    ),
    "particulars-damaged": mark(
        "{subject}: it is damaged. Give them again: vault profile clear, then vault profile set."
    ),
    "recipients-unrecorded": mark(
        "{subject}: it names other readers than the journal. If you did not add them, restore it from a backup."
    ),
    "reencryption-unfinished": mark(
        "{subject}: a change of readers was interrupted. Complete it with `vault recipients finish`."
    ),
    "index-rebuilt": mark(
        "{subject}: the index was damaged or out of step, and was built anew. Nothing is lost."
    ),
    "conflict-copy": mark(
        "{subject}: a second version made by a sync program. It is not used; look at it before you remove it."
    ),
    "unknown-file": mark("{subject}: this file is none of the vault's. It is left alone."),
    "unfinished-file": mark(
        "{subject}: left by a process that was stopped. It means nothing and may be deleted."
    ),
    "open-to-others": mark(
        "{subject}: other users of this computer may read or change it; its rights are {mode}."
    ),
    "decoding-unconfined": mark(
        "{subject}: this system does not confine the process that opens files in all ({lacking}). Add files from "
        "strangers on Linux with a kernel from 5.13."
    ),
}


def finding(code: str, subject: str, **values: object) -> Finding:
    """Make a finding.

    Args:
        code: One of `MESSAGES`.
        subject: A path within the vault.
        **values: For the placeholders of the message.

    Returns:
        The finding, with the severity of its code.
    """
    filled = {name: printable(value) for name, value in values.items()}
    return Finding(code, SEVERITIES[code], subject, filled)
