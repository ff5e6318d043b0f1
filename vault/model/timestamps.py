"""Timestamp authorities and what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vault.model.identifiers import Sha256


@dataclass(frozen=True, slots=True)
class Authority:
    """A timestamp authority: where it is asked, and in PEM the roots that it must lead to ("" if unknown)."""

    url: str
    roots: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A timestamp authority's answer over an item's digest (RFC 3161 section 2.4.2, TimeStampResp in DER).

    With `renews` it is over an older token instead: the SHA-256 of that one's `response`.
    """

    authority: str
    at: dt.datetime  # genTime
    response: bytes
    renews: Sha256 | None = None
