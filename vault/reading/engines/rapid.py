"""RapidOCR: the PP-OCRv6 models of its wheel on ONNX Runtime. The one module that imports them.

The models and the steps between them are RapidOCR's own. What differs from its defaults was measured to be
faster at the same lines read (docs/decisions/0003-ocr-runtime.md): the detector sees a smaller picture, the
recogniser each line at its own width, no angle classifier, one thread for each picture.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import pathlib
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime
import rapidocr
from rapidocr.main import RapidOCR, RapidOCRError

from vault.model import Line, Point
from vault.reading.engines.engine import failures_of
from vault.reading.engines.order import in_reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

Pixels = npt.NDArray[np.uint8]  # height x width x 3, blue green red
Corners = npt.NDArray[np.float32]  # 4 x 2: x and y, clockwise from the top left

NAME = "rapidocr"
MODELS = pathlib.Path(rapidocr.__file__).parent / "models"
DETECTOR = MODELS / "PP-OCRv6_det_small.onnx"
RECOGNISER = MODELS / "PP-OCRv6_rec_small.onnx"

LONGER_SIDE = 800
"""Pixels of the longer side that the detector sees; 736 loses 7.5 pt text on A4, 960 costs 1.4 times it."""
STRIDE = 32
"""Pixels; the detector's sides are multiples of it."""
SMALLEST_SIDE = 64
"""Pixels; smaller pictures get a margin, as text that touches the border is found badly."""
WIDEST = 8
"""Width over height above which a picture gets a margin above and below (RapidOCR: `width_height_ratio`)."""
UPRIGHT = 1.5
"""Height over width from which a line may be written downwards (RapidOCR: `get_rotate_crop_image`)."""
LEAST_CONFIDENCE = 0.5
"""Lines below it are icons and ornaments (RapidOCR: `text_score`)."""

PARAMETERS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.model_path": str(DETECTOR),  # a named file is never looked for on the network
    "Rec.model_path": str(RECOGNISER),
    "Rec.rec_batch_num": 1,
    "Rec.rec_img_shape": [3, 48, STRIDE],  # the least width: no padding of short lines to 320 px
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
}


class RapidOcr:
    """RapidOCR as engine and as line reader.

    One object serves any number of threads: its sessions hold no state between calls, and a picture takes one
    thread. The same picture gives the same lines.
    """

    name = NAME

    def __init__(self) -> None:
        """Load both models.

        Raises:
            FileNotFoundError: A model is not in the wheel.
        """
        for model in (DETECTOR, RECOGNISER):
            if not model.is_file():
                raise FileNotFoundError(model.name)
        onnxruntime.set_default_logger_severity(4)
        self.version = f"{importlib.metadata.version('rapidocr')} PP-OCRv6"
        self._parts: Any = RapidOCR(params=PARAMETERS)
        self._load()

    def read(self, picture: Image) -> tuple[Line, ...]:
        """Return the lines of an upright RGB picture, see `Engine.read`."""
        with failures_of(NAME):
            pixels, margin = with_margin(pixels_of(picture))
            lines = (self._line(pixels, corners, margin) for corners in self._found(pixels))
            return in_reading_order(line for line in lines if line is not None)

    def read_line(self, crop: Image) -> str:
        """Return the text of one line, see `LineReader.read_line`."""
        with failures_of(NAME):
            return self._recognised(pixels_of(crop))[0].strip()

    def _load(self) -> None:
        """Make RapidOCR load its models now, while it is still in one thread's hands."""
        blank = np.full((SMALLEST_SIDE, SMALLEST_SIDE, 3), 255, np.uint8)
        with contextlib.suppress(RapidOCRError):  # its way to say that a picture holds no text
            self._parts.detect_and_crop(blank, {})
        self._parts.recognize_txt([blank])

    def _found(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """Return the corners of each line found: n x 4 x 2, in pixels of the picture given."""
        height, width = pixels.shape[:2]
        scale = min(1.0, LONGER_SIDE / max(height, width))
        size = (_multiple(width * scale), _multiple(height * scale))
        heat = self._parts.text_det.session(normalised(np.asarray(cv2.resize(pixels, size), np.uint8)))
        corners, _ = self._parts.text_det.postprocess_op(heat, (height, width))
        return np.asarray(corners, np.float32).reshape(-1, 4, 2)

    def _line(self, pixels: Pixels, corners: Corners, margin: Point) -> Line | None:
        crop = self._parts.crop_text_regions(pixels, [corners])[0]
        text, confidence = self._recognised(crop)
        box_height, box_width = np.ptp(corners[:, 1]), np.ptp(corners[:, 0])
        if (
            box_height >= UPRIGHT * box_width
        ):  # the crop was turned: right for a column of text, wrong for a lone "1"
            text, confidence = max(
                (text, confidence), self._recognised(np.rot90(crop, -1)), key=lambda read: read[1]
            )
        if not text.strip() or confidence < LEAST_CONFIDENCE:
            return None
        a, b, c, d = ((float(x) - margin[0], float(y) - margin[1]) for x, y in corners)
        return Line(text.strip(), min(max(confidence, 0.0), 1.0), (a, b, c, d))

    def _recognised(self, crop: Pixels) -> tuple[str, float]:
        result = self._parts.recognize_txt([np.ascontiguousarray(crop)])
        return str(result.txts[0]), float(result.scores[0])


def pixels_of(picture: Image) -> Pixels:
    """Return a picture as OpenCV has it: height x width x 3, blue green red."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[:, :, ::-1])


def with_margin(pixels: Pixels) -> tuple[Pixels, Point]:
    """Give a picture that is very small or very flat a margin of its border's colours.

    Args:
        pixels: Of any size from 1 x 1.

    Returns:
        The picture, and the width of the margin left and above, in pixels.
    """
    height, width = pixels.shape[:2]
    flat = width > WIDEST * height
    least = max(SMALLEST_SIDE, 2 * width // WIDEST) if flat else SMALLEST_SIDE
    above = max(0, least - height + 1) // 2
    beside = max(0, SMALLEST_SIDE - width + 1) // 2
    if not above and not beside:
        return pixels, (0, 0)
    framed = cv2.copyMakeBorder(pixels, above, above, beside, beside, cv2.BORDER_REPLICATE)
    return np.asarray(framed, np.uint8), (beside, above)


def normalised(pixels: Pixels) -> npt.NDArray[np.float32]:
    """Return what the detector takes: 1 x 3 x height x width, -1 to 1 (RapidOCR: `DetPreProcess`)."""
    values = pixels.astype(np.float32) * np.float32(2 / 255) - np.float32(1)
    return np.ascontiguousarray(values.transpose(2, 0, 1)[np.newaxis])


def _multiple(length: float) -> int:
    return max(STRIDE, round(length / STRIDE) * STRIDE)
