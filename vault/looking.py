"""The first look at the exhibits of a redacted packet: with which engines, and what is known beforehand.

The looking is done by the OCR engines, which the room that makes packets knows nothing of; so the two are wired here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vault import sources
from vault.intake import NOT_READ
from vault.model import Particulars, Reading
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.shown import Chosen

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.proving.dossier import Exhibit
    from vault.proving.redaction.eyes import Eyes
    from vault.proving.redaction.pages import Page


@dataclass(frozen=True, slots=True)
class Sight:
    """What exhibits are looked at with; `engine` is the name and version of the best one."""

    eyes: Eyes
    engine: tuple[str, str]

    def has_read(self, reading: Reading, family: sources.Family) -> bool:
        """Tell whether a stored reading is what the best engine says of the pixels: that of a picture of ours is.

        Of a PDF's page the vault may have read a text layer instead.
        """
        return family is sources.Family.PICTURE and (reading.engine, reading.version) == self.engine


@dataclass(frozen=True, slots=True)
class Seen:
    """One exhibit after the first look; `chosen` is what the user pointed at in it."""

    exhibit: Exhibit
    family: sources.Family
    chosen: Chosen
    pages: tuple[Page, ...] = ()

    @property
    def sealed(self) -> bool:
        """Whether nobody here knows what is in it: a recording, or what was kept unread."""
        return self.exhibit.item.reading.engine == NOT_READ.engine

    def texts(self) -> Iterator[str]:
        """Yield every text of it that may tell a value which must then be covered everywhere."""
        item = self.exhibit.item
        yield from (item.title, item.note, item.reading.text)
        for acquisition in item.acquisitions:
            yield from (acquisition.name, *acquisition.metadata.values())
        for page in self.pages:
            for view in page.seen:
                yield "\n".join(line.text for line in view)


def sight(vault: Vault) -> Sight:
    """Return every engine that reads whole pages, and what finds codes.

    Raises:
        EngineError: No engine can read pictures.
    """
    from vault.proving.redaction.eyes import Eyes
    from vault.reading.engines import read_picture
    from vault.reading.engines.codes import find_codes
    from vault.reading.engines.tesseract import Tesseract

    engines = vault.intake().engines()
    best, second = engines.first, engines.second
    other = partial(read_picture, second) if isinstance(second, Tesseract) else None
    return Sight(Eyes(partial(read_picture, best), other, find_codes), (best.name, best.version))


def look(exhibit: Exhibit, chosen: Chosen, sight: Sight) -> Seen:
    """Look at every page of an exhibit.

    Args:
        exhibit: With its original.
        chosen: What the user pointed at in it.
        sight: What to look with.

    Returns:
        What was seen; no pages for texts, recordings, and what was kept unread.
    """
    from vault.proving.redaction.pages import seen

    with exhibit.original() as original:
        family = sources.identify(original.read(sources.HEAD_BYTES)).family
    reading = exhibit.item.reading
    stored = reading.lines if sight.has_read(reading, family) else None
    pages = tuple(
        seen(
            number,
            sheet.image,
            None if stored is None else tuple(line for line in stored if line.page == number),
            sight.eyes,
        )
        for number, sheet in enumerate(exhibit.picture())
    )
    return Seen(exhibit, family, chosen, pages)


def hotlines(vault: Vault) -> frozenset[str]:
    """Return the telephone numbers of platforms and authorities, digits alone: they are evidence."""
    entries = vault.directory().entries
    return frozenset("".join(filter(str.isdigit, line)) for entry in entries for line in entry.hotlines)


def known(particulars: Particulars | None) -> tuple[tuple[str, Reason], ...]:
    """Return the owner's own values with their classes, () where none were given."""
    if particulars is None:
        return ()
    values = (
        (particulars.name, Reason.NAMES),
        (particulars.id_number, Reason.IDS),
        (particulars.phone, Reason.PHONES),
        (particulars.email, Reason.EMAILS),
        (particulars.address, Reason.ADDRESSES),
    )
    return tuple((value, reason) for value, reason in values if value)
