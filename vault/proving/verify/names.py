"""Names in a packet's zip: which are safe, which folder is the packet's, which files an operating system put there.

Whoever unpacks a packet and zips it again names its folder as he likes, and file managers add files of their own.
`verify.py` in the packet has the same rules.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable

from vault.proving import layout
from vault.proving.verify.accounting import raw_name

SAFE_PART = re.compile(r"[!#-)+-.0-9;=@-\[\]-{}~ ]*[!#-)+\-0-9;=@-\[\]-{}~]")
"""Printable ASCII without what some file system refuses or reads as a path, no dot or space at the end."""

FREE_PART = re.compile(r'[^\x00-\x1f"*/:<>?\\|\x7f]*[^\x00-\x1f"*/:<>?\\|\x7f. ]')
"""The same with letters of any script besides; `_is_free` asks more."""

LONGEST_FOLDER = 255  # bytes; file systems of Linux have no longer names
MARKERS = frozenset({layout.PAYLOAD_MANIFEST, layout.TAG_MANIFEST, layout.MANIFEST})
SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Made by macOS and Windows when somebody looks at a folder."""

MACOS_FOLDER, MACOS_PREFIX = "__MACOSX/", "._"
"""Where the archiver of macOS puts what it knows of each file besides, in a file of that name with the prefix.

Source: https://forensics.wiki/appledouble_header_file, read on 22 November 2026.
"""


def is_safe(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member's name is safe everywhere: ASCII, but for the top folder and for macOS's own files."""
    name = info.orig_filename.removesuffix("/")
    parts = name.split("/")
    free = parts if _is_of_macos(info.orig_filename) else parts[:1]
    return (
        len(raw_name(info).partition(b"/")[0]) <= LONGEST_FOLDER
        and all(_is_free(part) for part in free)
        and all(SAFE_PART.fullmatch(part) for part in parts[len(free) :])
    )


def is_plain(name: str) -> bool:
    """Tell whether a name inside the packet's folder is safe everywhere."""
    return all(SAFE_PART.fullmatch(part) for part in name.split("/"))


def is_system_file(name: str) -> bool:
    """Tell whether a file is no part of any packet, but was put there by an operating system."""
    return name.rpartition("/")[2].lower() in SYSTEM_FILES or _is_of_macos(name)


def find_root(names: Iterable[str]) -> str | None:
    """Return the packet's folder with its slash, "" if it stands at the top, None if there is none.

    It is at most one folder deep. Of several it is the one with most of the files that make a packet, then the
    first by name; what lies in the others is outside.
    """
    roots = Counter(root for name in names if (root := _root(name)) is not None)
    return min(roots, key=lambda root: (-roots[root], root), default=None)


def _root(name: str) -> str | None:
    top, slash, inside = name.partition("/")
    if name in MARKERS:
        return ""
    return top + slash if inside in MARKERS else None


def _is_free(part: str) -> bool:
    """Neither control characters nor what turns the writing round."""
    return part.replace("\u3000", " ").isprintable() and FREE_PART.fullmatch(part) is not None


def _is_of_macos(name: str) -> bool:
    return name.startswith(MACOS_FOLDER) and name.rpartition("/")[2][:2] in {"", MACOS_PREFIX}
