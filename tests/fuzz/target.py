"""What is fuzzed: a reader of ours, the bytes to begin with, and what it may say to bytes that are no good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vault.errors import VaultError


@dataclass(frozen=True, slots=True)
class Target:
    """One reader.

    `seeds` makes good inputs, the same ones each time. `run` feeds the reader; what it raises beyond `refusals` is a
    crash. Inputs have at most `longest` bytes.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...] = (VaultError,)
    longest: int = 4096

    def feed(self, data: bytes) -> None:
        """Give the reader one input; any error that gets out of here is a crash."""
        try:
            self.run(data[: self.longest])
        except self.refusals:
            return


def texts(*lines: str) -> tuple[bytes, ...]:
    """Return each text in UTF-8, and all of them together."""
    return (*(line.encode() for line in lines), "\n".join(lines).encode())


def as_text(data: bytes) -> str:
    """Return some text for any bytes; what is no UTF-8 is left out, so that few inputs are wasted."""
    return data.decode("utf-8", "ignore")
