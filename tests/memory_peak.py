"""The peak of this process's memory over a stretch of work, whatever other tests took before it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


def forget_peak() -> int:
    """Let the system count anew; return how many bytes are resident now. Skips where it cannot."""
    try:
        RESET.write_text("5")
    except OSError as error:
        pytest.skip(f"the peak of memory cannot be counted anew here: {error}")
    return _kibibytes("VmRSS")


def peak() -> int:
    """Return the most bytes that were resident since then."""
    return _kibibytes("VmHWM")


def _kibibytes(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", STATUS.read_text())
    assert found is not None
    return int(found[1]) * 1024
