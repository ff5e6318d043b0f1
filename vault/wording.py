"""The words that people see for the values of the model, shared by the command line and the packet.

Each table maps a member to its English text; a `vault.language.Translator` turns that into Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping

from vault.language import mark
from vault.model import (
    Authorization,
    Channel,
    ClaimLevel,
    EventType,
    FactState,
    FactType,
    Kind,
    Obstacle,
    Role,
    Side,
)

KINDS: Mapping[Kind, str] = {
    Kind.SETTLEMENT: mark("Loan settled"),
    Kind.CANCELLATION_REQUEST: mark("Account cancellation requested"),
    Kind.CANCELLATION: mark("Account cancelled"),
    Kind.AUTHORIZATION_REVOCATION: mark("Authorisation withdrawn"),
    Kind.AUTOPAY_TERMINATION: mark("Automatic debit ended"),
    Kind.RENEWAL_TERMINATION: mark("Automatic renewal ended"),
    Kind.REPAYMENT: mark("Repayment"),
    Kind.CUSTOMER_SERVICE: mark("Customer service conversation"),
    Kind.CALL_NOTE: mark("Note of a call"),
    Kind.COMPLAINT: mark("Complaint"),
    Kind.CREDIT_REPORT: mark("Credit report"),
    Kind.DUNNING: mark("Demand for payment"),
    Kind.IDENTITY_DOCUMENT: mark("Identity document"),
    Kind.OTHER: mark("Other material"),
}

CHANNELS: Mapping[Channel, str] = {
    Channel.APP: mark("App"),
    Channel.WEB: mark("Web page"),
    Channel.WECHAT: mark("WeChat official account"),
    Channel.HOTLINE: mark("Telephone hotline"),
    Channel.MAIL: mark("E-mail"),
    Channel.SMS: mark("Text message"),
    Channel.COUNTER: mark("At the counter"),
}

CLAIM_LEVELS: Mapping[ClaimLevel, str] = {
    ClaimLevel.SIGNED_BY_THIRD_PARTY: mark("Signed electronically by a third party"),
    ClaimLevel.ISSUED_BY_PLATFORM: mark("Issued by the platform"),
    ClaimLevel.OWN_SCREENSHOT: mark("Own screenshot or photograph"),
    ClaimLevel.OWN_NOTE: mark("Own note"),
}

FACT_TYPES: Mapping[FactType, str] = {
    FactType.DATE: mark("Date"),
    FactType.PLATFORM: mark("Platform"),
    FactType.REFERENCE: mark("Reference number"),
    FactType.AMOUNT: mark("Amount"),
    FactType.PHONE: mark("Telephone number"),
    FactType.EMPLOYEE: mark("Staff number"),
    FactType.AUTHORIZATION: mark("Credit-query authorisation"),
    FactType.OBSTACLE: mark("Obstacle"),
}

AUTHORIZATIONS: Mapping[Authorization, str] = {
    Authorization.ONE_OFF: mark("for a single query"),
    Authorization.CONTINUING: mark("continuing"),
    Authorization.WITHDRAWN: mark("withdrawn"),
    Authorization.REFUSED: mark("withdrawal refused"),
}

OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.UNSETTLED: mark("a debt or transaction still runs"),
    Obstacle.BALANCE: mark("money is left in the account"),
    Obstacle.COUPON: mark("coupons are left"),
    Obstacle.MEMBERSHIP: mark("a membership or automatic renewal still runs"),
    Obstacle.COMPLAINT: mark("a complaint is open"),
    Obstacle.BINDING: mark("a card, account or service is still bound"),
    Obstacle.LIMIT: mark("a credit line is still open"),
    Obstacle.RISK: mark("the account is frozen, restricted or under review"),
    Obstacle.IDENTITY: mark("identity is not proven"),
    Obstacle.TOO_SOON: mark("a waiting time has not passed"),
    Obstacle.OTHER: mark("refused for another reason or for none"),
}

FIXED_VALUES: Mapping[FactType, Mapping[str, str]] = {
    FactType.AUTHORIZATION: {value.value: text for value, text in AUTHORIZATIONS.items()},
    FactType.OBSTACLE: {value.value: text for value, text in OBSTACLES.items()},
}
"""Words for the values of the facts that have one of a fixed set; other values speak for themselves."""

FACT_STATES: Mapping[FactState, str] = {
    FactState.PROPOSED: mark("Read by machine, not confirmed"),
    FactState.CONFIRMED: mark("Confirmed"),
    FactState.CORRECTED: mark("Corrected by hand"),
    FactState.REJECTED: mark("Rejected"),
}

ROLES: Mapping[Role, str] = {
    Role.SUBJECT: mark("party concerned"),
    Role.NAMED: mark("mentioned"),
    Role.HAPPENED: mark("happened"),
    Role.ISSUED: mark("issued"),
    Role.DUE: mark("due"),
    Role.PERIOD_START: mark("start of the period"),
    Role.PERIOD_END: mark("end of the period"),
    Role.MESSAGE: mark("sent or shown"),
}

SIDES: Mapping[Side, str] = {
    Side.OWN: mark("own message"),
    Side.THEIRS: mark("the other side's message"),
}

EVENTS: Mapping[EventType, str] = {
    EventType.VAULT_CREATED: mark("Vault created"),
    EventType.ITEM_ADDED: mark("Added to the vault"),
    EventType.ITEM_ACQUIRED: mark("Same bytes came in again"),
    EventType.ITEM_STAMPED: mark("Timestamped by an authority"),
    EventType.ITEM_EDITED: mark("Description edited"),
    EventType.FACTS_JUDGED: mark("Facts confirmed, corrected or rejected"),
    EventType.ITEM_REMOVED: mark("Removed"),
    EventType.ITEM_RESTORED: mark("Restored"),
    EventType.ITEM_EXPORTED: mark("Copy exported"),
    EventType.PACKET_MADE: mark("Placed in a packet"),
    EventType.RECIPIENTS_CHANGED: mark("Recipients changed"),
}

CAPTURE_SOURCES: Mapping[str, str] = {
    "stated": mark("stated by the person who added it"),
    "exif": mark("recorded by the camera or phone (EXIF)"),
    "mail": mark("Date header of the mail"),
    "file": mark("time of the file"),
    "now": mark("no time known; the moment it was added"),
}
"""By `Acquisition.captured_from`: what vouches for the time of capture."""
