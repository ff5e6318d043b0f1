"""The parts of a phone screen as values: what stands on it, not how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """The sign above a result."""

    DONE = "done"
    WAITING = "waiting"
    REFUSED = "refused"


class Side(StrEnum):
    """Who speaks in a conversation."""

    THEY = "they"
    ME = "me"


@dataclass(frozen=True, slots=True)
class Result:
    """A sign, a headline and a line below it."""

    mark: Mark
    headline: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A card of labels and values."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A card of running text."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A tinted strip."""

    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """A wide button; the main one is filled."""

    text: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """Progress: what, when, and whether it is done."""

    steps: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list with a state at the right of each line, as settings have it."""

    entries: tuple[tuple[str, str, str], ...]  # title, below, state


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the middle of a conversation."""

    text: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of a conversation."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A document on white paper with a seal that says that it is a sample."""

    title: str
    number: str
    paragraphs: tuple[str, ...]
    issuer: str
    date: str


Block = Result | Rows | Prose | Notice | Button | Steps | Entries | Moment | Bubble | Certificate


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of an app."""

    accent: str
    page: str = "#f4f5f7"
    card: str = "#ffffff"
    ink: str = "#1a1a1a"
    faint: str = "#8a8f99"
    rule: str = "#ececef"
    bar: str = "#ffffff"
    mine: str = "#95ec69"
    theirs: str = "#ffffff"
    my_ink: str = "#111111"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screenshot. `height` None means a scrolling one, as long as its content."""

    title: str
    clock: str
    blocks: tuple[Block, ...]
    look: Look
    width: int = 1080
    height: int | None = 2340
    battery: int = 76
    network: str = "5G"
    avatars: bool = True
