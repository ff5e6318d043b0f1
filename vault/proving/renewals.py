"""Tokens over tokens: which are due to be stamped again, and how they are named in a packet. Pure.

A new token over an older one shows that the older one existed while it was still good, so the older one stays good.
Source: RFC 3161 appendix B; ETSI EN 319 142-1 section 5.5 has the same idea for documents.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.model import Sha256, Token
from vault.proving import layout
from vault.proving.tokens import TokenFlawError, read_stamp

MARGIN = dt.timedelta(days=180)
"""A token is renewed this long before it ages, so that half a year without a run loses nothing."""

SHARE = 2
"""A token that lives shorter is renewed in the last half of its life, not over and over from its first day."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A token as it lies in a packet: its file, and the file that it is over."""

    file: str
    subject: str
    token: Token


def response_digest(token: Token) -> Sha256:
    """Return the SHA-256 of a token's bytes: what a renewal of it is over."""
    return Sha256(hashlib.sha256(token.response).hexdigest())


def due(sha256: Sha256, tokens: Sequence[Token], *, now: dt.datetime) -> tuple[Token, ...]:
    """Return an item's tokens that age soon and are not renewed yet.

    Args:
        sha256: The item's digest.
        tokens: Its tokens, renewals among them.
        now: The present moment.

    Returns:
        Those that age soon, one for each chain of renewals. One that has aged already is not among them: no new token
        could help it. Nor is one that does not hold.
    """
    renewed = {token.renews for token in tokens}
    return tuple(
        token for token in tokens if response_digest(token) not in renewed and _is_due(token, sha256, now)
    )


def filed(file: str, tokens: Sequence[Token]) -> tuple[Filed, ...]:
    """Return where an exhibit's tokens lie: `E01.png.tsr`, `E01.png.2.tsr`; a renewal is `E01.png.tsr.tsr`.

    Args:
        file: The exhibit's file.
        tokens: Its tokens in any order: clocks of several devices may have put a renewal before what it renews.

    Returns:
        One entry for each token; a renewal of a token that is not there has none.
    """
    return tuple(_filed(file, tokens))


def _filed(file: str, tokens: Sequence[Token]) -> Iterator[Filed]:
    names: dict[Sha256, str] = {}
    counts: dict[str, int] = {}
    waiting, left = list(tokens), -1
    while len(waiting) != left:  # until a round names none
        left, round_ = len(waiting), waiting
        waiting = []
        for token in round_:
            subject = file if token.renews is None else names.get(token.renews)
            if subject is None:
                waiting.append(token)
                continue
            counts[subject] = counts.get(subject, 0) + 1
            name = layout.token_file(subject, counts[subject])
            names[response_digest(token)] = name
            yield Filed(name, subject, token)


def _is_due(token: Token, sha256: Sha256, now: dt.datetime) -> bool:
    try:
        stamp = read_stamp(token.response, token.renews or sha256)
    except TokenFlawError:
        return False  # nothing is gained by renewing it; `verify` says what is wrong with it
    margin = min(MARGIN, (stamp.ages_at - stamp.at) / SHARE)
    return stamp.ages_at - margin <= now <= stamp.ages_at
