"""From dossier to PDF: gather what is said, make it legible, typeset it part by part, join the parts.

The exhibits come first, some at a time: Typst needs two to three megabytes for each, which it gives back when it is
told to forget. Then their pages are known, and the front with its lists can be set, and at last the feet of all pages.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vault.language import Language
from vault.proving.document import font, overview
from vault.proving.document.exhibit import particulars
from vault.proving.document.integrity import integrity
from vault.proving.document.joining.binding import Binding
from vault.proving.document.joining.part import Part
from vault.proving.document.labels import LABELS
from vault.proving.document.lettering import PLACEHOLDER, legible
from vault.proving.document.phrases import Phrases
from vault.proving.document.plates import Plates, prepare
from vault.proving.document.standing import Standing
from vault.proving.document.typesetting import MIDDLE, UNTAGGED, WHOLE, Standards, forget, typeset
from vault.proving.dossier import Dossier, Exhibit

TOGETHER = 48
"""Pictures, or exhibits without any, that one part holds: more take more memory, fewer embed the font more often."""

CHAPTERS = 2
"""Numbered chapters before the exhibits."""


def compose(dossier: Dossier, standing: Standing) -> bytes:
    """Return the PDF of a packet; see `vault.proving.document.render`."""
    return _Composition(dossier, standing, Phrases(dossier.language)).document()


@dataclass(slots=True)
class _Composition:
    """A document that is being composed."""

    dossier: Dossier
    standing: Standing
    phrases: Phrases
    binding: Binding = field(default_factory=Binding)

    def document(self) -> bytes:
        """Set all parts, in the order in which they become known, and bind them in the order of the pages."""
        exhibits = list(self._exhibits())
        first = _first_pages(exhibits)
        total = sum(len(part.leaves) for part in exhibits)
        back = self._set("back.typ", {"headings": CHAPTERS + 1, "integrity": self._integrity()})
        front = self._set("front.typ", {"headings": 0, **self._front(first, total)})
        parts = [(front, False), *((part, index > 0) for index, part in enumerate(exhibits)), (back, False)]
        feet = [leaf.lies for part, _ in parts for leaf in part.leaves]
        under = self.binding.add_underlays(self._typeset("feet.typ", {"headings": 0, "feet": feet}, UNTAGGED))
        return self.binding.bind(parts, under)

    def _exhibits(self) -> Iterator[Part]:
        prepared = zip(self.dossier.exhibits, prepare(self.dossier.exhibits, self.phrases), strict=True)
        for index, batch in enumerate(_batches(prepared)):
            files = {name: data for _, plates in batch for name, data in plates.files.items()}
            shown = [self._exhibit(exhibit, plates) for exhibit, plates in batch]
            content = {"headings": CHAPTERS, "opening": index == 0, "exhibits": shown}
            yield self._set("exhibits.typ", content, files)

    def _exhibit(self, exhibit: Exhibit, plates: Plates) -> object:
        shown = particulars(exhibit, plates.facts, self.phrases)
        shown |= {"groups": plates.groups, "lines": plates.lines, "missing": plates.missing}
        shown |= {"subject": plates.subject}
        drawn = _drawable(shown)
        return {"shown": drawn, "replaced": PLACEHOLDER in str(drawn)}

    def _front(self, first: Mapping[int, int], total: int) -> dict[str, object]:
        """Return what the front says; pages are counted from its end."""
        dossier, phrases = self.dossier, self.phrases
        starts = [first[exhibit.number] for exhibit in dossier.exhibits]
        ends = [start - 1 for start in starts[1:]] + [total]
        rows = overview.evidence_list(dossier, phrases)
        return {
            "cover": overview.cover(dossier, self.standing, phrases),
            "letter": dataclasses.asdict(dossier.letter) if dossier.letter else None,
            "chronology": overview.chronology(dossier, phrases),
            "list": [
                row | {"pages": pages}
                for row, pages in zip(rows, zip(starts, ends, strict=True), strict=True)
            ],
            "later": [
                {"place": "section-exhibits", "title": phrases.say(LABELS["exhibits"]), "page": 1},
                {"place": "section-integrity", "title": phrases.say(LABELS["integrity"]), "page": total + 1},
            ],
        }

    def _integrity(self) -> object:
        return integrity(self.dossier, self.standing, self.phrases)

    def _set(self, main: str, said: Mapping[str, object], files: Mapping[str, bytes] | None = None) -> Part:
        """Set a part and take it in."""
        standards = WHOLE if said["headings"] == 0 else MIDDLE
        part = self.binding.add(self._typeset(main, said, standards, files))
        forget()
        return part

    def _typeset(
        self,
        main: str,
        said: Mapping[str, object],
        standards: Standards,
        files: Mapping[str, bytes] | None = None,
    ) -> bytes:
        dossier, phrases = self.dossier, self.phrases
        content = _drawable(
            {
                "chinese": dossier.language is Language.ZH,
                "labels": {name: phrases.say(text) for name, text in LABELS.items()},
                "platform": dossier.platform,
                "packet": dossier.packet,
                "program": dossier.program,
                "reduced": overview.reduced(dossier, phrases),
                **said,
            }
        )
        named = {"content.json": json.dumps(content).encode(), **(files or {})}
        return typeset(named, dossier.made_at, main=main, standards=standards)


def _batches(
    prepared: Iterable[tuple[Exhibit, Plates]],
) -> Iterator[list[tuple[Exhibit, Plates]]]:
    batch: list[tuple[Exhibit, Plates]] = []
    weight = 0
    for exhibit, plates in prepared:
        batch.append((exhibit, plates))
        weight += max(1, len(plates.files))
        if weight >= TOGETHER:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _first_pages(parts: Iterable[Part]) -> dict[int, int]:
    """Return the page on which each exhibit begins, by its number; the first exhibit's is 1."""
    found: dict[int, int] = {}
    before = 0
    for part in parts:
        for place, page in part.places.items():
            if place.startswith("exhibit-"):
                found[int(place.removeprefix("exhibit-"))] = before + page + 1
        before += len(part.leaves)
    return found


def _drawable(value: object) -> object:
    """Return a tree of JSON values with every text in it legible."""
    if isinstance(value, str):
        return legible(value, font.coverage())
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value
