"""What comes out of a source: pages of text or pictures, attachments, and what it claims about itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from vault.model import Line
from vault.sources.errors import FileTooLargeError, MailTooDeepError, PictureTooLargeError, TextTooLongError
from vault.sources.media import Family, MediaType

if TYPE_CHECKING:
    import PIL.Image

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in before an input is refused.

    The defaults let a scrolling screenshot of 1,440 x 40,000 pixels through and stop one of 50,000 x 50,000.
    `frames` bounds what is taken from an animation; the other limits refuse the whole input.
    """

    file_bytes: int = 256 * MEBIBYTE
    pixels: int = 80_000_000
    side: int = 50_000  # pixels
    pages: int = 200
    frames: int = 12
    characters: int = 10_000_000
    lines: int = 200_000
    tags: int = 100_000  # of a page or mail in HTML
    parts: int = 200  # of one mail
    depth: int = 4  # mails enclosed in mails

    def inside(self) -> Limits:
        """Return the limits for what is attached to a mail: one level less.

        Raises:
            MailTooDeepError: No level is left.
        """
        if self.depth <= 0:
            raise MailTooDeepError(parts=self.parts, depth=Limits().depth)
        return dataclasses.replace(self, depth=self.depth - 1)

    def check_bytes(self, size: int, media: MediaType) -> None:
        """Refuse an input before it is taken into memory. Recordings are streamed and have no limit.

        Raises:
            FileTooLargeError: `size` in bytes is above the limit.
        """
        if media.family is not Family.RECORDING and size > self.file_bytes:
            raise FileTooLargeError(size=-(-size // MEBIBYTE), limit=self.file_bytes // MEBIBYTE)

    def check_picture(self, width: int, height: int) -> None:
        """Refuse a picture by its stated size, before it is decoded.

        Raises:
            PictureTooLargeError: Too many pixels, or one side too long.
        """
        if width * height > self.pixels or max(width, height) > self.side:
            most = {"pixels": f"{self.pixels:,}", "side": f"{self.side:,}"}
            raise PictureTooLargeError(width=f"{width:,}", height=f"{height:,}", **most)

    def too_long(self) -> TextTooLongError:
        """Return the error that names the limits of a text."""
        return TextTooLongError(characters=f"{self.characters:,}", lines=f"{self.lines:,}")

    def check_text(self, text: str) -> None:
        """Refuse a text by its length in characters and lines.

        Raises:
            TextTooLongError: Either is above its limit.
        """
        if len(text) > self.characters or text.count("\n") > self.lines:
            raise self.too_long()


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page whose text is known without OCR.

    `number` counts from 0, as `Line.page` does. Lines of a PDF have quads in pixels of the page as it is
    rendered at `scale` pixels a point (1/72 inch), `size` pixels wide and high: the same picture that
    `print_pages` gives. Other texts have no picture: `scale` and `size` are None.
    """

    number: int
    lines: tuple[Line, ...]
    scale: float | None = None
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page to be read by OCR: upright, RGB, transparent parts white. `number` counts from 0."""

    number: int
    image: PIL.Image.Image


Page = TextPage | PicturePage


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a mail carries: a name that is safe to write anywhere, and the bytes as they were sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Captured:
    """When the source itself claims to have come into being: `at` in UTC, `said` as it is written there."""

    at: dt.datetime
    said: str
    by: Literal["exif", "mail"]


@dataclass(frozen=True, slots=True)
class Content:
    """What is inside one input.

    `pages` is lazy and can be gone through once: each page is decoded when it is asked for and may raise a
    `BadInputError` then. Close it to stop early.
    `frames_left_out` is true when an animation has more frames than `Limits.frames`.
    """

    media: MediaType
    pages: Generator[Page, None, None]
    attachments: tuple[Attachment, ...] = ()
    captured: Captured | None = None
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    frames_left_out: bool = False


def one_page(lines: Iterable[str]) -> Generator[Page, None, None]:
    """Give a text as the one page that it is.

    Yields:
        The page.
    """
    yield TextPage(0, tuple(Line(line) for line in lines))
