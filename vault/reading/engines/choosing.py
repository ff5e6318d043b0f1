"""Which engine reads, and which gives the second opinion."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vault.reading.engines.engine import Choice, Engines
from vault.reading.errors import EngineMissingError, RapidOcrMissingError

if TYPE_CHECKING:
    from vault.reading.engines.rapid import RapidOcr
    from vault.reading.engines.tesseract import Tesseract

NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""Read by ONNX Runtime when it is imported; without it, it keeps a device id in the home folder and calls its maker."""

RAPIDOCR_INSTALL = "python -m pip install --force-reinstall rapidocr onnxruntime"


def choose(choice: Choice = Choice.AUTO) -> Engines:
    """Load the engines that a reading is made with.

    `auto`: RapidOCR, and Tesseract for the second opinion; Tesseract alone where RapidOCR cannot be loaded.
    `rapidocr`: RapidOCR alone. `tesseract`: Tesseract, and RapidOCR's recogniser for the second opinion.

    Args:
        choice: What the person asked for; its text serves as well.

    Returns:
        The engines, loaded and ready for several threads. Without a second opinion, `missing` says why.

    Raises:
        EngineMissingError: The engine asked for is not installed, with the command that installs it.
    """
    match Choice(choice):
        case Choice.RAPIDOCR:
            return Engines(_rapidocr())
        case Choice.TESSERACT:
            first = _tesseract()
            try:
                return Engines(first, _rapidocr())
            except EngineMissingError as missing:
                return Engines(first, None, missing)
        case Choice.AUTO:
            return _automatic()


def _automatic() -> Engines:
    try:
        first = _rapidocr()
    except EngineMissingError as no_rapidocr:
        try:
            return Engines(_tesseract(), None, no_rapidocr)
        except EngineMissingError:
            raise no_rapidocr from None
    try:
        return Engines(first, _tesseract())
    except EngineMissingError as no_tesseract:
        return Engines(first, None, no_tesseract)


def _rapidocr() -> RapidOcr:
    os.environ[NO_TELEMETRY] = "1"
    try:
        from vault.reading.engines.rapid import RapidOcr

        return RapidOcr()
    except Exception as error:  # a broken installation or model raises anything
        raise RapidOcrMissingError(command=RAPIDOCR_INSTALL) from error


def _tesseract() -> Tesseract:
    from vault.reading.engines.tesseract import open_tesseract

    return open_tesseract()
