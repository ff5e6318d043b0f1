"""What the tests of decoding apart share: inputs of every kind, and a look at the processes."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import pytest

from tests.sources.source_material import (
    SAID,
    exif,
    heic,
    mail,
    picture,
    raw_pdf,
    saved,
    typeset_pdf,
)
from vault import sources
from vault.confined import Decoders
from vault.sources import Content, identify

linux = pytest.mark.skipif(sys.platform != "linux", reason="these measures are Linux's")


def opened(decoders: Decoders, data: bytes, **options: object) -> Content:
    return decoders.unpack(data, identify(data[: sources.HEAD_BYTES]), **options)


def family(process: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]


def is_gone(process: int) -> bool:
    """Tell whether a process ends within five seconds: it may have been told to a moment ago."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            if ") Z" not in Path(f"/proc/{process}/stat").read_text():
                time.sleep(0.05)
                continue
        return True
    return False


def process_of(decoders: Decoders) -> int:
    (idle,) = decoders._idle
    return idle.id


LATIN = "Account closed on 1 June 2025"
EVERY = {
    "png": saved(picture(), "PNG"),
    "grey": saved(picture(mode="LA"), "PNG"),
    "turned": saved(picture(), "JPEG", exif=exif(orientation=6, taken="2025:06:01 10:11:12")),
    "animation": saved(picture(), "GIF", save_all=True, append_images=[picture().rotate(90)] * 20),
    "pages": saved(picture(), "TIFF", save_all=True, append_images=[picture().rotate(180)]),
    "heic": heic(picture()),
    "webp": saved(picture(), "WEBP", lossless=True),
    "document": typeset_pdf(SAID, LATIN, pages=3),
    "drawn": raw_pdf(b"10 10 50 50 re f"),
    "mail": mail().as_bytes(),
    "page": f"<html><body><p>{SAID}</p><table><tr><td>a<td>b</table></body></html>".encode(),
    "text": SAID.encode(),
}
