"""One tree of errors: what a person can act on, named for the decision that it asks for.

Each concrete error carries a stable `code`, one line on what is wrong (`message`) and one on what to do (`hint`).
Both are English templates, translated where they are shown; their placeholders are filled from keyword arguments.
Content of evidence is never among them: a path that the user typed is, a line of a letter is not.

Rooms define their own concrete errors in their `errors.py`, below the categories here. Exit codes belong to the
command line (`cli/exit_codes.py`), not to this tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import ClassVar

from vault.language import Translator, mark

_PLAYS_WITH_A_TERMINAL = re.compile(
    r"(\x1b\[[\d;]*m)|[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What moves, hides, turns round or answers; colours, in the group, do not."""


REASONS = (
    mark("Disk quota exceeded"),
    mark("File exists"),
    mark("File name too long"),
    mark("Input/output error"),
    mark("Is a directory"),
    mark("No space left on device"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Operation not permitted"),
    mark("Permission denied"),
    mark("Read-only file system"),
    mark("Too many open files"),
)
"""What a system says of files (POSIX.1-2017, strerror, in English); other reasons are shown as they come."""


class VaultError(Exception):
    """Base of every error of ours."""

    code: ClassVar[str] = "error"
    message: ClassVar[str] = mark("Something went wrong.")
    hint: ClassVar[str] = mark("Run the command again; if it stays, report it with the error code.")
    words: ClassVar[Collection[str]] = REASONS
    """Values that are words of ours: they are translated with the message."""

    def __init__(self, **values: object) -> None:
        self.values = {name: printable(value) for name, value in values.items()}
        super().__init__(self.message.format_map(self.values))

    def said(self, translate: Translator = mark) -> tuple[str, str]:
        """Return message and hint in the translator's language, placeholders filled."""
        values = {
            name: translate(value) if value in self.words else value for name, value in self.values.items()
        }
        return translate(self.message).format_map(values), translate(self.hint).format_map(values)


def printable(value: object) -> str:
    """Return `value` as text for one line of a terminal: control characters are shown escaped."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in str(value))


def harmless(text: str) -> str:
    """Return lines for a terminal: breaks, tabs and colours stay, other control characters are shown escaped."""
    return _PLAYS_WITH_A_TERMINAL.sub(lambda found: found[1] or repr(found[0])[1:-1], text)


class UsageError(VaultError):
    """The command was called wrongly."""


class BadInputError(VaultError):
    """An input cannot be used as it is; others are not affected."""


class NotFoundError(VaultError):
    """What was asked for does not exist."""


class ConflictError(VaultError):
    """It would overwrite or contradict something that exists."""


class NoVaultError(VaultError):
    """There is no vault at the place that was named."""


class LockedError(VaultError):
    """Another process holds the vault."""


class WrongKeyError(VaultError):
    """The passphrase or key does not open this vault."""


class VaultDamagedError(VaultError):
    """The user's own vault is damaged."""


class PacketInvalidError(VaultError):
    """A packet does not verify."""


class EngineError(VaultError):
    """An OCR engine is missing or failed."""


class AuthorityError(VaultError):
    """A timestamp authority is unavailable or answered wrongly."""


class NewerFormatError(VaultError):
    """The vault or packet was written by a newer version of this program."""
