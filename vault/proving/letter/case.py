"""What a letter is composed from: chosen and confirmed by the user, nothing read by machine alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vault.language import Language
from vault.model import Particulars
from vault.proving.dossier import Exhibit
from vault.proving.recipients.names import Demand
from vault.proving.recipients.profile import Profile


@dataclass(frozen=True, slots=True)
class Case:
    """One matter. `platform` is the name in sentences, `respondent` the party's full name where a source gives one.

    `details` are what the profile's `details` ask for, by their ids.
    """

    profile: Profile
    language: Language
    packet: str
    platform: str
    respondent: str
    particulars: Particulars
    demands: tuple[Demand, ...]
    details: Mapping[str, str]
    exhibits: tuple[Exhibit, ...]
    made_at: dt.datetime
