"""What a packet is made from: the chosen items with their originals, pictures and custody, as one dossier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from vault import __version__, sources
from vault.intake import NOT_READ
from vault.language import Language
from vault.model import Item

if TYPE_CHECKING:
    from vault.choosing import Chosen
    from vault.opening import Vault
    from vault.proving.dossier import Dossier, Exhibit
    from vault.proving.recipients.names import Layout

Done = Callable[[int], None]


def assemble(
    vault: Vault,
    chosen: Chosen,
    *,
    layout: Layout,
    language: Language,
    originals: bool,
    done: Done = lambda _n: None,
) -> Dossier:
    """Put the chosen items together.

    Args:
        vault: Unlocked for this.
        chosen: What enters and what is listed.
        layout: How exhibits are ordered and numbered.
        language: Of the packet.
        originals: Whether the evidence list says which exhibits are originals.
        done: Told whenever an exhibit is read for drawing.

    Returns:
        The dossier, to nobody in particular and with nothing covered.
    """
    from vault.proving.dossier import Dossier, Head, Mention
    from vault.proving.grouping import arranged

    unlocked = vault.unlocked()
    custody = (event for item in chosen.items for event in unlocked.index.history(item))
    return Dossier(
        packet=vault.store.new_item_id(),
        platform=chosen.about,
        made_at=vault.world.now().replace(microsecond=0),
        language=language,
        exhibits=arranged(_exhibits(vault, chosen, done), layout, language),
        mentions=tuple(
            Mention(one.title, one.findings.kind, one.findings.event_date) for one in chosen.mentions
        ),
        custody=tuple(sorted(custody, key=lambda event: (event.writer, event.seq))),
        heads=tuple(Head(row.id, row.seq, row.sha256) for row in unlocked.index.heads()),
        program=f"evidence-vault {__version__}",
        layout=layout,
        originals=originals,
    )


def _exhibits(vault: Vault, chosen: Chosen, done: Done) -> tuple[Exhibit, ...]:
    from vault.proving.dossier import Exhibit
    from vault.proving.grouping import named

    return tuple(
        Exhibit(
            number,
            named(number, len(chosen.items)),
            item,
            original=partial(vault.unlocked().original, item),
            picture=partial(_pictures, vault, item, done),
        )
        for number, item in enumerate(chosen.items, 1)
    )


def _pictures(vault: Vault, item: Item, done: Done) -> tuple[bytes, ...]:
    """Return an item's pages for printing; texts, recordings and what was kept unread have none."""
    done(1)
    if item.reading.engine == NOT_READ.engine:
        return ()
    with vault.unlocked().original(item) as original:
        head = original.read(sources.HEAD_BYTES)
        media = sources.identify(head)
        if media.family not in {sources.Family.PICTURE, sources.Family.PDF}:
            return ()
        return vault.decoders().print_pages(head + original.read(), media)
