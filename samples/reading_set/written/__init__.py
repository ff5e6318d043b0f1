"""The wordings and layouts that the first rules were written with."""

from samples.reading_set.written.layouts import LAYOUTS
from samples.reading_set.written.messages import MESSAGES
from samples.reading_set.written.notices import NOTICES
from samples.reading_set.written.papers import PAPERS
from samples.reading_set.written.services import SERVICES
from samples.reading_set.written.sheets import SHEETS
from samples.reading_set.written.talks import TALKS

__all__ = ["LAYOUTS", "WORDINGS"]

WORDINGS = (*SHEETS, *MESSAGES, *TALKS, *PAPERS, *SERVICES, *NOTICES)
