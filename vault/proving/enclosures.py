"""The letter as files of the packet: one to edit, one to paste into a form."""

from __future__ import annotations

from dataclasses import dataclass

from vault.proving import layout
from vault.proving.dossier import Dossier

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of the packet that is made with it."""

    file: str
    content: bytes
    media_type: str


def enclosures(dossier: Dossier) -> tuple[Enclosure, ...]:
    """Return the letter's files.

    Args:
        dossier: What enters the packet.

    Returns:
        `data/letter.docx` and `data/letter.txt`; nothing for a packet without a letter.
    """
    if dossier.letter is None:
        return ()
    from vault.proving.letter.plain import as_text
    from vault.proving.letter.word import as_word  # python-docx, for packets with a letter alone

    text = as_text(dossier.letter, dossier.letter_limit).encode("utf-8")
    return (
        Enclosure(layout.LETTER_WORD, as_word(dossier.letter, dossier.made_at), WORD),
        Enclosure(layout.LETTER_TEXT, text, "text/plain"),
    )
