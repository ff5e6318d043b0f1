"""QR codes and bar codes found in a picture, by OpenCV (which comes with RapidOCR). What they say is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from vault.model import Box
from vault.reading.engines.engine import failures_of

if TYPE_CHECKING:
    from PIL.Image import Image

AIR = 0.08
"""Room around a code, over its side: codes are cut off at their finder patterns' middle."""


def find_codes(picture: Image) -> tuple[Box, ...]:
    """Return where QR codes and bar codes stand.

    Args:
        picture: Upright, mode RGB.

    Returns:
        Their boxes in pixels, with a little room around.

    Raises:
        EngineFailedError: The library broke down.
    """
    with failures_of("opencv"):
        grey = np.asarray(picture.convert("L"), np.uint8)
        found = [
            points
            for detector in (cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector())
            for points in _detected(detector, grey)
        ]
    return tuple(found)


def _detected(detector: cv2.QRCodeDetector | cv2.barcode.BarcodeDetector, grey: np.ndarray) -> list[Box]:
    multi = getattr(detector, "detectMulti", None)
    there, corners = multi(grey) if multi else detector.detect(grey)
    if not there or corners is None:
        return []
    return [_box(quad) for quad in np.asarray(corners, np.float32).reshape(-1, 4, 2)]


def _box(quad: np.ndarray) -> Box:
    x0, y0 = quad.min(axis=0)
    x1, y1 = quad.max(axis=0)
    air = AIR * max(x1 - x0, y1 - y0)
    return Box(float(x0 - air), float(y0 - air), float(x1 + air), float(y1 + air))
