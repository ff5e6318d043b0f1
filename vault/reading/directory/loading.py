"""Reads the packaged platforms and the user's own entries; a user's entry replaces the packaged one of the same id."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources

from vault.reading.directory.directory import Directory
from vault.reading.directory.errors import DirectoryEntryError
from vault.reading.directory.platform import TYPES, FormerName, Platform

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}")
_TEXTS = ("official_name", "group", "cancellation_path", "source", "as_of")
_LISTS = ("aliases", "hotlines", "unverified", "common")
_KNOWN = frozenset({"id", "brand", "type", "former", *_TEXTS, *_LISTS})


def load_directory(own: Iterable[Mapping[str, object]] = ()) -> Directory:
    """Return the packaged platforms together with the user's own.

    Args:
        own: The user's entries, as a TOML file gives them: `id` and `brand` are needed; `type` is `other` when absent.

    Raises:
        DirectoryEntryError: An entry of the user lacks a field, or a field has the wrong form.
    """
    mine = [_checked(entry, number) for number, entry in enumerate(own, start=1)]
    if not mine:
        return _packaged()
    replaced = {platform.id for platform in mine}
    return Directory((*mine, *(entry for entry in _packaged().entries if entry.id not in replaced)))


@functools.cache
def _packaged() -> Directory:
    text = resources.files(__package__).joinpath("platforms.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return Directory(
        tuple(
            _checked({"as_of": rows["as_of"], **row}, number)
            for number, row in enumerate(rows["platform"], 1)
        )
    )


def _checked(entry: Mapping[str, object], number: int) -> Platform:
    for name in sorted(set(entry) - _KNOWN):
        raise _refused(number, name)
    identifier, brand, type_ = (_text(entry, name, number) for name in ("id", "brand", "type"))
    if not _ID.fullmatch(identifier):
        raise _refused(number, "id")
    if not brand.strip():
        raise _refused(number, "brand")
    if type_ and type_ not in TYPES:
        raise _refused(number, "type")
    texts = {name: _text(entry, name, number) for name in _TEXTS}
    lists = {name: _texts(entry, name, number) for name in _LISTS}
    return Platform(
        id=identifier,
        brand=brand,
        type=type_ or "other",
        official_name=texts["official_name"],
        aliases=lists["aliases"],
        former=_former(entry.get("former", ()), number),
        group=texts["group"] or None,
        hotlines=lists["hotlines"],
        cancellation_path=texts["cancellation_path"],
        source=texts["source"],
        as_of=texts["as_of"],
        unverified=lists["unverified"],
        common=lists["common"],
    )


def _text(entry: Mapping[str, object], name: str, number: int) -> str:
    value = entry.get(name, "")
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise _refused(number, name)
    return value


def _texts(entry: Mapping[str, object], name: str, number: int) -> tuple[str, ...]:
    value = entry.get(name, ())
    if not isinstance(value, list | tuple) or not all(
        isinstance(part, str) and part.strip() for part in value
    ):
        raise _refused(number, name)
    return tuple(value)


def _former(value: object, number: int) -> tuple[FormerName, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(old, Mapping) for old in value):
        raise _refused(number, "former")
    return tuple(_former_name(old, number) for old in value)


def _former_name(old: Mapping[str, object], number: int) -> FormerName:
    name, until = _text(old, "name", number), _text(old, "until", number)
    try:
        day = dt.date.fromisoformat(until)
    except ValueError:
        raise _refused(number, "former") from None
    if not name:
        raise _refused(number, "former")
    return FormerName(name, day, _texts(old, "aliases", number))


def _refused(number: int, field: str) -> DirectoryEntryError:
    return DirectoryEntryError(number=number, field=field, types=", ".join(TYPES))
