"""A stream that is produced while it is read, and never lies on a disk."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Pipe(io.RawIOBase):
    """The reading end of a pipe that a thread fills; the thread's error is raised at the end."""

    def __init__(self, fill: Callable[[Callable[[bytes], object]], None]) -> None:
        self._failure: Exception | None = None
        source, target = os.pipe()
        self._file = os.fdopen(source, "rb", buffering=0)
        self._thread = threading.Thread(target=self._run, args=(fill, target), daemon=True)
        self._thread.start()

    def _run(self, fill: Callable[[Callable[[bytes], object]], None], target: int) -> None:
        try:
            with os.fdopen(target, "wb") as file:
                fill(file.write)
        except BrokenPipeError:
            return  # the reader has seen enough
        except Exception as error:  # noqa: BLE001 - raised in the reader's thread
            self._failure = error

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Return how many bytes were put into `buffer`; at the end, raise what the producer raised."""
        count = self._file.readinto(buffer)
        if count:
            return count
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        return 0

    def close(self) -> None:
        """Close the stream; a producer that is still at work stops."""
        if not self.closed:
            self._file.close()
            self._thread.join()
        super().close()
