"""Errors of the platform directory."""

from __future__ import annotations

from vault.errors import BadInputError
from vault.language import mark


class DirectoryEntryError(BadInputError):
    """An entry that the user wrote for the platform directory cannot be used."""

    code = "directory-entry"
    message = mark(
        "Entry {number} of your platform directory cannot be used: its field {field} is missing, unknown or wrong."
    )
    hint = mark(
        "An entry needs id (like my-lender) and brand; type is one of {types}; aliases and hotlines are lists of texts."
    )
