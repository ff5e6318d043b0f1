"""Accounts for every byte of a zip: members one after the other, the directory, its end, nothing else.

Tools that read from the front see what stands before or between members, and believe the header before a member's
data; tools that read from the back do not, and believe the directory.
Source: APPNOTE.TXT of the zip format, sections 4.3.7, 4.3.9, 4.3.12, 4.3.14 to 4.3.16, 4.5.3 and 4.6.9.
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

LOCAL_HEADER = struct.Struct("<4s5H3I2H")
DIRECTORY_ENTRY = 46  # bytes before the name
END = struct.Struct("<4s4H2IH")
END64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR64 = 20  # bytes
LONGEST_COMMENT = 0xFFFF
DESCRIPTORS = (12, 16, 20, 24)  # bytes that may follow data whose header left the sizes open
SIZES_LEFT_OPEN = 0x08
READING_BITS = 0x41 | SIZES_LEFT_OPEN  # encrypted in one of two ways, sizes after the data
FIELD = struct.Struct("<2H")
SIZES64, UNICODE_NAME = 0x0001, 0x7075  # extra fields
NAME_AHEAD = 5  # bytes of version and checksum before the name in such a field
IN_FIELD = 0xFFFFFFFF


def directory_size(file: BinaryIO) -> int | None:
    """Return how many bytes of directory a zip declares, None if it has no end record.

    Asked before a zip library is, which would read that much into memory.
    """
    end = _find_end(file)
    if end is None:
        return None
    declared = int(END.unpack(_read(file, end, END.size))[5])
    if _has_zip64(file, end):
        declared = max(declared, int(END64.unpack(_read(file, end - LOCATOR64 - END64.size, END64.size))[8]))
    return declared


def hidden_bytes(file: BinaryIO, infos: Sequence[zipfile.ZipInfo], directory: int) -> int:
    """Count the bytes that belong to no member, to no directory entry, or to two members at once.

    Args:
        file: The archive.
        infos: All directory entries.
        directory: Where the directory begins.

    Returns:
        The count; 0 for a zip as this program writes it.
    """
    position = hidden = 0
    left_open = False
    starts = sorted(infos, key=lambda info: info.header_offset)
    for start, info in [*((info.header_offset, info) for info in starts), (directory, None)]:
        gap = start - position
        hidden += 0 if left_open and gap in DESCRIPTORS else abs(gap)
        if info is not None:
            position = start + _header_length(file, start) + info.compress_size
            left_open = bool(info.flag_bits & SIZES_LEFT_OPEN)
    end = _find_end(file)
    if end is None:
        return hidden
    records = LOCATOR64 + END64.size if _has_zip64(file, end) else 0
    described = sum(
        DIRECTORY_ENTRY + len(raw_name(info)) + len(info.extra) + len(info.comment) for info in infos
    )
    hidden += abs(end - records - directory - described)
    return hidden + file.seek(0, os.SEEK_END) - end - END.size


def raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return a member's name as it stands in the directory."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")


def local_name(file: BinaryIO, info: zipfile.ZipInfo) -> bytes:
    """Return a member's name as it stands before its data, b"" if no header is there."""
    header = _read(file, info.header_offset, LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        return b""
    return _read(file, info.header_offset + LOCAL_HEADER.size, LOCAL_HEADER.unpack(header)[9])


def other_names(file: BinaryIO, info: zipfile.ZipInfo) -> bool:
    """Tell whether a tool may give a member another name than the directory: by its header, or by an extra field."""
    name = raw_name(info)
    extras = (info.extra, _local_extra(file, info))
    fields = [content for extra in extras for kind, content in _fields(extra) if kind == UNICODE_NAME]
    return local_name(file, info) != name or any(content[NAME_AHEAD:] != name for content in fields)


def is_told_alike(file: BinaryIO, info: zipfile.ZipInfo) -> bool:
    """Tell whether the header before a member's data says of method, checksum and sizes what the directory says."""
    header = _read(file, info.header_offset, LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size:
        return False
    _, _, flags, method, _, _, checksum, packed, size, *_ = LOCAL_HEADER.unpack(header)
    if IN_FIELD in {packed, size}:
        sizes = next((c for kind, c in _fields(_local_extra(file, info)) if kind == SIZES64), b"")
        size, packed = struct.unpack("<2Q", sizes[:16]) if len(sizes) >= 16 else (size, packed)
    told, known = (checksum, packed, size), (info.CRC, info.compress_size, info.file_size)
    alike = all(
        one == other or (flags & SIZES_LEFT_OPEN and not one) for one, other in zip(told, known, strict=True)
    )
    return alike and method == info.compress_type and not (flags ^ info.flag_bits) & READING_BITS


def _local_extra(file: BinaryIO, info: zipfile.ZipInfo) -> bytes:
    header = _read(file, info.header_offset, LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size:
        return b""
    *_, name, extra = LOCAL_HEADER.unpack(header)
    return _read(file, info.header_offset + LOCAL_HEADER.size + int(name), int(extra))


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= FIELD.size:
        kind, length = FIELD.unpack_from(extra)
        yield kind, extra[FIELD.size : FIELD.size + length]
        extra = extra[FIELD.size + length :]


def _header_length(file: BinaryIO, start: int) -> int:
    header = _read(file, start, LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size:
        return 0
    *_, name, extra = LOCAL_HEADER.unpack(header)
    return LOCAL_HEADER.size + int(name) + int(extra)


def _find_end(file: BinaryIO) -> int | None:
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - END.size - LONGEST_COMMENT)
    found = _read(file, start, size - start).rfind(b"PK\5\6", 0, max(0, size - start - END.size + 4))
    return None if found < 0 else start + found


def _has_zip64(file: BinaryIO, end: int) -> bool:
    start = end - LOCATOR64 - END64.size
    return (
        start >= 0
        and _read(file, end - LOCATOR64, 4) == b"PK\6\7"
        and _read(file, start, END64.size).startswith(b"PK\6\6")
    )


def _read(file: BinaryIO, start: int, count: int) -> bytes:
    if start < 0:
        return b""
    file.seek(start)
    return file.read(count)
