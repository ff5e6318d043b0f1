"""Platforms of an item: whom it is about, and who is merely named."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vault.model import Kind, Role
from vault.reading.directory import Directory, Platform, normal
from vault.reading.facts.folding import fold
from vault.reading.facts.platforms.cues import cues, label_of, signals
from vault.reading.facts.platforms.names import names
from vault.reading.facts.platforms.unknown import unknown_names

_OFFICES = frozenset({"regulator", "credit_bureau", "association", "complaint_site"})
_DEALINGS = frozenset({Kind.DUNNING, Kind.COMPLAINT, Kind.CUSTOMER_SERVICE})
_MOST_UNKNOWN = 20
_MOST_MENTIONS = 2_000


@dataclass(frozen=True, slots=True)
class PlatformFound:
    """A platform of the item, at its best place. `platform` is None for a name that the directory does not know."""

    span: tuple[int, int]
    name: str
    platform: Platform | None
    role: Role
    label: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Mention:
    span: tuple[int, int]
    name: str
    platform: Platform | None
    signals: tuple[str, ...]
    score: int

    @property
    def key(self) -> str:
        return self.platform.id if self.platform else f"new:{self.name}"


def platforms(
    text: str, directory: Directory, sender: str | None, sender_lines: Iterable[tuple[int, int]], kind: Kind
) -> list[PlatformFound]:
    """Return the platforms of an item, one for each, subjects first.

    Args:
        text: The folded text.
        directory: The known platforms.
        sender: Who sent the message, as its headers say; None when unknown.
        sender_lines: Spans of telephone numbers that fill a line of their own at the top.
        kind: What the item is evidence of.
    """
    mentions = [*_known(text, directory), *_of_sender(text, directory, sender, sender_lines)]
    taken = [mention.span for mention in mentions]
    mentions = [*_without_shared_names(mentions), *_unknown(text, taken)]
    best: dict[str, _Mention] = {}
    for mention in mentions:
        other = best.get(mention.key)
        if other is None or mention.score > other.score:
            best[mention.key] = mention
    counts = {key: sum(1 for mention in mentions if mention.key == key) for key in best}
    ranked = sorted(
        (
            dataclasses.replace(mention, score=mention.score + min(2, counts[key] - 1))
            for key, mention in best.items()
        ),
        key=lambda mention: (-mention.score, mention.span),
    )
    subjects = _subjects(ranked, with_brand=kind in _DEALINGS)
    return [_found(mention, Role.SUBJECT if mention.key in subjects else Role.NAMED) for mention in ranked]


def _known(text: str, directory: Directory) -> Iterator[_Mention]:
    for number, name in enumerate(names(text, directory)):
        if number >= _MOST_MENTIONS:
            return
        earned = signals(text, name.span)
        expected = {"bracket", "title", "subject_label", "named_label"} & set(earned)
        if name.bold or expected:
            yield _mention(name.span, text[slice(*name.span)], name.platform, earned)


def _without_shared_names(mentions: list[_Mention]) -> list[_Mention]:
    """Drop a brand named only by the legal name that its products share, where one product alone is named."""
    products = {m.platform.id: m.platform for m in mentions if m.platform and m.platform.group}
    kept = []
    for mention in mentions:
        own = [p for p in products.values() if mention.platform and p.group == mention.platform.id]
        legal = normal(mention.name)
        if len(own) != 1 or legal != normal(own[0].official_name) or legal in _own_names(mention):
            kept.append(mention)
    return kept


def _own_names(mention: _Mention) -> set[str]:
    return {normal(name) for name in mention.platform.names} if mention.platform else set()


def _of_sender(
    text: str, directory: Directory, sender: str | None, sender_lines: Iterable[tuple[int, int]]
) -> Iterator[_Mention]:
    for span in sender_lines:
        if platform := _by_number(directory, text[slice(*span)]):
            yield _mention(span, text[slice(*span)], platform, ("sender",))
    if not sender:
        return
    written = fold(sender).split("<")[0].strip(' "')
    known = directory.find(written) or _by_number(directory, written)
    inside = next((name.platform for name in names(written, directory)), None)
    if platform := known or inside:
        yield _mention((0, 0), written, platform, ("sender",))


def _by_number(directory: Directory, number: str) -> Platform | None:
    """Return who writes from `number`: a hotline, or a 106 gateway number that ends in one."""
    digits = "".join(char for char in number if char.isdigit())
    if digits.startswith("106"):
        return next((found for length in (6, 5) if (found := directory.of_hotline(digits[-length:]))), None)
    return directory.of_hotline(digits)


def _unknown(text: str, taken: list[tuple[int, int]]) -> list[_Mention]:
    found = []
    for span in unknown_names(text, taken):
        found.append(_mention(span, text[slice(*span)].strip(), None, signals(text, span)))
        if len(found) == _MOST_UNKNOWN:
            break
    return found


def _mention(
    span: tuple[int, int], name: str, platform: Platform | None, earned: tuple[str, ...]
) -> _Mention:
    weights = cues().weights
    type_ = platform.type if platform else ""
    score = weights["mentioned"] + sum(weights[signal] for signal in earned if signal != "card")
    if type_ in _OFFICES:
        score += weights["office"]
    elif type_ == "payment":
        score += weights["payment"]
    if "card" in earned and "subject_label" not in earned and type_ in {"bank", "payment"}:
        score += weights["card"]
    return _Mention(span, name, platform, earned, score)


def _subjects(ranked: list[_Mention], *, with_brand: bool) -> set[str]:
    """Return whom the item is about: the best mention; of a brand and its products, the one that is spoken of."""
    if not ranked or ranked[0].score <= 0:
        alone = len(ranked) == 1 and not {"named_label", "card"} & set(ranked[0].signals)
        return (
            {ranked[0].key} if alone and ranked[0].platform and ranked[0].platform.type in _OFFICES else set()
        )
    first = ranked[0]
    family = [mention for mention in ranked if mention.score > 0 and _family(mention) == _family(first)]
    return {_spoken_of(family, with_brand=with_brand).key if len(family) > 1 else first.key}


def _spoken_of(family: list[_Mention], *, with_brand: bool) -> _Mention:
    """Return the one of a brand and its products that the item is about.

    A label says so. A dealing with the brand (`with_brand`) is about it where a title or signature names it. Else
    it is the only product that is named, or the one that a title or signature names; with several products it is
    their brand.
    """
    products = [mention for mention in family if mention.platform and mention.platform.group]
    brand = next((mention for mention in family if mention not in products), None)
    labelled = [mention for mention in family if "subject_label" in mention.signals]
    if labelled:
        return next((mention for mention in labelled if mention in products), labelled[0])
    if brand and with_brand and {"bracket", "title", "sender"} & set(brand.signals):
        return brand
    if len(products) == 1:
        return products[0]
    headed = [mention for mention in products if {"title", "bracket"} & set(mention.signals)]
    return headed[0] if headed else brand or family[0]


def _family(mention: _Mention) -> str:
    platform = mention.platform
    return (platform.group or platform.id) if platform else mention.key


def _found(mention: _Mention, role: Role) -> PlatformFound:
    signal = next(
        (
            name
            for name in ("subject_label", "bracket", "title", "sender", "named_label")
            if name in mention.signals
        ),
        "name",
    )
    confidence = {"name": 0.85, "title": 0.9}.get(signal, 0.95) - (0.25 if mention.platform is None else 0)
    return PlatformFound(
        mention.span,
        mention.name,
        mention.platform,
        role,
        None,
        f"platform.{signal.replace('_', '-')}",
        round(confidence, 2),
    )


__all__ = ["PlatformFound", "label_of", "platforms"]
