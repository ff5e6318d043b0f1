"""What an exhibit is called."""

from __future__ import annotations

from vault.language import mark
from vault.model import Item, Kind, Role
from vault.proving.document.phrases import Phrases
from vault.wording import KINDS


def is_unnamed(item: Item) -> bool:
    """Tell whether nobody named an item, so that its title is the name of its file."""
    return item.title == item.acquisitions[0].name


def title_of(item: Item, phrases: Phrases) -> str:
    """Return the name that the keeper gave, else what the item shows and whom it concerns.

    Where nobody named an item, its title is the name of its file, which tells a reader little; that name stands among
    the particulars anyway.
    """
    if not is_unnamed(item) or item.findings.kind is Kind.OTHER:
        return item.title
    names = dict.fromkeys(
        fact.name or str(fact.value) for fact in item.platforms if fact.role is Role.SUBJECT
    )
    kind = phrases.say(KINDS[item.findings.kind])
    if not names:
        return kind
    return phrases.say(mark("{kind} ({platforms})"), kind=kind, platforms=phrases.listed(list(names)))
