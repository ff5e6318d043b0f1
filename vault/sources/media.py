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
    """One kind of content. `name` is the media type as IANA registers it; `extension` starts with a dot."""

    name: str
    family: Family
    extension: str


PNG = MediaType("image/png", Family.PICTURE, ".png")
JPEG = MediaType("image/jpeg", Family.PICTURE, ".jpg")
WEBP = MediaType("image/webp", Family.PICTURE, ".webp")
HEIC = MediaType("image/heic", Family.PICTURE, ".heic")
HEIF = MediaType("image/heif", Family.PICTURE, ".heif")
AVIF = MediaType("image/avif", Family.PICTURE, ".avif")
GIF = MediaType("image/gif", Family.PICTURE, ".gif")
BMP = MediaType("image/bmp", Family.PICTURE, ".bmp")
TIFF = MediaType("image/tiff", Family.PICTURE, ".tiff")

PDF = MediaType("application/pdf", Family.PDF, ".pdf")
MAIL = MediaType("message/rfc822", Family.MAIL, ".eml")
TEXT = MediaType("text/plain", Family.TEXT, ".txt")
HTML = MediaType("text/html", Family.TEXT, ".html")

MP3 = MediaType("audio/mpeg", Family.RECORDING, ".mp3")
WAV = MediaType("audio/vnd.wave", Family.RECORDING, ".wav")
AMR = MediaType("audio/AMR", Family.RECORDING, ".amr")
AMR_WB = MediaType("audio/AMR-WB", Family.RECORDING, ".awb")
OGG = MediaType("application/ogg", Family.RECORDING, ".ogg")
FLAC = MediaType("audio/flac", Family.RECORDING, ".flac")
AAC = MediaType("audio/aac", Family.RECORDING, ".aac")
CAF = MediaType("audio/x-caf", Family.RECORDING, ".caf")
M4A = MediaType("audio/mp4", Family.RECORDING, ".m4a")
MP4 = MediaType("video/mp4", Family.RECORDING, ".mp4")
QUICKTIME = MediaType("video/quicktime", Family.RECORDING, ".mov")
THREE_GPP = MediaType("video/3gpp", Family.RECORDING, ".3gp")
WEBM = MediaType("video/webm", Family.RECORDING, ".webm")
MATROSKA = MediaType("video/matroska", Family.RECORDING, ".mkv")
