"""The forms that a wording takes. Layouts draw one or several of them. All texts may carry marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samples.blocks import Mark as Sign
from samples.blocks import Side

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of an app: a title, a result, rows of label and value, small print."""

    title: str
    headline: str
    rows: Rows
    below: str = ""
    sign: Sign = Sign.DONE
    section: str = ""
    notice: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Text messages: who sends them, and the texts with their times, oldest first."""

    sender: str
    texts: tuple[tuple[dt.datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail."""

    sender: str
    at: dt.datetime
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; a moment stands wherever minutes have passed."""

    title: str
    turns: tuple[tuple[dt.datetime, Side, str], ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or a certificate."""

    title: str
    number: str
    paragraphs: tuple[str, ...]
    issuer: str
    date: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries under headings: bills, accounts of a credit report, calls. Each entry: title, below, right."""

    title: str
    rows: Rows
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    notice: str = ""


Form = Sheet | Note | Mail | Talk | Paper | Listing


@dataclass(frozen=True, slots=True)
class Said:
    """What a wording says in one case: the form, and the kinds of evidence and days of the event that are right.

    No day at all means that none is asked for.
    """

    form: Form
    kinds: tuple[str, ...]
    events: tuple[dt.date, ...] = ()
