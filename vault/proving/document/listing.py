"""The evidence list as values: what an advocate writes of each exhibit before it is handed in.

Source: Provisions on Evidence in Civil Procedure (2019), art. 19 (classified, numbered, with source, object of proof,
content and date) and art. 23 (copies: source and how they were made).
"""

from __future__ import annotations

from dataclasses import dataclass

from vault.language import mark
from vault.model import ClaimLevel, Item
from vault.proving.document.classes import DOCUMENT, class_of
from vault.proving.document.facts import kind_is_certain
from vault.proving.document.phrases import Phrases
from vault.proving.document.titles import title_of
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.recipients.loading import evidence
from vault.wording import CAPTURE_SOURCES, CHANNELS, CLAIM_LEVELS

DIGITS = 16
"""Of a digest, in the list; the annex has all 64."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `number` is the exhibit's in the packet, `label` as the list shows it; pages are known when it is set.

    `form` says whether it is the original or a copy, "" where nobody asked. `group` heads the rows of a court's list.
    """

    number: int
    exhibit: str
    label: str
    group: str
    title: str
    kind: str
    formed: str
    origin: str
    purpose: str
    carrier: str
    digest: str
    form: str


def entries(dossier: Dossier, phrases: Phrases) -> tuple[Entry, ...]:
    """Return the rows of the evidence list, in the order of the exhibits.

    Args:
        dossier: What enters the packet.
        phrases: The language of the document.

    Returns:
        One row for each exhibit.
    """
    return tuple(_entry(exhibit, dossier, phrases) for exhibit in dossier.exhibits)


def _entry(exhibit: Exhibit, dossier: Dossier, phrases: Phrases) -> Entry:
    item = exhibit.item
    purpose = evidence().kinds[item.findings.kind].purpose.said(phrases.language)
    return Entry(
        number=exhibit.number,
        exhibit=exhibit.name,
        label=exhibit.label,
        group=exhibit.group,
        title=title_of(item, phrases),
        kind=phrases.say(class_of(item).name),
        formed=_formed(item, phrases),
        origin=_origin(item, phrases),
        purpose=purpose + ("" if kind_is_certain(item) else "*"),
        carrier=item.acquisitions[0].device or phrases.say(mark("not stated")),
        digest=item.sha256[:DIGITS],
        form=phrases.say(_form(item)) if dossier.originals else "",
    )


def _formed(item: Item, phrases: Phrases) -> str:
    acquired = item.acquisitions[0]
    day = phrases.day(acquired.captured_at)
    return day if acquired.captured_from != "now" else phrases.say(mark("not later than {day}"), day=day)


def _origin(item: Item, phrases: Phrases) -> str:
    """Return where the exhibit was got, by what kind of origin, and what vouches for its time."""
    acquired, say = item.acquisitions[0], phrases.say
    parts = [say(CHANNELS[acquired.channel])] if acquired.channel else []
    parts += [acquired.app] if acquired.app else []
    parts.append(say(CLAIM_LEVELS[item.claim]))
    vouching = CAPTURE_SOURCES.get(acquired.captured_from, CAPTURE_SOURCES["now"])
    parts.append(say(mark("time: {vouching}"), vouching=say(vouching)))
    return phrases.listed(parts, mark("; "))


def _form(item: Item) -> str:
    """Return whether the exhibit counts as an original.

    Source: Provisions on Evidence in Civil Procedure (2019), art. 15: of electronic data, the data itself and readable
    output directly derived from it are originals; a photograph or scan of paper is a copy.
    """
    if class_of(item) is DOCUMENT:
        return mark("copy")
    return mark("original") if item.claim is not ClaimLevel.OWN_NOTE else mark("own statement")
