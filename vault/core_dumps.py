"""Keeps a process's memory, with keys and evidence in it, from being written to a disk or read by another program."""

from __future__ import annotations

import contextlib
import sys

DUMPABLE = 4  # PR_SET_DUMPABLE of prctl(2)


def forbid(*, traced: bool = False) -> None:
    """Let no crash write this process's memory anywhere, and no other program of this user look into it.

    The limit keeps core files away. Linux does not hold it against a core that is piped to a program, as systemd and
    apport have it; there the process says that it must not be dumped. Windows has neither.

    Args:
        traced: Whether a debugger may look: then the limit alone is set.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and not traced:
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(DUMPABLE, 0, 0, 0, 0)
