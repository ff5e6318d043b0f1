"""The owner's particulars: what they may look like, and how they are written into their sealed file."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from vault.errors import BadInputError
from vault.keeping.errors import ParticularsDamagedError
from vault.language import mark
from vault.model import Particulars

FIELDS = tuple(field.name for field in dataclasses.fields(Particulars))
LONGEST = 200
"""Characters of one field."""

ID_NUMBER = re.compile(r"[1-9]\d{16}[\dX]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
"""Weights and check characters of the citizen identification number.

Source: GB 11643-1999 (ISO 7064, MOD 11-2).
"""


class ParticularsUnreadableError(BadInputError):
    """A file of particulars cannot be used."""

    code = "particulars-unreadable"
    message = mark("The particulars cannot be read from {path}.")
    hint = mark('Write TOML lines such as name = "…"; the fields are {fields}.')


class ParticularTooLongError(BadInputError):
    """A field is longer than any form takes."""

    code = "particular-too-long"
    message = mark("The field {field} is longer than {longest} characters.")
    hint = mark("Shorten it, or leave it empty.")


def encode(particulars: Particulars) -> bytes:
    """Return the content of the sealed file: JSON with one key for each field that is not empty."""
    given = {name: value for name, value in dataclasses.asdict(particulars).items() if value}
    return json.dumps(given, ensure_ascii=False, sort_keys=True).encode("utf-8")


def decode(content: bytes) -> Particulars:
    """Read the content of the sealed file; fields of a newer program are passed over.

    Raises:
        ParticularsDamagedError: It is no such content.
    """
    try:
        return _from_mapping(json.loads(content), strict=False)
    except (ValueError, TypeError):
        raise ParticularsDamagedError from None


def parse(content: bytes, path: str) -> Particulars:
    """Read what a user wrote in TOML.

    Args:
        content: Lines such as `name = "…"`, in UTF-8.
        path: Where it came from, for errors.

    Returns:
        The particulars, cleaned.

    Raises:
        ParticularsUnreadableError: It is no TOML, or has another field.
        ParticularTooLongError: A field is too long.
    """
    try:
        return cleaned(_from_mapping(tomllib.loads(content.decode("utf-8-sig")), strict=True))
    except (ValueError, TypeError):
        raise ParticularsUnreadableError(path=path, fields=", ".join(FIELDS)) from None


def cleaned(particulars: Particulars) -> Particulars:
    """Return particulars without spaces around them, numbers without any inside.

    Raises:
        ParticularTooLongError: A field is too long.
    """
    values = {name: " ".join(value.split()) for name, value in dataclasses.asdict(particulars).items()}
    values["id_number"] = "".join(values["id_number"].split()).upper()
    for name, value in values.items():
        if len(value) > LONGEST:
            raise ParticularTooLongError(field=name, longest=LONGEST)
    return Particulars(**values)


def is_id_number(text: str) -> bool:
    """Tell whether a text is a Chinese identity number whose check character is right."""
    if not ID_NUMBER.fullmatch(text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return text[-1] == CHECKS[total % 11]


def _from_mapping(given: Mapping[str, Any], *, strict: bool) -> Particulars:
    """Return particulars.

    Raises:
        TypeError: A value is no text.
        ValueError: There is another field.
    """
    if strict and set(given) - set(FIELDS):
        raise ValueError("unknown field")
    if not all(isinstance(value, str) for value in given.values()):
        raise TypeError("a field is no text")
    return Particulars(**{name: given[name] for name in FIELDS if name in given})
