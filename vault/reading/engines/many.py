"""Many pictures at once, in bounded memory."""

from __future__ import annotations

import collections
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from vault.errors import EngineError
from vault.model import Line
from vault.reading.engines.engine import Engine
from vault.reading.engines.tiles import read_picture

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_WORKERS = 4
"""More threads on one picture's models wait for memory, not for cores."""


def workers_here() -> int:
    """Return how many pictures this machine reads best at once: its cores, at most `MOST_WORKERS`."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1))


def read_many(
    engine: Engine, pictures: Iterable[Image], workers: int
) -> Iterator[tuple[Line, ...] | EngineError]:
    """Read pictures in parallel threads; the engine's models are shared by all.

    Args:
        engine: The engine to read with.
        pictures: Upright, mode RGB; drawn from as readings are taken, at most `workers` + 1 ahead.
        workers: Threads, 1 or more; `workers_here()` serves.

    Yields:
        For each picture, in the order given, its lines (see `read_picture`) or the error that stopped it.
    """
    waiting: collections.deque[Future[tuple[Line, ...]]] = collections.deque()
    with ThreadPoolExecutor(workers, "read") as pool:
        try:
            for picture in pictures:
                waiting.append(pool.submit(read_picture, engine, picture))
                if len(waiting) > workers:
                    yield _outcome(waiting.popleft())
            while waiting:
                yield _outcome(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()


def _outcome(future: Future[tuple[Line, ...]]) -> tuple[Line, ...] | EngineError:
    try:
        return future.result()
    except EngineError as error:
        return error
