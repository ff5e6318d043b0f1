"""Where a packet goes, and the smaller copy beside it."""

from __future__ import annotations

import pathlib

from vault.errors import BadInputError
from vault.language import mark


class OutputFolderMissingError(BadInputError):
    """The folder of the output is not there."""

    code = "output-folder-missing"
    message = mark("The folder {path} does not exist.")
    hint = mark("Make it, or name another place with -o.")


def packet_path(output: pathlib.Path | None, slug: str, day: str) -> pathlib.Path:
    """Return where a packet goes.

    Args:
        output: A file, a folder, or None for the current folder.
        slug: What the packet is about, in ASCII.
        day: ISO 8601.

    Returns:
        The path; a file may stand there only if the user named it.

    Raises:
        OutputFolderMissingError: The folder is not there.
    """
    name = f"packet-{slug}-{day}.zip"
    if output is None:
        return _free(pathlib.Path(name))
    path = output / name if output.is_dir() else output
    if not path.parent.is_dir():
        raise OutputFolderMissingError(path=path.parent)
    return _free(path) if output.is_dir() else path


def _free(path: pathlib.Path) -> pathlib.Path:
    """Return the path, numbered if a packet of the same day has it: only a name that the user gave is a conflict."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def reduced_path(packet: pathlib.Path, limit: int | None) -> pathlib.Path | None:
    """Return where the smaller copy goes, beside the packet; None if the recipient takes any size.

    Raises:
        PacketExistsError: A file stands there.
    """
    if limit is None:
        return None
    from vault.proving.errors import PacketExistsError

    path = packet.with_name(f"{packet.stem}-{limit // 1_000_000}MB.pdf")
    if path.exists():
        raise PacketExistsError(path=path)
    return path
