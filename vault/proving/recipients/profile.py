"""What is known of a recipient, of a demand, of an article: the shapes of the data files.

They are msgspec structs, as these refuse a key that they do not know: a misspelt key in the data is an error, not a
requirement that nobody checks.
"""

from __future__ import annotations

import msgspec

from vault.language import Language
from vault.model import Kind
from vault.proving.recipients.names import Demand, Layout, Particular, Recipient
from vault.proving.redaction.reasons import Reason


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a data file."""


class Text(Record, frozen=True):
    """The same text in both languages."""

    zh: str
    en: str

    def said(self, language: Language) -> str:
        """Return the text in a language."""
        return self.zh if language is Language.ZH else self.en


class Statement(Record, frozen=True):
    """Something that is known of a recipient, and where from."""

    text: Text
    source: str


class Channel(Record, frozen=True):
    """How a recipient is reached: `hotline` or `web`."""

    kind: str
    value: str
    source: str


class Prerequisite(Record, frozen=True):
    """Evidence that the recipient expects: an item of one of `kinds`."""

    kinds: tuple[Kind, ...]
    text: Text
    source: str
    required: bool = False


class Detail(Record, frozen=True):
    """Something that the recipient must be told and that only the user can say."""

    id: str
    label: Text
    required: bool = True


class Profile(Record, frozen=True):
    """A recipient.

    `respondent` is the heading of the party complained of, None where the letter goes to that party itself.
    `size_limit` is in bytes. `redact` names what must not be readable in what a `public` recipient gets.
    """

    id: Recipient
    name: Text
    addressee: Text
    title: Text
    applicant: Text
    preface: Text
    demands: tuple[Demand, ...]
    particulars: tuple[Particular, ...]
    contact: bool
    source: str
    as_of: str
    respondent: Text | None = None
    language: Language | None = None
    layout: Layout = Layout.TIME
    details: tuple[Detail, ...] = ()
    channels: tuple[Channel, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    deadlines: tuple[Statement, ...] = ()
    remarks: tuple[Statement, ...] = ()
    grounds: tuple[str, ...] = ()
    size_limit: int | None = None
    public: bool = False
    redact: tuple[Reason, ...] = ()


class DemandText(Record, frozen=True):
    """A demand: its words, the kinds of evidence that call for it, the articles that it rests on."""

    id: Demand
    text: Text
    kinds: tuple[Kind, ...]
    grounds: tuple[str, ...]
    as_of: str


class Ground(Record, frozen=True):
    """An article of a law, in the version that was read."""

    id: str
    law: Text
    version: Text
    article: Text
    says: Text
    source: str
    as_of: str


class Group(Record, frozen=True):
    """A group of a court's evidence list."""

    id: str
    name: Text


class KindText(Record, frozen=True):
    """How a kind of evidence is worded: its group, its purpose of proof, its sentence in a statement of facts."""

    kind: Kind
    group: str
    purpose: Text
    sentence: Text
