"""The part that is for measuring alone: no rule of the product was written with these wordings and layouts in view."""

from samples.reading_set.fresh.documents import DOCUMENTS
from samples.reading_set.fresh.layouts import LAYOUTS
from samples.reading_set.fresh.pages import PAGES
from samples.reading_set.fresh.texts import TEXTS

__all__ = ["LAYOUTS", "WORDINGS"]

WORDINGS = (*PAGES, *TEXTS, *DOCUMENTS)
