"""Laws of the shared words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault.model import Line, Reading

TEXTS = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=6), min_size=1, max_size=8)


@given(TEXTS, st.data())
def test_the_lines_at_a_span_are_those_that_it_touches(texts: list[str], data: st.DataObject) -> None:
    reading = Reading("made", "1", tuple(Line(text) for text in texts))
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    touched = reading.lines_at((start, end))
    pieces = [piece for piece in reading.text[start:end].split("\n") if piece]
    assert len(touched) == len(pieces)
    assert all(piece in line.text for piece, line in zip(pieces, touched, strict=True))
