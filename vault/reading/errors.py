"""What can go wrong when pictures are read."""

from __future__ import annotations

from vault.errors import EngineError
from vault.language import mark


class EngineMissingError(EngineError):
    """An OCR engine, or data that it needs, is not installed."""

    code = "engine-missing"
    message = mark("The OCR engine {engine} is not installed.")
    hint = mark("Install it with: {command}")


class RapidOcrMissingError(EngineMissingError):
    """RapidOCR, its runtime or its models cannot be loaded."""

    code = "rapidocr-missing"
    message = mark("The OCR engine RapidOCR cannot be loaded.")
    hint = mark("Install it again with: {command}")


class TesseractMissingError(EngineMissingError):
    """There is no Tesseract 5 on this machine."""

    code = "tesseract-missing"
    message = mark("The OCR engine Tesseract is not installed.")


class TesseractMissingOnWindowsError(TesseractMissingError):
    """The same on Windows, where no command of the system installs it."""

    hint = mark(
        "Run the Windows installer that Tesseract's documentation names, tick Chinese (Simplified), "
        "and add its folder to PATH."
    )


class ChineseDataMissingError(EngineMissingError):
    """Tesseract is there, its data for Simplified Chinese or English are not."""

    code = "tesseract-data-missing"
    message = mark("Tesseract has no data for: {languages}.")


class ChineseDataMissingOnWindowsError(ChineseDataMissingError):
    """The same on Windows."""

    hint = mark("Run Tesseract's installer again and tick Chinese (Simplified).")


class EngineFailedError(EngineError):
    """An engine is there and failed on a picture. The reason is the kind of failure, never content."""

    code = "engine-failed"
    message = mark("The OCR engine {engine} failed on this picture ({reason}).")
    hint = mark("Try the other engine with --engine rapidocr or --engine tesseract.")
