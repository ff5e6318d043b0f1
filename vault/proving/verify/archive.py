"""Reads a zip that may be hostile: nothing touches a disk or is believed, everything is bounded."""

from __future__ import annotations

import hashlib
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import BinaryIO, Self

from vault.model import Sha256
from vault.proving.errors import DirectoryTooLargeError, NoBagError, NotAZipError
from vault.proving.verify.accounting import directory_size, hidden_bytes, is_told_alike, other_names
from vault.proving.verify.names import find_root, is_plain, is_safe, is_system_file
from vault.proving.verify.report import Finding, Rule
from vault.proving.verify.rules import archive as rules

LARGEST_DIRECTORY = 16 << 20  # bytes; some 200,000 members
SPARE = 1 << 30  # bytes that any packet may unpack to
RATIO = 100  # and this many times its own size beyond
CHUNK = 1 << 20
ENCRYPTED_BITS = 0x41

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)
"""What zipfile raises on a damaged or strange member."""


class Archive:
    """The members of a packet, by their names inside the packet's folder, and what is wrong with the zip."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self.findings: list[Finding] = []
        self._size = file.seek(0, os.SEEK_END)
        declared = directory_size(file)
        if declared is None:
            raise NotAZipError(path=path)
        if declared > LARGEST_DIRECTORY:
            raise DirectoryTooLargeError(path=path)
        try:
            self._zip = zipfile.ZipFile(file)
        except FAULTS as error:
            raise NotAZipError(path=path) from error
        infos = self._zip.infolist()
        if count := hidden_bytes(file, infos, self._zip.start_dir):
            self.findings.append(Finding(rules.HIDDEN_BYTES, values={"count": str(count)}))
        sound = [info for info in infos if self._is_sound(file, info)]
        sound = list(self._unique(sound))
        root = find_root(info.filename for info in sound)
        if root is None:
            raise NoBagError(path=path)
        self.members = self._inside(sound, root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def digests(self) -> dict[str, Sha256]:
        """Return the SHA-256 of every member that can be unpacked; note a finding for each that cannot."""
        digests = {}
        for name, info in self.members.items():
            try:
                digests[name] = self._digest(info)
            except FAULTS:
                self._note(rules.UNREADABLE, name)
        return digests

    def read(self, name: str, limit: int = 64 << 20) -> bytes | None:
        """Return a member whole, None if it is absent, damaged or larger than `limit` bytes."""
        info = self.members.get(name)
        if info is None or info.file_size > limit:
            return None
        try:
            return self._zip.read(info)
        except FAULTS:
            return None

    def _digest(self, info: zipfile.ZipInfo) -> Sha256:
        running = hashlib.sha256()
        with self._zip.open(info) as source:
            while chunk := source.read(CHUNK):
                running.update(chunk)
        return Sha256(running.hexdigest())

    def _is_sound(self, file: BinaryIO, info: zipfile.ZipInfo) -> bool:
        """Return whether a member may be read; note what is wrong with it. Folders are left out in silence."""
        if not is_told_alike(file, info):
            self._note(rules.HEADERS_DIFFER, info.orig_filename)
        if not is_safe(info):
            self._note(rules.UNSAFE_NAME, info.orig_filename)
        elif other_names(file, info):
            self._note(rules.NAME_DIFFERS, info.filename)
        elif info.flag_bits & ENCRYPTED_BITS:
            self._note(rules.ENCRYPTED, info.filename)
        elif not info.is_dir() and stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
            self._note(rules.NOT_A_FILE, info.filename)
        elif info.is_dir() and info.file_size:
            self._note(rules.UNSAFE_NAME, info.filename)
        else:
            return not info.is_dir()
        return False

    def _unique(self, infos: Sequence[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
        """Yield the first of each name, as long as all together stay within bounds."""
        folders = {parent.casefold() for info in infos for parent in _parents(info.filename)}
        seen: set[str] = set()
        budget = SPARE + RATIO * self._size
        for info in infos:
            name = info.filename.casefold()  # Windows and macOS fold case
            budget -= info.file_size
            if name in seen or name in folders:
                self._note(rules.DUPLICATE_NAME, info.filename)
            elif budget < 0:
                self._note(rules.BOMB, info.filename)
            else:
                yield info
            seen.add(name)

    def _inside(self, infos: Sequence[zipfile.ZipInfo], root: str) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        of_systems = []
        for info in infos:
            name = info.filename.removeprefix(root)
            if is_system_file(info.filename):
                of_systems.append(info.filename)
            elif not info.filename.startswith(root):
                self._note(rules.OUTSIDE, info.filename)
            elif not is_plain(name):
                self._note(rules.UNSAFE_NAME, info.filename)
            else:
                members[name] = info
        if of_systems:
            count = str(len(of_systems))
            self.findings.append(Finding(rules.SYSTEM_FILES, of_systems[0], values={"count": count}))
        return members

    def _note(self, rule: Rule, subject: str) -> None:
        self.findings.append(Finding(rule, subject))


def _parents(name: str) -> Iterator[str]:
    while (name := name.rpartition("/")[0]) != "":
        yield name
