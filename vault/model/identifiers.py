"""Identifiers: of an item, of a device that writes, of bytes."""

from __future__ import annotations

from typing import NewType

ItemId = NewType("ItemId", str)
"""Random, eight characters of Crockford's base 32 in lower case; any unique prefix serves on the command line."""

WriterId = NewType("WriterId", str)
"""One device that writes to the journal; the same alphabet as `ItemId`."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""
