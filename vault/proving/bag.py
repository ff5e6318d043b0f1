"""The text files of a BagIt bag, written and read.

Two spaces stand between digest and name, so that `sha256sum -c` and `shasum -c` read both manifests in one
call; RFC 8493 section 2.1.3 allows any white space there. Lines end with a line feed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from vault.model import Sha256

LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")
OXUM = re.compile(r"^Payload-Oxum: (\d{1,18})\.(\d{1,9})$", re.MULTILINE)


class BagTextError(Exception):
    """A manifest is not written as this format writes it."""


def manifest_text(digests: Mapping[str, Sha256]) -> str:
    """Return a manifest, one line a file, in the order of the names."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def read_manifest(raw: bytes) -> dict[str, Sha256]:
    """Read a manifest strictly, so that no two readers can understand it differently.

    Args:
        raw: The file.

    Returns:
        Digests by name.

    Raises:
        BagTextError: A line of another form, a name twice, no line feed at the end.
    """
    digests: dict[str, Sha256] = {}
    lines = raw.split(b"\n")
    if lines.pop():
        raise BagTextError
    for line in lines:
        match = LINE.fullmatch(line.decode("ascii", "replace"))
        if match is None or match[2] in digests:
            raise BagTextError
        digests[match[2]] = Sha256(match[1])
    return digests


def info_text(*, packet: str, made_at: dt.datetime, program: str, sizes: Iterable[int]) -> str:
    """Return `bag-info.txt`.

    Source: RFC 8493 section 2.2.2 (reserved labels; Payload-Oxum is octets and files).

    Args:
        packet: The packet's id.
        made_at: When it was made.
        program: Name and version of the writer.
        sizes: Bytes of every payload file.

    Returns:
        The text.
    """
    octets = list(sizes)
    return (
        f"Bag-Software-Agent: {program}\n"
        f"Bagging-Date: {made_at.astimezone(dt.UTC):%Y-%m-%d}\n"
        f"External-Identifier: {packet}\n"
        f"Payload-Oxum: {sum(octets)}.{len(octets)}\n"
    )


def read_oxum(raw: bytes) -> tuple[int, int] | None:
    """Return octets and files of the payload as `bag-info.txt` tells them, None if not once and clearly."""
    found = OXUM.findall(raw.decode("utf-8", "replace"))
    return (int(found[0][0]), int(found[0][1])) if len(found) == 1 else None
