"""How copies of a vault are told."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from cli.exit_codes import of_failures
from cli.screen import Screen, error_record
from vault.language import mark

if TYPE_CHECKING:
    from vault.keeping.backup import Copied


def show(out: Screen, place: pathlib.Path, copied: Copied) -> int:
    """Say what was copied and what could not be.

    Returns:
        The exit code.
    """
    if out.as_json:
        emit(out, copied, path=str(place))
    failures(out, copied)
    out.say(
        mark("{folder}: {copied} files copied and read back, {kept} were there already."),
        folder=place,
        copied=copied.copied,
        kept=copied.kept,
    )
    return int(
        of_failures([error for _name, error in copied.failures], succeeded=copied.copied + copied.kept)
    )


def emit(out: Screen, copied: Copied, **more: object) -> None:
    """Write a copy as the contract's object."""
    failed = [{"path": name, "error": error_record(error, out.translate)} for name, error in copied.failures]
    out.emit({**more, "copied": copied.copied, "kept": copied.kept, "bytes": copied.size, "failures": failed})


def failures(out: Screen, copied: Copied) -> None:
    """Say what could not be copied, file by file."""
    for name, error in copied.failures:
        out.error(error, name)
