"""Bytes as they came: what kind they are by content, and what is inside.

This package opens files, pictures, PDFs, mails and texts. It knows nothing of encryption or OCR. Importing
it is cheap: Pillow, libheif, PDFium and Beautiful Soup are loaded when an input of their kind is opened.
"""

from __future__ import annotations

from vault.sources.content import Attachment, Captured, Content, Limits, Page, PicturePage, TextPage
from vault.sources.domain_keys import domain_keys
from vault.sources.folders import Found, Refused, safe_text, walk
from vault.sources.media import MAIL, Family, MediaType
from vault.sources.signatures import HEAD_BYTES, identify
from vault.sources.steady import Steady, open_steadily
from vault.sources.unpacking import print_pages, unpack

__all__ = [
    "HEAD_BYTES",
    "MAIL",
    "Attachment",
    "Captured",
    "Content",
    "Family",
    "Found",
    "Limits",
    "MediaType",
    "Page",
    "PicturePage",
    "Refused",
    "Steady",
    "TextPage",
    "domain_keys",
    "identify",
    "open_steadily",
    "print_pages",
    "safe_text",
    "unpack",
    "walk",
]
