"""From dossier to PDF: gather what is said, make it legible, typeset it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from vault.language import Language
from vault.proving.document import font, overview
from vault.proving.document.exhibit import particulars
from vault.proving.document.integrity import integrity
from vault.proving.document.labels import LABELS
from vault.proving.document.lettering import PLACEHOLDER, legible
from vault.proving.document.phrases import Phrases
from vault.proving.document.plates import prepare
from vault.proving.document.standing import Standing
from vault.proving.document.typesetting import typeset
from vault.proving.dossier import Dossier


def compose(dossier: Dossier, standing: Standing) -> bytes:
    """Return the PDF of a packet; see `vault.proving.document.render`."""
    phrases = Phrases(dossier.language)
    files: dict[str, bytes] = {}
    exhibits: list[object] = []
    for exhibit, plates in zip(dossier.exhibits, prepare(dossier.exhibits, phrases), strict=True):
        files |= plates.files
        shown = particulars(exhibit, plates.facts, phrases)
        shown |= {"groups": plates.groups, "lines": plates.lines, "missing": plates.missing}
        drawn = _drawable(shown)
        exhibits.append({"shown": drawn, "replaced": PLACEHOLDER in str(drawn)})
    content = _drawable(
        {
            "chinese": dossier.language is Language.ZH,
            "labels": {name: phrases.say(text) for name, text in LABELS.items()},
            "platform": dossier.platform,
            "packet": dossier.packet,
            "cover": overview.cover(dossier, standing, phrases),
            "reduced": overview.reduced(dossier, phrases),
            "letter": dataclasses.asdict(dossier.letter) if dossier.letter else None,
            "chronology": overview.chronology(dossier, phrases),
            "list": overview.evidence_list(dossier, phrases),
            "mentions": overview.mentions(dossier, phrases),
            "exhibits": exhibits,
            "integrity": integrity(dossier, standing, phrases),
        }
    )
    return typeset({"content.json": json.dumps(content).encode(), **files}, dossier.made_at)


def _drawable(value: object) -> object:
    """Return a tree of JSON values with every text in it legible."""
    if isinstance(value, str):
        return legible(value, font.coverage())
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value
