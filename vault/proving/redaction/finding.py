"""What is to be covered in a text: by patterns, and by values known from elsewhere. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vault.proving.redaction import addresses, names, numbers, own_name
from vault.proving.redaction.numbers import Place
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.writing import compact, fold

__all__ = ["Place", "Secret", "Wanted", "find", "own_name_told", "secrets_of", "still_told"]

NUMERIC = frozenset({Reason.IDS, Reason.CARDS, Reason.PHONES})
TELLING = {Reason.IDS: 9, Reason.CARDS: 8, Reason.PHONES: 7}
"""Neighbouring digits of a number that are still too many to be left; a birth date has eight, its last digits four."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be seen anywhere: as `compact` writes it."""

    text: str
    reason: Reason

    @property
    def is_number(self) -> bool:
        """Whether it is compared as digits, slips mended."""
        digits = sum(char.isdigit() for char in self.text)
        return self.reason in NUMERIC or (digits >= 5 and digits >= 0.6 * len(self.text))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be covered.

    `known` are values with their class, such as the owner's own name; `public` are telephone numbers that stay, digits
    alone. `as_of` is a day in the present.
    """

    reasons: frozenset[Reason]
    as_of: dt.date
    known: tuple[tuple[str, Reason], ...] = ()
    public: frozenset[str] = field(default_factory=frozenset)

    def secrets(self) -> frozenset[Secret]:
        """Return the values that are known before anything is read."""
        asked = self.reasons | {Reason.CHOSEN}
        found = (secret(text, reason) for text, reason in self.known if reason in asked)
        return frozenset(one for one in found if one is not None)


def secret(text: str, reason: Reason) -> Secret | None:
    """Return a value in the form in which it is looked for; None for one too short to be told from other text."""
    as_number = Secret(fold(text), reason).is_number
    form = compact(fold(text), digits=as_number).text
    return Secret(form, reason) if len(form) >= (4 if as_number else 2) else None


def find(text: str, wanted: Wanted, secrets: Iterable[Secret] = ()) -> tuple[Place, ...]:
    """Find what is to be covered in a text.

    Args:
        text: As it stands; offsets count in it.
        wanted: The classes.
        secrets: Values found elsewhere.

    Returns:
        Places in order, none within another of the same class; places of several classes may overlap.
    """
    folded = fold(text)
    found = [*_by_pattern(folded, wanted), *_own_names(folded, wanted), *_by_value(folded, secrets)]
    return tuple(_outermost(found))


def secrets_of(text: str, wanted: Wanted) -> frozenset[Secret]:
    """Return the values that the patterns find in a text, to be looked for everywhere else."""
    folded = fold(text)
    outermost = _outermost(_by_pattern(folded, wanted))
    found = ((folded[slice(*place.span)], place) for place in outermost if place.known)
    return frozenset(one for raw, place in found if (one := secret(raw, place.reason)) is not None)


def still_told(text: str, secrets: Iterable[Secret]) -> tuple[Place, ...]:
    """Find secrets of which so much can be read that the rest is guessed: neighbouring digits of a number."""
    digits = compact(fold(text), digits=True)
    places = list(_by_value(fold(text), secrets))
    for one in secrets:
        length = TELLING.get(one.reason, 0)
        for at in range(len(one.text) - length + 1 if length else 0):
            start = digits.text.find(one.text[at : at + length])
            if start >= 0:
                places.append(Place(digits.span(start, start + length), one.reason))
    return tuple(_outermost(places))


def _by_pattern(folded: str, wanted: Wanted) -> Iterator[Place]:
    if Reason.IDS in wanted.reasons:
        yield from numbers.identity_numbers(folded, wanted.as_of)
    if Reason.CARDS in wanted.reasons:
        yield from numbers.card_numbers(folded)
    if Reason.PHONES in wanted.reasons:
        yield from numbers.phone_numbers(folded, wanted.public)
    if Reason.EMAILS in wanted.reasons:
        yield from addresses.mail_addresses(folded)
    if Reason.ADDRESSES in wanted.reasons:
        yield from addresses.postal_addresses(folded)
    if Reason.NAMES in wanted.reasons:
        yield from names.person_names(folded)


def own_name_told(text: str, wanted: Wanted) -> tuple[Place, ...]:
    """Find the known names of persons in other forms than their own: half hidden, or in Latin letters."""
    return tuple(_own_names(fold(text), wanted))


def _own_names(folded: str, wanted: Wanted) -> Iterator[Place]:
    if Reason.NAMES in wanted.reasons:
        for name, reason in wanted.known:
            if reason is Reason.NAMES:
                yield from (Place(span, reason, known=False) for span in own_name.spans(folded, name))


def _by_value(folded: str, secrets: Iterable[Secret]) -> Iterator[Place]:
    forms = {as_number: compact(folded, digits=as_number) for as_number in (False, True)}
    for one in secrets:
        form = forms[one.is_number]
        at = form.text.find(one.text)
        while at >= 0:
            yield Place(form.span(at, at + len(one.text)), one.reason)
            at = form.text.find(one.text, at + 1)


def _outermost(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places in order, without those that another of the same class holds."""
    ends: dict[Reason, int] = {}
    for place in sorted(set(places), key=lambda p: (p.span[0], -p.span[1], not p.known)):
        if place.span[1] > ends.get(place.reason, 0):
            ends[place.reason] = place.span[1]
            yield place
