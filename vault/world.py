"""The outside world as the use cases are given it: clock, randomness, time zone, environment."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years between which a moment of capture lies; a header or a clock that claims another knows no time."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def is_sensible(at: dt.datetime) -> bool:
    """Tell whether evidence can be of this moment; of others no day can be reckoned in every zone."""
    return FIRST_YEAR < at.year < LAST_YEAR


def local_zone(environment: Mapping[str, str]) -> dt.tzinfo:
    """Return the time zone in which evidence tells its times: `TZ` where it names one, else China's.

    The material is Chinese; a laptop that runs in UTC (a container, a server) must not move its days.
    """
    name = environment.get("TZ", "")
    if name and name != "UTC":
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, a name too long
            pass
    return zoneinfo.ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a use case takes from outside besides files that the user named."""

    now: Callable[[], dt.datetime] = _now
    entropy: Callable[[int], bytes] = secrets.token_bytes
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @property
    def zone(self) -> dt.tzinfo:
        """The zone of times that state none."""
        return local_zone(self.environment)
