"""Inputs before they are read: what the user named, opened and hashed.

A candidate holds its bytes in memory, unless it is a recording: those are streamed, once to hash and once to store.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import pathlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from vault import sources
from vault.errors import VaultError
from vault.model import Sha256
from vault.sources import Found, MediaType, Refused

STDIN = "-"
PIECE = 1 << 20  # bytes of a recording that are in memory at a time


@dataclass(frozen=True, slots=True)
class Typed:
    """Bytes that did not come from a file: standard input, a note."""

    name: str
    data: bytes


Input = Found | Refused | Typed
Plan = Sequence[Input]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One input, identified.

    `data` is None for a recording in a file; `found` is None for what was typed or attached. `dated` is the best that
    its surroundings say of its time, and which they are: `file`, or the `mail` that it came in.
    """

    path: str
    name: str
    media: MediaType
    data: bytes | None
    sha256: Sha256
    dated: tuple[dt.datetime, str] | None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that cannot be taken in."""

    path: str
    error: VaultError


def plan(paths: Iterable[str], *, stdin: BinaryIO) -> Plan:
    """List the inputs that the user named; folders are walked, `-` reads standard input.

    Args:
        paths: As typed.
        stdin: Read to its end if `-` is among the paths, at most once.

    Returns:
        The inputs in order; a folder or file that cannot be opened is among them as `Refused`.
    """
    inputs: list[Input] = []
    for path in paths:
        if path == STDIN:
            inputs.append(Typed(STDIN, stdin.read(sources.Limits().file_bytes + 1)))
        else:
            inputs.extend(sources.walk([pathlib.Path(path)]))
    return tuple(inputs)


def candidates(inputs: Iterable[Input], limits: sources.Limits) -> Iterator[Candidate | Failed]:
    """Open, identify and hash each input when it is asked for."""
    for one in inputs:
        if isinstance(one, Refused):
            yield Failed(one.shown, one.error)
            continue
        try:
            yield typed(one.name, one.data) if isinstance(one, Typed) else _opened(one, limits)
        except VaultError as error:
            yield Failed(one.name if isinstance(one, Typed) else one.shown, error)


def typed(name: str, data: bytes, path: str | None = None) -> Candidate:
    """Return the candidate for bytes that have a name but no file.

    Raises:
        BadInputError: They are empty, of no known kind, or too many.
    """
    media = sources.identify(data[: sources.HEAD_BYTES])
    sources.Limits().check_bytes(len(data), media)
    digest = Sha256(hashlib.sha256(data).hexdigest())
    return Candidate(path or name, name, media, data, digest, None)


def _opened(found: Found, limits: sources.Limits) -> Candidate:
    """Read and hash a file, a recording piece by piece, and see that nobody wrote to it meanwhile."""
    with sources.open_steadily(found.path) as steady:
        head = steady.file.read(sources.HEAD_BYTES)
        media = sources.identify(head)
        data: bytes | None = None
        if media.family is sources.Family.RECORDING:
            digest = hashlib.sha256(head)
            while piece := steady.file.read(PIECE):
                digest.update(piece)
        else:
            limits.check_bytes(steady.size, media)
            data = head + steady.file.read()
            digest = hashlib.sha256(data)
    name = sources.safe_text(pathlib.Path(found.path.name))
    dated = (steady.modified, "file")
    return Candidate(found.shown, name, media, data, Sha256(digest.hexdigest()), dated, found)
