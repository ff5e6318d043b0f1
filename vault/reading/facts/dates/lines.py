"""Where the line of a date starts and ends, looked for no further than a long line reaches.

A text may be one line of any length with a date in every word of it; what stands farther off says nothing of a date.
"""

from __future__ import annotations

_LONG_LINE = 400
"""Characters; what is longer is cut there."""


def line_start(text: str, offset: int) -> int:
    """Return where the line starts that holds the character at `offset`."""
    near = offset - _LONG_LINE if offset > _LONG_LINE else 0
    return text.rfind("\n", near, offset) + 1 or near


def line_end(text: str, offset: int) -> int:
    """Return where the line ends that holds the character at `offset`: at its line feed, or behind the text."""
    end = text.find("\n", offset, offset + _LONG_LINE)
    return min(offset + _LONG_LINE, len(text)) if end < 0 else end
