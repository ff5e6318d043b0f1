"""RapidOCR: the PP-OCRv6 models of its wheel on ONNX Runtime. The one module that imports them.

The models and the steps between them are RapidOCR's own. What differs from its defaults was measured to be
faster at the same lines read (docs/decisions/0003-ocr-runtime.md): the detector sees a smaller picture, and a larger
one only where the writing is small; the recogniser takes each line at its own width; which way up a picture lies is
judged by which way its lines can be read, not by an angle classifier; one thread for each picture.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime
import rapidocr
from rapidocr.main import RapidOCR, RapidOCRError

from vault.model import Line, Point
from vault.reading.engines.characters import Recognised, legibility, recognised
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
LONGEST_SIDE = 1920
"""Pixels of the longer side when the writing is small."""
SMALL = 11.0
"""Height in the detector's pixels of the boxes of small writing; it loses lines of characters below 7 px."""
LARGE_ENOUGH = 14.0
"""Height to which small writing is enlarged, never beyond the picture's own size."""
STRIDE = 32
"""Pixels; the detector's sides are multiples of it."""
SMALLEST_SIDE = 64
"""Pixels; smaller pictures get a margin, as text that touches the border is found badly."""
WIDEST = 8
"""Width over height above which a picture gets a margin above and below (RapidOCR: `width_height_ratio`)."""
WIDEST_WITH_MARGIN = 8000
"""Pixels; the margin of a wider picture would take gigabytes, for writing that the detector cannot see any more."""
LEGIBLE = 0.85
"""Confidence of a picture's writing as a whole that only upright writing reaches: 0.97 and more, turned 0.6 to 0.75."""
LEAST_CONFIDENCE = 0.5
"""Lines below it are icons and ornaments (RapidOCR: `text_score`)."""

PARAMETERS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.return_word_box": True,  # the place of each character, which the recogniser knows anyway
    "Det.model_path": str(DETECTOR),  # a named file is never looked for on the network
    "Rec.model_path": str(RECOGNISER),
    "Rec.rec_batch_num": 1,
    "Rec.rec_img_shape": [3, 48, STRIDE],  # the least width: no padding of short lines to 320 px
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
}


@dataclass(frozen=True, slots=True)
class Strip:
    """A line cut out of its picture, and where the strip's corners stand in it, clockwise from its top left.

    `high` says that the line is higher than wide in the picture, so that the strip was turned.
    """

    pixels: Pixels
    corners: Corners
    high: bool

    def turned(self, quarters: int) -> Strip:
        """Return the strip turned by quarters of a turn, against the clock."""
        return Strip(np.rot90(self.pixels, quarters), np.roll(self.corners, -quarters, 0), self.high)


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
            seen = self._best_way_up([self._strip(pixels, corners) for corners in self._found(pixels)])
            return in_reading_order(_line(one, strip, margin) for one, strip in seen if _is_writing(one))

    def read_line(self, crop: Image) -> str:
        """Return the text of one line, see `LineReader.read_line`."""
        with failures_of(NAME):
            return self._recognised(pixels_of(crop)).text

    def _load(self) -> None:
        """Make RapidOCR load its models now, while it is still in one thread's hands."""
        blank = np.full((SMALLEST_SIDE, SMALLEST_SIDE, 3), 255, np.uint8)
        with contextlib.suppress(RapidOCRError):  # its way to say that a picture holds no text
            self._parts.detect_and_crop(blank, {})
        self._parts.recognize_txt([blank])

    def _found(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """Return the corners of each line found: n x 4 x 2, in pixels of the picture given."""
        scale = min(1.0, LONGER_SIDE / max(pixels.shape[:2]))
        corners = self._detected(pixels, scale)
        height = _typical_height(corners) * scale
        if scale == 1.0 or not 0 < height < SMALL:
            return corners
        return self._detected(
            pixels, min(1.0, scale * LARGE_ENOUGH / height, LONGEST_SIDE / max(pixels.shape[:2]))
        )

    def _detected(self, pixels: Pixels, scale: float) -> npt.NDArray[np.float32]:
        height, width = pixels.shape[:2]
        size = (_multiple(width * scale), _multiple(height * scale))
        heat = self._parts.text_det.session(normalised(np.asarray(cv2.resize(pixels, size), np.uint8)))
        corners, _ = self._parts.text_det.postprocess_op(heat, (height, width))
        return np.asarray(corners, np.float32).reshape(-1, 4, 2)

    def _strip(self, pixels: Pixels, corners: Corners) -> Strip:
        """Cut a line out straight; of a high one, RapidOCR makes a strip that is read from top to bottom."""
        crop = np.asarray(self._parts.crop_text_regions(pixels, [corners])[0], np.uint8)
        beside = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[2] - corners[3]))
        return (
            Strip(crop, corners, high=False)
            if crop.shape[1] == int(beside)
            else Strip(crop, np.roll(corners, -1, 0), high=True)
        )

    def _best_way_up(self, strips: Sequence[Strip]) -> list[tuple[Recognised, Strip]]:
        """Recognise the lines of a picture; the other way up where that can be read and this cannot."""
        seen = [self._read_strip(strip) for strip in strips]
        if legibility([one for one, _ in seen]) >= LEGIBLE:
            return seen
        turned = [self._read_strip(strip.turned(2)) for strip in strips]
        return turned if legibility([one for one, _ in turned]) >= LEGIBLE else seen

    def _read_strip(self, strip: Strip) -> tuple[Recognised, Strip]:
        """Recognise a strip; one that was high may be a lone "1", which does not lie down."""
        read = self._recognised(strip.pixels), strip
        if not strip.high:
            return read
        upright = strip.turned(-1)
        return max(read, (self._recognised(upright.pixels), upright), key=lambda one: one[0].confidence)

    def _recognised(self, crop: Pixels) -> Recognised:
        result = self._parts.recognize_txt([np.ascontiguousarray(crop)])
        word = result.word_results[0]
        columns = [column for group in word.word_cols for column in group]
        return recognised(str(result.txts[0]), float(result.scores[0]), columns, word.line_txt_len)


def _is_writing(one: Recognised) -> bool:
    return bool(one.text) and one.confidence >= LEAST_CONFIDENCE


def _line(one: Recognised, strip: Strip, margin: Point) -> Line:
    a, b, c, d = ((float(x) - margin[0], float(y) - margin[1]) for x, y in strip.corners)
    return Line(one.text, one.confidence, (a, b, c, d), places=one.places)


def _typical_height(corners: npt.NDArray[np.float32]) -> float:
    """Return the median height of the lines found, whichever way they lie, in pixels of the picture; 0 without any."""
    if not len(corners):
        return 0.0
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)  # n x 4: top, right, bottom, left
    return float(np.median(np.minimum(sides[:, 0], sides[:, 1])))


def pixels_of(picture: Image) -> Pixels:
    """Return a picture as OpenCV has it: height x width x 3, blue green red."""
    coloured = picture if picture.mode == "RGB" else picture.convert("RGB")
    return np.asarray(cv2.cvtColor(np.asarray(coloured, np.uint8), cv2.COLOR_RGB2BGR), np.uint8)


def with_margin(pixels: Pixels) -> tuple[Pixels, Point]:
    """Give a picture that is very small or very flat a margin of its border's colours.

    Args:
        pixels: Of any size from 1 x 1.

    Returns:
        The picture, and the width of the margin left and above, in pixels.
    """
    height, width = pixels.shape[:2]
    flat = WIDEST * height < width <= WIDEST_WITH_MARGIN
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
