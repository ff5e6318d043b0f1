"""Damaged files of every kind: each ends in content or in an error of ours, soon."""

from __future__ import annotations

import contextlib
import functools
import subprocess
import sys

import pytest
import source_material as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.errors import BadInputError
from vault.sources import Family, Limits, MediaType, identify, print_pages, unpack

KINDS = (
    "PNG",
    "JPEG",
    "WEBP",
    "GIF",
    "BMP",
    "TIFF",
    "AVIF",
    "HEIC",
    "PDF",
    "TYPST",
    "LOCKED",
    "EML",
    "GB",
    "UTF16",
    "HTML",
)
SMALL = Limits(pixels=1_000_000)


@functools.cache
def whole(kind: str) -> bytes:
    image = made.picture()
    if kind in {"PNG", "JPEG", "WEBP", "TIFF", "AVIF"}:
        return made.saved(
            image, kind, exif=made.exif(orientation=6, taken="2025:06:01 10:11:12", offset="+08:00")
        )
    if kind == "HEIC":
        return made.heic(image)
    if kind in {"GIF", "BMP", "PDF"}:
        return made.saved(image, kind)
    message = made.mail()
    message.set_content("您的账户已注销")
    message.add_alternative("<table><tr><td>已注销</table>", subtype="html")
    message.add_attachment(made.saved(image, "PNG"), maintype="image", subtype="png", filename="截图.png")
    return {
        "TYPST": made.typeset_pdf(made.SAID),
        "LOCKED": made.OWNER_LOCKED_PDF,
        "EML": message.as_bytes(),
        "GB": made.SAID.encode("gb18030"),
        "UTF16": made.SAID.encode("utf-16"),
        "HTML": f"<html><body><p>{made.SAID}<table><tr><td>x".encode(),
    }[kind]


def survive(data: bytes, kind: MediaType | None = None) -> None:
    """Read it to the end; only an error of ours may come out."""
    with contextlib.suppress(BadInputError):
        kind = kind or identify(data[:65536])
        if kind.family is not Family.RECORDING:
            for number, page in enumerate(unpack(data, kind, SMALL).pages):
                assert page.number == number
        for page in print_pages(data, kind, SMALL):
            assert page.image.mode == "RGB"


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bits_and_cut_ends(kind: str, data: st.DataObject) -> None:
    content = bytearray(whole(kind))
    places = (
        st.integers(0, min(len(content), 2000) - 1)
        if data.draw(st.booleans())
        else st.integers(0, len(content) - 1)
    )
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(places)] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.integers(1, len(content))) if data.draw(st.booleans()) else len(content)
    survive(bytes(content[:cut]))
    survive(bytes(content[:cut]), identify(whole(kind)))


@given(st.sampled_from(KINDS), st.binary(min_size=1, max_size=300))
def test_nonsense_under_each_name(kind: str, data: bytes) -> None:
    survive(data, identify(whole(kind)))
    survive(whole(kind)[:40] + data)


def test_importing_the_room_loads_no_heavy_library() -> None:
    heavy = "PIL", "pypdfium2", "pillow_heif", "bs4", "numpy", "email.parser"
    code = f"import sys, vault.sources; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
