"""The front of the document: cover, what happened in order of time, and the evidence list."""

from __future__ import annotations

import dataclasses
import datetime as dt

from vault.language import mark
from vault.model import FactType, Item
from vault.proving.document import facts, redacted
from vault.proving.document.listing import entries
from vault.proving.document.phrases import Phrases
from vault.proving.document.standing import Stamping, Standing
from vault.proving.document.titles import is_unnamed
from vault.proving.dossier import Dossier, moment
from vault.proving.recipients.loading import profiles
from vault.proving.recipients.names import Recipient
from vault.wording import FACT_TYPES, KINDS

WARNINGS = {
    Stamping.NONE: mark(
        "No timestamp authority is configured. The times in this packet rest on the word of the person who keeps the"
        " material alone; no third party has attested them."
    ),
    Stamping.PENDING: mark(
        "The timestamp authority could not be reached when this packet was made. Until a token is added, the times in"
        " this packet rest on the word of the person who keeps the material alone; no third party has attested them."
    ),
}


UNREAD = "none"
"""The engine of a reading that was not made: of a recording, or of a file that no program could decode."""

MOST_NUMBERS = 6
"""Reference numbers that a row of the chronology shows; the exhibit's page has them all."""


def cover(dossier: Dossier, standing: Standing, phrases: Phrases) -> dict[str, object]:
    """Return what the first page says."""
    say = phrases.say
    made = say(
        mark("{local}; {utc} UTC"),
        local=phrases.moment(dossier.made_at),
        utc=f"{dossier.made_at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}",
    )
    rows = [
        (FACT_TYPES[FactType.PLATFORM], dossier.platform),
        *_recipient(dossier, phrases),
        (mark("Packet number"), dossier.packet),
        (mark("Number of exhibits"), str(len(dossier.exhibits))),
        (mark("Period covered"), _period(dossier, phrases)),
        (mark("Made at"), made),
        (mark("Trusted timestamp"), _stamped(dossier, standing, phrases)),
        (mark("Signing certificate (SHA-256)"), standing.signer or say(mark("This packet is not signed."))),
        *([(mark("Not read"), unread)] if (unread := _unread(dossier, phrases)) else []),
        *([(mark("Redaction"), covered)] if (covered := redacted.told(dossier, phrases)) else []),
        (mark("Program"), dossier.program),
    ]
    warning = WARNINGS.get(standing.stamping)
    return {
        "rows": [{"label": say(label), "value": value} for label, value in rows],
        "warning": say(warning) if warning else None,
    }


def _unread(dossier: Dossier, phrases: Phrases) -> str:
    """Return which exhibits were kept as they came, "" if all were read."""
    labels = [exhibit.label for exhibit in dossier.exhibits if exhibit.item.reading.engine == UNREAD]
    if not labels:
        return ""
    text = mark(
        "Nothing was read from exhibits {labels}; they are enclosed as they came and cannot be shown on paper."
    )
    return phrases.say(text, labels=phrases.listed(labels))


def _recipient(dossier: Dossier, phrases: Phrases) -> list[tuple[str, str]]:
    if not dossier.recipient:
        return []
    profile = profiles()[Recipient(dossier.recipient)]
    return [(mark("For"), profile.name.said(phrases.language))]


def reduced(dossier: Dossier, phrases: Phrases) -> str | None:
    """Return what every page of a smaller copy says, None for the packet's own document."""
    if dossier.reduction is None:
        return None
    return phrases.say(
        mark(
            "Reduced copy: pictures were made smaller so that this file has at most {limit} bytes. Full packet"
            " {packet}, SHA-256 {digest}."
        ),
        limit=f"{dossier.reduction.limit:,}",
        packet=dossier.packet,
        digest=dossier.reduction.packet,
    )


def chronology(dossier: Dossier, phrases: Phrases) -> list[dict[str, object]]:
    """Return one row for each exhibit: when, what, who, which numbers."""
    return [
        {
            "exhibit": exhibit.label,
            "number": exhibit.number,
            "date": exhibit.item.findings.event_date or phrases.say(mark("not known")),
            "date_certain": facts.date_is_certain(exhibit.item) or exhibit.item.findings.event_date is None,
            "what": phrases.say(KINDS[exhibit.item.findings.kind]),
            "what_certain": facts.kind_is_certain(exhibit.item),
            "title": "" if is_unnamed(exhibit.item) else exhibit.item.title,
            "platforms": phrases.listed(_platforms(exhibit.item)),
            **_numbers(exhibit.item, phrases),
        }
        for exhibit in sorted(dossier.exhibits, key=lambda one: moment(one.item))
    ]


def _numbers(item: Item, phrases: Phrases) -> dict[str, object]:
    numbers = facts.references(item)
    rest = len(numbers) - MOST_NUMBERS
    more = phrases.say(mark("and {count} more, see the exhibit"), count=rest) if rest > 0 else ""
    return {"references": numbers[:MOST_NUMBERS], "more": more}


def evidence_list(dossier: Dossier, phrases: Phrases) -> list[dict[str, object]]:
    """Return the rows of the evidence list (standards: Provisions on Evidence in Civil Procedure, art. 19)."""
    return [dataclasses.asdict(entry) for entry in entries(dossier, phrases)]


def _platforms(item: Item) -> list[str]:
    return list(dict.fromkeys(fact.name or str(fact.value) for fact in item.platforms))


def _period(dossier: Dossier, phrases: Phrases) -> str:
    days = sorted(day for exhibit in dossier.exhibits if (day := exhibit.item.findings.event_date))
    if days and days[0] == days[-1]:
        return days[0]
    if not days:
        return phrases.say(mark("not known"))
    return phrases.say(mark("{first} to {last}"), first=days[0], last=days[-1])


def _stamped(dossier: Dossier, standing: Standing, phrases: Phrases) -> str:
    stamped = sum(bool(exhibit.item.tokens) for exhibit in dossier.exhibits)
    each = phrases.say(
        mark("{stamped} of {count} exhibits carry a token of their own."),
        stamped=stamped,
        count=len(dossier.exhibits),
    )
    if standing.stamping is not Stamping.STAMPED:
        return phrases.say(mark("The packet as a whole has none. {each}"), each=each)
    return phrases.say(
        mark("By {authorities}, over the finished packet (tagmanifest-sha256.txt.tsr). {each}"),
        authorities=phrases.listed(list(standing.authorities)),
        each=each,
    )
