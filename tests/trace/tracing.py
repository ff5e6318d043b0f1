"""What a command writes, as the kernel sees it: `strace` tells every byte of every write and where it goes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
WRITES = "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice,sendto,sendmsg"
CALL = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<fd>-?\d+)<(?P<target>(?:\\.|[^>\\])*)>(?P<rest>.*)$")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
MAPPING = re.compile(r"mmap\(.*PROT_WRITE.*MAP_SHARED.*?, \d+<(?P<target>[^>]+)>")
NOT_A_DISK = re.compile(r"^(pipe|socket|anon_inode|UNIX|TCP|NETLINK|/dev/|/memfd:|/proc/|/dev/shm/)")
"""Targets that no disk keeps: pipes, terminals, sockets, memory."""


@dataclass(frozen=True)
class Written:
    """One write: the system call, the file, the bytes."""

    call: str
    target: str
    data: bytes


def traced(
    program: Sequence[str | Path], environment: Mapping[str, str], folder: Path
) -> tuple[int, list[Written]]:
    """Run a program under strace.

    Returns:
        Its exit code, and every write to what may be a disk.
    """
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    log = folder / "trace"
    command = ["strace", "-f", "-y", "-xx", "-s", "16777216", "-o", log, "-e", f"trace={WRITES},mmap"]
    done = subprocess.run(
        [*command, *program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        check=False,
    )
    if b"Operation not permitted" in done.stderr or not log.exists():
        pytest.skip("processes cannot be traced here")
    with log.open(errors="replace") as lines:
        found = [one for line in lines if (one := _written(line)) is not None]
    log.unlink()
    return done.returncode, found


def _written(line: str) -> Written | None:
    if mapping := MAPPING.search(line):
        target = _plain(mapping["target"])
        return None if NOT_A_DISK.match(target) else Written("mmap", target, b"")
    call = CALL.match(line)
    if call is None or call["name"] == "mmap":
        return None
    target = _plain(call["target"])
    if NOT_A_DISK.match(target) or target.endswith(" (deleted)"):
        return None
    data = b"".join(bytes.fromhex(text.replace("\\x", "")) for text in STRING.findall(call["rest"]))
    return Written(call["name"], target, data)


def _plain(target: str) -> str:
    """Undo strace's escapes in a path."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), target)


def canaries(original: bytes, words: Sequence[str]) -> Iterator[bytes]:
    """Yield what must not be seen: the words in the encodings that are in use, and pieces of the original itself."""
    for word in words:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            yield word.encode(encoding)
    step = max(len(original) // 64, 1)
    yield from (original[start : start + 24] for start in range(0, max(len(original) - 24, 1), step))
