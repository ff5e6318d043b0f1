"""Who signs a packet: the vault's own key, or the user's certificate from a PKCS#12 file."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vault.errors import REASONS, NotFoundError, VaultDamagedError, WrongKeyError
from vault.language import mark
from vault.regular_files import NOT_A_FILE, ensure_regular

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.proving.signer import Signer

Ask = Callable[[], str | None]
"""Asks the user for the passphrase of the certificate file; None when there is nobody to ask."""

PASSPHRASE_FILE = "VAULT_SIGNER_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable


class SignerFileMissingError(NotFoundError):
    """The certificate file, or the file with its passphrase, cannot be opened."""

    code = "signer-file-missing"
    message = mark("{path} cannot be read ({reason}).")
    hint = mark("Name a file that is there and that you may read.")
    words = (*REASONS, NOT_A_FILE)


class SignerPassphraseNeededError(WrongKeyError):
    """Nobody is there to ask for the passphrase of the certificate file."""

    code = "signer-passphrase-needed"
    message = mark("{path} needs its passphrase, and there is no terminal to ask on.")
    hint = mark("Set VAULT_SIGNER_PASSPHRASE_FILE to a file with the passphrase on its first line.")


LARGEST = 1 << 20
"""Bytes that are read of a certificate file or passphrase; what was named may be a device without an end."""


def signer(vault: Vault, file: pathlib.Path | None, ask: Ask) -> Signer:
    """Return the key and certificate that sign.

    Args:
        vault: Unlocked for its own key, where no file is named.
        file: The user's PKCS#12 file, or None.
        ask: Asks for its passphrase where the environment names no file with it.

    Returns:
        The signer.

    Raises:
        SignerFileMissingError: A file cannot be read.
        SignerPassphraseNeededError: There is nobody to ask.
        BadInputError: It is no PKCS#12 file, or holds no key to sign with.
        WrongKeyError: The passphrase does not open it.
    """
    from vault.proving.signer import Signer, signer_from_file

    if file is None:
        return Signer(*vault.unlocked().signer())
    data = _certificate(file)
    named = vault.world.environment.get(PASSPHRASE_FILE)
    passphrase = _first_line(pathlib.Path(named).expanduser()) if named else ask()
    if passphrase is None:
        raise SignerPassphraseNeededError(path=file)
    return signer_from_file(data, passphrase, path=str(file), at=vault.world.now())


def can_sign(vault: Vault) -> bool:
    """Tell whether the vault's own key and its certificate are there and belong together.

    Raises:
        WrongKeyError: No key to the vault can be had.
    """
    from vault.proving.signer import Signer, is_pair

    try:
        return is_pair(Signer(*vault.store.keys.signer(vault.identity())))
    except VaultDamagedError:
        return False


def _certificate(path: pathlib.Path) -> bytes:
    with _reading(path):
        ensure_regular(path)
        return _start(path)


def _first_line(path: pathlib.Path) -> str:
    """Return a passphrase; a shell may hand it over in a pipe, an editor put a byte order mark before it."""
    with _reading(path):
        return _start(path).decode("utf-8-sig", "replace").partition("\n")[0].removesuffix("\r")


def _start(path: pathlib.Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


@contextlib.contextmanager
def _reading(path: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SignerFileMissingError(path=path, reason=error.strerror or type(error).__name__) from error
