"""PDF documents through PDFium: text layer, pixels, document information.

PDFium must not be entered by two threads at once, so that every call stands under one lock, and what is
opened is closed there and then. A document is opened anew for each pass, since opening reads no page.
"""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Generator, Iterator
from ctypes import c_double, c_int
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from vault.model import Line
from vault.sources.content import Limits, Page, PicturePage, TextPage
from vault.sources.errors import PdfBrokenError, PdfPasswordError, TooManyPagesError
from vault.sources.text_layer import Bounds, Glyph, LayerLine, is_garbage, shows_untold_picture, to_lines

if TYPE_CHECKING:
    import PIL.Image

POINTS_PER_INCH = 72
RESOLUTION = 200  # pixels an inch, for reading and for printing alike
PICTURES_LOOKED_AT = 1000  # on one page

_pdfium = threading.RLock()


def describe(data: bytes, limits: Limits) -> dict[str, str]:
    """Check that a PDF can be opened and has a fitting number of pages.

    Returns:
        Its document information (ISO 32000-1 section 14.3.3): those of Title, Author, Subject, Creator,
        Producer, CreationDate and ModDate that it has.

    Raises:
        PdfPasswordError: It needs a password.
        PdfBrokenError: It cannot be opened, or has no pages.
        TooManyPagesError: It has more pages than `limits.pages`.
    """
    with _opened(data, limits) as document:
        information: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    kept = {
        name: "".join(filter(str.isprintable, text))[:200]
        for name, text in information.items()
        if name != "Keywords"
    }
    return {name: text for name, text in kept.items() if text}


def pages(data: bytes, limits: Limits) -> Generator[Page, None, None]:
    """Give each page as text where it has a usable text layer, else as a picture, one at a time.

    Yields:
        Pages in order.

    Raises:
        PdfBrokenError: A page cannot be loaded or drawn.
        TextTooLongError: The text layers together are above the limits.
    """
    characters = 0
    for number, page in _each_page(data, limits):
        with _pdfium:
            glyphs = _glyphs(page, characters, limits)
            characters += len(glyphs)
            made = _page(page, number, glyphs, limits)
        yield made


def rendered(data: bytes, limits: Limits) -> Iterator[PIL.Image.Image]:
    """Draw each page upright in RGB, with its annotations and form fields, one at a time.

    Yields:
        Pages in order.

    Raises:
        PdfBrokenError: A page cannot be loaded or drawn.
    """
    for _, page in _each_page(data, limits):
        with _pdfium:
            image = _drawn(page, _scale(page, limits))
        yield image


@contextlib.contextmanager
def _failing_as_broken() -> Iterator[None]:
    try:
        yield
    except (pypdfium2.PdfiumError, ValueError, OverflowError, MemoryError, KeyError) as error:
        raise PdfBrokenError from error


@contextlib.contextmanager
def _opened(data: bytes, limits: Limits) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document under the lock. The lock is free again while the caller holds the document.

    Raises:
        TooManyPagesError: It has more pages than `limits.pages`.
        PdfBrokenError: It has none.
    """
    with _pdfium:
        document = _load(data)
    try:
        with _pdfium, _failing_as_broken():
            count = len(document)
        if count > limits.pages:
            raise TooManyPagesError(limit=limits.pages)
        if count < 1:
            raise PdfBrokenError
        yield document
    finally:
        with _pdfium:
            document.close()


def _load(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium may still report an earlier file's failure; only a file with this entry can be protected
        # (ISO 32000-1 section 7.6.1).
        protected = b"/Encrypt" in data
        if protected and error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise PdfPasswordError from error
        raise PdfBrokenError from error
    with contextlib.suppress(
        pypdfium2.PdfiumError
    ):  # a damaged form costs the values in its fields, not the pages
        document.init_forms()
    return document


def _each_page(data: bytes, limits: Limits) -> Iterator[tuple[int, pypdfium2.PdfPage]]:
    with _opened(data, limits) as document:
        for number in range(len(document)):
            with _pdfium, _failing_as_broken():
                page = document[number]
            try:
                yield number, page
            finally:
                with _pdfium:
                    page.close()


def _page(page: pypdfium2.PdfPage, number: int, glyphs: list[Glyph], limits: Limits) -> Page:
    scale = _scale(page, limits)
    lines = () if is_garbage(glyphs) else to_lines(glyphs)
    if not lines or shows_untold_picture(_pictures(page), _bounds(page), lines):
        return PicturePage(number, _drawn(page, scale))
    size = _pixels(page, scale)
    return TextPage(number, tuple(_line(page, line, number, size) for line in lines), scale, size)


def _line(page: pypdfium2.PdfPage, line: LayerLine, number: int, size: tuple[int, int]) -> Line:
    """Return a line with its place in pixels; the page's own rotation and crop are part of that."""
    left, bottom, right, top = line.bounds
    corners = [
        _device(page, x, y, size) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    across = [_device(page, *middle, size)[0] for middle in line.middles] if x1 - x0 > y1 - y0 else []
    places = tuple(round(min(1.0, max(0.0, (x - x0) / (x1 - x0))), 4) for x in across)
    return Line(line.text, 1.0, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), number, places)


def _device(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[float, float]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return float(across.value), float(down.value)


def _glyphs(page: pypdfium2.PdfPage, before: int, limits: Limits) -> list[Glyph]:
    """Return the characters of a page's text layer; `before` is how many the pages before it had.

    Raises:
        TextTooLongError: Together they are above the limit.
    """
    with _failing_as_broken(), contextlib.closing(page.get_textpage()) as layer:
        count = layer.count_chars()
        if before + count > limits.characters:
            raise limits.too_long()
        return list(_read_glyphs(layer, count))


def _read_glyphs(layer: pypdfium2.PdfTextPage, count: int) -> Iterator[Glyph]:
    """Give the characters one by one. A page has thousands, hence the bare handle and the boxes used again."""
    handle, left, right, bottom, top = layer.raw, c_double(), c_double(), c_double(), c_double()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        char = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            yield Glyph(char, None)
            continue
        placed = raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
        bounds = (left.value, bottom.value, right.value, top.value) if placed else None
        yield Glyph(char, bounds, raw.FPDFText_HasUnicodeMapError(handle, index) != 1)


def _pictures(page: pypdfium2.PdfPage) -> list[Bounds]:
    found: list[Bounds] = []
    with _failing_as_broken():
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1):
            found.append(item.get_bounds())
            if len(found) >= PICTURES_LOOKED_AT:
                break
    return found


def _bounds(page: pypdfium2.PdfPage) -> Bounds:
    with _failing_as_broken():
        bounds: Bounds = page.get_bbox()
    return bounds


def _scale(page: pypdfium2.PdfPage, limits: Limits) -> float:
    """Return pixels a point: 200 an inch, less for a page so large that it would pass the limits.

    Raises:
        PdfBrokenError: The page has no area.
    """
    width, height = page.get_size()
    if not (width > 0 and height > 0 and math.isfinite(width * height)):
        raise PdfBrokenError
    fitting = min(math.sqrt(limits.pixels / (width * height)), limits.side / max(width, height))
    return float(min(RESOLUTION / POINTS_PER_INCH, 0.999 * fitting))


def _pixels(page: pypdfium2.PdfPage, scale: float) -> tuple[int, int]:
    width, height = page.get_size()
    return math.ceil(width * scale), math.ceil(height * scale)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> PIL.Image.Image:
    with _failing_as_broken(), contextlib.closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
        picture: Any = bitmap.to_pil()
        image: PIL.Image.Image = picture.copy()  # the picture may share the memory of the bitmap
    return image
