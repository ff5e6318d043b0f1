"""Tesseract as the system's command, fed and heard through pipes: no file is ever written.

`pytesseract` says which command, version and languages there are. Its reading functions are not used: they write the
picture and the text to temporary files.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytesseract

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.reading.engines.tesseract import Layout

OLDEST = 5
"""The first version with the LSTM models that the language data are made for."""

LONGEST_SECONDS = 300


class CommandChannel:
    """One child process for each picture, which takes one core. Holds no state between calls."""

    def __init__(self, program: str, version: str, languages: tuple[str, ...]) -> None:
        self.version = version
        self._program = program
        self._languages = "+".join(languages)

    def table(self, picture: Image, layout: Layout) -> str:
        """Return Tesseract's TSV for an RGB picture, see `Channel.table`."""
        arguments = ("stdin", "stdout", "-l", self._languages, "--psm", str(int(layout)), "tsv")
        return _run(self._program, *arguments, given=bitmap(picture))


def open_channel(languages: tuple[str, ...]) -> CommandChannel:
    """Find the command and check its version and data.

    Args:
        languages: Tesseract's names of the languages that are needed.

    Returns:
        The channel.

    Raises:
        FileNotFoundError: There is no such command, or it is older than version 5.
        LookupError: Languages that are missing.
    """
    program = shutil.which(pytesseract.pytesseract.tesseract_cmd)
    if program is None:
        raise FileNotFoundError(pytesseract.pytesseract.tesseract_cmd)
    try:
        version = pytesseract.get_tesseract_version()
    except (
        subprocess.SubprocessError,
        SystemExit,
    ) as error:  # pytesseract exits over a version that it cannot read
        raise FileNotFoundError(program) from error
    if version.major < OLDEST:
        raise FileNotFoundError(program)
    present = set(pytesseract.get_languages())
    missing = [language for language in languages if language not in present]
    if missing:
        raise LookupError(*missing)
    return CommandChannel(program, str(version), languages)


def bitmap(picture: Image) -> bytes:
    """Return a picture as BMP, which Leptonica reads from memory alone on every system.

    Source: Leptonica, bmpio.c (`pixReadMemBmp`); other formats may go through a temporary file on Windows
    (utils2.c, `fopenReadFromMemory`).
    """
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "BMP", dpi=(96, 96))
    return buffer.getvalue()


def _run(program: str, *arguments: str, given: bytes = b"") -> str:
    # On one core; a failure is an OSError that does not repeat what Tesseract said of the picture.
    try:
        ended = subprocess.run(
            (program, *arguments),
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise ChildProcessError(type(error).__name__) from None
    return ended.stdout.decode("utf-8", "replace")
