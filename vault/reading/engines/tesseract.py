"""Tesseract 5 with `chi_sim+eng`, as a library in this process or as the system's command.

The pictures never touch a disk: the library takes them from memory, the command from its standard input.
"""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from vault.model import Line
from vault.reading.engines.engine import failures_of
from vault.reading.engines.order import in_reading_order
from vault.reading.engines.table import lines_of
from vault.reading.errors import (
    ChineseDataMissingError,
    ChineseDataMissingOnWindowsError,
    EngineMissingError,
    TesseractMissingError,
    TesseractMissingOnWindowsError,
)

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "tesseract"
LANGUAGES = ("chi_sim", "eng")
LINE_HEIGHT = 48
"""Pixels of a single line with its air, high or low to begin with; at their own size fewer numbers are read right."""
INSTALL = {
    "linux": "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim",
    "darwin": "brew install tesseract tesseract-lang",
}


class Layout(IntEnum):
    """What a picture holds, as Tesseract's page segmentation mode numbers it (tesseract(1), `--psm`)."""

    PAGE = 3
    LINE = 7


class Channel(Protocol):
    """A way to Tesseract. May be used from several threads at once."""

    version: str

    def table(self, picture: Image, layout: Layout) -> str:
        """Return Tesseract's TSV for an RGB picture."""


class Tesseract:
    """Tesseract as engine and as line reader. One object serves any number of threads."""

    name = NAME

    def __init__(self, channel: Channel) -> None:
        """Read through `channel`."""
        self.version = channel.version
        self._channel = channel

    def read(self, picture: Image) -> tuple[Line, ...]:
        """Return the lines of an upright RGB picture, see `Engine.read`."""
        with failures_of(NAME):
            return in_reading_order(lines_of(self._channel.table(picture, Layout.PAGE)))

    def read_line(self, crop: Image) -> str:
        """Return the text of one line, see `LineReader.read_line`."""
        with failures_of(NAME):
            width = max(1, round(crop.width * LINE_HEIGHT / crop.height))
            line = crop.resize((width, LINE_HEIGHT))
            return " ".join(line.text for line in lines_of(self._channel.table(line, Layout.LINE)))


def open_tesseract(platform: str = sys.platform) -> Tesseract:
    """Open Tesseract: as a library where `tesserocr` is installed and works, else as the system's command.

    Args:
        platform: `sys.platform`, for the hint of what to install.

    Returns:
        The engine.

    Raises:
        EngineMissingError: Neither is there, or the language data are not.
    """
    try:
        return Tesseract(_library())
    except (ImportError, OSError, RuntimeError):  # not installed, no data found, data of another version
        pass
    try:
        return Tesseract(_command())
    except (OSError, LookupError) as error:
        missing = _missing(platform, error.args if isinstance(error, LookupError) else ())
        raise missing from error


def _library() -> Channel:
    from vault.reading.engines.tesseract_library import open_channel

    return open_channel(LANGUAGES)


def _command() -> Channel:
    from vault.reading.engines.tesseract_command import open_channel

    return open_channel(LANGUAGES)


def _missing(platform: str, languages: tuple[object, ...]) -> EngineMissingError:
    """Return what is not there: data for `languages`, or, where none is named, the program."""
    names, command = ", ".join(map(str, languages)), INSTALL.get(platform, INSTALL["linux"])
    match bool(languages), platform == "win32":
        case True, True:
            return ChineseDataMissingOnWindowsError(languages=names)
        case True, False:
            return ChineseDataMissingError(languages=names, command=command)
        case False, True:
            return TesseractMissingOnWindowsError()
        case _:
            return TesseractMissingError(command=command)
