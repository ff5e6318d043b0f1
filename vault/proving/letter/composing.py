"""Composes a letter from a case. Pure: the same case gives the same letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vault.language import mark
from vault.proving.document.phrases import Phrases
from vault.proving.dossier import BEIJING
from vault.proving.letter.case import Case
from vault.proving.letter.letter import Letter, Party, Row, Section
from vault.proving.letter.statement import statement, written_day
from vault.proving.recipients.loading import demands, grounds
from vault.proving.recipients.names import Particular
from vault.proving.recipients.profile import Ground

PARTICULARS = {
    Particular.NAME: mark("Name"),
    Particular.ID_NUMBER: mark("Identity number"),
    Particular.PHONE: mark("Phone"),
    Particular.EMAIL: mark("E-mail"),
    Particular.ADDRESS: mark("Address"),
}
CONTACTS = (Particular.PHONE, Particular.EMAIL)


def compose(case: Case) -> Letter:
    """Compose the letter.

    Args:
        case: The matter; what its profile requires is there (see `vault.proving.recipients.checking`).

    Returns:
        The letter, in the case's language.
    """
    phrases, profile = Phrases(case.language), case.profile
    addressee = profile.addressee.said(case.language).format(platform=case.respondent)
    day = written_day(case.made_at.astimezone(BEIJING).date(), case.language)
    applicant = profile.applicant.said(case.language)
    return Letter(
        language=case.language,
        title=profile.title.said(case.language),
        addressee=phrases.say(mark("To: {name}"), name=addressee),
        parties=_parties(case, phrases),
        matter=tuple(
            Row(detail.label.said(case.language), case.details[detail.id])
            for detail in profile.details
            if case.details.get(detail.id)
        ),
        sections=tuple(section for section in _sections(case, phrases) if section.points),
        closing=_closing(addressee, phrases),
        signature=(
            phrases.say(mark("{applicant} (signature):"), applicant=applicant),
            phrases.say(mark("Date: {day}"), day=day),
        ),
        enclosures=_enclosures(case, phrases),
    )


def _parties(case: Case, phrases: Phrases) -> tuple[Party, ...]:
    profile, values = case.profile, case.particulars
    wanted = [*profile.particulars, *(CONTACTS if profile.contact else ())]
    rows = tuple(
        Row(phrases.say(PARTICULARS[one]), getattr(values, one.value))
        for one in dict.fromkeys(wanted)
        if getattr(values, one.value)
    )
    parties = [Party(profile.applicant.said(case.language), rows)] if rows else []
    if profile.respondent is not None:
        name = Row(phrases.say(mark("Name of the institution")), case.respondent)
        parties.append(Party(profile.respondent.said(case.language), (name,)))
    return tuple(parties)


def _sections(case: Case, phrases: Phrases) -> tuple[Section, ...]:
    return (
        Section(
            phrases.say(mark("Requests")), case.profile.preface.said(case.language), _asked(case, phrases)
        ),
        Section(
            phrases.say(mark("Facts and reasons")),
            phrases.say(mark("Each statement names the exhibit that shows it; see the evidence list.")),
            statement(case.exhibits, applicant_in_text(case), phrases),
        ),
        Section(
            phrases.say(mark("Legal basis")),
            "",
            tuple(_cited(_grounds(case), phrases)),
        ),
    )


def applicant_in_text(case: Case) -> str:
    """Return what a sentence calls the person, as the recipient does: 投诉人, the complainant."""
    return case.profile.applicant.said(case.language).lower()


def _asked(case: Case, phrases: Phrases) -> tuple[str, ...]:
    """Return the demands in the order of the data, the last with a full stop."""
    said = [
        words.text.said(case.language).format(platform=case.platform, applicant=applicant_in_text(case))
        for one, words in demands().items()
        if one in case.demands
    ]
    return tuple(
        phrases.say(mark("{sentence};") if place < len(said) else mark("{sentence}."), sentence=text)
        for place, text in enumerate(said, 1)
    )


def _grounds(case: Case) -> Iterable[Ground]:
    """Return the articles of the demands and of the profile, each once, in the order of the data."""
    texts = demands()
    wanted = {*case.profile.grounds, *(id_ for one in case.demands for id_ in texts[one].grounds)}
    return (ground for id_, ground in grounds().items() if id_ in wanted)


def _cited(articles: Iterable[Ground], phrases: Phrases) -> Iterator[str]:
    """Say each article; a law is named in full, with the version that was read, where it occurs first."""
    before = ""
    for ground in articles:
        law = ground.law.said(phrases.language)
        yield phrases.say(
            mark("{law} ({version}), {article}: {says}.")
            if law != before
            else mark("The same, {article}: {says}."),
            law=law,
            version=ground.version.said(phrases.language),
            article=ground.article.said(phrases.language),
            says=ground.says.said(phrases.language),
        )
        before = law


def _closing(addressee: str, phrases: Phrases) -> tuple[str, ...]:
    return (phrases.say(mark("Respectfully submitted to")), addressee)


def _enclosures(case: Case, phrases: Phrases) -> Section:
    """Name what goes with the letter; a packet of redacted copies encloses no original."""
    exhibits = mark("Evidence list, and {count} exhibits with their originals (packet {packet})")
    if any(exhibit.redaction is not None for exhibit in case.exhibits):
        exhibits = mark("Evidence list, and redacted copies of {count} exhibits (packet {packet})")
    return Section(
        phrases.say(mark("Enclosures")),
        "",
        (
            phrases.say(
                exhibits,
                count=len(case.exhibits),
                packet=case.packet,
            ),
            phrases.say(mark("Signature, timestamps and custody records; how to check them: VERIFY.txt")),
        ),
    )
