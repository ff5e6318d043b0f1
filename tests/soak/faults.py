"""Faults from the kernel: `strace` kills a command, or fails one of its system calls, at a chosen point."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "ftruncate",
    "mkdir",
)
"""What changes a disk."""

NOT_FAILED = frozenset({"write"})
"""`write` also prints; failing it would say nothing of the disk. It is killed at, not failed."""


class Fault(StrEnum):
    """What happens at the chosen point."""

    KILL = "signal=KILL"
    EIO = "error=EIO"
    FULL = "error=ENOSPC"


@dataclass(frozen=True)
class Point:
    """A place to break a command at: the so-manieth of one system call."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


@dataclass(frozen=True)
class Ended:
    """How a command ended, and whether the fault came about."""

    code: int
    out: str
    err: str
    fired: bool


def available() -> bool:
    """Tell whether commands can be traced here."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode
        == 0
    )


def run(
    arguments: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    fault: Fault | None = None,
    at: Point | None = None,
    trace: bool = False,
    stdin: bytes = b"",
) -> Ended:
    """Run `vault`, with a fault at a point, or traced without one for `points`.

    Returns:
        How it ended.
    """
    program: list[str | Path] = [sys.executable, "-m", "cli.main", *arguments]
    log = Path(environment["HOME"]) / "strace.log"
    tracer: list[str | Path] = ["strace", "-f", "-q", "-o", log, "-e", f"trace={','.join(CALLS)}"]
    if fault is not Fault.KILL:
        tracer.append("--seccomp-bpf")  # ten times as quick, but then strace sends no signals
    if fault is not None and at is not None:
        program = [*tracer, "-e", f"inject={at.call}:{fault.value}:when={at.number}", *program]
    elif trace:
        program = [*tracer, *program]
    done = subprocess.run(
        program,
        input=stdin,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        cwd=environment["HOME"],
        capture_output=True,
        check=False,
    )
    told = log.read_text(errors="replace") if fault is not None else ""
    fired = "(INJECTED)" in told or "killed by SIGKILL" in told
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"), fired)


def points(log: Path) -> list[Point]:
    """Return where a traced command can be broken: each call that changes a disk, those of its busiest thread.

    The kernel's tracer counts for each thread and each call by itself.
    """
    calls = re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    busiest = Counter(thread for thread, _call in calls).most_common(1)
    counts = Counter(call for thread, call in calls if busiest and thread == busiest[0][0])
    return [Point(call, number) for call, count in sorted(counts.items()) for number in range(1, count + 1)]
