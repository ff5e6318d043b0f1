"""Typst behind one function: templates and data in, PDF out, all in memory.

The compiler takes text files only. A picture therefore travels inside an SVG as base64, which Typst decodes and
embeds as it is; so no evidence is ever written to a file.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import importlib.resources
from collections.abc import Mapping, Sequence
from typing import Literal

import typst

from vault.proving.document import font

Standards = Sequence[Literal["a-2a", "a-2b", "ua-1"]]

WHOLE: Standards = ("a-2a", "ua-1")
"""PDF/A-2a (ISO 19005-2: archiving, tagged) and PDF/UA-1 (ISO 14289-1: for screen readers)."""

MIDDLE: Standards = ("a-2a",)
"""For a part that begins below a heading of an earlier one, which PDF/UA-1 forbids to a document."""

UNTAGGED: Standards = ("a-2b",)
"""For pages that hold nothing but heads and feet, which have no tags."""

KEPT_FOR = 10
"""Runs for which the compiler keeps what it worked out and has not used since."""


def typeset(
    files: Mapping[str, bytes], made_at: dt.datetime, *, main: str, standards: Standards = WHOLE
) -> bytes:
    """Typeset the document from its templates and `files`.

    Args:
        files: UTF-8 files that the templates read, by name; one with the name of a template stands in its place.
        made_at: The moment that the PDF's metadata state.
        main: The template that the document begins with.
        standards: What the PDF must keep.

    Returns:
        The PDF; the same bytes for the same arguments.
    """
    sources = {**_templates(), **files}
    pdf: bytes = typst.compile(  # type: ignore[call-overload] # the stub lacks the mapping of names to files
        {**sources, "main": sources[main]},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=list(standards),
        pdf_tags=standards is not UNTAGGED,
        timestamp=made_at,
    )
    return pdf


def forget() -> None:
    """Give back the memory in which the compiler keeps what it worked out; the next part has no use for it."""
    for _ in range(KEPT_FOR + 1):
        typst.compile({"main": b""}, font_paths=_fonts(), ignore_system_fonts=True)  # type: ignore[call-overload]


def as_text(data: bytes, media_type: str, width: int, height: int) -> bytes:
    """Return a picture as an SVG that holds it unchanged.

    Args:
        data: JPEG or PNG.
        media_type: `image/jpeg` or `image/png`.
        width: In pixels.
        height: In pixels.

    Returns:
        UTF-8 text.
    """
    size = f'width="{width}" height="{height}"'.encode()
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" %b>'
        b'<image %b xlink:href="data:%b;base64,%b"/></svg>'
    ) % (size, size, media_type.encode(), base64.b64encode(data))


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font.folder())]
    )


@functools.cache
def _templates() -> dict[str, bytes]:
    folder = importlib.resources.files("vault.proving.document") / "templates"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}
