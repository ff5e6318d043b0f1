"""The kinds of content that can be kept, each with its IANA media type and the usual ending of its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """How a kind of content is read."""

    PICTURE = "picture"
    PDF = "pdf"
    MAIL = "mail"
    TEXT = "text"
    RECORDING = "recording"  # sound or film: kept, never read


@dataclass(frozen=True, slots=True)
class MediaType:
    """One kind of content. `name` is the media type as IANA registers it."""

    name: str
    family: Family


PNG = MediaType("image/png", Family.PICTURE)
JPEG = MediaType("image/jpeg", Family.PICTURE)
WEBP = MediaType("image/webp", Family.PICTURE)
HEIC = MediaType("image/heic", Family.PICTURE)
HEIF = MediaType("image/heif", Family.PICTURE)
AVIF = MediaType("image/avif", Family.PICTURE)
GIF = MediaType("image/gif", Family.PICTURE)
BMP = MediaType("image/bmp", Family.PICTURE)
TIFF = MediaType("image/tiff", Family.PICTURE)

PDF = MediaType("application/pdf", Family.PDF)
MAIL = MediaType("message/rfc822", Family.MAIL)
TEXT = MediaType("text/plain", Family.TEXT)
HTML = MediaType("text/html", Family.TEXT)

MP3 = MediaType("audio/mpeg", Family.RECORDING)
WAV = MediaType("audio/vnd.wave", Family.RECORDING)
AMR = MediaType("audio/AMR", Family.RECORDING)
AMR_WB = MediaType("audio/AMR-WB", Family.RECORDING)
OGG = MediaType("application/ogg", Family.RECORDING)
FLAC = MediaType("audio/flac", Family.RECORDING)
AAC = MediaType("audio/aac", Family.RECORDING)
CAF = MediaType("audio/x-caf", Family.RECORDING)
M4A = MediaType("audio/mp4", Family.RECORDING)
MP4 = MediaType("video/mp4", Family.RECORDING)
QUICKTIME = MediaType("video/quicktime", Family.RECORDING)
THREE_GPP = MediaType("video/3gpp", Family.RECORDING)
WEBM = MediaType("video/webm", Family.RECORDING)
MATROSKA = MediaType("video/matroska", Family.RECORDING)
