"""Readers and writers that remember their own errors; pyrage keeps only the text of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Readable(Protocol):
    """Anything that gives bytes piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        ...


class Source:
    """A reader that remembers its own error."""

    __slots__ = ("_source", "failure")

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Read as the reader does."""
        try:
            return self._source.read(size)
        except Exception as error:
            self.failure = error
            raise


class Target:
    """A writer that remembers its own error."""

    __slots__ = ("_write", "failure")

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        """Hand on all that was given."""
        try:
            self._write(data)
        except Exception as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever owns the file flushes it."""
