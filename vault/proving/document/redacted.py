"""What the document says of redaction: on its first page, and beside each copy."""

from __future__ import annotations

from vault.language import Language, mark
from vault.model import Kind
from vault.proving.document.phrases import Phrases
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.redaction.reasons import WORDS, Reason
from vault.wording import KINDS

DIGEST_WITHHELD = mark("withheld: what is covered could be guessed from it")


def told(dossier: Dossier, phrases: Phrases) -> str:
    """Return what the first page says, "" for a packet that shows everything."""
    if not dossier.redacted:
        return ""
    classes = phrases.listed([phrases.say(WORDS[Reason(one)]) for one in dossier.redacted])
    said = [
        phrases.say(mark("The exhibits are copies in which these are covered: {classes}."), classes=classes)
    ]
    if dossier.withheld:
        named = phrases.listed([_left_out(one.kind, one.event_date, phrases) for one in dossier.withheld])
        said.append(
            phrases.say(mark("Not enclosed, as a recording cannot be covered in part: {items}."), items=named)
        )
    return "".join(said) if dossier.language is Language.ZH else " ".join(said)


def copy_rows(exhibit: Exhibit, phrases: Phrases) -> list[tuple[str, str]]:
    """Return the rows that tell how an enclosed copy differs from the original, as (marked label, value)."""
    made = exhibit.redaction
    if made is None:
        return []
    covered = [
        phrases.say(mark("{what} {count}"), what=phrases.say(WORDS[Reason(one.reason)]), count=one.count)
        for one in made.covered
    ]
    return [
        (mark("Enclosed is"), phrases.say(mark("a copy; the original stays with the keeper"))),
        (mark("Covered in it"), phrases.listed(covered)),
        (mark("Written across"), made.watermark),
        (mark("SHA-256 of the copy"), exhibit.item.sha256),
    ]


def digest(exhibit: Exhibit, phrases: Phrases) -> str:
    """Return the digest of the original, or that it is withheld."""
    return exhibit.stamped or phrases.say(DIGEST_WITHHELD)


def _left_out(kind: Kind, day: str | None, phrases: Phrases) -> str:
    name = phrases.say(KINDS[kind])
    return f"{name} {day}" if day else name
