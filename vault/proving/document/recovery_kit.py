"""The recovery kit: one page to print, in Chinese and English, with the words that open a vault."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.language import Language, Translator, mark, translator
from vault.proving.document.qr import qr_svg
from vault.proving.document.typesetting import typeset

TITLE = mark("Recovery kit")
SECRET = mark(
    "Whoever has this page and a copy of the vault reads everything in it. Keep it on paper, locked away."
)
ROWS = {"vault": mark("Vault"), "made": mark("Made on"), "folder": mark("Folder at that time")}
WORDS = mark("Recovery words, in this order")
SCAN = mark("The same words as a QR code")
STEPS = (
    mark(
        "Lost the passphrase: run vault recover and type the words. It asks for a new passphrase; nothing else changes."
    ),
    mark(
        "Without this program: install age (age-encryption.org) and run the three lines below in the vault's folder."
    ),
    mark(
        "age asks for a passphrase: type the twelve words with one space between. Put the real names in place of"
        " the capitals."
    ),
    mark("A newer kit of the same vault makes this one useless; tear it up then."),
)
COMMANDS = (
    "age -d keys/recovery.age > identity.txt",
    "age -d -i identity.txt objects/XX/NAME.age > original",
    "age -d -i identity.txt journal/WRITER/NUMBER.age > event.json",
)


@dataclass(frozen=True, slots=True)
class Kit:
    """What the page says. `words` are twelve, with single spaces."""

    vault: str
    folder: str
    words: str = field(repr=False)
    made_on: dt.date


def kit_pdf(kit: Kit, made_at: dt.datetime) -> bytes:
    """Typeset the kit.

    Args:
        kit: What it says.
        made_at: The moment for the PDF's metadata, aware.

    Returns:
        A PDF of one A4 page.
    """
    content = {
        "words": kit.words.split(),
        "commands": COMMANDS,
        "values": {"vault": kit.vault, "made": kit.made_on.isoformat(), "folder": kit.folder},
        "languages": [_texts(translator(language)) for language in (Language.ZH, Language.EN)],
    }
    files = {
        "kit.json": json.dumps(content, ensure_ascii=False).encode(),
        "words.svg": qr_svg(kit.words),
    }
    return typeset(files, made_at, main="recovery-kit.typ")


def _texts(translate: Translator) -> Mapping[str, object]:
    return {
        "title": translate(TITLE),
        "secret": translate(SECRET),
        "rows": {name: translate(label) for name, label in ROWS.items()},
        "words": translate(WORDS),
        "scan": translate(SCAN),
        "steps": [translate(step) for step in STEPS],
    }
