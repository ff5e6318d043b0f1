"""Go through what is uncertain, fact by fact, and record what a person says of each.

A fact is asked about for a reason: two engines read its number differently, the writing of a date allows two days,
or the reading is unsure of itself. Each answer is an event at once, so a review may end after any of them.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from vault import curate, sources
from vault.keeping.fold import owned
from vault.model import Fact, FactState, FactType, Item, ItemId, Judgement

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.confined import Decoders
    from vault.opening import Vault

SURE = 0.8
"""Confidence, as rules and engines report it, below which a fact is uncertain; a named platform has 0.85."""

AROUND = 60
"""Characters of the line that are shown before and after what was read; a text may be one line of millions."""

AIR = 0.6
"""Margin of a crop as a share of its height: the neighbouring lines begin to show, so that the place is found again."""


class Doubt(StrEnum):
    """Why a fact is asked about."""

    DISAGREEMENT = "disagreement"  # the second engine read another number
    AMBIGUOUS = "ambiguous"  # the date may be either of two days
    LOOK_ALIKE = "look-alike"  # the number holds characters that both engines may have taken for others
    PART = "part"  # the number may be longer, or lack a character
    CONFIDENCE = "confidence"  # the reading is unsure
    NONE = "none"  # it is asked about because all are


_NOT_FIRM = {
    "look-alike": Doubt.LOOK_ALIKE,
    "cut": Doubt.PART,
    "truncated": Doubt.PART,
    "masked": Doubt.PART,
    "spacing": Doubt.PART,
    "joined": Doubt.PART,
    "unnamed": Doubt.CONFIDENCE,
}
"""By `Fact.note`: why a number is uncertain although no other reading of it is known."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text that a fact was read in: what stands before it in its line, itself, and what follows."""

    before: str
    raw: str
    after: str

    @property
    def text(self) -> str:
        """The whole, as one text."""
        return self.before + self.raw + self.after


@dataclass(frozen=True, slots=True)
class Question:
    """One fact that a person is to judge.

    `alternatives` are the other readings: what the second engine read, or the days that an ambiguous date may mean.
    `crop` gives the place in the picture as a PNG, None where there is no picture; it decrypts the original in memory
    when it is called, and raises what opening an original raises.
    """

    item: Item
    fact: Fact
    doubt: Doubt
    excerpt: Excerpt
    alternatives: tuple[str, ...]
    crop: Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says: `CONFIRMED`, `REJECTED`, or `CORRECTED` with the right value as it was typed."""

    state: FactState
    value: str = ""


def questions(vault: Vault, ids: Sequence[str] = (), *, everything: bool = False) -> Iterator[Question]:
    """Find what is to be judged.

    Args:
        vault: Where to look.
        ids: Only these items, by any unique prefix; every item that is not removed if there are none.
        everything: Ask about every proposed fact, not only about uncertain ones.

    Returns:
        The questions, item by item, each made when it is asked for.

    Raises:
        ItemNotFoundError: No item has one of the ids.
        AmbiguousIdError: Several items have it.
    """
    named = {item.id: item for item in map(vault.item, ids)}
    items = iter(named.values()) if ids else vault.unlocked().index.items()
    return (question for item in items for question in _of_item(vault, item, everything=everything))


def answer(vault: Vault, question: Question, given: Answer) -> Fact:
    """Record an answer at once; what the engine read stays in the event that added the item.

    Returns:
        The fact as it now stands.

    Raises:
        FactValueError: A correction does not fit the type of the fact; nothing is recorded.
        ValueError: The state is none that a person can give.
    """
    item, fact = _called_now(vault, question)
    match given.state:
        case FactState.CONFIRMED:
            return curate.judge(vault, curate.judgement(vault, item, confirm=[fact], reject=()))[0]
        case FactState.REJECTED:
            return curate.judge(vault, curate.judgement(vault, item, confirm=(), reject=[fact]))[0]
        case FactState.CORRECTED:
            edited = curate.edit(vault, item, curate.Changes(corrections=[(fact, given.value)]))
            return next(one for one in edited.findings.facts if one.id == fact)
        case FactState.PROPOSED:
            raise ValueError(given.state)


def take_back(vault: Vault, question: Question) -> None:
    """Record that an answer does not count: the fact stands again as the question showed it."""
    item, fact_id = _called_now(vault, question)
    fact = question.fact
    again = Judgement(fact_id, FactState.PROPOSED, fact.value, fact.type, fact.label, fact.role, fact.name)
    curate.record(vault, vault.item(item), [again])


def _called_now(vault: Vault, question: Question) -> tuple[ItemId, str]:
    """Return the ids of a question's item and fact; a sync may have joined the item to an earlier one meanwhile."""
    asked, fact = question.item.id, question.fact.id
    item = vault.item(asked)
    if item.id != asked:
        fact = vault.unlocked().index.shown_ids(item)[owned(asked, fact)]
    return item.id, fact


def _of_item(vault: Vault, item: Item, *, everything: bool) -> Iterator[Question]:
    text = item.reading.text
    for fact in item.findings.facts:
        doubt = _doubt(fact)
        if fact.state is FactState.PROPOSED and (everything or doubt is not Doubt.NONE):
            yield Question(
                item,
                fact,
                doubt,
                _excerpt(text, fact),
                _alternatives(fact),
                partial(_crop, vault, item, fact),
            )


def _doubt(fact: Fact) -> Doubt:
    """Return the gravest reason to ask about a fact."""
    if fact.second is not None:
        return Doubt.DISAGREEMENT
    if _days(fact):
        return Doubt.AMBIGUOUS
    if fact.note in _NOT_FIRM:
        return _NOT_FIRM[fact.note]
    return Doubt.CONFIDENCE if fact.confidence < SURE else Doubt.NONE


def _alternatives(fact: Fact) -> tuple[str, ...]:
    return _days(fact) or ((fact.second,) if fact.second else ())


def _days(fact: Fact) -> tuple[str, ...]:
    """Return the days that an ambiguous date may mean, none for any other fact.

    Source: ISO 8601-2:2019 section 6.4, `[a,b]` is one of a set.
    """
    value = fact.value
    if fact.type is not FactType.DATE or not isinstance(value, str) or not value.startswith("["):
        return ()
    return tuple(value.strip("[]").split(","))


def _excerpt(text: str, fact: Fact) -> Excerpt:
    """Cut the line or lines of a fact out of a text, at most `AROUND` characters on either side.

    What stands outside of the text, as a mail's Date does, stands alone.
    """
    start, end = fact.span
    if text[start:end] != fact.raw:
        return Excerpt("", fact.raw, "")
    line_start = text.rfind("\n", max(start - AROUND, 0), start) + 1 or max(start - AROUND, 0)
    line_end = text.find("\n", end, end + AROUND)
    return Excerpt(
        text[line_start:start], text[start:end], text[end : line_end if line_end >= 0 else end + AROUND]
    )


def _crop(vault: Vault, item: Item, fact: Fact) -> bytes | None:
    """Return the fact's place in the picture as a PNG, None for items without pictures."""
    if fact.box is None:
        return None
    with vault.unlocked().original(item) as original:
        data = original.read()
    media = sources.identify(data[: sources.HEAD_BYTES])
    if media.family not in {sources.Family.PICTURE, sources.Family.PDF}:
        return None
    picture = _page(vault.decoders(), data, media, fact.page)
    if picture is None:
        return None
    from vault.reading.engines import crop_of  # pictures alone need it

    file = io.BytesIO()
    crop_of(picture, fact.box, AIR).save(file, "PNG")
    return file.getvalue()


def _page(decoders: Decoders, data: bytes, media: sources.MediaType, number: int) -> Image | None:
    """Return the upright picture of a page, the one that boxes count in; a page of a PDF with text is drawn."""
    content = decoders.unpack(data, media)
    try:
        page = next((page for page in content.pages if page.number == number), None)
    finally:
        content.pages.close()
    if isinstance(page, sources.PicturePage):
        return page.image
    return _drawn(decoders, data, media, number) if page is not None and page.size is not None else None


def _drawn(decoders: Decoders, data: bytes, media: sources.MediaType, number: int) -> Image | None:
    with contextlib.closing(decoders.print_pages(data, media)) as pages:
        return next((page.image for page in pages if page.number == number), None)
