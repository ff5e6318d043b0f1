"""Tables of fields, asked from the types that are written and read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import inspect
import types
import typing
from collections.abc import Mapping

from vault import model
from vault.keeping.device import Position
from vault.keeping.journal import Link
from vault.model import EventType
from vault.proving import manifest as packet
from vault.wording import (
    AUTHORIZATIONS,
    CAPTURE_SOURCES,
    CHANNELS,
    CLAIM_LEVELS,
    EVENTS,
    FACT_STATES,
    FACT_TYPES,
    KINDS,
    OBSTACLES,
    ROLES,
    SIDES,
)

BODIES: Mapping[EventType, type | None] = {
    EventType.VAULT_CREATED: None,
    EventType.ITEM_ADDED: model.Added,
    EventType.ITEM_ACQUIRED: model.Acquired,
    EventType.ITEM_STAMPED: model.Stamped,
    EventType.ITEM_EDITED: model.Edited,
    EventType.FACTS_JUDGED: model.Judged,
    EventType.ITEM_REMOVED: model.Removed,
    EventType.ITEM_RESTORED: model.Removed,
    EventType.ITEM_EXPORTED: model.Exported,
    EventType.PACKET_MADE: model.Packed,
    EventType.RECIPIENTS_CHANGED: None,
}
VALUES = (
    model.Acquisition,
    model.Reading,
    model.Line,
    model.Findings,
    model.Fact,
    model.Message,
    model.Money,
    model.Box,
    model.Token,
    model.Judgement,
)
ENTRIES = (
    packet.ExhibitEntry,
    packet.AcquisitionEntry,
    packet.FactEntry,
    packet.TokenEntry,
    packet.SignatureEntry,
    packet.RedactionEntry,
    packet.CoveredEntry,
    packet.WithheldEntry,
    packet.CustodyEntry,
    packet.LetterEntry,
)
WORDS: Mapping[str, Mapping[typing.Any, str]] = {
    "Kind": KINDS,
    "Channel": CHANNELS,
    "ClaimLevel": CLAIM_LEVELS,
    "FactType": FACT_TYPES,
    "FactState": FACT_STATES,
    "Role": ROLES,
    "Authorization": AUTHORIZATIONS,
    "Obstacle": OBSTACLES,
    "Side": SIDES,
    "captured_from": CAPTURE_SOURCES,
}
JSON_NAMES: Mapping[typing.Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    bytes: "base64",
    object: "any",
    dt.datetime: "instant",
    type(None): "null",
}
NAMED = {"ItemId": "id", "WriterId": "id", "Sha256": "SHA-256"}


def events() -> str:
    """Return the fields of an event."""
    return _table(model.Event)


def event_types() -> str:
    """Return every type of event with its body."""
    rows = [f"| `{one.value}` | {EVENTS[one]} | {_body(BODIES[one])} |" for one in EventType]
    return "\n".join(["| type | what it says | body |", "|---|---|---|", *rows])


def bodies() -> str:
    """Return the fields of every body."""
    return "\n\n".join(_titled(body) for body in dict.fromkeys(BODIES.values()) if body is not None)


def values() -> str:
    """Return the fields of the values inside bodies."""
    return "\n\n".join(map(_titled, VALUES))


def words() -> str:
    """Return the closed lists of words, each with its meaning."""
    return "\n\n".join(
        "\n".join(
            [
                f"#### {title}",
                "",
                "| word | meaning |",
                "|---|---|",
                *(f"| `{k}` | {v} |" for k, v in table.items()),
            ]
        )
        for title, table in WORDS.items()
    )


def device() -> str:
    """Return the fields of what a device remembers."""
    return f"{_table(Position)}\n\n{_titled(Link)}"


def manifest() -> str:
    """Return the fields of `manifest.json`."""
    return "\n\n".join([_table(packet.Manifest), *map(_titled, ENTRIES)])


def _titled(shape: type) -> str:
    return f"#### {shape.__name__}\n\n{_said(shape)}\n\n{_table(shape)}"


def _said(shape: type) -> str:
    """Return the whole docstring as one paragraph."""
    return " ".join((inspect.getdoc(shape) or "").split())


def _table(shape: type) -> str:
    hints = typing.get_type_hints(shape, include_extras=True)
    rows = [f"| `{field.name}` | {_type(hints[field.name])} |" for field in dataclasses.fields(shape)]
    return "\n".join(["| field | value |", "|---|---|", *rows])


def _body(shape: type | None) -> str:
    return (
        "`vault` (its id), `recipients`, `signer`"
        if shape is None
        else f"[{shape.__name__}](#{shape.__name__.lower()})"
    )


def _type(hint: typing.Any) -> str:
    """Return a type in the words of JSON."""
    if isinstance(hint, typing.NewType):
        return NAMED[hint.__name__]
    if hint in JSON_NAMES:
        return JSON_NAMES[hint]
    if typing.get_origin(hint) is not None:
        return _composed(hint)
    if issubclass(hint, enum.Enum):
        return f"one of {_link_to(hint)}" if hint.__name__ in WORDS else _choices(hint)
    return _link_to(hint)


def _composed(hint: typing.Any) -> str:
    """Return a type that is made of others."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return "SHA-256" if getattr(parts[1], "pattern", None) else _type(parts[0])
    if origin in {types.UnionType, typing.Union}:
        return " or ".join(map(_type, parts))
    if origin is tuple:
        return (
            f"list of {_type(parts[0])}"
            if parts[-1] is Ellipsis
            else f"list of {len(parts)}: {_type(parts[0])}"
        )
    return f"object, {_type(parts[0])} to {_type(parts[1])}"


def _link_to(hint: type) -> str:
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _choices(hint: type[enum.Enum]) -> str:
    return ", ".join(f"`{one.value}`" for one in hint)
