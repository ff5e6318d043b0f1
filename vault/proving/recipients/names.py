"""The names by which recipients, demands and particulars are chosen; the data say everything else.

They stand apart from the data, so that a command line can offer them without reading any.
"""

from __future__ import annotations

from enum import StrEnum


class Recipient(StrEnum):
    """Who is handed the packet."""

    PLATFORM = "platform"
    REGULATOR = "regulator"
    PBOC = "pboc"
    LOCAL_FINANCE = "local-finance"
    CREDIT_BUREAU = "credit-bureau"
    NIFA = "nifa"
    CONSUMER_HOTLINE = "12315"
    HEIMAO = "heimao"
    COURT = "court"


class Demand(StrEnum):
    """What a letter asks for."""

    CLOSE_ACCOUNT = "close-account"
    DELETE_DATA = "delete-data"
    WITHDRAW_AUTHORIZATION = "withdraw-authorization"
    END_AUTOPAY = "end-autopay"
    END_RENEWAL = "end-renewal"
    CONFIRM_SETTLEMENT = "confirm-settlement"
    CORRECT_REPORT = "correct-report"
    WRITTEN_REPLY = "written-reply"


class Particular(StrEnum):
    """A field of the keeper's own particulars, as `vault.model.Particulars` names it."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class Layout(StrEnum):
    """How exhibits are ordered and numbered."""

    TIME = "time"  # 1, 2, 3 in order of time
    COURT = "court"  # by group: 1-1, 1-2, 2-1, in order of time within a group
