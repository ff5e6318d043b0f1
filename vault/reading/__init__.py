"""The room `reading`: pictures and text to lines (`engines`), lines to typed facts (`facts`).

The engines are imported where they are used; what stands here needs the standard library alone.
"""

from __future__ import annotations

from vault.reading.directory import Directory, FormerName, Platform, load_directory
from vault.reading.facts import (
    Sent,
    event_date_as_judged,
    extract,
    lines_to_reread,
    references_to_reread,
    understand,
    with_second_reading,
)

__all__ = [
    "Directory",
    "FormerName",
    "Platform",
    "Sent",
    "event_date_as_judged",
    "extract",
    "lines_to_reread",
    "load_directory",
    "references_to_reread",
    "understand",
    "with_second_reading",
]
