"""The half that is for measuring alone: no rule of the product is written with these wordings and layouts in view."""

from samples.reading_set.held_out.layouts import LAYOUTS
from samples.reading_set.held_out.messages import MESSAGES
from samples.reading_set.held_out.papers import PAPERS
from samples.reading_set.held_out.sheets import SHEETS
from samples.reading_set.held_out.talks import TALKS

__all__ = ["LAYOUTS", "WORDINGS"]

WORDINGS = (*SHEETS, *MESSAGES, *TALKS, *PAPERS)
