"""The one place that starts child processes for the hall: the passphrase command, the user's editor and viewer."""

from __future__ import annotations

import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from vault.errors import BadInputError, WrongKeyError
from vault.language import mark

MEMORY_FOLDERS = ("/dev/shm", "/run/user/{uid}")  # noqa: S108 - memory-backed, and the folder made in it is private


class PassphraseCommandError(WrongKeyError):
    """The command that should print the passphrase did not."""

    code = "passphrase-command-failed"
    message = mark("VAULT_PASSPHRASE_COMMAND failed or printed nothing.")
    hint = mark("Run the command by itself; it must print the passphrase and exit with 0.")


class NoEditorError(BadInputError):
    """No editor could be started, or no place in memory holds its file."""

    code = "no-editor"
    message = mark("No editor can be used here without writing the note to the disk.")
    hint = mark("Give the note by options: vault note --said TEXT --promised TEXT")


def passphrase_from(command: str) -> str:
    """Return the first line that `command` prints.

    Args:
        command: A command line, split as a POSIX shell splits words; no shell is started.

    Returns:
        The passphrase without its line end.

    Raises:
        PassphraseCommandError: It cannot be started, fails, takes over a minute, or prints nothing.
    """
    try:
        done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, check=True, timeout=60)
        passphrase = done.stdout.decode("utf-8-sig").splitlines()[0]
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise PassphraseCommandError from error
    if not passphrase:
        raise PassphraseCommandError
    return passphrase


def edited(text: str, environment: Mapping[str, str]) -> str:
    """Let the user edit `text` in `VISUAL` or `EDITOR`; the file lies in memory only.

    Returns:
        What the user saved.

    Raises:
        NoEditorError: No editor, no terminal or no memory-backed folder.
    """
    editor = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    memory = _memory_folder()
    if memory is None:
        raise NoEditorError
    with tempfile.TemporaryDirectory(prefix="vault-", dir=memory) as folder:
        file = pathlib.Path(folder) / "note.txt"
        file.touch(mode=0o600)
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=True)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise NoEditorError from error
        return file.read_text("utf-8")


@contextmanager
def viewed(png: bytes, environment: Mapping[str, str]) -> Iterator[bool]:
    """Show a picture in the viewer of the desktop, for as long as the context lasts; the file lies in memory only.

    Yields:
        Whether it is shown: there is a desktop, its opener, and a place in memory.
    """
    desktop = {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys()
    opener, memory = shutil.which("xdg-open", path=environment.get("PATH")), _memory_folder()
    if not desktop or opener is None or memory is None:
        yield False
        return
    with tempfile.TemporaryDirectory(prefix="vault-", dir=memory) as folder:
        file = pathlib.Path(folder) / "crop.png"
        file.touch(mode=0o600)
        file.write_bytes(png)
        nothing = subprocess.DEVNULL
        try:
            viewer = subprocess.Popen(
                [opener, str(file)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
        except OSError:
            yield False
            return
        yield True
        viewer.poll()


def _memory_folder() -> pathlib.Path | None:
    """Return a folder that lies in memory, None where there is none."""
    if not hasattr(os, "getuid"):
        return None
    places = (pathlib.Path(place.format(uid=os.getuid())) for place in MEMORY_FOLDERS)
    return next((place for place in places if os.access(place, os.W_OK)), None)
