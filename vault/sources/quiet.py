"""Keeps what libraries say aloud off the screen: our errors speak for them."""

from __future__ import annotations

import contextlib
import os
import threading
import warnings
from collections.abc import Iterator

STANDARD_ERROR = 2

_one_at_a_time = (
    threading.RLock()
)  # both the filters of warnings and standard error belong to the whole process


@contextlib.contextmanager
def quietly(*, strict: type[Warning], native: bool) -> Iterator[None]:
    """Drop warnings for the length of a block.

    Args:
        strict: The warning that is raised as an error instead.
        native: Whether to drop what native code writes to standard error by itself, too.
    """
    with _one_at_a_time, warnings.catch_warnings(), _native_silence() if native else contextlib.nullcontext():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", strict)
        yield


@contextlib.contextmanager
def _native_silence() -> Iterator[None]:
    try:
        kept = os.dup(STANDARD_ERROR)
    except OSError:  # there is none
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a device, not a file
            os.dup2(nothing.fileno(), STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)
