"""What was found: each crash once, with the input that makes it, in a folder."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.target import Target

PROJECT = Path(__file__).parent.parent.parent


def place_of(error: BaseException) -> str:
    """Return what tells one crash from another: the error, and the last line of the product that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(f"{PROJECT}/")]
    last = (ours or frames)[-1]
    file = Path(last.filename)
    shown = file.relative_to(PROJECT) if file.is_relative_to(PROJECT) else file
    return f"{type(error).__name__} at {shown}:{last.lineno}"


@dataclass
class Crashes:
    """The crashes of one target, written to `folder` as they are found."""

    folder: Path
    known: set[str] = field(default_factory=set)

    def watch(self, target: Target) -> Callable[[bytes], None]:
        """Return what feeds the target and writes a crash down instead of ending."""

        def feed(data: bytes) -> None:
            try:
                target.feed(data)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                self._keep(data, error)

        return feed

    def _keep(self, data: bytes, error: BaseException) -> None:
        place = place_of(error)
        if place in self.known:
            return
        self.known.add(place)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.input").write_bytes(data)
        told = "".join(traceback.format_exception(error))
        (self.folder / f"{name}.txt").write_text(f"{place}\n\n{told}", "utf-8", "backslashreplace")
