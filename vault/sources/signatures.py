"""Tells what bytes are by their content; a file's name is never asked."""

from __future__ import annotations

import re

from vault.sources import media
from vault.sources.errors import (
    ArchiveError,
    EmptyFileError,
    OfficeDocumentError,
    UndecodableTextError,
    UnknownKindError,
)
from vault.sources.header_block import starts_like_mail
from vault.sources.media import MediaType
from vault.sources.plain_text import decode_head

HEAD_BYTES = 65536
"""How many bytes from the start `identify` wants to see; fewer only when the file is shorter."""

# Signatures at offset 0, from the specification of each format: PNG (RFC 2083 section 3.1), JPEG (ITU-T T.81
# annex B), GIF89a section 17, TIFF 6.0 section 2 and BigTIFF, RFC 4867 section 5 (AMR), RFC 3533 section 6
# (Ogg), RFC 9639 section 6 (FLAC), ID3v2.4 section 3.1, ISO 32000-1 section 7.5.2 (PDF), Apple's CAF
# specification.
PREFIXES: tuple[tuple[bytes, MediaType], ...] = (
    (b"\x89PNG\r\n\x1a\n", media.PNG),
    (b"\xff\xd8\xff", media.JPEG),
    (b"GIF87a", media.GIF),
    (b"GIF89a", media.GIF),
    (b"II*\x00", media.TIFF),
    (b"MM\x00*", media.TIFF),
    (b"II+\x00", media.TIFF),
    (b"MM\x00+", media.TIFF),
    (b"%PDF-", media.PDF),
    (b"#!AMR-WB", media.AMR_WB),
    (b"#!AMR", media.AMR),
    (b"OggS", media.OGG),
    (b"fLaC", media.FLAC),
    (b"ID3", media.MP3),
    (b"caff", media.CAF),
)

# Kinds that are met often and refused with their own advice. ZIP holds OOXML, ODF and OFD as well.
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
)
OFFICE = (b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
OFFICE_IN_ZIP = (
    b"word/",
    b"xl/",
    b"ppt/",
    b"[Content_Types].xml",
    b"mimetypeapplication/vnd.oasis",
    b"OFD.xml",
)

# ISO 14496-12 section 4.3: the major brand of the `ftyp` box; brands as registered at mp4ra.org.
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
HEIF_BRANDS = frozenset({b"mif1", b"msf1", b"mif2"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
QUICKTIME_BOXES = frozenset({b"moov", b"mdat", b"wide", b"pnot"})

LATE_PDF = re.compile(rb"[\r\n]%PDF-[12]\.\d")
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


def identify(head: bytes) -> MediaType:
    """Tell the kind of content from its first bytes.

    Args:
        head: The first `HEAD_BYTES` bytes of the content, or all of it when it is shorter.

    Returns:
        The kind of content.

    Raises:
        EmptyFileError: There are no bytes.
        OfficeDocumentError: It is a document of an office program.
        ArchiveError: It is an archive of files.
        UnknownKindError: It is of no kind that can be kept.
        UndecodableTextError: It looks like text, but in none of the encodings that are read.
    """
    if not head:
        raise EmptyFileError
    found = (
        _by_prefix(head)
        or _riff(head)
        or _bitmap(head)
        or _iso_media(head)
        or _matroska(head)
        or _frames(head)
    )
    if found:
        return found
    _refuse_foreign(head)
    if starts_like_mail(head):
        return media.MAIL
    if LATE_PDF.search(
        head[:1024]
    ):  # ISO 32000-1 annex H.3, note 13: the header may stand in the first 1024 bytes
        return media.PDF
    return _text(head)


def _by_prefix(head: bytes) -> MediaType | None:
    return next((kind for prefix, kind in PREFIXES if head.startswith(prefix)), None)


def _riff(head: bytes) -> MediaType | None:
    if head[:4] not in {b"RIFF", b"RF64"}:
        return None
    return {b"WEBP": media.WEBP, b"WAVE": media.WAV}.get(head[8:12])


def _bitmap(head: bytes) -> MediaType | None:
    """Return BMP for its two letters, reserved zeros and a known size of its second header."""
    known_headers = {12, 40, 52, 56, 64, 108, 124}
    reserved, second = head[6:10], int.from_bytes(head[14:18], "little")
    return media.BMP if head[:2] == b"BM" and reserved == bytes(4) and second in known_headers else None


def _iso_media(head: bytes) -> MediaType | None:
    box, brand = head[4:8], head[8:12]
    if box in QUICKTIME_BOXES and head[0] == 0:
        return media.QUICKTIME
    if box != b"ftyp":
        return None
    end = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[at : at + 4] for at in range(16, end, 4)}
    if brand in HEIF_BRANDS:
        return _still_picture(brands)
    for known, kind in ((HEIC_BRANDS, media.HEIC), (AVIF_BRANDS, media.AVIF), (SOUND_BRANDS, media.M4A)):
        if brand in known:
            return kind
    if brand == b"qt  ":
        return media.QUICKTIME
    return media.THREE_GPP if brand.startswith((b"3gp", b"3g2")) else media.MP4


def _still_picture(brands: set[bytes]) -> MediaType:
    """Return the kind of a picture with a general brand by the brands that it is compatible with."""
    if brands & AVIF_BRANDS:
        return media.AVIF
    return media.HEIC if brands & HEIC_BRANDS else media.HEIF


def _matroska(head: bytes) -> MediaType | None:
    """Return the kind of an EBML file (RFC 8794 section 8.1) by its document type."""
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    return media.WEBM if b"webm" in head[:64] else media.MATROSKA


def _frames(head: bytes) -> MediaType | None:
    """Return bare MPEG audio: layer III (ISO 11172-3 section 2.4.2.3) or ADTS (ISO 13818-7 section 6.2)."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:  # ADTS: twelve bits of sync, layer 0
        return media.AAC if (head[2] >> 2) & 0xF <= 12 else None
    layer_three = head[1] & 0xE6 == 0xE2 and head[1] & 0x18 != 0x08
    valid_rates = head[2] & 0xF0 not in {0x00, 0xF0} and head[2] & 0x0C != 0x0C
    return media.MP3 if layer_three and valid_rates else None


def _refuse_foreign(head: bytes) -> None:
    if head.startswith(OFFICE):
        raise OfficeDocumentError
    if head.startswith(b"PK") and any(name in head for name in OFFICE_IN_ZIP):
        raise OfficeDocumentError
    if head.startswith(ARCHIVES) or head[257:262] == b"ustar":
        raise ArchiveError


def _text(head: bytes) -> MediaType:
    try:
        text = decode_head(head)
    except UndecodableTextError:
        # No text has this byte: it is a program, a database or the like; advice on encodings would mislead.
        if b"\x00" in head:
            raise UnknownKindError from None
        raise
    return media.HTML if HTML_START.match(text, 0, 4096) else media.TEXT
