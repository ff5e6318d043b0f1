"""What a packet is made from: the chosen items with their originals, pictures and custody, as one dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from vault import __version__, domain_keys, sources
from vault.errors import BadInputError
from vault.intake import NOT_READ
from vault.language import Language, mark
from vault.mail_signatures import VERDICTS, DomainKey
from vault.model import Item

if TYPE_CHECKING:
    from vault.choosing import Chosen
    from vault.keeping.index.index import Index
    from vault.opening import Vault
    from vault.proving.dossier import Dossier, Exhibit, Recorded
    from vault.proving.recipients.names import Layout
    from vault.proving.sheets import Sheet

Done = Callable[[int], None]
DRAWN = frozenset({sources.Family.PICTURE, sources.Family.PDF})


class ExhibitUndrawableError(BadInputError):
    """An item that shall enter a packet cannot be decoded, although it could when it was added."""

    code = "exhibit-undrawable"
    message = mark("{item} cannot be drawn ({reason}). No packet was made.")
    hint = mark("Leave it out with --without {item}; `vault export {item}` gives the original back as it is.")


def assemble(
    vault: Vault,
    chosen: Chosen,
    *,
    layout: Layout,
    language: Language,
    originals: bool,
    keys: Sequence[DomainKey] = (),
    done: Done = lambda _n: None,
) -> Dossier:
    """Put the chosen items together.

    Args:
        vault: Unlocked for this.
        chosen: What enters and what is listed.
        layout: How exhibits are ordered and numbered.
        language: Of the packet.
        originals: Whether the evidence list says which exhibits are originals.
        keys: Of domains, for the signatures of mails.
        done: Told of each exhibit when its pages are read, also where they are read again to be covered.

    Returns:
        The dossier, to nobody in particular and with nothing covered.
    """
    from vault.proving.dossier import Dossier, Head
    from vault.proving.grouping import arranged

    unlocked = vault.unlocked()
    custody = (one for item in chosen.items for one in _recorded(unlocked.index, item))
    return Dossier(
        packet=vault.store.new_item_id(),
        platform=chosen.about,
        made_at=vault.world.now().replace(microsecond=0),
        language=language,
        exhibits=arranged(_exhibits(vault, chosen, keys, done), layout, language),
        custody=tuple(sorted(custody, key=lambda one: (one.event.writer, one.event.seq))),
        heads=tuple(Head(row.id, row.seq, row.sha256) for row in unlocked.index.heads()),
        program=f"evidence-vault {__version__}",
        layout=layout,
        originals=originals,
    )


def _recorded(index: Index, item: Item) -> Iterator[Recorded]:
    """Yield the events about an item and its copies, with the ids under which the item shows the facts of a copy."""
    from vault.proving.dossier import Recorded

    shown = index.shown_ids(item) if item.copies else {}
    for one in index.recorded(item):
        facts = {own: id_ for (about, own), id_ in shown.items() if about == one.event.item}
        yield Recorded(one.event, one.sha256, facts)


def _exhibits(vault: Vault, chosen: Chosen, keys: Sequence[DomainKey], done: Done) -> tuple[Exhibit, ...]:
    from vault.proving.dossier import Exhibit
    from vault.proving.grouping import named

    return tuple(
        Exhibit(
            number,
            named(number, len(chosen.items)),
            _judged(vault, item, keys),
            original=partial(vault.unlocked().original, item),
            picture=partial(_pictures, vault, item, cache(partial(done, 1))),
        )
        for number, item in enumerate(chosen.items, 1)
    )


def _judged(vault: Vault, item: Item, keys: Sequence[DomainKey]) -> Item:
    """Return a mail with its signatures judged by the keys, if one of them is signed with one; any other item as it is.

    Raises:
        ExhibitUndrawableError: The mail cannot be taken apart any more.
    """
    if not keys or item.media_type != sources.MAIL.name:
        return item
    with vault.unlocked().original(item) as original:
        data = original.read()
    try:
        found = vault.decoders().unpack(data, sources.MAIL, keys=domain_keys.by_name(keys)).metadata
    except BadInputError as error:
        raise ExhibitUndrawableError(item=item.id, reason=error.code) from error
    if not domain_keys.applied(found, keys):
        return item
    *earlier, last = item.acquisitions
    metadata = domain_keys.with_source({**last.metadata, VERDICTS: found[VERDICTS]}, keys)
    return replace(item, acquisitions=(*earlier, replace(last, metadata=metadata)))


def _pictures(vault: Vault, item: Item, begun: Callable[[], None]) -> Iterator[Sheet]:
    """Give an item's pages for printing; texts, recordings and what was kept unread have none.

    Raises:
        ExhibitUndrawableError: The decoder fails on what it read before.
    """
    from vault.proving.sheets import sheet

    begun()
    if item.reading.engine == NOT_READ.engine:
        return
    with vault.unlocked().original(item) as original:
        head = original.read(sources.HEAD_BYTES)
        media = sources.identify(head)
        data = head + original.read() if media.family in DRAWN else b""
    if not data:
        return
    try:
        for page in vault.decoders().print_pages(data, media):
            yield sheet(page.image, media.name, len(data))
    except BadInputError as error:
        raise ExhibitUndrawableError(item=item.id, reason=error.code) from error
