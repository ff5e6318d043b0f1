"""One page made anew: covered, read again, and refused if anything can still be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from vault.model import Box, Line
from vault.proving.errors import RedactionReadableError
from vault.proving.redaction import pixels
from vault.proving.redaction.areas import Area, areas, distinct, held, upright
from vault.proving.redaction.eyes import Eyes, View
from vault.proving.redaction.finding import Place, Secret, Wanted, find, still_told
from vault.proving.redaction.fitting import fitted
from vault.proving.redaction.reasons import Reason
from vault.proving.sheets import decoded

ROUNDS = 4
"""Times that a page is covered and read again: what a later look finds is covered too, but not for ever."""
HIDDEN = 0.6
"""Share of an area under covers from which what an engine reads there is the cover's own mark."""
HELD = 0.75
"""Share of a reckoned area from which it lies under one that is known: the rest is its error."""
GAP = Line("[]")
"""Stands in the text of a view for what a cover hides."""
LEVEL, FAR = 0.4, 6.0
"""Shares of a line's height: how much of it is level with a cover that follows, and how far off that may begin."""
EXACT = frozenset({Reason.CODES, Reason.CHOSEN})
"""Areas that are covered as they are: the edge of a code is ink all around, and a person says what is meant."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an exhibit: where it stands, and what is seen on it."""

    number: int
    seen: tuple[View, ...]
    codes: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What must not be seen on the pages of one exhibit.

    `wanted` are the classes, `secrets` values, `mark` is written on the covers, `exhibit` names it in errors, and
    `always_jpeg` says that its pages become pictures in a PDF.
    """

    wanted: Wanted
    secrets: frozenset[Secret]
    mark: str
    exhibit: str
    always_jpeg: bool = False

    def places(self, view: View) -> tuple[Place, ...]:
        """Return the places in the text of a view that must be covered."""
        return find("\n".join(line.text for line in view), self.wanted, self.secrets)


@dataclass(frozen=True, slots=True)
class Clean:
    """A page as it may be handed over: its file, the pixels in it, and what is covered, each writing once."""

    data: bytes
    media_type: str
    image: Image.Image
    covered: tuple[Area, ...]


def seen(number: int, image: Image.Image, stored: View | None, eyes: Eyes) -> Page:
    """Look at a page for the first time.

    Args:
        number: Of the page, from 0.
        image: Its pixels, upright, in RGB.
        stored: What the best of the eyes has read of these pixels before, None if it has not.
        eyes: What to look with.

    Returns:
        The page with every view of it.
    """
    codes = tuple(upright(number, box, Reason.CODES) for box in eyes.codes(image))
    return Page(number, tuple(eyes.first_look(image, stored)), codes)


def to_cover(page: Page, sought: Sought) -> tuple[Area, ...]:
    """Return the areas of a page that its views say must be covered.

    Where the first view knows the place of each character, it is believed: what a later one reckons to stand there
    would only take the neighbours along.
    """
    exact = areas(page.seen[0], sought.places(page.seen[0]))
    believed = exact if any(line.places for line in page.seen[0]) else ()
    found = [*exact]
    for view in page.seen[1:]:
        places = sought.places(view)
        tight, wide = areas(view, places, air=False), areas(view, places)
        found += [area for area, bare in zip(wide, tight, strict=True) if not _in_any(bare, believed)]
    return tuple(replace(area, page=page.number) for area in found)


def _in_any(area: Area, known: Iterable[Area]) -> bool:
    return any(one.reason is area.reason and held(area.box, one.box) >= HELD for one in known)


def rebuilt(page: Page, image: Image.Image, first: Sequence[Area], sought: Sought, eyes: Eyes) -> Clean:
    """Cover a page until no look at the result finds anything.

    Args:
        page: The page.
        image: Its pixels, as `seen` had them.
        first: What must be covered in any case.
        sought: What must not be seen.
        eyes: What to look with.

    Returns:
        The page made anew.

    Raises:
        RedactionReadableError: Something can still be read after the last round.
    """
    covers = _fitted(image, first)
    for _ in range(ROUNDS):
        result = pixels.covered(image, (area.quad for area in covers), sought.mark)
        data, media_type = pixels.encoded(result, always_jpeg=sought.always_jpeg)
        shown = result if media_type == pixels.LOSSLESS else decoded(data)
        left = (*_readable(shown, covers, sought, eyes), *_codes(shown, covers, sought, eyes))
        if not left:
            return Clean(data, media_type, shown, distinct(covers))
        covers += _fitted(image, (replace(area, page=page.number) for area in left))
    raise RedactionReadableError(exhibit=sought.exhibit, page=page.number + 1)


def _fitted(image: Image.Image, found: Iterable[Area]) -> list[Area]:
    return [area if area.reason in EXACT else fitted(image, area) for area in found]


def _readable(shown: Image.Image, covers: Sequence[Area], sought: Sought, eyes: Eyes) -> list[Area]:
    """Return what must still be covered on a page as it would be handed over."""
    share = pixels.hidden((area.quad for area in covers), shown.size)
    of_writing = (area.box for area in distinct(covers) if area.reason is not Reason.CODES)
    left: list[Area] = []
    for found in eyes.second_look(shown, of_writing):
        view = tuple(_with_gaps(found, covers))
        text = "\n".join(line.text for line in view)
        for place in (*sought.places(view), *still_told(text, sought.secrets)):
            bare, wide = areas(view, [place], air=False), areas(view, [place])
            left += [area for area, tight in zip(wide, bare, strict=True) if share(tight.quad) < HIDDEN]
    return left


def _with_gaps(view: View, covers: Sequence[Area]) -> Iterator[Line]:
    """Yield lines, with one more after each that a cover follows: else the next line passes for a label's value."""
    for line in view:
        yield line
        if line.box is not None and any(_goes_on(line.box, area.box) for area in covers):
            yield GAP


def _goes_on(line: Box, cover: Box) -> bool:
    """Tell whether a cover lies where a line would go on to the right."""
    height = line.y1 - line.y0
    level = min(line.y1, cover.y1) - max(line.y0, cover.y0)
    return level > LEVEL * height and cover.x0 < line.x1 + FAR * height and cover.x1 > line.x1 - height


def _codes(shown: Image.Image, covers: Sequence[Area], sought: Sought, eyes: Eyes) -> list[Area]:
    """Return codes that are still there; a covered one may be found by its edges, and is none any more."""
    if Reason.CODES not in sought.wanted.reasons:
        return []
    share = pixels.hidden((area.quad for area in covers), shown.size)
    found = (upright(0, box, Reason.CODES) for box in eyes.codes(shown))
    return [area for area in found if share(area.quad) < HIDDEN]
