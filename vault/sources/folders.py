"""Walks files and folders; what cannot be walked is reported, and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vault.errors import VaultError
from vault.sources.errors import SourceNotFoundError, SpecialFileError, SymlinkLoopError
from vault.sources.steady import explained

LITTER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "$recycle.bin", "__macosx", "icon\r"})
"""What operating systems leave in folders, beside names that begin with a dot; in lower case."""

Identity = tuple[int, int]
"""Device and inode."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be taken in. `shown` is its path as text that any terminal and JSON can take."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that cannot be taken in, and why."""

    path: Path
    shown: str
    error: VaultError


def walk(paths: Iterable[Path]) -> Iterator[Found | Refused]:
    """Find the files at and below paths, in the order named and sorted by name within each folder.

    Hidden files and the litter of operating systems are passed over inside folders, never when they are named
    themselves. Symbolic links are followed; a folder that was entered before is not entered again.

    Args:
        paths: Files and folders.

    Yields:
        Each file, and each path that is missing, no file, not permitted, or a link back to a folder above it.
    """
    entered: set[Identity] = set()
    for path in paths:
        yield from _below(path, entered)


def safe_text(path: Path) -> str:
    r"""Return a path as text that can be encoded: bytes that are no UTF-8 become `\xff` and the like."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _below(start: Path, entered: set[Identity]) -> Iterator[Found | Refused]:
    # Without recursion: folders nested deeper than Python's stack are still folders.
    waiting: list[tuple[Path, frozenset[Identity]]] = [(start, frozenset())]
    while waiting:
        path, above = waiting.pop()
        try:
            state = path.stat()
            if not stat.S_ISDIR(state.st_mode):
                yield _file(path, state)
                continue
            here = (state.st_dev, state.st_ino)
            if here in above:
                raise SymlinkLoopError(path=path)
            if here in entered:
                continue
            entered.add(here)
            inside = sorted(filter(_is_wanted, os.listdir(path)), key=os.fsencode, reverse=True)  # noqa: PTH208 - names
            waiting.extend((path / name, above | {here}) for name in inside)
        except VaultError as error:
            yield Refused(path, safe_text(path), error)
        except ValueError:  # a NUL in the name
            yield Refused(path, safe_text(path), SourceNotFoundError(path=path))
        except OSError as error:
            yield Refused(path, safe_text(path), explained(error, path))


def _file(path: Path, state: os.stat_result) -> Found:
    if not stat.S_ISREG(state.st_mode):
        raise SpecialFileError(path=path)
    return Found(path, safe_text(path))


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in LITTER
