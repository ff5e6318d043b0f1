"""What a picture's EXIF block says of the camera and the moment. Places (GPS) are private and not read.

Source: CIPA DC-008-2019 (Exif 2.32) sections 4.6.4 and 4.6.5: tags, "YYYY:MM:DD HH:MM:SS", offsets "+HH:MM".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from vault.sources.content import Captured

EXIF_BLOCK = 0x8769
ORIENTATION = 0x0112
MAIN_TAGS = {0x010F: "Make", 0x0110: "Model", 0x0131: "Software"}
EXIF_TAGS = {0x9003: "DateTimeOriginal", 0x9010: "OffsetTime", 0x9011: "OffsetTimeOriginal"}
LONGEST = 200  # characters of one value
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def worth_keeping(main: Mapping[int, object], exif: Mapping[int, object]) -> dict[str, str]:
    """Return the tags worth keeping by name, as printable text.

    Args:
        main: Tags of the picture itself (IFD 0) by number.
        exif: Tags of its EXIF block by number.

    Returns:
        Those of `MAIN_TAGS` and `EXIF_TAGS` that are there and not blank.
    """
    found = {name: main.get(tag) for tag, name in MAIN_TAGS.items()}
    found |= {name: exif.get(tag) for tag, name in EXIF_TAGS.items()}
    texts = {name: _as_text(value) for name, value in found.items()}
    return {name: text for name, text in texts.items() if text}


def captured(tags: Mapping[str, str], timezone: dt.tzinfo | None) -> Captured | None:
    """Return the moment that the tags claim.

    Args:
        tags: As `worth_keeping` returns them.
        timezone: Where the camera's clock is taken to have stood when the tags name no offset; None claims
            nothing then.

    Returns:
        The moment; None when there is none, or none that a clock can show.
    """
    said = tags.get("DateTimeOriginal", "")
    offset_said = tags.get("OffsetTimeOriginal") or tags.get("OffsetTime") or ""
    try:
        local = dt.datetime.strptime(said, "%Y:%m:%d %H:%M:%S").replace(
            tzinfo=_offset(offset_said) or timezone
        )
        if local.tzinfo is None:
            return None
        return Captured(local.astimezone(dt.UTC), f"{said} {offset_said}".strip(), "exif")
    except (ValueError, OverflowError):
        return None


def _offset(said: str) -> dt.timezone | None:
    match = OFFSET.fullmatch(said)
    if not match:
        return None
    ahead = dt.timedelta(hours=int(match[2]), minutes=int(match[3]))
    return dt.timezone(ahead if match[1] == "+" else -ahead)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(char for char in value[:LONGEST].split("\x00")[0] if char.isprintable()).strip()
