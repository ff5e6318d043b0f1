"""The person who keeps the vault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who keeps the vault, as letters name that person; "" for what was not given. Never part of an item or event."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
