"""Files that this process gives up for good (Landlock; Linux from 5.13).

Source: Linux `Documentation/userspace-api/landlock.rst`; the numbers of its calls are the same on all machines.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable

CREATE, ADD, RESTRICT = 444, 445, 446
ASK_VERSION = 1
BENEATH = 1

WRITE_FILE, READ_FILE, READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # bits by version of the interface
TCP = 0b11  # bind, connect: from version 4
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # from version 6


def forgo_files(readable: Iterable[str], devices: Iterable[str] = (os.devnull,)) -> bool:
    """Give up every file but those below `readable`, and writing everywhere but to `devices`.

    What is open stays open. Newer kernels take connections and signals beyond this process away as well.

    Args:
        readable: Folders and files that may be read; those that do not exist do not matter.
        devices: Files that may be read and written.

    Returns:
        Whether the kernel does it; False where there is no such thing.
    """
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(CREATE, None, 0, ASK_VERSION)
    if version < 1:
        return False
    handled = (1 << RIGHTS[min(version, 5)]) - 1
    attributes = struct.pack("=Q", handled)
    if version >= 4:
        attributes += struct.pack("=Q", TCP)
    if version >= 6:
        attributes += struct.pack("=Q", ABSTRACT_SOCKETS_AND_SIGNALS)
    rules = system.syscall(CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(system, rules, path, READ_FILE | READ_FOLDER)
        for path in devices:
            _allow(system, rules, path, READ_FILE | WRITE_FILE)
        return bool(system.syscall(RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow(system: ctypes.CDLL, rules: int, path: str, access: int) -> None:
    with contextlib.suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(place).st_mode):
                access &= ~READ_FOLDER
            system.syscall(ADD, rules, BENEATH, struct.pack("=Qi", access, place), 0)
        finally:
            os.close(place)
