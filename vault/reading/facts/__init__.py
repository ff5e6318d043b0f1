"""Lines of text to typed facts, by pure rules whose words and patterns are data."""

from __future__ import annotations

from vault.reading.facts.judged import event_date_as_judged
from vault.reading.facts.second_reading import lines_to_reread, references_to_reread, with_second_reading
from vault.reading.facts.sent import Sent
from vault.reading.facts.understanding import extract, understand

__all__ = [
    "Sent",
    "event_date_as_judged",
    "extract",
    "lines_to_reread",
    "references_to_reread",
    "understand",
    "with_second_reading",
]
