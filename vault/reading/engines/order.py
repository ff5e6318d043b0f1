"""Reading order: rows from top to bottom, left to right within a row; columns of running text one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from vault.model import Box, Line
from vault.reading.levelling import levelled, slant_of

FEWEST = 3
"""Lines that each of two columns has at least."""
SIDE_BY_SIDE = 0.7
"""Share of the shorter column's lines that stand beside lines of the other; bubbles of a chat alternate instead."""
SAME_ROWS = 0.6
"""Share of the shorter column's lines that stand exactly level with one of the other, from which they are rows."""
APART = 6.0
"""Heights of a line between two lines of one column; what is read in portraits beside bubbles stands farther apart."""
LIKE, NEAR = 1.4, 0.8
"""Heights of two lines of one text beside each other, and the space between them in heights."""
ASIDE = 0.4
"""Heights of a line by which its middle is off another's, from which it is no part of that row."""
LOOK_BACK = 8
"""Lines beside a text that are looked through for the text's line before."""
RUNNING = 8.0
"""Width over height of the lines of running text; labels are shorter."""

Placed = tuple[Box, Line]
Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand beside each other, and the free stretches from the left to the right of them all."""

    placed: tuple[Placed, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The stretches without writing, wider than a line is high."""
        taken = sorted((box.x0, box.x1) for box, _ in self.placed)
        height = min(box.y1 - box.y0 for box, _ in self.placed)
        edges = [float("-inf"), *itertools.chain.from_iterable(taken), float("inf")]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple((left, right) for left, right in pairs if right - left > height)


def in_reading_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Order the lines of one page as a person reads them, however the page is turned.

    A line belongs to the row before it when it stands beside every line of that row: their middles differ by
    at most half the flatter one's height, and they share no columns. A label and its value are one row; two
    small lines beside one large amount are rows of their own. Where running text stands in columns, or a menu
    beside a text, the columns follow each other.

    Args:
        lines: Lines with quads; one without a quad keeps its place after the others.

    Returns:
        The same lines, each once. Equal places keep their order.
    """
    given = tuple(lines)
    slant = slant_of(given)
    placed = [(levelled(line.quad, slant), line) for line in given if line.quad is not None]
    return (*_in_order(placed), *(line for line in given if line.quad is None))


def _in_order(placed: Sequence[Placed]) -> list[Line]:
    ordered: list[Line] = []
    for run, gap in _runs(_rows(placed)):
        inside = [pair for row in run for pair in row.placed]
        left = [pair for pair in inside if gap and pair[0].x1 <= gap[0]]
        right = [pair for pair in inside if gap and pair[0].x0 >= gap[1]]
        if _are_columns(left, right):
            ordered += [*_in_order(left), *_in_order(right)]
        else:
            ordered += [line for _, line in _uninterrupted(inside)]
    return ordered


def _uninterrupted(placed: Iterable[Placed]) -> list[Placed]:
    """Move what stands beside a text, between two of its lines, before the text or behind it.

    Names in portraits beside a bubble come before it, the letters of an index at the edge after the entry. What is
    level with a line, or larger than the text, belongs to its row and stays.
    """
    ordered: list[Placed] = []
    for pair in placed:
        box, between = pair[0], _foreign(ordered, pair[0])
        ordered.append(pair)
        if not between:
            continue
        text = len(ordered) - 1 - between  # where the lines between begin
        aside = ordered[text:-1]
        start = _beginning(ordered, text - 1)
        ordered[start:] = [
            *(one for one in aside if one[0].x1 <= box.x0),
            *ordered[start:text],
            pair,
            *(one for one in aside if one[0].x1 > box.x0),
        ]
    return ordered


def _foreign(ordered: Sequence[Placed], box: Box) -> int:
    """Return how many of the last lines stand between a line and the line that it goes on from."""
    for count, (other, _) in enumerate(itertools.islice(reversed(ordered), LOOK_BACK)):
        if _goes_on(other, box):
            between = [foreign for foreign, _ in ordered[len(ordered) - count :]]
            return count if all(_is_aside(foreign, (other, box)) for foreign in between) else 0
    return 0


def _beginning(ordered: Sequence[Placed], last: int) -> int:
    """Return where the text begins that the line at `last` ends."""
    while last and _goes_on(ordered[last - 1][0], ordered[last][0]):
        last -= 1
    return last


def _goes_on(upper: Box, lower: Box) -> bool:
    """Whether two lines are neighbours in one text: close, of one size, and with one left edge."""
    height = min(upper.y1 - upper.y0, lower.y1 - lower.y0)
    like = max(upper.y1 - upper.y0, lower.y1 - lower.y0) <= LIKE * height
    near = -0.3 * height <= lower.y0 - upper.y1 <= NEAR * height
    return like and near and abs(upper.x0 - lower.x0) <= 0.5 * height


def _is_aside(box: Box, lines: Iterable[Box]) -> bool:
    """Whether a line stands left or right of lines, level with none of them, and not larger."""
    return all(
        (box.x1 <= line.x0 or box.x0 >= line.x1)
        and box.y1 - box.y0 <= line.y1 - line.y0
        and _distance(box, line) > ASIDE * (box.y1 - box.y0)
        for line in lines
    )


def _rows(placed: Sequence[Placed]) -> list[Row]:
    rows: list[list[Placed]] = []
    for box, line in sorted(placed, key=lambda pair: (pair[0].y0 + pair[0].y1, pair[0].x0)):
        if rows and all(_level(box, other) and _apart(box, other) for other, _ in rows[-1]):
            rows[-1].append((box, line))
        else:
            rows.append([(box, line)])
    return [Row(tuple(sorted(row, key=lambda pair: pair[0].x0))) for row in rows]


def _runs(rows: Iterable[Row]) -> list[tuple[list[Row], Gap | None]]:
    """Cut the rows where no stretch stays free, and give each run the widest that lies between its lines."""
    runs: list[tuple[list[Row], tuple[Gap, ...]]] = []
    for row in rows:
        shared = _shared(runs[-1][1], row.gaps) if runs else ()
        if any(_is_inside(gap) for gap in shared) or (runs and _may_go_on([*runs[-1][0], row], shared)):
            runs[-1][0].append(row)
            runs[-1] = (runs[-1][0], shared)
        else:
            runs.append(([row], row.gaps))
    return [(run, max(filter(_is_inside, gaps), key=_width, default=None)) for run, gaps in runs]


def _may_go_on(run: Sequence[Row], shared: Sequence[Gap]) -> bool:
    """Whether lines have stood on one side only so far, so that the other may still come."""
    return len(shared) == 2 and all(len(row.placed) == 1 for row in run)


def _shared(some: Iterable[Gap], others: Sequence[Gap]) -> tuple[Gap, ...]:
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple((left, right) for left, right in both if left < right)


def _is_inside(gap: Gap) -> bool:
    return gap[0] != float("-inf") and gap[1] != float("inf")


def _width(gap: Gap) -> float:
    return gap[1] - gap[0]


def _are_columns(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    """Whether the lines on both sides of a gap are read one side after the other, not row by row."""
    fewer, more = sorted(([box for box, _ in left], [box for box, _ in right]), key=len)
    if len(fewer) < FEWEST or _is_scattered(fewer):
        return False
    beside = sum(any(_overlap(box, other) for other in more) for box in fewer)
    if beside < SIDE_BY_SIDE * len(fewer):
        return False
    level = sum(any(_exactly_level(box, other) for other in more) for box in fewer)
    if level < SAME_ROWS * len(fewer):
        return True
    return all(median((b.x1 - b.x0) / max(b.y1 - b.y0, 1) for b in side) >= RUNNING for side in (fewer, more))


def _is_scattered(boxes: Sequence[Box]) -> bool:
    height = median(box.y1 - box.y0 for box in boxes)
    ordered = sorted(boxes, key=lambda box: box.y0)
    return any(lower.y0 - upper.y1 > APART * height for upper, lower in itertools.pairwise(ordered))


def _overlap(one: Box, other: Box) -> bool:
    return min(one.y1, other.y1) > max(one.y0, other.y0)


def _exactly_level(one: Box, other: Box) -> bool:
    return _distance(one, other) <= 0.2 * min(one.y1 - one.y0, other.y1 - other.y0)


def _level(one: Box, other: Box) -> bool:
    return _distance(one, other) <= min(one.y1 - one.y0, other.y1 - other.y0) / 2


def _distance(one: Box, other: Box) -> float:
    """Return how far the middles of two boxes differ in height."""
    return abs((one.y0 + one.y1) - (other.y0 + other.y1)) / 2


def _apart(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared <= 0.2 * min(one.x1 - one.x0, other.x1 - other.x0)
