"""Find items again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import platforms
from vault.keeping.index.query import Query
from vault.model import Kind

if TYPE_CHECKING:
    from vault.keeping.index.index import Hit
    from vault.opening import Vault


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; every part that is given must fit. Days are ISO 8601, both ends included."""

    text: str = ""
    platform: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    reference: str | None = None
    limit: int = 20
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; `more` says that the limit cut the list."""

    hits: tuple[Hit, ...]
    more: bool


def search(vault: Vault, wanted: Wanted) -> Hits:
    """Search the vault; unlocks it.

    Returns:
        The hits.

    Raises:
        PlatformNotFoundError: No platform has the name that was given.
        WrongKeyError: The vault cannot be unlocked.
    """
    index = vault.unlocked().index
    ids: tuple[str, ...] = ()
    if wanted.platform is not None:
        ids = platforms.resolve(vault.directory(), wanted.platform, lambda: platforms.present(vault)).ids
    query = Query(
        text=wanted.text,
        kinds=(Kind(wanted.kind),) if wanted.kind else (),
        platforms=ids,
        since=wanted.since,
        until=wanted.until,
        reference=wanted.reference,
        removed=wanted.removed,
        limit=wanted.limit + 1,
    )
    hits = index.search(query)
    return Hits(hits[: wanted.limit], more=len(hits) > wanted.limit)
