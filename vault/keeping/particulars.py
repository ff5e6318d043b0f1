"""`particulars.age`: who the owner of the vault is, as letters name that person. Encrypted like everything else."""

from __future__ import annotations

import pathlib
from typing import Final

from vault.keeping import age
from vault.keeping.durable import Disk, reading, writing
from vault.keeping.errors import ParticularsDamagedError

NAME: Final = "particulars.age"


class SealedParticulars:
    """One small encrypted file that is replaced whole; what it holds is for the caller to say."""

    def __init__(self, vault: pathlib.Path, disk: Disk) -> None:
        self.path = vault / NAME
        self._disk = disk

    def save(self, content: bytes, recipients: tuple[str, ...]) -> None:
        """Write the file durably.

        Args:
            content: The plaintext.
            recipients: Who may read it.

        Raises:
            CannotWriteError: The system refuses; the former content stands.
        """
        ciphertext = age.encrypt(content, recipients)
        self._disk.replace(self.path, lambda file: file.write(ciphertext))

    def load(self, identity: age.Identity) -> bytes | None:
        """Read the file.

        Args:
            identity: The key.

        Returns:
            The plaintext, None where nothing was saved.

        Raises:
            ParticularsDamagedError: It does not decrypt.
            CannotReadError: The system refuses.
        """
        try:
            with reading(self.path):
                sealed = self.path.read_bytes()
            return identity.decrypt(sealed)
        except FileNotFoundError:
            return None
        except (age.BrokenFileError, age.NotForThisKeyError):
            raise ParticularsDamagedError from None

    def clear(self) -> None:
        """Delete the file, durably; nothing happens where there is none.

        Raises:
            CannotWriteError: The system refuses.
        """
        with writing(self.path):
            self.path.unlink(missing_ok=True)
        self._disk.sync_folder(self.path.parent)

    def renew(self, identity: age.Identity, recipients: tuple[str, ...]) -> None:
        """Encrypt what is there to other recipients.

        Args:
            identity: Opens what is there.
            recipients: Who may read from now on.

        Raises:
            ParticularsDamagedError: It does not decrypt.
            CannotWriteError: The system refuses.
        """
        content = self.load(identity)
        if content is not None:
            self.save(content, recipients)
