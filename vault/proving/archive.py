"""Writes the zip of a packet: deterministic, streamed, every original checked on its way in."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, BinaryIO

from vault.model import Sha256

CHUNK = 1 << 20  # bytes
FIRST_YEAR, LAST_YEAR = 1980, 2107  # what a zip can say
SHRINKS = ("text/", "message/", "application/json", "image/bmp", "image/tiff")
"""Media types worth compressing; everything else is compressed already."""


class MemberChangedError(Exception):
    """A member's bytes are not those of its digest; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the packet: where, what, and how to read it once."""

    name: str
    sha256: Sha256
    size: int
    media_type: str
    open: Callable[[], BinaryIO]


def write_archive(file: BinaryIO, members: Iterable[Member], *, folder: str, at: dt.datetime) -> None:
    """Write members under one top folder, in the order given.

    Source: RFC 8493 section 4 (a serialized bag has one top folder).

    Args:
        file: Where to; seekable.
        members: What.
        folder: The top folder.
        at: The time of every member; zip knows two-second steps and no zone, so it is UTC.

    Raises:
        MemberChangedError: A member's content differs from its digest or size.
    """
    moment = at.astimezone(dt.UTC)
    year = min(max(moment.year, FIRST_YEAR), LAST_YEAR)
    stamp = (year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(f"{folder}/{member.name}", stamp)
            info.create_system = 3  # Unix, whatever this machine is: the same bytes everywhere
            info.external_attr = 0o100644 << 16
            info.file_size = member.size
            shrinks = member.media_type.startswith(SHRINKS)
            info.compress_type = zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED
            with archive.open(info, "w") as sink, contextlib.closing(member.open()) as source:
                _copy(source, sink, member)


def _copy(source: BinaryIO, sink: IO[bytes], member: Member) -> None:
    running, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        running.update(chunk)
        size += len(chunk)
        if size > member.size:
            break
        sink.write(chunk)
    if size != member.size or running.hexdigest() != member.sha256:
        raise MemberChangedError(member.name)
