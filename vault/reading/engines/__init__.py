"""OCR engines behind one protocol: upright pictures in, lines with their places out.

Importing this package loads no engine and no picture library; `choose` does.
"""

from vault.reading.engines.choosing import choose
from vault.reading.engines.crops import crop_of, ground_of
from vault.reading.engines.engine import Choice, Engine, Engines, LineReader
from vault.reading.engines.order import in_reading_order
from vault.reading.engines.tiles import read_picture

__all__ = [
    "Choice",
    "Engine",
    "Engines",
    "LineReader",
    "choose",
    "crop_of",
    "ground_of",
    "in_reading_order",
    "read_picture",
]
