"""A digest that is reckoned beside the work that gives the bytes: on two cores decryption does not wait for it."""

from __future__ import annotations

import hashlib
import queue
import threading
from typing import Final

from vault.model import Sha256

_WAITING: Final = 4
"""Blocks that may wait; who gives them waits beyond that, so that memory is bounded."""


class Digesting:
    """SHA-256 of blocks, in a thread from the second block on. Use it as a context; its result stands afterwards."""

    def __init__(self) -> None:
        self.size = 0
        self._hasher = hashlib.sha256()
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Digesting:
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is not None:
            self._blocks.put(None)
            self._thread.join()

    def update(self, block: bytes) -> None:
        """Take the next bytes.

        Args:
            block: Any number of them; large blocks are quicker.
        """
        if self.size == 0:
            self._hasher.update(block)
        else:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            self._blocks.put(block)
        self.size += len(block)

    @property
    def sha256(self) -> Sha256:
        """The digest of all that was taken; asked for after the end of the context."""
        return Sha256(self._hasher.hexdigest())

    def _work(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._hasher.update(block)
