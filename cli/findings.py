"""Shows findings: of `check` on the own vault, of `verify` on a packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.exit_codes import ExitCode
from cli.screen import Screen
from vault.language import mark

if TYPE_CHECKING:
    from vault.check import CheckReport
    from vault.proving import Report

VERDICTS = {
    "valid": (mark("VALID"), "green", ExitCode.DONE),
    "valid-with-caveats": (mark("VALID WITH CAVEATS"), "yellow", ExitCode.CAVEATS),
    "invalid": (mark("NOT VALID"), "red", ExitCode.PACKET_INVALID),
}
