"""What goes between the process that decodes and the one that asked, as data: JSON, then bytes.

A frame is two lengths, of the JSON (4 bytes) and of the bytes (8 bytes, big-endian), then both. What comes back from
the decoding process is held against types and limits before it is used: it may be in an attacker's hands.
"""

from __future__ import annotations

import datetime as dt
import struct
import zoneinfo
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Literal

import msgspec

from vault.model import Line
from vault.sources import media
from vault.sources.content import MEBIBYTE, Limits
from vault.sources.media import MediaType

LENGTHS = struct.Struct(">IQ")
LONGEST_HEAD = 256 * MEBIBYTE
"""Bytes of JSON: the lines of a page, with a place for each."""

KINDS: Mapping[str, MediaType] = {one.name: one for one in vars(media).values() if isinstance(one, MediaType)}


class BrokenWireError(Exception):
    """The other side ended in the middle of a frame, or sent what makes no sense. Never shown to a person."""


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Request: open an input, whose bytes follow. `to_print` asks for its pages as they are seen, without text."""

    kind: str
    limits: Limits
    zone: str | None = None
    offset: float | None = None  # seconds east of UTC, for a zone without a name
    to_print: bool = False
    keys: dict[str, str] = {}  # of domains, for the signatures of a mail


class Next(msgspec.Struct, frozen=True, tag="next"):
    """Request: the next page."""


class Close(msgspec.Struct, frozen=True, tag="close"):
    """Request: no more pages."""


Request = Open | Next | Close


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """First answer of a process: what confines it."""

    measures: tuple[str, ...]


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """What an input holds besides pages. The attachments' bytes follow, one after the other."""

    attachments: tuple[tuple[str, int], ...] = ()
    captured: tuple[dt.datetime, str, Literal["exif", "mail"]] | None = None
    metadata: dict[str, str] = {}
    frames_left_out: bool = False


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A page of text."""

    number: int
    lines: tuple[Line, ...]
    scale: float | None = None
    size: tuple[int, int] | None = None


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A page to be read or printed; its pixels follow, three bytes each."""

    number: int
    width: int
    height: int


class End(msgspec.Struct, frozen=True, tag="end"):
    """There are no more pages."""


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The input is refused, for a reason of `vault.sources.errors`."""

    code: str
    values: dict[str, str]


Answer = Ready | Opened | Text | Picture | End | Failed

_requests = msgspec.json.Decoder(Request)
_answers = msgspec.json.Decoder(Answer)
_encoder = msgspec.json.Encoder()


def send(stream: BinaryIO, message: Request | Answer, *bodies: bytes | memoryview) -> None:
    """Write one frame.

    Args:
        stream: Where to.
        message: Its JSON.
        bodies: Its bytes, in pieces.
    """
    send_in_pieces(stream, message, bodies, sum(len(body) for body in bodies))


def send_in_pieces(
    stream: BinaryIO, message: Request | Answer, pieces: Iterable[bytes | memoryview], length: int
) -> None:
    """Write one frame whose bytes are made while they are sent.

    Args:
        stream: Where to.
        message: Its JSON.
        pieces: Its bytes.
        length: How many they are in all.
    """
    head = _encoder.encode(message)
    stream.write(LENGTHS.pack(len(head), length) + head)
    stream.writelines(pieces)
    stream.flush()


def receive_request(stream: BinaryIO) -> tuple[Request, int] | None:
    """Read the head of a frame: the request and the length of its bytes, which are left to be read.

    Returns:
        None where the other side is gone.
    """
    lengths = stream.read(LENGTHS.size)
    if not lengths:
        return None
    head, body = LENGTHS.unpack(lengths + _rest(stream, LENGTHS.size - len(lengths)))
    return _requests.decode(_rest(stream, head)), body


def receive_answer(stream: BinaryIO, most: int) -> tuple[Answer, bytes]:
    """Read one frame with its bytes.

    Args:
        stream: Where from.
        most: Bytes that may follow the JSON.

    Raises:
        BrokenWireError: It ends early, is too long, or is no answer.
    """
    head, body = LENGTHS.unpack(_rest(stream, LENGTHS.size))
    if head > LONGEST_HEAD or body > most:
        raise BrokenWireError
    try:
        answer = _answers.decode(_rest(stream, head))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise BrokenWireError from error
    return answer, _rest(stream, body)


def zone_sent(zone: dt.tzinfo | None) -> tuple[str | None, float | None]:
    """Return a time zone as `Open` carries it."""
    if isinstance(zone, zoneinfo.ZoneInfo) and zone.key:
        return zone.key, None
    offset = zone.utcoffset(None) if zone else None
    return None, offset.total_seconds() if offset is not None else None


def zone_received(request: Open) -> dt.tzinfo | None:
    """Return the time zone that a request carries."""
    if request.zone is not None:
        return zoneinfo.ZoneInfo(request.zone)
    return dt.timezone(dt.timedelta(seconds=request.offset)) if request.offset is not None else None


def _rest(stream: BinaryIO, length: int) -> bytes:
    """Read exactly so many bytes; a stream without a buffer gives them piece by piece.

    Raises:
        BrokenWireError: There are fewer.
    """
    data = stream.read(length)
    if len(data) == length:
        return data
    pieces = [data]
    length -= len(data)
    while length and (piece := stream.read(length)):
        pieces.append(piece)
        length -= len(piece)
    if length:
        raise BrokenWireError
    return b"".join(pieces)
