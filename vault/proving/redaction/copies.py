"""The copy that is enclosed in place of an original: a file made anew, and the exhibit that tells of it."""

from __future__ import annotations

import collections
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from vault.model import Item, Sha256
from vault.proving.dossier import Covered, Exhibit, Redaction
from vault.proving.redaction import picture_pdf, pixels
from vault.proving.redaction.areas import Area
from vault.proving.redaction.bare import is_bare
from vault.proving.redaction.reasons import Reason
from vault.proving.sheets import Sheet, reopened

GUESSABLE = ("text/plain", "text/html")
"""Originals whose digest gives away what was covered: who tries all telephone numbers finds the one that fits."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file made anew, and its pages for printing (() for a text)."""

    data: bytes
    media_type: str
    pages: tuple[bytes, ...] = ()


File = tuple[bytes, str]
"""A file's content and its media type."""


def of_images(pages: Iterable[Image.Image], *, single: bool) -> Copy:
    """Return the copy of a picture, or of a document in pages, from pixels; see `of_files`."""
    return of_files([pixels.encoded(page, always_jpeg=not single) for page in pages], single=single)


def of_files(pages: Sequence[File], *, single: bool) -> Copy:
    """Return the copy of a picture, or of a document in pages.

    Args:
        pages: Covered, as `pixels.encoded` writes them; those of a document are JPEG.
        single: Whether it is one picture; pages become a PDF of pictures.

    Returns:
        PNG, JPEG or PDF, with nothing in it but pixels.
    """
    printed = tuple(data for data, _ in pages)
    if single:
        return Copy(*pages[0], printed)
    return Copy(picture_pdf.write(printed), "application/pdf", printed)


def of_text(text: str) -> Copy:
    """Return the copy of a text, mail or saved page."""
    return Copy((text.rstrip() + "\n").encode(), "text/plain")


def exhibit(
    original: Exhibit, item: Item, copy: Copy, covered: Sequence[Covered], watermark: str = ""
) -> Exhibit:
    """Return the exhibit that encloses a copy.

    Args:
        original: The exhibit with the original.
        item: The item as it may be shown.
        copy: What is enclosed.
        covered: How many places, and why.
        watermark: What is written across the copy.

    Returns:
        The exhibit; tokens go along only if the original's digest may be told.

    Raises:
        AssertionError: The copy holds more than pixels or text: a fault of this program.
    """
    if not is_bare(copy.data, copy.media_type):
        raise AssertionError(copy.media_type)
    guessable = bool(covered) and item.media_type.partition(";")[0] in GUESSABLE
    data = copy.data
    return replace(
        original,
        item=replace(
            item,
            sha256=Sha256(hashlib.sha256(data).hexdigest()),
            size=len(data),
            media_type=copy.media_type,
            tokens=() if guessable else item.tokens,
        ),
        original=_opens(data),
        picture=_gives(copy.pages),
        redaction=Redaction(None if guessable else item.sha256, tuple(covered), watermark),
    )


def counted(areas: Iterable[Area]) -> tuple[Covered, ...]:
    """Return how many places there are for each reason, in the order of the reasons."""
    counts = collections.Counter(area.reason for area in areas)
    return tuple(Covered(reason.value, counts[reason]) for reason in Reason if counts[reason])


def _opens(data: bytes) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(data)


def _gives(pages: tuple[bytes, ...]) -> Callable[[], Iterable[Sheet]]:
    return lambda: map(reopened, pages)
