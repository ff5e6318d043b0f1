"""Reads the data files of this package; they are part of the program, so an error in them is a bug."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec

from vault.model import Kind
from vault.proving.recipients.names import Demand, Recipient
from vault.proving.recipients.profile import DemandText, Ground, Group, KindText, Profile


@dataclass(frozen=True, slots=True)
class Evidence:
    """How kinds of evidence are worded, and the groups of a court's list in their order."""

    groups: tuple[Group, ...]
    kinds: Mapping[Kind, KindText]


@functools.cache
def profiles() -> Mapping[Recipient, Profile]:
    """Return every recipient."""
    return {one.id: one for one in msgspec.convert(_rows("profiles", "profile"), tuple[Profile, ...])}


@functools.cache
def demands() -> Mapping[Demand, DemandText]:
    """Return every demand, in the order in which a letter makes them."""
    return {one.id: one for one in msgspec.convert(_rows("demands", "demand"), tuple[DemandText, ...])}


@functools.cache
def grounds() -> Mapping[str, Ground]:
    """Return every article, in the order in which a letter cites them."""
    return {one.id: one for one in msgspec.convert(_rows("grounds", "ground"), tuple[Ground, ...])}


@functools.cache
def evidence() -> Evidence:
    """Return how kinds of evidence are worded."""
    tables = _tables("evidence")
    kinds = msgspec.convert(tables["kind"], tuple[KindText, ...])
    groups = msgspec.convert(tables["group"], tuple[Group, ...])
    return Evidence(groups, {one.kind: one for one in kinds})


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def _rows(name: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of a file, each with the day of the whole file."""
    tables = _tables(name)
    return [{"as_of": tables["as_of"], **row} for row in tables[table]]
