"""Redact a dossier: look at every exhibit, say what will be covered, and make the copies that are enclosed instead.

The looking is done by the OCR engines, which the room that makes packets knows nothing of; so the two are wired here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from vault import sources
from vault.intake import NOT_READ
from vault.language import translator
from vault.model import FactType, Item, ItemId, Kind, Money, Particulars
from vault.proving.dossier import Covered, Dossier, Exhibit, Withheld
from vault.proving.redaction.finding import Secret, Wanted, find, secret, secrets_of, still_told
from vault.proving.redaction.reasons import MARK, STAMP, Reason
from vault.proving.redaction.shown import Chosen, Cleaner, places_of, shown
from vault.redaction import RedactionTargetError, Request

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.confined import Decoders
    from vault.opening import Vault
    from vault.proving.redaction.areas import Area
    from vault.proving.redaction.eyes import Eyes
    from vault.proving.redaction.pages import Page

WORKERS = max(1, min(4, os.cpu_count() or 1))
EVERYWHERE = frozenset({FactType.REFERENCE, FactType.PHONE, FactType.EMPLOYEE})
"""Chosen facts whose value is looked for in every exhibit; a day or an amount stands in many innocent places."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be covered in one exhibit; `withheld` says that it cannot be covered and is left out."""

    exhibit: str
    item: ItemId
    covered: tuple[Covered, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """One exhibit after the first look."""

    exhibit: Exhibit
    family: sources.Family
    chosen: Chosen
    pages: tuple[Page, ...] = ()

    @property
    def sealed(self) -> bool:
        """Whether nobody here knows what is in it: a recording, or what was kept unread."""
        return self.exhibit.item.reading.engine == NOT_READ.engine


@dataclass(frozen=True, slots=True)
class Plan:
    """All exhibits after the first look, and what must not be seen of them."""

    dossier: Dossier
    wanted: Wanted
    secrets: frozenset[Secret]
    own: Mapping[ItemId, frozenset[Secret]]
    seen: tuple[_Seen, ...]
    eyes: Eyes
    decoders: Decoders

    def cleaner(self, item: ItemId | None = None) -> Cleaner:
        """Return what cleans the texts of an item, or of the packet as a whole."""
        mark_ = translator(self.dossier.language)(MARK)
        own = self.own.get(item, frozenset()) if item is not None else frozenset()
        return Cleaner(self.wanted, self.secrets | own, mark_)

    def planned(self) -> tuple[Planned, ...]:
        """Return what will be covered, exhibit by exhibit."""
        return tuple(_planned(self, one) for one in self.seen)


def plan(
    vault: Vault,
    dossier: Dossier,
    request: Request,
    particulars: Particulars | None = None,
    *,
    done: Callable[[int], None] = lambda _n: None,
) -> Plan:
    """Look at every exhibit and find what must be covered. Nothing is written.

    Args:
        vault: Gives engines and hotlines.
        dossier: With the originals.
        request: What the user and the profile ask for.
        particulars: The owner's own, which are looked for everywhere.
        done: Told after each exhibit.

    Returns:
        What was found.

    Raises:
        RedactionTargetError: A fact or area that the user named is not there.
        EngineError: No engine can read pictures.
        VaultDamagedError: An original is damaged.
    """
    chosen = _chosen(vault, dossier, request)
    wanted = Wanted(
        request.reasons | ({Reason.CODES} if request.reasons else frozenset()),
        dossier.made_at.date(),
        _known(particulars),
        _hotlines(vault),
    )
    eyes = _eyes(vault)
    look = partial(_look, chosen=chosen, eyes=eyes, done=done)
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="redaction") as pool:
        seen = tuple(pool.map(look, dossier.exhibits))
    _check_pages(seen)
    own, everywhere = _chosen_values(seen)
    secrets = set(wanted.secrets() | everywhere)
    for text in _texts(dossier, seen):
        secrets |= secrets_of(text, wanted)
    return Plan(dossier, wanted, frozenset(secrets), own, seen, eyes, vault.decoders())


def carried_out(plan: Plan, *, watermark: str = "", done: Callable[[int], None] = lambda _n: None) -> Dossier:
    """Return the dossier with copies in place of originals.

    Args:
        plan: From `plan`.
        watermark: Written across copies of identity documents; "" for none.
        done: Told after each exhibit.

    Returns:
        The dossier that may be handed over.

    Raises:
        RedactionReadableError: Something can still be read in a copy.
        RedactionNothingLeftError: Every exhibit had to be left out.
    """
    from vault.proving.errors import RedactionNothingLeftError
    from vault.proving.grouping import named

    kept = [one for one in plan.seen if not one.sealed]
    if not kept:
        raise RedactionNothingLeftError
    make = partial(_copy, plan, watermark=watermark, done=done)
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="redaction") as pool:
        exhibits = tuple(pool.map(make, kept))
    dossier, cleaner = plan.dossier, plan.cleaner()
    return replace(
        dossier,
        exhibits=tuple(
            replace(exhibit, number=number, name=named(number, len(exhibits)))
            for number, exhibit in enumerate(exhibits, 1)
        ),
        mentions=tuple(replace(one, title=cleaner.text(one.title)) for one in dossier.mentions),
        redacted=tuple(reason.value for reason in Reason if reason in _all_reasons(plan)),
        withheld=tuple(_left_out(one) for one in plan.seen if one not in kept),
    )


def with_clean_letter(plan: Plan, dossier: Dossier) -> Dossier:
    """Return a dossier whose letter tells nothing that is covered, in whichever exhibit."""
    own = frozenset(one for values in plan.own.values() for one in values)
    cleaner = replace(plan.cleaner(), secrets=plan.secrets | own)
    return replace(dossier, letter=cleaner.tree(dossier.letter))


def ensure_untold(plan: Plan, text: str, subject: str) -> None:
    """Refuse a text that tells a number which is covered, or a value that the owner gave.

    Args:
        plan: What is covered.
        text: Of a part of the packet.
        subject: What to call that part.

    Raises:
        RedactionLeakError: It does.
    """
    from vault.proving.errors import RedactionLeakError

    # Names that were only read may be ordinary words; these were taken out of the exhibits' own texts.
    sure = [one for one in plan.secrets if one.is_number or one in plan.wanted.secrets()]
    for place in still_told(text, sure):
        raise RedactionLeakError(subject=subject, reason=place.reason.value)


def ensure_document_untold(plan: Plan, pdf: bytes) -> bytes:
    """Return the PDF as it is, once its text is known to tell nothing that is covered.

    Raises:
        RedactionLeakError: It tells something.
    """
    media = sources.identify(pdf[: sources.HEAD_BYTES])
    limits = replace(sources.Limits(), pages=100_000)
    for page in plan.decoders.unpack(pdf, media, limits).pages:
        if isinstance(page, sources.TextPage):
            ensure_untold(plan, "\n".join(line.text for line in page.lines), "packet.pdf")
    return pdf


def watermarked(dossier: Dossier, text: str) -> Dossier:
    """Return a dossier in which copies of identity documents bear a text across, in place of the originals."""
    return replace(dossier, exhibits=tuple(_stamped(one, text) for one in dossier.exhibits))


def _eyes(vault: Vault) -> Eyes:
    """Return every engine that reads whole pages, and what finds codes."""
    from vault.proving.redaction.eyes import Eyes
    from vault.reading.engines import read_picture
    from vault.reading.engines.codes import find_codes
    from vault.reading.engines.tesseract import Tesseract

    engines = vault.intake().engines()
    both = (engines.first, engines.second) if isinstance(engines.second, Tesseract) else (engines.first,)
    return Eyes(tuple(partial(read_picture, engine) for engine in both), find_codes)


def _hotlines(vault: Vault) -> frozenset[str]:
    """Return the telephone numbers of platforms and authorities, digits alone: they are evidence."""
    entries = vault.directory().entries
    return frozenset("".join(filter(str.isdigit, line)) for entry in entries for line in entry.hotlines)


def _known(particulars: Particulars | None) -> tuple[tuple[str, Reason], ...]:
    if particulars is None:
        return ()
    known = (
        (particulars.name, Reason.NAMES),
        (particulars.id_number, Reason.IDS),
        (particulars.phone, Reason.PHONES),
        (particulars.email, Reason.EMAILS),
        (particulars.address, Reason.ADDRESSES),
    )
    return tuple((value, reason) for value, reason in known if value)


def _chosen(vault: Vault, dossier: Dossier, request: Request) -> Mapping[ItemId, Chosen]:
    """Return what the user pointed at, by item; each must be in the packet.

    Raises:
        RedactionTargetError: One is not.
    """
    exhibits = {exhibit.item.id: exhibit.item for exhibit in dossier.exhibits}
    chosen: dict[ItemId, Chosen] = {}

    def of(prefix: str, target: str) -> ItemId:
        item = vault.item(prefix).id
        if item not in exhibits:
            raise RedactionTargetError(target=target)
        chosen.setdefault(item, Chosen())
        return item

    for prefix, fact in request.facts:
        item = of(prefix, f"{prefix}:{fact}")
        if fact not in {known.id for known in exhibits[item].findings.facts}:
            raise RedactionTargetError(target=f"{prefix}:{fact}")
        chosen[item] = replace(chosen[item], facts=chosen[item].facts | {fact})
    for prefix, page, box in request.boxes:
        item = of(prefix, f"{prefix}:{page + 1}")
        chosen[item] = replace(chosen[item], boxes=(*chosen[item].boxes, (page, box)))
    return chosen


def _look(
    exhibit: Exhibit, *, chosen: Mapping[ItemId, Chosen], eyes: Eyes, done: Callable[[int], None]
) -> _Seen:
    from vault.proving.redaction.pages import seen

    with exhibit.original() as original:
        family = sources.identify(original.read(sources.HEAD_BYTES)).family
    pages = exhibit.picture() if family in {sources.Family.PICTURE, sources.Family.PDF} else ()
    lines = exhibit.item.reading.lines
    looked = tuple(
        seen(number, picture, [line for line in lines if line.page == number], eyes)
        for number, picture in enumerate(pages)
    )
    done(1)
    return _Seen(exhibit, family, chosen.get(exhibit.item.id, Chosen()), looked)


def _check_pages(seen: Sequence[_Seen]) -> None:
    """Refuse an area on a page that is not there.

    Raises:
        RedactionTargetError: There is one.
    """
    for one in seen:
        for page, _ in one.chosen.boxes:
            if page >= len(one.pages):
                raise RedactionTargetError(target=f"{one.exhibit.item.id}:{page + 1}")


def _chosen_values(seen: Sequence[_Seen]) -> tuple[Mapping[ItemId, frozenset[Secret]], frozenset[Secret]]:
    """Return the values of chosen facts: those looked for in their own item, those looked for everywhere."""
    own: dict[ItemId, frozenset[Secret]] = {}
    everywhere: frozenset[Secret] = frozenset()
    for one in seen:
        for fact in one.exhibit.item.findings.facts:
            if fact.id in one.chosen.facts:
                texts = [fact.raw] if isinstance(fact.value, Money) else [fact.raw, fact.value]
                values = frozenset(s for text in texts if (s := secret(text, Reason.CHOSEN)) is not None)
                item = one.exhibit.item.id
                own[item] = own.get(item, frozenset()) | values
                if fact.type in EVERYWHERE:
                    everywhere |= values
    return own, everywhere


def _texts(dossier: Dossier, seen: Iterable[_Seen]) -> Iterable[str]:
    """Yield every text of the packet that may tell a value which must then be covered everywhere."""
    for one in seen:
        item = one.exhibit.item
        yield from (item.title, item.note, item.reading.text)
        for acquisition in item.acquisitions:
            yield from (acquisition.name, *acquisition.metadata.values())
        for page in one.pages:
            for view in page.seen:
                yield "\n".join(line.text for line in view)
    yield from (mention.title for mention in dossier.mentions)


def _areas(plan: Plan, one: _Seen, page: Page) -> tuple[Area, ...]:
    """Return what must be covered on a page by what was seen at first, codes and chosen places among it."""
    from vault.proving.redaction.areas import areas, upright
    from vault.proving.redaction.pages import to_cover

    item, cleaner = one.exhibit.item, plan.cleaner(one.exhibit.item.id)
    found = [*to_cover(page.number, page.seen, cleaner.wanted, cleaner.secrets)]
    found += page.codes if Reason.CODES in plan.wanted.reasons else ()
    found += [
        upright(number, box, Reason.CHOSEN) for number, box in one.chosen.boxes if number == page.number
    ]
    pointed = replace(one.chosen, boxes=())
    found += [a for a in areas(item.reading.lines, places_of(item, pointed)) if a.page == page.number]
    return tuple(found)


def _planned(plan: Plan, one: _Seen) -> Planned:
    from vault.proving.redaction import areas, copies

    item = one.exhibit.item
    if one.sealed:
        return Planned(one.exhibit.name, item.id, withheld=True)
    if one.pages:
        found = [a for page in one.pages for a in areas.distinct(_areas(plan, one, page))]
        return Planned(one.exhibit.name, item.id, copies.counted(found))
    return Planned(one.exhibit.name, item.id, _counted_in_text(plan, one))


def _counted_in_text(plan: Plan, one: _Seen) -> tuple[Covered, ...]:
    item, cleaner = one.exhibit.item, plan.cleaner(one.exhibit.item.id)
    places = [
        *find(item.reading.text, cleaner.wanted, cleaner.secrets),
        *places_of(item, one.chosen),
    ]
    reasons = [place.reason for place in places]
    return tuple(Covered(r.value, reasons.count(r)) for r in Reason if r in reasons)


def _copy(plan: Plan, one: _Seen, *, watermark: str, done: Callable[[int], None]) -> Exhibit:
    """Return the exhibit with its copy."""
    from vault.proving.redaction import copies, pixels
    from vault.proving.redaction.pages import rebuilt

    item, cleaner = one.exhibit.item, plan.cleaner(one.exhibit.item.id)
    public = shown(item, cleaner, one.chosen)
    if not one.pages:
        done(1)
        return copies.exhibit(one.exhibit, public, copies.of_text(_text(public)), _counted_in_text(plan, one))
    stamp = translator(plan.dossier.language)(STAMP)
    across = watermark if item.findings.kind is Kind.IDENTITY_DOCUMENT else ""
    images: list[Image] = []
    covered: list[Area] = []
    for page in one.pages:
        image, areas = rebuilt(
            page,
            _areas(plan, one, page),
            cleaner.wanted,
            cleaner.secrets,
            plan.eyes,
            mark=stamp,
            name=one.exhibit.name,
        )
        images.append(pixels.watermarked(image, across) if across else image)
        covered.extend(areas)
    copy = copies.of_pages(images, single=one.family is sources.Family.PICTURE and len(images) == 1)
    done(1)
    return copies.exhibit(one.exhibit, public, copy, copies.counted(covered), across)


def _text(item: Item) -> str:
    """Return a text, mail or saved page as lines, a mail with the headers that it may show."""
    headers = [f"{name}: {value}" for name, value in item.acquisitions[0].metadata.items()]
    return "\n".join([*headers, *([""] if headers else []), item.reading.text])


def _stamped(exhibit: Exhibit, text: str) -> Exhibit:
    from vault.proving.redaction import copies, pixels

    pages = exhibit.picture() if exhibit.item.findings.kind is Kind.IDENTITY_DOCUMENT else ()
    if not pages:
        return exhibit
    images = [pixels.watermarked(pixels.decoded(page), text) for page in pages]
    single = exhibit.item.media_type.startswith("image/") and len(images) == 1
    return copies.exhibit(exhibit, exhibit.item, copies.of_pages(images, single=single), (), text)


def _left_out(one: _Seen) -> Withheld:
    item = one.exhibit.item
    return Withheld(item.findings.kind, item.findings.event_date, item.media_type)


def _all_reasons(plan: Plan) -> frozenset[Reason]:
    return plan.wanted.reasons | ({Reason.CHOSEN} if any(o.chosen != Chosen() for o in plan.seen) else set())
