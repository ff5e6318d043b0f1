"""Errors of the platform directory."""

from __future__ import annotations

from vault.errors import BadInputError
from vault.language import mark


class DirectoryEntryError(BadInputError):
    """An entry that the user wrote for the platform directory cannot be used."""

    code = "directory-entry"
    message = mark("Entry {number} of your platform directory is not usable: {reason}.")
    hint = mark(
        "Give each entry an id (like my-lender) and a brand; see `vault platforms --help` for the other fields."
    )
