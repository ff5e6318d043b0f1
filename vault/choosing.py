"""Which items enter a packet about a platform, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import platforms, stamp
from vault.errors import ConflictError, NotFoundError
from vault.keeping.index.query import Query
from vault.language import Translator, mark
from vault.model import Item, ItemId, Role

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.stamp import Failure


PRESENT = mark("The vault has items about: {listed}. {hint}")
NAMING = mark("Items that only name it: {listed}; enclose one with --item ID. {hint}")


class NoItemsError(NotFoundError):
    """Nothing in the vault is about the platform."""

    code = "no-items"
    message = mark("No item is about {platform}.")
    hint = mark("Add what is about it: vault add FILE")

    def said(self, translate: Translator = mark) -> tuple[str, str]:
        """Return message and hint as every error does, first what the vault holds instead, if anything."""
        message, hint = super().said(translate)
        for text, listed in ((NAMING, self.values.get("named")), (PRESENT, self.values.get("present"))):
            hint = translate(text).format(listed=listed, hint=hint) if listed else hint
        return message, hint


class ItemRemovedError(ConflictError):
    """An item that shall be enclosed was removed."""

    code = "item-removed"
    message = mark("{item} was removed, so it cannot be enclosed.")
    hint = mark("Bring it back first: vault rm {item} --undo --reason TEXT")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items that enter, in order of time. `id` is the platform's own.

    `mentions` are items that only name the platform: the screen lists them, no packet tells of them.
    """

    id: str
    about: str
    slug: str
    items: tuple[Item, ...]
    mentions: tuple[Item, ...]


def choose(vault: Vault, platform: str, also: Sequence[str], without: Sequence[str]) -> Chosen:
    """Choose the items about a platform.

    Args:
        vault: Unlocked for this.
        platform: As the user named it.
        also: Ids of further items.
        without: Ids of items that stay out.

    Returns:
        What enters and what is listed.

    Raises:
        PlatformNotFoundError: No platform has this name.
        NoItemsError: No item is about it.
        ItemNotFoundError: An id does not exist.
        ItemRemovedError: A further item was removed.
    """
    from vault.proving.dossier import moment

    index = vault.unlocked().index
    wanted = platforms.resolve(vault.directory(), platform, lambda: platforms.present(vault))
    named = {item.id: item for item in index.items(Query(platforms=wanted.ids, limit=None))}
    subjects = [item for item in named.values() if _is_about(item, wanted.ids)]
    left_out = {_item(vault, one, named).id for one in without}
    added = [_kept(_item(vault, one, named)) for one in also]
    items = {item.id: item for item in (*subjects, *added) if item.id not in left_out}
    mentions = tuple(item for item in named.values() if item.id not in items and item.id not in left_out)
    if not items:
        raise NoItemsError(
            platform=wanted.name,
            present=", ".join(platforms.present(vault).values()),
            named=", ".join(item.id for item in mentions),
        )
    ordered = tuple(sorted(items.values(), key=moment))
    return Chosen(wanted.ids[0], wanted.name, wanted.slug, ordered, mentions)


def _is_about(item: Item, ids: Sequence[str]) -> bool:
    return any(one.value in ids and one.role is Role.SUBJECT for one in item.platforms)


def _item(vault: Vault, prefix: str, known: Mapping[ItemId, Item]) -> Item:
    """Return the item whose id begins so; one that was read already is not read again for its whole id."""
    return known.get(ItemId(prefix)) or vault.item(prefix)


def _kept(item: Item) -> Item:
    """Return an item that was not removed.

    Raises:
        ItemRemovedError: It was.
    """
    if item.removed is not None:
        raise ItemRemovedError(item=item.id)
    return item


def stamped(vault: Vault, chosen: Chosen) -> tuple[Chosen, tuple[Failure, ...]]:
    """Get the tokens that the chosen items still lack; return also which authorities gave none, and why."""
    if not vault.authorities:
        return chosen, ()
    done = stamp.stamp(vault, stamp.lacking(chosen.items, vault.authorities))
    return replace(chosen, items=tuple(vault.item(item.id) for item in chosen.items)), done.failures
