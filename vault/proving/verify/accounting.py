"""Accounts for every byte of a zip: members one after the other, the directory, its end, nothing else.

Tools that read from the front see what stands before or between members, tools that read from the back do
not.
Source: APPNOTE.TXT of the zip format, sections 4.3.7, 4.3.9, 4.3.12 and 4.3.14 to 4.3.16.
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

LOCAL_HEADER = struct.Struct("<4s5H3I2H")
DIRECTORY_ENTRY = 46  # bytes before the name
END = struct.Struct("<4s4H2IH")
END64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR64 = 20  # bytes
LONGEST_COMMENT = 0xFFFF
DESCRIPTORS = (12, 16, 20, 24)  # bytes that may follow data whose header left the sizes open
SIZES_LEFT_OPEN = 0x08


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
