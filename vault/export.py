"""Give an original back, byte for byte."""

from __future__ import annotations

import contextlib
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from vault.errors import BadInputError, ConflictError
from vault.language import mark
from vault.model import EventType, Exported, Item

if TYPE_CHECKING:
    from vault.opening import Vault


class OutputExistsError(ConflictError):
    """A file is in the way."""

    code = "output-exists"
    message = mark("{path} exists already.")
    hint = mark("Name another file with -o, or move that one away.")


class OutputFolderError(BadInputError):
    """The output cannot be written."""

    code = "output-not-writable"
    message = mark("{path} cannot be written ({reason}).")
    hint = mark("Name a file in a folder that exists and that you may write to.")


def to_stream(vault: Vault, item_id: str, target: BinaryIO, name: str = "-") -> Item:
    """Write an item's original to an open stream, and the export to the journal under `name`.

    Returns:
        The item.

    Raises:
        ItemNotFoundError: No item has this id.
        VaultDamagedError: The object is missing, damaged, or not what was added.
    """
    item = vault.item(item_id)
    vault.unlocked().copy_original(item, target)
    vault.append(EventType.ITEM_EXPORTED, item.id, Exported(name))
    return item


def to_file(vault: Vault, item_id: str, output: pathlib.Path | None) -> pathlib.Path:
    """Write an item's original to a file that does not exist yet.

    Args:
        vault: Where from.
        item_id: Which, by any unique prefix.
        output: The file, or a folder for it; None for the original's own name in the current folder.

    Returns:
        The path of the file. It appears only when it is whole and its digest is right.

    Raises:
        OutputExistsError: Something stands there.
        OutputFolderError: It cannot be written.
        ItemNotFoundError: No item has this id.
        VaultDamagedError: The object is missing, damaged, or not what was added.
    """
    item = vault.item(item_id)
    path = _path(item, output)
    if os.path.lexists(path):
        raise OutputExistsError(path=path)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".vault-")
        temporary = pathlib.Path(name)
        with os.fdopen(descriptor, "wb") as file:
            try:
                vault.unlocked().copy_original(item, file)
                file.flush()
                os.fsync(file.fileno())
                _publish(temporary, path)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    temporary.unlink()
    except OSError as error:
        raise OutputFolderError(path=path, reason=error.strerror or type(error).__name__) from error
    vault.append(EventType.ITEM_EXPORTED, item.id, Exported(path.name))
    return path


def _path(item: Item, output: pathlib.Path | None) -> pathlib.Path:
    name = pathlib.PurePath(item.acquisitions[0].name.replace("\\", "/")).name or item.id
    name = "".join(char if char.isprintable() else "_" for char in name)
    if output is None:
        return pathlib.Path(name)
    return output / name if output.is_dir() else output


def _publish(temporary: pathlib.Path, path: pathlib.Path) -> None:
    """Give the finished copy its name without ever replacing a file that appeared meanwhile.

    Raises:
        OutputExistsError: One did.
    """
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise OutputExistsError(path=path) from error
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise OutputExistsError(path=path) from None
        temporary.replace(path)
