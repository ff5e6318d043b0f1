"""Pictures, decoded by Pillow and libheif: the one module that knows how pixels come out of files.

Each format is opened by its own plugin class, not by `PIL.Image.open`: the kind is known already, plugins
that nobody asked for stay unloaded, nothing is registered process-wide, and our limits judge the stated size
before any other check.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator

from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from vault.errors import VaultError
from vault.sources import exif, media
from vault.sources.content import Limits
from vault.sources.errors import PictureBrokenError, TooManyPagesError
from vault.sources.media import MediaType
from vault.sources.quiet import quietly
from vault.sources.raster import on_white, upright

PLUGINS: dict[MediaType, Callable[[io.BytesIO], ImageFile.ImageFile]] = {
    media.PNG: PngImageFile,
    media.JPEG: JpegImageFile,
    media.WEBP: WebPImageFile,
    media.HEIC: HeifImageFile,
    media.HEIF: HeifImageFile,
    media.AVIF: AvifImageFile,
    media.GIF: GifImageFile,
    media.BMP: BmpImageFile,
    media.TIFF: TiffImageFile,
}
ANIMATED = frozenset({media.GIF, media.WEBP, media.PNG, media.AVIF})

EXIF_IN_PNG = (b"eXIf", b"Raw profile type exif", b"tiff:Orientation")


@contextlib.contextmanager
def _decoding(kind: MediaType) -> Iterator[None]:
    """Turn whatever a decoder makes of foreign bytes into one error, and keep its warnings off the screen.

    Pillow's own guard against bombs is an error here: it serves where a later frame is larger than the first.

    Raises:
        PictureBrokenError: The decoder failed.
        VaultError: It came from our own checks, and stays as it is.
        MemoryError: There is not enough of it.
    """
    with quietly(strict=Image.DecompressionBombWarning, native=kind is media.TIFF):  # libtiff talks
        try:
            yield
        except (VaultError, MemoryError):
            raise
        except Exception as error:  # decoders raise anything from OSError to ZeroDivisionError
            raise PictureBrokenError from error


@contextlib.contextmanager
def opened(data: bytes, kind: MediaType, limits: Limits) -> Iterator[ImageFile.ImageFile]:
    """Open a picture by its header, without decoding it.

    Args:
        data: The whole file.
        kind: One of `PLUGINS`.
        limits: What its stated size is held against.

    Yields:
        The picture at its first frame.

    Raises:
        PictureBrokenError: The header makes no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    with _decoding(kind):
        image = PLUGINS[kind](io.BytesIO(data))
    with image:
        limits.check_picture(*image.size)
        yield image


def frames(data: bytes, kind: MediaType, limits: Limits) -> Iterator[Image.Image]:
    """Decode the pages of a TIFF, the first frames of an animation, else the one picture.

    Yields:
        Each upright, in RGB, on white.

    Raises:
        PictureBrokenError: The data end early or make no sense.
        PictureTooLargeError: A frame is above the limits.
    """
    if not _has_several(data, kind, limits):
        yield _only(data, kind, limits)
        return
    with opened(data, kind, limits) as image:
        for number in range(_frames_at_most(kind, limits)):
            with _decoding(kind):
                if not _seek(image, number):
                    break
                limits.check_picture(*image.size)
                image.load()
                frame = upright(on_white(image), _orientation(image, data, kind))
            yield frame.copy() if frame is image else frame


def check_frames(data: bytes, kind: MediaType, limits: Limits) -> bool:
    """Return whether an animation has more frames than are taken.

    Raises:
        TooManyPagesError: It is a TIFF, whose pages all count.
        PictureBrokenError: The data make no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    with opened(data, kind, limits) as image, _decoding(kind):
        most = _frames_at_most(kind, limits)
        more = most > 1 and _has_frame(image, most, limits)
    if more and kind is media.TIFF:
        raise TooManyPagesError(limit=limits.pages)
    return more


def tags(data: bytes, kind: MediaType, limits: Limits) -> dict[str, str]:
    """Return the EXIF tags worth keeping; none when there is no EXIF block, or a damaged one.

    Raises:
        PictureBrokenError: The picture's header makes no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    if not _may_have_exif(data, kind):
        return {}
    with opened(data, kind, limits) as image, contextlib.suppress(PictureBrokenError), _decoding(kind):
        block = image.getexif()
        return exif.worth_keeping(block, block.get_ifd(exif.EXIF_BLOCK))
    return {}


def _has_several(data: bytes, kind: MediaType, limits: Limits) -> bool:
    with opened(data, kind, limits) as image, _decoding(kind):
        return _frames_at_most(kind, limits) > 1 and bool(getattr(image, "is_animated", False))


def _only(data: bytes, kind: MediaType, limits: Limits) -> Image.Image:
    """Return the one picture; what it was made from is let go, which a generator would hold on to."""
    with opened(data, kind, limits) as image, _decoding(kind):
        image.load()
        limits.check_picture(*image.size)
        return upright(on_white(image), _orientation(image, data, kind))


def _frames_at_most(kind: MediaType, limits: Limits) -> int:
    if kind is media.TIFF:
        return limits.pages
    return limits.frames if kind in ANIMATED else 1


def _seek(image: ImageFile.ImageFile, number: int) -> bool:
    """Return whether a frame is there, gone to. The first is open already; it need not be number 0."""
    if number == 0:
        return True
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _has_frame(image: ImageFile.ImageFile, number: int, limits: Limits) -> bool:
    """Return whether a frame is there. Going to a frame of a GIF decodes those before, so each is checked."""
    for each in range(1, number + 1):
        if not _seek(image, each):
            return False
        limits.check_picture(*image.size)
    return True


def _may_have_exif(data: bytes, kind: MediaType) -> bool:
    """Return false for a PNG without EXIF, which Pillow would decode to the end to find out."""
    return kind is not media.PNG or any(mark in data for mark in EXIF_IN_PNG)


def _orientation(image: Image.Image, data: bytes, kind: MediaType) -> int:
    """Return the EXIF orientation, 1 when a damaged block hides it: the picture itself may still be whole."""
    if not _may_have_exif(data, kind):
        return 1
    with contextlib.suppress(Exception):
        return int(image.getexif().get(exif.ORIENTATION, 1))
    return 1
