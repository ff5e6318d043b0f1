"""The objects that `--json` prints, as the command line contract in `docs/command-reference.md` gives them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from cli.screen import error_record
from vault.language import Language, Translator
from vault.model import Box, Event, Fact, FactType, Item, Money, Particulars

if TYPE_CHECKING:
    from vault.keeping.index.index import Hit
    from vault.matter import Matter
    from vault.outcome import Outcome
    from vault.packet import Made
    from vault.reading import Platform
    from vault.redact import Planned


def money_or_text(value: str | Money) -> str | dict[str, str]:
    """Return a fact's value: amounts as an object, all others as text."""
    if isinstance(value, Money):
        return {"amount": value.amount, "currency": value.currency}
    return value


def box(value: Box | None) -> list[float] | None:
    """Return `[x0, y0, x1, y1]` in pixels."""
    return None if value is None else [value.x0, value.y0, value.x1, value.y1]


def fact(value: Fact) -> dict[str, Any]:
    """Return one fact."""
    return {
        "id": value.id,
        "type": value.type.value,
        "value": money_or_text(value.value),
        "name": value.name,
        "role": value.role.value if value.role else None,
        "label": value.label,
        "raw": value.raw,
        "confidence": round(value.confidence, 4),
        "page": value.page,
        "box": box(value.box),
        "state": value.state.value,
        "engines": list(value.engines),
        "second": value.second,
        "note": value.note,
        "rule": value.rule,
    }


def platform(value: Fact) -> dict[str, Any]:
    """Return one platform of an item."""
    return {"id": value.value, "name": value.name, "role": value.role.value if value.role else None}


def platforms(facts: tuple[Fact, ...]) -> list[dict[str, Any]]:
    """Return the platforms, each once."""
    found: dict[str, dict[str, Any]] = {}
    for one in facts:
        found.setdefault(str(one.value), platform(one))
    return list(found.values())


def outcome(value: Outcome, translate: Translator, *, with_text: bool = False) -> dict[str, Any]:
    """Return what became of one input of `add`, `note` or `read`."""
    findings, reading = value.findings, value.reading
    record: dict[str, Any] = {
        "path": value.path,
        "status": value.status,
        "id": value.id,
        "sha256": value.sha256,
        "media_type": value.media_type,
        "kind": findings.kind.value if findings else None,
        "event_date": findings.event_date if findings else None,
        "platforms": platforms(tuple(f for f in findings.facts if f.type is FactType.PLATFORM))
        if findings
        else [],
        "facts": [fact(one) for one in findings.facts] if findings else [],
        "lines": len(reading.lines) if reading else 0,
        "engine": reading.engine if reading else None,
        "timestamp": value.timestamp,
        "unstamped_by": list(value.unstamped_by),
        "parent": value.parent,
        "partly": value.partly,
        "signatures": value.signatures,
        "error": error_record(value.error, translate) if value.error else None,
    }
    if with_text:
        record["text"] = reading.text if reading else None
    return record


def item(value: Item, *, with_text: bool) -> dict[str, Any]:
    """Return an item as `show --json` prints it."""
    record: dict[str, Any] = {
        "id": value.id,
        "title": value.title,
        "kind": value.findings.kind.value,
        "kind_why": value.findings.kind_why,
        "event_date": value.findings.event_date,
        "event_date_why": value.findings.event_date_why,
        "claim": value.claim.value,
        "media_type": value.media_type,
        "size": value.size,
        "sha256": value.sha256,
        "platforms": platforms(value.platforms),
        "facts": [fact(one) for one in value.findings.facts],
        "messages": [
            {
                "at": one.at,
                "side": one.side.value,
                "speaker": one.speaker,
                "text": value.reading.text[slice(*one.span)],
            }
            for one in value.findings.messages
        ],
        "engine": value.reading.engine,
        "lines": len(value.reading.lines),
        "note": value.note,
        "removed": value.removed,
        "copies": list(value.copies),
        "acquisitions": [
            {
                "at": one.at.isoformat(),
                "name": one.name,
                "captured_at": one.captured_at.isoformat(),
                "captured_from": one.captured_from,
                "channel": one.channel.value if one.channel else None,
                "device": one.device,
                "system": one.system,
                "app": one.app,
                "parent": one.parent,
                "metadata": dict(one.metadata),
            }
            for one in value.acquisitions
        ],
        "timestamps": [{"authority": one.authority, "at": one.at.isoformat()} for one in value.tokens],
    }
    if with_text:
        record["text"] = value.reading.text
    return record


def hit(value: Hit) -> dict[str, Any]:
    """Return one hit of a search."""
    return {
        "id": value.item.id,
        "kind": value.item.findings.kind.value,
        "event_date": value.item.findings.event_date,
        "platforms": platforms(value.item.platforms),
        "name": value.item.title,
        "snippet": value.snippet.text,
        "score": round(value.score, 4),
    }


def packet(value: Made) -> dict[str, Any]:
    """Return what `packet` made."""
    return {
        "path": str(value.path),
        "exhibits": value.exhibits,
        "timestamp": value.timestamp,
        "bytes": value.size,
        "unconfirmed": value.unconfirmed,
        "mentions": list(value.mentions),
        "for": value.matter.profile.id.value if value.matter else None,
        "reduced": str(value.reduced) if value.reduced else None,
        "redacted": [planned(one) for one in value.planned],
    }


def planned(value: Planned) -> dict[str, Any]:
    """Return what is covered in one exhibit: places by reason; one that is left out has none."""
    return {
        "exhibit": value.exhibit,
        "id": value.item,
        "covered": {one.reason: one.count for one in value.covered},
        "left_out": value.withheld,
    }


def requirements(value: Matter, exhibits: int, language: Language) -> dict[str, Any]:
    """Return what a recipient asks for and what is missing, as `packet --check` prints it."""
    profile = value.profile
    return {
        "for": profile.id.value,
        "name": profile.name.said(language),
        "exhibits": exhibits,
        "demands": [one.value for one in value.demands],
        "missing": [{"what": one.what, "how": one.how} for one in value.lacks if one.required],
        "advised": [{"what": one.what, "how": one.how} for one in value.lacks if not one.required],
        "channels": [
            {"kind": one.kind, "value": one.value, "source": one.source} for one in profile.channels
        ],
        "deadlines": [{"text": one.text.said(language), "source": one.source} for one in profile.deadlines],
        "remarks": [{"text": one.text.said(language), "source": one.source} for one in profile.remarks],
        "size_limit": profile.size_limit,
        "public": profile.public,
        "source": profile.source,
        "as_of": profile.as_of,
    }


def particulars(value: Particulars) -> dict[str, Any]:
    """Return the user's own particulars, every field."""
    return dataclasses.asdict(value)


def entry(value: Platform) -> dict[str, Any]:
    """Return one platform of the directory."""
    return {
        "id": value.id,
        "name": value.brand,
        "official_name": value.official_name,
        "also_called": [name for name in value.names if name not in {value.brand, value.official_name}],
        "type": value.type,
        "group": value.group,
        "hotlines": list(value.hotlines),
        "cancellation_path": value.cancellation_path,
        "unverified": list(value.unverified),
        "source": value.source,
        "as_of": value.as_of,
    }


def event(value: Event) -> dict[str, Any]:
    """Return one event of an item's custody, without its body."""
    return {"writer": value.writer, "seq": value.seq, "at": value.at.isoformat(), "type": value.type.value}
