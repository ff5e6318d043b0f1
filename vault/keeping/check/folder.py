"""The vault's folder: are there files that do not belong, and may others read it."""

from __future__ import annotations

import os
import pathlib
import re
import stat
from collections.abc import Iterator
from typing import Final

from vault.keeping.check.finding import Finding, finding
from vault.keeping.durable import TEMPORARY_PREFIX
from vault.keeping.identifiers import ALPHABET

_ID: Final = f"[{ALPHABET}]{{8}}"
_OURS: Final = re.compile(
    rf"""vault\.toml | particulars\.age | lock | index\.lock | index\.db(-journal)?
    | keys | keys/((identity|recovery|names|signer|index)\.age | signer\.crt)
    | objects | objects/[{ALPHABET}]{{2}} | objects/(?P<two>[{ALPHABET}]{{2}})/(?P=two)[{ALPHABET}]{{6}}\.age
    | journal | journal/{_ID} | journal/{_ID}/\d{{8,}}\.age""",
    re.VERBOSE,
)
_CONFLICT: Final = re.compile(r"conflict|冲突|\(\d+\)|\.sync-|副本", re.IGNORECASE)
"""How sync programs name a second version: Dropbox, OneDrive, Syncthing, Nextcloud, Google Drive, Baidu Netdisk."""

SET_ASIDE: Final = "set-aside"
"""Where a repair moves what is in the way."""

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def check_folder(vault: pathlib.Path) -> Iterator[Finding]:
    """Look at every name in the folder; nothing is opened.

    Args:
        vault: The folder.

    Yields:
        Files that do not belong, and files and folders that others may use.
    """
    yield from _open_to_others(vault, vault)
    for folder, folders, files in os.walk(vault):
        if pathlib.Path(folder) == vault and SET_ASIDE in folders:
            folders.remove(SET_ASIDE)  # what a repair moved there is none of the vault's any more
        for name in sorted([*folders, *files]):
            path = pathlib.Path(folder, name)
            place = path.relative_to(vault).as_posix()
            if name.startswith(TEMPORARY_PREFIX):
                yield finding("unfinished-file", place)
            elif _OURS.fullmatch(place) is None:
                yield finding("conflict-copy" if _CONFLICT.search(name) else "unknown-file", place)
            else:
                yield from _open_to_others(vault, path)


def _open_to_others(vault: pathlib.Path, path: pathlib.Path) -> Iterator[Finding]:
    try:
        mode = stat.S_IMODE(path.lstat().st_mode)
    except FileNotFoundError:
        return  # another process has just finished with it
    if mode & _OTHERS:
        yield finding("open-to-others", path.relative_to(vault).as_posix(), mode=f"{mode:04o}")
