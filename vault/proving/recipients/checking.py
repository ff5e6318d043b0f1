"""What a recipient asks for and the vault lacks, said before anything is made. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from vault.language import Language, mark, translator
from vault.model import Kind, Particulars
from vault.proving.recipients.loading import demands
from vault.proving.recipients.names import Demand, Particular
from vault.proving.recipients.profile import Profile

PARTICULARS: Mapping[Particular, str] = {
    Particular.NAME: mark("your name"),
    Particular.ID_NUMBER: mark("your identity number"),
    Particular.PHONE: mark("your phone number"),
    Particular.EMAIL: mark("your e-mail address"),
    Particular.ADDRESS: mark("your address"),
}
SET = "vault profile set"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing, in the user's language, and the command that gives it.

    Without what is `required` nothing is made; the rest is advice.
    """

    what: str
    how: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What there is: the kinds of the items that enter, and whether a person confirmed a fact of one of them."""

    particulars: Particulars
    details: Mapping[str, str]
    demands: Collection[Demand]
    kinds: Collection[Kind]
    has_confirmed: bool


def chosen_demands(profile: Profile, kinds: Collection[Kind]) -> tuple[Demand, ...]:
    """Return the demands that kinds of evidence call for, as far as the recipient takes them, in a letter's order."""
    texts = demands()
    return tuple(one for one in texts if one in profile.demands and set(texts[one].kinds) & set(kinds))


def lacking(profile: Profile, given: Given, language: Language) -> tuple[Lack, ...]:
    """Return what the recipient asks for and what is missing.

    Args:
        profile: The recipient.
        given: What there is.
        language: Of the words.

    Returns:
        What is missing, required things first.
    """
    found = [*_required(profile, given, language), *_prerequisites(profile, given, language)]
    return tuple(sorted(found, key=lambda one: not one.required))


def _required(profile: Profile, given: Given, language: Language) -> Iterator[Lack]:
    say = translator(language)
    for one in profile.particulars:
        if not getattr(given.particulars, one.value):
            yield Lack(say(PARTICULARS[one]), SET)
    if profile.contact and not (given.particulars.phone or given.particulars.email):
        yield Lack(say(mark("your phone number or e-mail address")), SET)
    for detail in profile.details:
        if not given.details.get(detail.id):
            yield Lack(detail.label.said(language), f"--detail {detail.id}=…", required=detail.required)
    if not given.has_confirmed:
        yield Lack(
            say(mark("a confirmed fact: the letter says nothing that nobody confirmed")), "vault review"
        )
    if not given.demands:
        yield Lack(
            say(mark("a demand")), say(mark("--demand {names}")).format(names=" | ".join(profile.demands))
        )


def _prerequisites(profile: Profile, given: Given, language: Language) -> Iterator[Lack]:
    for one in profile.prerequisites:
        if not set(one.kinds) & set(given.kinds):
            yield Lack(one.text.said(language), "vault add …, --item ID", required=one.required)
