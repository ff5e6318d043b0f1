"""Proof of time: ask the authorities for tokens over items, and keep the tokens as events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault.errors import VaultError
from vault.model import Authority, EventType, ItemId, Sha256, Stamped, Token
from vault.outcome import Outcome, TimestampState

if TYPE_CHECKING:
    from vault.opening import Vault


@dataclass(frozen=True, slots=True)
class Due:
    """An item that lacks the token of one authority."""

    item: ItemId
    sha256: Sha256
    authority: Authority


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
    return tuple(
        Due(item.id, item.sha256, authority)
        for item in vault.unlocked().index.items()
        for authority in vault.authorities
        if authority.url not in {token.authority for token in item.tokens}
    )


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
        answers = vault.request_tokens([one.sha256 for one in of_one], (authority,), done)
        for one, answer in zip(of_one, answers, strict=True):
            if answer.token is not None:
                vault.append(EventType.ITEM_STAMPED, one.item, Stamped(answer.token))
                stamped += 1
            elif answer.error is not None:
                failures.setdefault(authority.url, Failure(authority.url, answer.error))
    return Stamping(stamped, len(wanted) - stamped, tuple(failures.values()))


@dataclass(slots=True)
class Round:
    """What one run of `add` has seen of the authorities: `silent` ones are not asked again, `have` are stamped."""

    silent: set[str] = field(default_factory=set)
    have: set[ItemId] = field(default_factory=set)


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
    answers = vault.request_tokens([digest for _item, digest in fresh], asked) if asked and fresh else ()
    owners = [item for item, _digest in fresh for _authority in asked] if answers else []
    for item, answer in zip(owners, answers, strict=True):
        if answer.token is None:
            round_.silent.add(answer.authority.url)
        else:
            vault.append(EventType.ITEM_STAMPED, item, Stamped(answer.token))
            round_.have.add(item)
    for one in outcomes:
        yield replace(one, timestamp="stamped") if one.id in round_.have else one
