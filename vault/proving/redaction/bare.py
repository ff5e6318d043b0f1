"""Is a file nothing but pixels or text? Judged by its structure, in the packet and before it is written. Pure."""

from __future__ import annotations

from vault.proving.redaction.picture_pdf import NotAPicturePdfError, read

PNG = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
JPEG_SEGMENTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA})
JFIF_LENGTH = 16  # bytes: no thumbnail


def is_bare(data: bytes, media_type: str) -> bool:
    """Tell whether a redacted copy holds nothing beside what it shows.

    Args:
        data: The whole file.
        media_type: What it says it is.

    Returns:
        False for any other type, and for text layers, metadata, thumbnails, further pictures, and bytes after the end.
    """
    match media_type:
        case "image/png":
            return _bare_png(data)
        case "image/jpeg":
            return _bare_jpeg(data)
        case "application/pdf":
            return _bare_pdf(data)
        case "text/plain":
            return _plain_text(data)
        case _:
            return False


def _bare_png(data: bytes) -> bool:
    """Source: PNG (third edition) sections 5.3 (chunk layout) and 5.6 (ordering)."""
    if not data.startswith(PNG):
        return False
    at, name = len(PNG), b""
    while at + 12 <= len(data) and name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if name not in PNG_CHUNKS or (name == b"IEND" and length):
            return False
        at += 12 + length
    return name == b"IEND" and at == len(data)


def _bare_jpeg(data: bytes) -> bool:
    """Source: ITU-T T.81 section B.1.1 (markers), JFIF 1.02 (the application segment without a thumbnail)."""
    if data[:2] != b"\xff\xd8":
        return False
    at, scanned = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xD9:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        is_jfif = marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0" and length == JFIF_LENGTH
        if marker not in JPEG_SEGMENTS and not is_jfif:
            return False
        at += 2 + length
        if marker == 0xDA:
            scanned, at = True, _end_of_scan(data, at)
    return scanned and data[at:] == b"\xff\xd9"


def _end_of_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in STANDALONE:
            return at
        at += 2
    return len(data)


def _bare_pdf(data: bytes) -> bool:
    try:
        return all(_bare_jpeg(jpeg) for jpeg in read(data))
    except NotAPicturePdfError:
        return False


def _plain_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in "\n\t" or char.isspace() for char in text)
