"""Which pictures the set has: every wording of a part in layouts of the same part, by a seed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from samples.reading_set import fresh, second, written
from samples.reading_set.case import Case
from samples.reading_set.damage import DAMAGES
from samples.reading_set.layout import Layout, Setting
from samples.reading_set.sketch import Written
from samples.reading_set.truth import Truth, distinct
from samples.reading_set.wording import Wording

TIMES = 3
"""Pictures of each wording, each in another layout as far as there are any."""


class Part(StrEnum):
    """Whether rules may be written with a picture in view: with the first two parts, never with `FRESH`."""

    WRITTEN = "written"
    SECOND = "second"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Made:
    """A picture as drawn: pixels (RGB), truth, and where each line stood before any damage."""

    image: Image.Image
    truth: Truth
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the set, made when asked for. `damage` is a key of `DAMAGES`, or `clean`."""

    name: str
    part: Part
    wording: Wording
    layout: Layout
    damage: str
    seed: str

    def made(self) -> Made:
        """Draw it. The same seed and libraries give the same pixels."""
        rng = random.Random(self.seed)
        case = self.wording.case(rng)
        said = self.wording.say(case)
        setting = _setting(case, rng, self.layout)
        sketch = self.layout.draw(said.form, setting)
        image = sketch.image
        if self.damage != "clean":
            image = DAMAGES[self.damage](image, rng)
        truth = Truth(
            kinds=said.kinds,
            event_dates=tuple(day.isoformat() for day in said.events),
            captured_at=case.now,
            marks=distinct(sketch.marks),
            lines=tuple(one.text for one in sketch.written if not one.status),
        )
        return Made(image, truth, tuple(sketch.written))


PARTS = {
    Part.WRITTEN: (written.WORDINGS, written.LAYOUTS),
    Part.SECOND: (second.WORDINGS, second.LAYOUTS),
    Part.FRESH: (fresh.WORDINGS, fresh.LAYOUTS),
}


def pictures(seed: int = 1, parts: tuple[Part, ...] = tuple(Part)) -> Iterator[Picture]:
    """Yield the pictures in order; each is made by itself, so that one can be made alone."""
    for part in parts:
        wordings, layouts = PARTS[part]
        damages = {
            layout.name: _in_turn(layout.damages, f"{seed} {part} {layout.name}") for layout in layouts
        }
        for wording in wordings:
            for number, layout in enumerate(_layouts_for(wording, layouts, seed)):
                damage = next(damages[layout.name])
                name = f"{part}-{wording.name}-{layout.name}-{number}-{damage}"
                yield Picture(name, part, wording, layout, damage, f"{seed} {name}")


def _in_turn(damages: tuple[str, ...], seed: str) -> Iterator[str]:
    """Yield the damages again and again, in an order by chance, so that each occurs in every layout."""
    return itertools.cycle(random.Random(seed).sample(damages, len(damages)))


def _layouts_for(wording: Wording, layouts: tuple[Layout, ...], seed: int) -> Iterator[Layout]:
    rng = random.Random(f"{seed} {wording.name}")
    form = type(wording.say(wording.case(random.Random(0))).form)
    serving = [layout for layout in layouts if form in layout.forms]
    rng.shuffle(serving)
    return itertools.islice(itertools.cycle(serving), TIMES)


def _setting(case: Case, rng: random.Random, layout: Layout) -> Setting:
    return Setting(
        case=case,
        rng=rng,
        look=rng.choice(layout.looks),
        width=rng.choice(layout.widths),
        zoom=rng.choice((0.88, 0.94, 1.0, 1.0, 1.0, 1.08)),
        tall=rng.choice((2.0, 2.11, 2.164, 2.22)),
    )
