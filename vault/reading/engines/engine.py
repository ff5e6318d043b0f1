"""What an OCR engine is here: two small protocols, and the pair that a reading is made with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from vault.errors import VaultError
from vault.model import Line
from vault.reading.errors import EngineFailedError, EngineMissingError

if TYPE_CHECKING:
    from PIL.Image import Image


class Choice(StrEnum):
    """The engine that a person asks for."""

    AUTO = "auto"
    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"


class Engine(Protocol):
    """Reads whole pictures. Every engine of ours may be used from several threads at once."""

    @property
    def name(self) -> str:
        """The engine's name, as `Reading.engine` and `Fact.engines` carry it."""

    @property
    def version(self) -> str:
        """The engine's version, and its models' where they have one."""

    def read(self, picture: Image) -> tuple[Line, ...]:
        """Return the lines of an upright RGB picture.

        Args:
            picture: Upright, mode RGB, of any size from 1 x 1 px; long ones belong to `read_picture`.

        Returns:
            The lines in reading order, `page` 0, quads in pixels of the picture; () where there is no text.

        Raises:
            EngineFailedError: The engine broke down.
        """


class LineReader(Protocol):
    """Reads one line of text: the second opinion. May be used from several threads at once."""

    @property
    def name(self) -> str:
        """The name of the engine behind it."""

    def read_line(self, crop: Image) -> str:
        """Return the text of a picture that shows one line.

        Args:
            crop: Upright, mode RGB, as `crop_of` makes it.

        Returns:
            The text, without spaces at its ends; empty where nothing was read.

        Raises:
            EngineFailedError: The engine broke down.
        """


@dataclass(frozen=True, slots=True)
class Engines:
    """What pictures are read with.

    `second` is None when one engine alone was asked for, or when there is no other; `missing` then
    says why in the latter case, so that it can be shown.
    """

    first: Engine
    second: LineReader | None = None
    missing: EngineMissingError | None = None


@contextlib.contextmanager
def failures_of(engine: str) -> Iterator[None]:
    """Turn whatever an engine's library raises into an error of ours.

    Args:
        engine: Its name.

    Yields:
        Nothing; run the library inside.

    Raises:
        EngineFailedError: In place of the library's exception.
        VaultError: As it is, where it is one of ours already.
    """
    try:
        yield
    except VaultError:
        raise
    except Exception as error:
        raise EngineFailedError(engine=engine, reason=type(error).__name__) from error
