"""One page made anew: covered, read again, and refused if anything can still be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from vault.model import Line
from vault.proving.errors import RedactionReadableError
from vault.proving.redaction import pixels
from vault.proving.redaction.areas import Area, areas, distinct, upright
from vault.proving.redaction.eyes import Eyes, View
from vault.proving.redaction.finding import Secret, Wanted, find, still_told
from vault.proving.redaction.reasons import Reason

ROUNDS = 4
"""Times that a page is covered and read again: what a later look finds is covered too, but not for ever."""
HIDDEN = 0.6
"""Share of an area under covers from which what an engine reads there is the cover's own mark."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an exhibit: where it stands, its pixels as a file, and what is seen on it."""

    number: int
    picture: bytes
    seen: tuple[View, ...]
    codes: tuple[Area, ...] = ()


def seen(number: int, picture: bytes, stored: Sequence[Line], eyes: Eyes) -> Page:
    """Look at a page for the first time.

    Args:
        number: Of the page, from 0.
        picture: PNG or JPEG bytes, upright.
        stored: The lines of this page as the vault read them.
        eyes: What to look with.

    Returns:
        The page with every view of it.
    """
    image = pixels.decoded(picture)
    views = (tuple(stored), *eyes.first_look(image))
    codes = tuple(upright(number, box, Reason.CODES) for box in eyes.codes(image))
    return Page(number, picture, views, codes)


def to_cover(
    number: int, views: Iterable[View], wanted: Wanted, secrets: Iterable[Secret]
) -> tuple[Area, ...]:
    """Return the areas of a page that its views say must be covered."""
    known = tuple(secrets)
    found: list[Area] = []
    for view in views:
        text = "\n".join(line.text for line in view)
        found.extend(replace(area, page=number) for area in areas(view, find(text, wanted, known)))
    return tuple(found)


def rebuilt(
    page: Page,
    first: Sequence[Area],
    wanted: Wanted,
    secrets: frozenset[Secret],
    eyes: Eyes,
    *,
    mark: str,
    name: str,
) -> tuple[Image.Image, tuple[Area, ...]]:
    """Cover a page until no look at the result finds anything.

    Args:
        page: The page.
        first: What must be covered in any case.
        wanted: The classes.
        secrets: Values that must not be seen.
        eyes: What to look with.
        mark: What is written on the covers.
        name: The exhibit's, for the error.

    Returns:
        The page's new pixels, and all areas covered, each writing once.

    Raises:
        RedactionReadableError: Something can still be read after the last round.
    """
    image = pixels.decoded(page.picture)
    covers = list(first)
    for _ in range(ROUNDS):
        result = pixels.covered(image, (area.quad for area in covers), mark)
        shown = pixels.decoded(pixels.encoded(result)[0])
        left = _readable(shown, page.number, covers, wanted, secrets, eyes)
        if not left:
            return result, distinct(covers)
        covers.extend(left)
    raise RedactionReadableError(exhibit=name, page=page.number + 1)


def _readable(
    shown: Image.Image,
    number: int,
    covers: Sequence[Area],
    wanted: Wanted,
    secrets: frozenset[Secret],
    eyes: Eyes,
) -> tuple[Area, ...]:
    """Return what must still be covered on a page as it would be handed over."""
    share = pixels.hidden((area.quad for area in covers), shown.size)
    left: list[Area] = []
    for view in eyes.second_look(shown):
        text = "\n".join(line.text for line in view)
        places = (*find(text, wanted, secrets), *still_told(text, secrets))
        for place in places:
            bare = areas(view, [place], air=False)
            wide = areas(view, [place])
            left.extend(
                replace(area, page=number)
                for area, tight in zip(wide, bare, strict=True)
                if share(tight.quad) < HIDDEN
            )
    return tuple(left)
