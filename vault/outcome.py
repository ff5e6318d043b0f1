"""What became of one input: the result that `add`, `note` and `read` give for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vault.errors import VaultError
from vault.model import Findings, ItemId, Reading, Sha256

Status = Literal["added", "duplicate", "read", "failed"]
TimestampState = Literal["stamped", "pending", "none"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input and what became of it.

    `parent` is the mail that an attachment came in. `partly` says that only the first frames of an animation were read.
    `unstamped_by` names the authorities that were asked for a token and gave none. `signatures` is what became of a
    mail's DKIM signatures, in the words of `vault.sources.authenticity`; None for anything else.
    """

    path: str
    status: Status
    id: ItemId | None = None
    sha256: Sha256 | None = None
    media_type: str | None = None
    reading: Reading | None = None
    findings: Findings | None = None
    timestamp: TimestampState = "none"
    parent: ItemId | None = None
    partly: bool = False
    unstamped_by: tuple[str, ...] = ()
    signatures: str | None = None
    error: VaultError | None = None
