"""Wordings and layouts that were kept apart from the first rules; since their first figures, for development."""

from samples.reading_set.second.layouts import LAYOUTS
from samples.reading_set.second.messages import MESSAGES
from samples.reading_set.second.papers import PAPERS
from samples.reading_set.second.sheets import SHEETS
from samples.reading_set.second.talks import TALKS

__all__ = ["LAYOUTS", "WORDINGS"]

WORDINGS = (*SHEETS, *MESSAGES, *TALKS, *PAPERS)
