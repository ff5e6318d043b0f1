"""The messages of a conversation or of a thread of text messages: who wrote which part of the text, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vault.model import Line, Message
from vault.reading.facts.conversation.bubbles import Colour, Grounds, bubbles
from vault.reading.facts.conversation.marks import Dated
from vault.reading.facts.conversation.transcript import transcript
from vault.reading.facts.page import Page

__all__ = ["Colour", "Dated", "Grounds", "messages", "no_ground"]


def no_ground(_line: Line) -> None:
    """Tell no colour: the ground of a line where there is no picture."""


def messages(
    page: Page,
    dates: Sequence[Dated],
    moment: dt.datetime | None = None,
    grounds: Grounds = no_ground,
) -> tuple[Message, ...]:
    """Return the messages of a page in order of place, () where it is no conversation.

    Args:
        page: The page.
        dates: Where dates stand on it and what they mean, in order of place.
        moment: The capture in local time; a mark that shows a clock alone is of that day, or of the mark before it.
        grounds: The colour that each line is written on, where there is a picture.
    """
    placed = any(line.quad is not None for line in page.reading.lines)
    return bubbles(page, dates, moment, grounds) if placed else transcript(page, dates)
