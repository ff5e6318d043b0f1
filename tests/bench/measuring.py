"""Runs a command and watches its time and memory, all of its processes together."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEBIBYTE = 1 << 20
INTERVAL = 0.02  # seconds between two looks at the memory
ROOT = pathlib.Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """How a command went: wall and CPU seconds, peak of the resident memory of all its processes in bytes."""

    wall: float
    cpu: float
    peak: int
    code: int
    out: str


def vault(*arguments: str | pathlib.Path, environment: Mapping[str, str], watched: bool = True) -> Run:
    """Run the command `vault`; for the arguments see `run`."""
    command = [str(pathlib.Path(sys.executable).parent / "vault"), *map(str, arguments)]
    return run(command, environment, watched=watched)


def run(command: Sequence[str], environment: Mapping[str, str], *, watched: bool = True) -> Run:
    """Run a command to its end.

    Args:
        command: The command.
        environment: What is added to this process's environment.
        watched: Whether its memory is watched, which takes time of a processor: a sixth of `add`'s on two of them.
            The peak of one that is not is 0.
    """
    started, before = time.monotonic(), os.times()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    watch = _Watch(process.pid)
    if watched:
        watch.start()
    out, _ = process.communicate()
    wall, after = time.monotonic() - started, os.times()
    if watched:
        watch.stop()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Run(wall, cpu, watch.peak, process.returncode, out)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children again and again; shared pages count once each."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak = 0

    def run(self) -> None:
        """Look until stopped."""
        while not self._ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(_resident, _family(self._pid))))

    def stop(self) -> None:
        """Stop looking."""
        self._ended.set()
        self.join()


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting.extend(map(int, task.read_text().split()))
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    """Return its share of memory; all that is resident where only the administrator is told the share."""
    for file, row in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            for line in pathlib.Path(f"/proc/{pid}/{file}").read_text().splitlines():
                if line.startswith(row):
                    return int(line.split()[1]) * 1024
        except (OSError, ValueError):
            continue
    return 0
