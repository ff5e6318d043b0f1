"""Originals that no event tells of: left by an import that was interrupted, or of an event that is lost itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Final

from vault.keeping.check.finding import Finding, finding
from vault.model import ItemId

ORPHANED: Final = "object-orphaned"

UNCLAIMED: Final = frozenset({ORPHANED, "object-event-lost", "object-event-maybe-lost"})
"""What is found about an original that no event tells of."""

JOURNAL: Final = frozenset(
    {"event-missing", "event-damaged", "event-changed", "event-misplaced", "chain-cut"}
)
"""What is found where events are lost."""


def attributed(found: Sequence[Finding], told_by: Callable[[ItemId], str | None]) -> tuple[Finding, ...]:
    """Say of each original without an event whether its event is lost, so that nobody adds it a second time.

    Args:
        found: All findings of a check that read the events.
        told_by: Tells where the event that added an item lay, None where nothing has seen it.

    Returns:
        The findings in their order.
    """
    if not any(one.code in JOURNAL for one in found):
        return tuple(found)
    return tuple(_attributed(one, told_by) if one.code == ORPHANED else one for one in found)


def _attributed(orphan: Finding, told_by: Callable[[ItemId], str | None]) -> Finding:
    event = told_by(ItemId(PurePosixPath(orphan.subject).stem))
    if event is None:
        return finding("object-event-maybe-lost", orphan.subject)
    return finding("object-event-lost", orphan.subject, event=event)
