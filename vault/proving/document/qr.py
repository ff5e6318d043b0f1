"""QR codes as vector pictures: the one module that knows segno. Source: ISO/IEC 18004."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> bytes:
    """Draw a QR code that survives a crease in the paper.

    Args:
        text: What it says; at most a few hundred characters.

    Returns:
        SVG with the quiet zone that readers need, black on white.
    """
    file = io.BytesIO()
    segno.make_qr(text, error="q").save(file, kind="svg", border=4, light="#fff", xmldecl=False)
    return file.getvalue()
