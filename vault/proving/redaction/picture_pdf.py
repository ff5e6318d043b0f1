"""A PDF that holds pictures and nothing else: no text, no fonts, no metadata, no attachments, no scripts.

It is written in exactly one way from its JPEGs, so that a verifier rebuilds it and compares the bytes: whatever
somebody hides in such a file shows.

Source: ISO 32000-1:2008 sections 7.5 (file structure), 7.7.3.3 (page objects), 8.9.5 (image dictionaries), 7.4.8
(DCTDecode).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
POINTS = 72
RESOLUTION = 200  # pixels an inch, as pages of PDFs are drawn
IMAGE = re.compile(
    rb"/Subtype/Image/Width \d{1,5}/Height \d{1,5}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    rb"/Filter/DCTDecode/Length (\d{1,9})>>stream\n"
)
SIZE_MARKERS = frozenset({0xC0, 0xC1, 0xC2})


class NotAPicturePdfError(ValueError):
    """The bytes are no PDF that this module wrote."""


def write(jpegs: Sequence[bytes]) -> bytes:
    """Return a PDF with one page for each JPEG, at 200 pixels an inch.

    Args:
        jpegs: In RGB, baseline or progressive.

    Returns:
        The file; the same bytes for the same pictures.

    Raises:
        NotAPicturePdfError: One is no JPEG.
    """
    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(len(jpegs)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(jpegs), kids),
    ]
    for at, jpeg in enumerate(jpegs):
        objects.extend(_page(3 + 3 * at, jpeg))
    return _assembled(objects)


def read(pdf: bytes) -> tuple[bytes, ...]:
    """Return the JPEGs of a PDF that `write` made.

    Args:
        pdf: The file.

    Returns:
        The pictures in order.

    Raises:
        NotAPicturePdfError: It is anything but what `write` makes of them.
    """
    jpegs, at = [], 0
    while found := IMAGE.search(pdf, at):
        length = int(found[1])
        jpegs.append(pdf[found.end() : found.end() + length])
        at = found.end() + length
    if not jpegs or write(jpegs) != pdf:
        raise NotAPicturePdfError
    return tuple(jpegs)


def _page(number: int, jpeg: bytes) -> list[bytes]:
    width, height = _size(jpeg)
    across, down = (
        b"%d.%02d" % divmod(pixels * POINTS * 100 // RESOLUTION, 100) for pixels in (width, height)
    )
    drawing = b"q %b 0 0 %b 0 0 cm /P Do Q" % (across, down)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b %b]/Resources<</XObject<</P %d 0 R>>>>/Contents %d 0 R>>"
    )
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>stream\n%b\nendstream"
    )
    return [
        page % (across, down, number + 2, number + 1),
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawing), drawing),
        picture % (width, height, len(jpeg), jpeg),
    ]


def _assembled(objects: Sequence[bytes]) -> bytes:
    pieces, places, position = [HEADER], [], len(HEADER)
    for number, content in enumerate(objects, start=1):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places.append(position)
        pieces.append(piece)
        position += len(piece)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join([*pieces, table % (count, entries, count, position)])


def _size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels (ITU-T T.81 sections B.1.1.3 and B.2.2).

    Raises:
        NotAPicturePdfError: It is no JPEG.
    """
    at = 2
    while jpeg[:2] == b"\xff\xd8" and at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        if jpeg[at + 1] in SIZE_MARKERS:
            return int.from_bytes(jpeg[at + 7 : at + 9]), int.from_bytes(jpeg[at + 5 : at + 7])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    raise NotAPicturePdfError
