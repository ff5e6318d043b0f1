"""Proof of time: ask the authorities for tokens over items, renew old ones, and keep the tokens as events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault.errors import VaultError
from vault.keeping.writer import Entry
from vault.model import Authority, EventType, Item, ItemId, Sha256, Stamped, Token
from vault.outcome import Outcome, TimestampState

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from vault.opening import Vault
    from vault.proving.stamps import Answer

KEPT_TOGETHER = 64
"""Tokens that are asked for in one go and then kept; an interruption loses no more than these."""


@dataclass(frozen=True, slots=True)
class Due:
    """An item that lacks the token of one authority, or has one that ages: then `sha256` is that token's digest."""

    item: ItemId
    sha256: Sha256
    authority: Authority
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an authority gave no token."""

    authority: str
    error: VaultError


@dataclass(frozen=True, slots=True)
class Stamping:
    """What came of one run: tokens received, tokens still lacking, one failure for each authority."""

    stamped: int
    pending: int
    failures: tuple[Failure, ...]


def state(tokens: Sequence[Token], authorities: Sequence[Authority]) -> TimestampState:
    """Return `stamped` if there is a token, else `pending` if an authority is configured, or `none`."""
    if tokens:
        return "stamped"
    return "pending" if authorities else "none"


def due(vault: Vault) -> tuple[Due, ...]:
    """List what lacks a token of a configured authority. Needs the vault unlocked.

    Returns:
        One entry for each item and authority of `vault.authorities` that did not stamp it.

    Raises:
        NoAuthorityError: No authority is configured.
    """
    vault.need_authority()
    return lacking(vault.unlocked().index.items(), vault.authorities)


def lacking(items: Iterable[Item], authorities: Sequence[Authority]) -> tuple[Due, ...]:
    """Return one entry for each item and authority that did not stamp it. Pure."""
    return tuple(
        Due(item.id, item.sha256, authority)
        for item in items
        for authority in authorities
        if authority.url not in {token.authority for token in item.tokens if token.renews is None}
    )


def ageing(vault: Vault) -> tuple[Due, ...]:
    """List the tokens that should be stamped again before they age. Needs the vault unlocked.

    The authority that gave a token renews it; if it is not configured any more, the first one that is.

    Returns:
        One entry for each token whose certificate or algorithm ends within half a year.

    Raises:
        NoAuthorityError: No authority is configured.
    """
    from vault.proving import renewals  # certificates and ASN.1, for this alone

    vault.need_authority()
    configured = {authority.url: authority for authority in vault.authorities}
    now = vault.world.now()
    return tuple(
        Due(
            item.id,
            renewals.response_digest(token),
            configured.get(token.authority, vault.authorities[0]),
            renews=True,
        )
        for item in vault.unlocked().index.items()
        for token in renewals.due(item.sha256, item.tokens, now=now)
    )


def revocation_lists(vault: Vault, certificates: Sequence[Certificate]) -> tuple[bytes, ...]:
    """Fetch what the authorities publish about revoked certificates, from their own domains; this uses the network.

    Args:
        vault: Its authorities are asked; without any, nobody is.
        certificates: Those of their tokens and roots.

    Returns:
        The lists in DER, as far as they were to be had.
    """
    if not vault.authorities:
        return ()
    from vault.proving import network, revocation  # the network is loaded when it is used

    urls = [authority.url for authority in vault.authorities]
    return revocation.fetch_lists(certificates, urls, download=network.download).found


def stamp(vault: Vault, wanted: Sequence[Due], *, done: Callable[[int], None] = lambda _n: None) -> Stamping:
    """Ask for every token that is due, several at once, and append those that came.

    Args:
        vault: Where the tokens go.
        wanted: From `due`.
        done: Told after each answer.

    Returns:
        How many came, how many are still due, and why.
    """
    stamped = 0
    failures: dict[str, Failure] = {}
    for authority in vault.authorities:
        of_one = [one for one in wanted if one.authority == authority]
        for start in range(0, len(of_one), KEPT_TOGETHER):
            some = of_one[start : start + KEPT_TOGETHER]
            answers = vault.request_tokens([one.sha256 for one in some], (authority,), done)
            entries = list(_entries(some, answers))
            vault.append_all(entries)
            stamped += len(entries)
            for error in (answer.error for answer in answers if answer.error is not None):
                failures.setdefault(authority.url, Failure(authority.url, error))
            if authority.url in failures and not entries:
                break  # it does not answer; the rest stays due
    return Stamping(stamped, len(wanted) - stamped, tuple(failures.values()))


def _entries(asked: Sequence[Due], answers: Sequence[Answer]) -> Iterator[Entry]:
    """Return the events of the tokens that came, each for its item."""
    for one, answer in zip(asked, answers, strict=True):
        if answer.token is not None:
            token = replace(answer.token, renews=one.sha256) if one.renews else answer.token
            yield Entry(EventType.ITEM_STAMPED, one.item, Stamped(token))


@dataclass(slots=True)
class Round:
    """What one run of `add` has seen: authorities that gave no token and are not asked again, and who stamped what."""

    silent: set[str] = field(default_factory=set)
    stamped_by: dict[ItemId, set[str]] = field(default_factory=dict)


def stamped(vault: Vault, outcomes: Sequence[Outcome], round_: Round) -> Iterator[Outcome]:
    """Stamp the items that were just added and give their outcomes, each saying how it ended.

    Args:
        vault: Where the tokens go.
        outcomes: Of `add`; only those that were added are stamped.
        round_: Of this run; what happens is entered.

    Yields:
        The outcomes, in order.
    """
    asked = tuple(authority for authority in vault.authorities if authority.url not in round_.silent)
    fresh = [(one.id, one.sha256) for one in outcomes if one.status == "added" and one.id and one.sha256]
    wanted = [Due(item, digest, authority) for item, digest in fresh for authority in asked]
    answers = vault.request_tokens([digest for _item, digest in fresh], asked) if wanted else ()
    vault.append_all(list(_entries(wanted, answers)))
    for one, answer in zip(wanted, answers, strict=True):
        if answer.token is None:
            round_.silent.add(answer.authority.url)
        else:
            round_.stamped_by.setdefault(one.item, set()).add(answer.authority.url)
    for outcome in outcomes:
        by = round_.stamped_by.get(outcome.id, set()) if outcome.id else set()
        without = tuple(authority.url for authority in vault.authorities if authority.url not in by)
        yield replace(
            outcome,
            timestamp="stamped" if by else outcome.timestamp,
            unstamped_by=without if outcome.status == "added" else (),
        )
