"""A letter as a value, before it is typeset, written as a word processor's document or as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from vault.language import Language


@dataclass(frozen=True, slots=True)
class Row:
    """What it is, what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """One party under its heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence that leads in ("" for none), and numbered points, each a whole sentence."""

    heading: str
    lead: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter, in order. `matter` holds what the recipient must be told and only the user can say."""

    language: Language
    title: str
    addressee: str
    parties: tuple[Party, ...]
    matter: tuple[Row, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]
    enclosures: Section
