"""Free texts that a person gives: one that is given says something."""

from __future__ import annotations

from vault.errors import UsageError
from vault.language import mark

REASON = mark("The reason")
TITLE = mark("The title")
NAME = mark("The name")
APP = mark("The name of the app")
SYSTEM = mark("The name of the system")
DEVICE = mark("The name of the device")
NUMBER = mark("The number")
STAFF = mark("The number or name of the staff")
HOTLINE = mark("The hotline")
SOURCE = mark("The source")


class BlankTextError(UsageError):
    """A text that was given shows nothing."""

    code = "text-blank"
    message = mark("{what} is blank.")
    hint = mark("Write a word or more.")
    words = frozenset({REASON, TITLE, NAME, APP, SYSTEM, DEVICE, NUMBER, STAFF, HOTLINE, SOURCE})


def ensure(what: str, text: str | None) -> None:
    """Refuse a text that shows nothing: no character, blanks, or characters without a shape.

    Args:
        what: What the text is, one of the names above.
        text: What was given; None where nothing was.

    Raises:
        BlankTextError: It shows nothing.
    """
    if text is not None and not any(char.isprintable() and not char.isspace() for char in text):
        raise BlankTextError(what=what)
