"""Repairs, of what one check finds or as long as something can be done."""

from __future__ import annotations

import datetime as dt
import hmac
import pathlib
from functools import partial

from vault.keeping.check.audit import check, expected_originals
from vault.keeping.check.finding import Finding
from vault.keeping.repair import Repair, Workshop, put_right
from vault.keeping.store import Unlocked

LATER = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
"""When nothing that lies in a vault is fresh any more."""


def repaired(
    unlocked: Unlocked, backup: pathlib.Path | None = None, moment: dt.datetime = LATER
) -> list[Repair]:
    """Check once, and repair what is found."""
    workshop = Workshop(unlocked, backup, moment, hmac.compare_digest)
    found = check(unlocked.store, unlocked, read_data=True)
    return list(workshop.repair(found, partial(expected_originals, unlocked)))


def repaired_fully(
    unlocked: Unlocked, backup: pathlib.Path | None
) -> tuple[list[Repair], tuple[Finding, ...]]:
    """Repair as the command does; return what was done and what is left."""
    workshop = Workshop(unlocked, backup, LATER, hmac.compare_digest)
    look = partial(check, unlocked.store, unlocked, read_data=True)
    done: list[Repair] = []
    left = put_right(workshop, look, partial(expected_originals, unlocked), done.append)
    return done, left
