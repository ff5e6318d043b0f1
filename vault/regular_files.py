"""Files that were named to be read whole: opening a pipe instead would wait for its other end, maybe for ever."""

from __future__ import annotations

import errno
import pathlib
import stat

from vault.language import mark

NOT_A_FILE = mark("a pipe, device or socket, not a file")


def ensure_regular(path: pathlib.Path) -> None:
    """Refuse what is neither a file nor a folder; a folder is refused by whoever opens it.

    Raises:
        OSError: It is not there, or a pipe, device or socket.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, NOT_A_FILE)
