"""What is covered in each exhibit of a redacted packet, and the copy that is enclosed in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import sources
from vault.language import translator
from vault.looking import Seen, Sight
from vault.model import Item, ItemId, Kind
from vault.proving.dossier import Covered, Dossier, Exhibit
from vault.proving.redaction.finding import Secret, Wanted, find
from vault.proving.redaction.reasons import MARK, STAMP, Reason
from vault.proving.redaction.shown import Cleaner, places_of, shown

if TYPE_CHECKING:
    from vault.confined import Decoders
    from vault.proving.redaction.areas import Area
    from vault.proving.redaction.pages import Page, Sought


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be covered in one exhibit; `withheld` says that it cannot be covered and is left out."""

    exhibit: str
    item: ItemId
    covered: tuple[Covered, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All exhibits after the first look, and what must not be seen of them: in any, and of one item in its `own`."""

    dossier: Dossier
    wanted: Wanted
    secrets: frozenset[Secret]
    own: Mapping[ItemId, frozenset[Secret]]
    seen: tuple[Seen, ...]
    sight: Sight
    decoders: Decoders

    def cleaner(self, item: ItemId | None = None) -> Cleaner:
        """Return what cleans the texts of an item, or of the packet as a whole."""
        mark = translator(self.dossier.language)(MARK)
        own = self.own.get(item, frozenset()) if item is not None else frozenset()
        return Cleaner(self.wanted, self.secrets | own, mark)

    def planned(self) -> tuple[Planned, ...]:
        """Return what will be covered, exhibit by exhibit."""
        return tuple(_planned(self, one) for one in self.seen)

    def reasons(self) -> frozenset[Reason]:
        """Return every class of which something is covered if it is there."""
        pointed = any(one.chosen.facts or one.chosen.boxes for one in self.seen)
        return self.wanted.reasons | ({Reason.CHOSEN} if pointed else set())


def copied(plan: Plan, one: Seen, watermark: str) -> Exhibit:
    """Return an exhibit with a copy in place of its original.

    Args:
        plan: What must not be seen.
        one: The exhibit.
        watermark: Written across copies of identity documents; "" for none.

    Returns:
        The exhibit as it may be handed over.

    Raises:
        RedactionReadableError: Something can still be read in the copy.
    """
    from vault.proving.redaction import copies

    item = one.exhibit.item
    public = shown(item, plan.cleaner(item.id), one.chosen)
    if not one.pages:
        return copies.exhibit(one.exhibit, public, copies.of_text(_text(public)), _counted_in_text(plan, one))
    across = watermark if item.findings.kind is Kind.IDENTITY_DOCUMENT else ""
    return _copied_pages(plan, one, public, across)


def stamped(exhibit: Exhibit, watermark: str) -> Exhibit:
    """Return an exhibit as it is, but for a watermark across a copy if it is an identity document."""
    from vault.proving.redaction import copies, pixels

    if exhibit.item.findings.kind is not Kind.IDENTITY_DOCUMENT:
        return exhibit
    images = [pixels.watermarked(sheet.image, watermark) for sheet in exhibit.picture()]
    if not images:
        return exhibit
    single = exhibit.item.media_type.startswith("image/") and len(images) == 1
    return copies.exhibit(exhibit, exhibit.item, copies.of_images(images, single=single), (), watermark)


def _planned(plan: Plan, one: Seen) -> Planned:
    from vault.proving.redaction import areas, copies

    item = one.exhibit.item
    if one.sealed:
        return Planned(one.exhibit.name, item.id, withheld=True)
    if one.pages:
        found = [area for page in one.pages for area in areas.distinct(_areas(plan, one, page))]
        return Planned(one.exhibit.name, item.id, copies.counted(found))
    return Planned(one.exhibit.name, item.id, _counted_in_text(plan, one))


def _copied_pages(plan: Plan, one: Seen, public: Item, across: str) -> Exhibit:
    from vault.proving.redaction import copies, pixels
    from vault.proving.redaction.pages import rebuilt

    single = one.family is sources.Family.PICTURE and len(one.pages) == 1
    sought = _sought(plan, one, always_jpeg=not single)
    files: list[copies.File] = []
    covered: list[Area] = []
    for page, sheet in zip(one.pages, one.exhibit.picture(), strict=True):
        clean = rebuilt(page, sheet.image, _areas(plan, one, page), sought, plan.sight.eyes)
        marked = pixels.watermarked(clean.image, across) if across else None
        files.append(
            (clean.data, clean.media_type)
            if marked is None
            else pixels.encoded(marked, always_jpeg=not single)
        )
        covered.extend(clean.covered)
    copy = copies.of_files(files, single=single)
    return copies.exhibit(one.exhibit, public, copy, copies.counted(covered), across)


def _sought(plan: Plan, one: Seen, *, always_jpeg: bool = False) -> Sought:
    from vault.proving.redaction.pages import Sought

    cleaner = plan.cleaner(one.exhibit.item.id)
    stamp = translator(plan.dossier.language)(STAMP)
    return Sought(cleaner.wanted, cleaner.secrets, stamp, one.exhibit.name, always_jpeg)


def _areas(plan: Plan, one: Seen, page: Page) -> tuple[Area, ...]:
    """Return what must be covered on a page by what was seen at first, codes and chosen places among it."""
    from vault.proving.redaction.areas import areas, upright
    from vault.proving.redaction.pages import to_cover

    item, number = one.exhibit.item, page.number
    pointed = replace(one.chosen, boxes=())
    facts = areas(item.reading.lines, places_of(item, pointed))
    return (
        *to_cover(page, _sought(plan, one)),
        *(page.codes if Reason.CODES in plan.wanted.reasons else ()),
        *(upright(number, box, Reason.CHOSEN) for at, box in one.chosen.boxes if at == number),
        *(area for area in facts if area.page == number),
    )


def _counted_in_text(plan: Plan, one: Seen) -> tuple[Covered, ...]:
    item, cleaner = one.exhibit.item, plan.cleaner(one.exhibit.item.id)
    places = [
        *find(item.reading.text, cleaner.wanted, cleaner.secrets),
        *places_of(item, one.chosen),
    ]
    reasons = [place.reason for place in places]
    return tuple(Covered(reason.value, reasons.count(reason)) for reason in Reason if reason in reasons)


def _text(item: Item) -> str:
    """Return a text, mail or saved page as lines, a mail with the headers that it may show."""
    headers = [f"{name}: {value}" for name, value in item.acquisitions[0].metadata.items()]
    return "\n".join([*headers, *([""] if headers else []), item.reading.text])
