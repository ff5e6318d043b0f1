"""Every reader that is fuzzed, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.fuzz import on_configuration, on_keeping, on_proving, on_reading, on_sources
from tests.fuzz.target import Target

TARGETS: Final[Mapping[str, Target]] = {
    target.name: target
    for room in (on_sources, on_reading, on_keeping, on_proving, on_configuration)
    for target in room.TARGETS
}
