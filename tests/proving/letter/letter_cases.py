"""Cases for the tests of letters."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from proving_making import MADE_AT, exhibit

from vault.language import Language
from vault.model import Fact, FactState, FactType, Kind, Money, Particulars, Role
from vault.proving.dossier import Exhibit
from vault.proving.letter.case import Case
from vault.proving.recipients.loading import profiles
from vault.proving.recipients.names import Demand, Recipient

ZHANG = Particulars(
    name="张三",
    id_number="11010519491231002X",
    phone="13800138000",
    email="zhang@example.org",
    address="北京市朝阳区某路1号",
)
SURE = FactState.CONFIRMED


def fact(kind: FactType, value: str | Money, state: FactState = SURE, **more: object) -> Fact:
    return Fact(kind, value, str(value), "rule", 0.9, (0, 1), state=state, **more)  # type: ignore[arg-type]


def platform(name: str = "京东金融", state: FactState = SURE) -> Fact:
    return fact(FactType.PLATFORM, "jd", state, name=name, role=Role.SUBJECT)


def evidence(
    number: int, kind: Kind, facts: Sequence[Fact], *, day: str | None = "2026-03-05", stated: bool = True
) -> Exhibit:
    """An exhibit of which the day is stated by the keeper."""
    from dataclasses import replace

    made = exhibit(number, f"evidence {number}".encode(), "text/plain")
    findings = replace(
        made.item.findings,
        facts=tuple(facts),
        kind=kind,
        event_date=day,
        event_date_why="stated" if stated else "rule",
    )
    return replace(made, item=replace(made.item, findings=findings), original=lambda: io.BytesIO(b""))


CANCELLED = evidence(
    1,
    Kind.CANCELLATION,
    (
        platform(),
        fact(FactType.REFERENCE, "ZX2026030600158472", label="受理编号"),
        fact(FactType.AMOUNT, Money("1234.50"), FactState.PROPOSED),
        fact(FactType.REFERENCE, "REJECTED", FactState.REJECTED),
    ),
)


def case(
    *exhibits: Exhibit,
    recipient: Recipient = Recipient.PLATFORM,
    language: Language = Language.ZH,
    particulars: Particulars = ZHANG,
    demands: Sequence[Demand] = (Demand.CLOSE_ACCOUNT, Demand.DELETE_DATA),
    details: Mapping[str, str] | None = None,
    platform_name: str = "京东金融",
) -> Case:
    return Case(
        profile=profiles()[recipient],
        language=language,
        packet="packet01",
        platform=platform_name,
        respondent=platform_name,
        particulars=particulars,
        demands=tuple(demands),
        details=details or {},
        exhibits=exhibits or (CANCELLED,),
        made_at=MADE_AT,
    )
