"""Whom a packet is for: what that recipient asks for, what the vault lacks of it, and the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault import profile as own
from vault.errors import BadInputError, UsageError
from vault.language import Language, Translator, mark, translator
from vault.model import Item, Particulars

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.proving.dossier import Dossier
    from vault.proving.letter.letter import Letter
    from vault.proving.recipients.checking import Lack
    from vault.proving.recipients.names import Demand, Recipient
    from vault.proving.recipients.profile import Profile


NO_DETAILS = mark("It asks for none. Leave --detail out.")


class ProfileLacksError(BadInputError):
    """The recipient requires what the vault does not have."""

    code = "profile-lacks"
    message = mark("{recipient} requires what is missing: {missing}.")
    hint = mark("Give it, each in its way: {how}. See the whole list with --check.")


class DemandNotTakenError(UsageError):
    """The recipient is not for this demand."""

    code = "demand-not-taken"
    message = mark("{demand} is nothing that can be asked of {recipient}.")
    hint = mark("It can be asked for: {taken}.")


class DetailUnknownError(UsageError):
    """The recipient asks for no such detail."""

    code = "detail-unknown"
    message = mark("{recipient} asks for no detail {detail}.")
    hint = mark("Its details are: {known}.")

    def said(self, translate: Translator = mark) -> tuple[str, str]:
        """Return message and hint as every error does; where the recipient asks for nothing, the hint is another."""
        message, hint = super().said(translate)
        return message, hint if self.values["known"] else translate(NO_DETAILS)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about the recipient: no demands means those that the evidence calls for."""

    recipient: Recipient
    demands: Sequence[Demand] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything about the recipient that is settled before a packet is made. `lacks` are required things first."""

    profile: Profile
    particulars: Particulars
    demands: tuple[Demand, ...]
    details: Mapping[str, str]
    respondent: str
    lacks: tuple[Lack, ...]


def prepare(
    vault: Vault, wishes: Wishes, platform: tuple[str, str], items: Sequence[Item], language: Language
) -> Matter:
    """Compare what a recipient asks for with what there is. Nothing is made.

    Args:
        vault: Unlocked for this.
        wishes: What the user said.
        platform: Id and name.
        items: What enters the packet.
        language: Of the words about what lacks.

    Returns:
        What is settled.

    Raises:
        DemandNotTakenError: A demand is not for this recipient.
        DetailUnknownError: A detail is not asked for.
        ParticularsDamagedError: The particulars do not decrypt.
    """
    from vault.proving.letter.statement import is_supported
    from vault.proving.recipients.checking import Given, chosen_demands, lacking
    from vault.proving.recipients.loading import profiles

    profile = profiles()[wishes.recipient]
    _ensure_taken(profile, wishes, language)
    supported = [item for item in items if is_supported(item)]
    demands = tuple(wishes.demands) or chosen_demands(profile, {item.findings.kind for item in supported})
    needs_particulars = bool(profile.particulars) or profile.contact
    particulars = own.read(vault) if needs_particulars else Particulars()
    respondent = _full_name(vault, *platform)
    given = Given(
        particulars=particulars,
        details=wishes.details,
        demands=demands,
        kinds={item.findings.kind for item in items},
        has_confirmed=bool(supported),
    )
    lacks = lacking(profile, given, language)
    return Matter(profile, particulars, demands, wishes.details, respondent, lacks)


def ensure_complete(matter: Matter, language: Language) -> None:
    """Refuse to go on while something required is missing.

    Raises:
        ProfileLacksError: Something is.
    """
    required = [one for one in matter.lacks if one.required]
    if required:
        between = translator(language)(mark("; "))
        raise ProfileLacksError(
            recipient=matter.profile.name.said(language),
            missing=between.join(one.what for one in required),
            how=between.join(dict.fromkeys(one.how for one in required)),
        )


def letter(matter: Matter, dossier: Dossier) -> Letter:
    """Compose the letter of a packet from its exhibits as they may be shown."""
    from vault.proving.letter.case import Case
    from vault.proving.letter.composing import compose

    return compose(
        Case(
            profile=matter.profile,
            language=dossier.language,
            packet=dossier.packet,
            platform=dossier.platform,
            respondent=matter.respondent,
            particulars=matter.particulars,
            demands=matter.demands,
            details=matter.details,
            exhibits=dossier.exhibits,
            made_at=dossier.made_at,
        )
    )


def _ensure_taken(profile: Profile, wishes: Wishes, language: Language) -> None:
    name = profile.name.said(language)
    for demand in wishes.demands:
        if demand not in profile.demands:
            raise DemandNotTakenError(demand=demand.value, recipient=name, taken=", ".join(profile.demands))
    known = [detail.id for detail in profile.details]
    for detail in wishes.details:
        if detail not in known:
            raise DetailUnknownError(detail=detail, recipient=name, known=", ".join(known))


def _full_name(vault: Vault, identifier: str, name: str) -> str:
    """Return the platform's legal name with its brand, where a source gives the legal name; else the brand."""
    found = vault.directory().find(identifier)
    if found is None or not found.official_name or "official_name" in found.unverified:
        return name
    return found.official_name if found.official_name == name else f"{found.official_name}（{name}）"
