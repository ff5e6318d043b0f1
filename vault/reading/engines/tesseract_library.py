"""Tesseract as a library in this process (tesserocr): twice as fast, as its language data are loaded once."""

from __future__ import annotations

import os
import pathlib
import queue
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import tesserocr

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.reading.engines.tesseract import Layout

FOLDERS = ("share/tessdata", "share/tesseract-ocr/5/tessdata", "share/tesseract/tessdata")
PREFIXES = ("/usr", "/usr/local", "/opt/homebrew", "/opt/local")


class LibraryChannel:
    """As many instances of the library as threads have read at once; each is used by one thread at a time."""

    def __init__(self, folder: pathlib.Path, languages: tuple[str, ...]) -> None:
        self.version = tesserocr.tesseract_version().split()[1]
        self._folder = folder
        self._languages = "+".join(languages)
        self._idle: queue.SimpleQueue[tesserocr.PyTessBaseAPI] = queue.SimpleQueue()
        self._idle.put(self._instance())

    def table(self, picture: Image, layout: Layout) -> str:
        """Return Tesseract's TSV for an RGB picture, see `Channel.table`."""
        try:
            instance = self._idle.get_nowait()
        except queue.Empty:
            instance = self._instance()
        try:
            instance.SetPageSegMode(int(layout))
            instance.SetImage(picture)
            instance.SetSourceResolution(96)
            instance.Recognize()
            return str(instance.GetTSVText(0))
        finally:
            instance.Clear()
            instance.ClearAdaptiveClassifier()
            self._idle.put(instance)

    def _instance(self) -> tesserocr.PyTessBaseAPI:
        return tesserocr.PyTessBaseAPI(path=str(self._folder), lang=self._languages)


def open_channel(languages: tuple[str, ...]) -> LibraryChannel:
    """Find the system's language data and load them.

    Args:
        languages: Tesseract's names of the languages that are needed.

    Returns:
        The channel.

    Raises:
        FileNotFoundError: No folder holds them all; the command may know of one.
    """
    for folder in _folders():
        if all((folder / f"{language}.traineddata").is_file() for language in languages):
            return LibraryChannel(folder, languages)
    raise FileNotFoundError("tessdata")


def _folders() -> Iterator[pathlib.Path]:
    """Yield where language data may lie: the place that the user names, beside the command, the system's."""
    named = os.environ.get("TESSDATA_PREFIX")
    if named:
        yield from (pathlib.Path(named), pathlib.Path(named) / "tessdata")
    program = shutil.which("tesseract")
    if program is not None:
        yield pathlib.Path(program).parent / "tessdata"
    if sys.platform == "win32":
        return
    for prefix in PREFIXES:
        yield from (pathlib.Path(prefix) / folder for folder in FOLDERS)
