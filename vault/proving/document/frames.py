"""Frames around the places of facts, laid over the printed copy of a picture. The original is never drawn on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vault.model import Box
from vault.proving.document.facts import Shown
from vault.proving.document.pictures import Piece

AIR = 0.16
"""Of a line's height, between its characters and the frame."""


def frames(shown: Iterable[Shown], page: int, piece: Piece, *, read_width: float) -> list[dict[str, object]]:
    """Return the frames of one printed piece of a picture, from top to bottom.

    Args:
        shown: The facts of the exhibit.
        page: Of the exhibit, counted from 0.
        piece: The part of that page that is printed.
        read_width: Width in pixels of the page as the facts' places count it.

    Returns:
        Number, certainty and edges of each; edges as shares of the piece's width and height, 0 to 1. A fact that runs
        over several lines has a frame for each, the first with its number, the others with 0.
    """
    scale = piece.across / read_width
    found = []
    for fact in shown:
        for where, boxes in fact.places:
            lines = [_edges(_scaled(box, scale), piece) for box in boxes] if where == page else []
            for count, edges in enumerate(filter(None, lines)):
                number = fact.number if count == 0 else 0
                found.append({"number": number, "certain": fact.certain, "edges": edges})
    return sorted(found, key=lambda frame: (frame["edges"][3], frame["edges"][0]))  # type: ignore[index]


def _scaled(box: Box, scale: float) -> Box:
    """Return a box in the pixels of the picture that is printed, with air around."""
    air = AIR * (box.y1 - box.y0)
    edges = (box.x0 - air, box.y0 - air, box.x1 + air, box.y1 + air)
    return Box(*(edge * scale for edge in edges))


def _edges(box: Box, piece: Piece) -> Sequence[float] | None:
    """Return the edges in a piece that shows at least the middle of the box, None in one that does not."""
    middle = (box.y0 + box.y1) / 2
    if not piece.top <= middle < piece.bottom:
        return None
    tall = piece.bottom - piece.top
    across = (_share(box.x0 / piece.across), _share(box.x1 / piece.across))
    down = (_share((box.y0 - piece.top) / tall), _share((box.y1 - piece.top) / tall))
    return across[0], down[0], across[1], down[1]


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)
