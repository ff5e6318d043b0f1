"""Pictures, decoded by Pillow and libheif: the one module that knows how pixels come out of files.

Each format is opened by its own plugin class, not by `PIL.Image.open`: the kind is known already, plugins
that nobody asked for stay unloaded, nothing is registered process-wide, and our limits judge the stated size
before any other check.
"""

from __future__ import annotations

import contextlib
import io
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import cast

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

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by its EXIF orientation (CIPA DC-008-2019 section 4.6.4, tag 0x0112)."""

_warning_filters = threading.RLock()  # they belong to the whole process


@contextlib.contextmanager
def _decoding() -> Iterator[None]:
    """Turn whatever a decoder makes of foreign bytes into one error, and keep its warnings off the screen.

    Pillow's own guard against bombs is an error here: it serves where a later frame is larger than the first.

    Raises:
        PictureBrokenError: The decoder failed.
        VaultError: It came from our own checks, and stays as it is.
    """
    with _warning_filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except VaultError:
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
    with _decoding():
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
    with opened(data, kind, limits) as image:
        for number in range(_frames_at_most(kind, limits)):
            with _decoding():
                if not _seek(image, number):
                    break
                limits.check_picture(*image.size)
                image.load()
                frame = _upright(_on_white(image), _orientation(image))
            yield frame


def check_frames(data: bytes, kind: MediaType, limits: Limits) -> bool:
    """Return whether an animation has more frames than are taken.

    Raises:
        TooManyPagesError: It is a TIFF, whose pages all count.
        PictureBrokenError: The data make no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    with opened(data, kind, limits) as image, _decoding():
        more = _frames_at_most(kind, limits) > 1 and _seek(image, _frames_at_most(kind, limits))
    if more and kind is media.TIFF:
        raise TooManyPagesError(limit=limits.pages)
    return more


def tags(data: bytes, kind: MediaType, limits: Limits) -> dict[str, str]:
    """Return the EXIF tags worth keeping; none when there is no EXIF block, or a damaged one.

    Raises:
        PictureBrokenError: The picture's header makes no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    with opened(data, kind, limits) as image, contextlib.suppress(PictureBrokenError), _decoding():
        block = image.getexif()
        return exif.worth_keeping(block, block.get_ifd(exif.EXIF_BLOCK))
    return {}


def is_plain(data: bytes, kind: MediaType, limits: Limits) -> bool:
    """Return whether a PNG or JPEG is one upright picture that any program draws as it stands.

    Raises:
        PictureBrokenError: The data end early or make no sense.
        PictureTooLargeError: The stated size is above the limits.
    """
    modes = {media.PNG: {"1", "L", "LA", "P", "RGB", "RGBA"}, media.JPEG: {"L", "RGB"}}.get(kind, set())
    with opened(data, kind, limits) as image, _decoding():
        single = getattr(image, "n_frames", 1) == 1 and "mp" not in image.info
        image.load()
        return (
            image.mode in modes and single and _orientation(image) not in UPRIGHT and _checks_out(data, kind)
        )


def encoded(image: Image.Image) -> bytes:
    """Return a file to print: PNG for drawings and text, JPEG for what has the colours of a photograph."""
    file = io.BytesIO()
    if image.getcolors(maxcolors=4096):
        image.save(file, "PNG")
    else:
        image.save(file, "JPEG", quality=90, subsampling=0)
    return file.getvalue()


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


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 when a damaged block hides it: the picture itself may still be whole."""
    with contextlib.suppress(Exception):
        return int(image.getexif().get(exif.ORIENTATION, 1))
    return 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _on_white(image: Image.Image) -> Image.Image:
    """Return a copy in RGB: transparency on white, more than eight bits a channel scaled down."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.mode in {"I", "F"}:
        return _stretched(image).convert("RGB")
    return image.convert("RGB") if image.mode != "RGB" else image.copy()


def _stretched(image: Image.Image) -> Image.Image:
    """Return a picture of unbounded numbers in eight bits: its darkest is black, its lightest white."""
    numbers = image.convert("F")
    low, high = cast("tuple[float, float]", numbers.getextrema())
    scale = 255 / (high - low) if high > low else 0.0
    return numbers.point(lambda value: value * scale - low * scale).convert("L")


def _checks_out(data: bytes, kind: MediaType) -> bool:
    """Return whether a PNG has eight bits a channel at most, sound checksums and its end.

    Decoders differ in what they forgive beyond that (PNG third edition, sections 11.2.1 and 13.2).
    """
    if kind is not media.PNG:
        return True
    if data[24] > 8:
        return False
    try:
        with PngImageFile(io.BytesIO(data)) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError):
        return False
    return b"IEND" in data[-16:]
