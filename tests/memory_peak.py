"""The peak of memory over a stretch of work, whatever other tests took before it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RESET = Path("/proc/self/clear_refs")


def forget_peak() -> int:
    """Let the system count anew; return how many bytes are resident now. Skips where it cannot."""
    try:
        RESET.write_text("5")
    except OSError as error:
        pytest.skip(f"the peak of memory cannot be counted anew here: {error}")
    return _bytes(_status("self"), "VmRSS")


def peak() -> int:
    """Return the most bytes that were resident since then."""
    return _bytes(_status("self"), "VmHWM")


def children_peak() -> int:
    """Return the most bytes that one of the processes started here and still running has held.

    What `getrusage` tells of children counts the memory of this process as well: a child shares it until it
    becomes another program.
    """
    return max((_bytes(status, "VmHWM") for status in _children()), default=0)


def _children() -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = _status(folder.name)
        except OSError:  # it has ended meanwhile
            continue
        if re.search(rf"^PPid:\s+{os.getpid()}$", status, re.MULTILINE) and "VmHWM" in status:
            yield status


def _status(process: str) -> str:
    return Path("/proc", process, "status").read_text()


def _bytes(status: str, name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024
