"""An entry of the platform directory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TYPES = (
    "association",
    "bank",
    "complaint_site",
    "consumer_finance",
    "credit_bureau",
    "guarantor",
    "online_loan",
    "other",
    "payment",
    "regulator",
)
"""What a platform can be. The first four rows of a complaint's recipients follow from it."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a platform bore until `until` (the day of the change, exclusive)."""

    name: str
    until: dt.date
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform, lender, bank, payment company, bureau or regulator.

    `group` is the id of the brand that this product belongs to: what is asked for the group includes it.
    `unverified` names the fields that rest on memory alone; hotlines that do are not kept at all. `common` are names
    that are ordinary words too: they count only where a name is expected (in 【】, a title, behind a label).
    """

    id: str
    brand: str
    type: str
    official_name: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    group: str | None = None
    hotlines: tuple[str, ...] = ()
    cancellation_path: str = ""
    source: str = ""
    as_of: str = ""
    unverified: tuple[str, ...] = ()
    common: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this platform, without repetition, today's brand first."""
        former = (name for old in self.former for name in (old.name, *old.aliases))
        return tuple(
            dict.fromkeys(name for name in (self.brand, self.official_name, *self.aliases, *former) if name)
        )

    def name_on(self, day: dt.date | None) -> str:
        """Return the name that the platform bore on `day`, today's when no day is known."""
        bearing = [old for old in self.former if day is not None and day < old.until]
        return min(bearing, key=lambda old: old.until).name if bearing else self.brand
