"""What lies in the folder: identity and recovery, the names of recipients, the signing key, the index's key."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Final

import msgspec

from vault.errors import WrongKeyError
from vault.keeping import age
from vault.keeping.canonical import digest
from vault.keeping.durable import Disk, reading, writing
from vault.keeping.errors import (
    KeyDamagedError,
    KeyMissingError,
    NoRecoveryError,
    PassphraseNotUsedError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
)
from vault.keeping.identifiers import Entropy
from vault.keeping.settings import Settings
from vault.model import Sha256

INDEX_KEY_BYTES: Final = 32

_IDENTITY, _RECOVERY, _NAMES = "identity.age", "recovery.age", "names.age"
_SIGNER, _CERTIFICATE, _INDEX = "signer.age", "signer.crt", "index.age"


class Keys:
    """The keys of one vault. Secrets enter and leave as `age.Identity` or bytes; none is kept here."""

    def __init__(self, folder: pathlib.Path, disk: Disk) -> None:
        self.folder = folder
        self.certificate = folder / _CERTIFICATE
        self._disk = disk

    def seal(self, identity: age.Identity, secret: str) -> tuple[bytes, Sha256]:
        """Encrypt an identity under a passphrase or under recovery words.

        Args:
            identity: The identity.
            secret: Not empty.

        Returns:
            The content for `store_sealed`, and its digest for the settings.
        """
        sealed = age.encrypt_with_passphrase(identity.text(), secret)
        return sealed, digest(sealed)

    def store_sealed(self, sealed: bytes, *, recovery: bool = False) -> None:
        """Write `identity.age` or `recovery.age` durably.

        Args:
            sealed: What `seal` gave.
            recovery: Whether it is under recovery words.
        """
        name = _RECOVERY if recovery else _IDENTITY
        self._disk.replace(self.folder / name, lambda file: file.write(sealed))

    def identity(self, passphrase: str, settings: Settings) -> age.Identity:
        """Open the identity with its passphrase; takes about a second.

        Args:
            passphrase: The passphrase.
            settings: Of this vault; they know which ciphertexts are good.

        Returns:
            The identity.

        Raises:
            PassphraseNotUsedError: The vault was made with an identity file.
            KeyMissingError: The identity's file is gone.
            WrongPassphraseError: The file is good, and the passphrase does not open it.
            KeyDamagedError: The file is not what was stored.
        """
        if not settings.sealed_identities and not (self.folder / _IDENTITY).exists():
            raise PassphraseNotUsedError
        return self._unseal(_IDENTITY, passphrase, settings.sealed_identities, WrongPassphraseError)

    def recovered(self, words: str, settings: Settings) -> age.Identity:
        """Open the identity with the recovery words; takes about a second.

        Args:
            words: As `recovery.cleaned` gives them.
            settings: Of this vault.

        Returns:
            The identity.

        Raises:
            NoRecoveryError: The vault has no recovery kit.
            KeyMissingError: Its file is gone.
            WrongRecoveryWordsError: The file is good, and the words do not open it.
            KeyDamagedError: The file is not what was stored.
        """
        if not settings.sealed_recoveries and not (self.folder / _RECOVERY).exists():
            raise NoRecoveryError
        return self._unseal(_RECOVERY, words, settings.sealed_recoveries, WrongRecoveryWordsError)

    def _unseal(
        self, name: str, secret: str, good: tuple[Sha256, ...], wrong: type[WrongKeyError]
    ) -> age.Identity:
        path = self.folder / name
        sealed = self._read(path)
        try:
            return age.parse_identity(age.decrypt_with_passphrase(sealed, secret).decode("ascii"))
        except age.NotForThisKeyError:
            if good and digest(sealed) not in good:
                raise KeyDamagedError(path=path) from None
            raise wrong from None
        except (age.BrokenFileError, age.UnreadableKeyError, UnicodeDecodeError):
            raise KeyDamagedError(path=path) from None

    def store_names(self, names: Mapping[str, str], recipients: tuple[str, ...]) -> None:
        """Store what the recipients are called, encrypted.

        Args:
            names: Names by public key.
            recipients: Who may read them.
        """
        self._store_encrypted(_NAMES, msgspec.json.encode(dict(names)), recipients)

    def names(self, identity: age.Identity) -> dict[str, str]:
        """Return what the recipients are called, by public key; nothing where that was never said.

        Args:
            identity: The key.

        Returns:
            Names by public key.

        Raises:
            KeyDamagedError: The file does not decrypt to names.
        """
        try:
            return msgspec.json.decode(self._decrypt(_NAMES, identity), type=dict[str, str])
        except KeyMissingError:
            return {}
        except msgspec.DecodeError:
            raise KeyDamagedError(path=self.folder / _NAMES) from None

    def renew(self, identity: age.Identity, recipients: tuple[str, ...]) -> None:
        """Encrypt what lies here to other recipients.

        Args:
            identity: Opens what is there.
            recipients: Who may read from now on.

        Raises:
            KeyDamagedError: A file does not decrypt; those before it are done.
        """
        for name in (_SIGNER, _NAMES, _INDEX):
            if (self.folder / name).exists():
                self._store_encrypted(name, self._decrypt(name, identity), recipients)

    def drop_index_key(self) -> None:
        """Forget the index's key, so that the next unlock makes another one and builds the index anew."""
        path = self.folder / _INDEX
        with writing(path):
            path.unlink(missing_ok=True)

    def store_signer(self, key_pem: bytes, certificate_pem: bytes, recipients: tuple[str, ...]) -> None:
        """Store the signing key, encrypted, and its certificate, in the clear.

        Args:
            key_pem: The private key in PEM.
            certificate_pem: The certificate in PEM.
            recipients: Who may sign.
        """
        self._store_encrypted(_SIGNER, key_pem, recipients)
        self._disk.replace(self.certificate, lambda file: file.write(certificate_pem))

    def has_signer(self) -> bool:
        """Tell whether a signing key and its certificate are stored."""
        return (self.folder / _SIGNER).exists() and self.certificate.exists()

    def certificate_digest(self) -> Sha256 | None:
        """Return the digest of the signing certificate's file, None where there is none."""
        pem = self.certificate_pem()
        return digest(pem) if pem is not None else None

    def certificate_pem(self) -> bytes | None:
        """Return the signing certificate's file, None where there is none."""
        try:
            return self._read(self.certificate)
        except KeyMissingError:
            return None

    def signer(self, identity: age.Identity) -> tuple[bytes, bytes]:
        """Load the signing key and its certificate.

        Args:
            identity: The key.

        Returns:
            The private key and the certificate, both in PEM.

        Raises:
            KeyMissingError: One of the two is gone.
            KeyDamagedError: The key does not decrypt.
        """
        return self.signing_key(identity), self._read(self.certificate)

    def signing_key(self, identity: age.Identity) -> bytes:
        """Load the signing key alone, in PEM; raises what `signer` raises."""
        return self._decrypt(_SIGNER, identity)

    def store_new_index_key(self, recipients: tuple[str, ...], entropy: Entropy) -> bytes:
        """Make and store a key for the index; an index of an older key must be built anew.

        Args:
            recipients: Who may open the index.
            entropy: Where the key comes from.

        Returns:
            32 bytes.
        """
        key = entropy(INDEX_KEY_BYTES)
        self._store_encrypted(_INDEX, key, recipients)
        return key

    def index_key(self, identity: age.Identity) -> bytes:
        """Load the key of the index.

        Args:
            identity: The key that opens it.

        Returns:
            32 bytes.

        Raises:
            KeyMissingError: It is gone.
            KeyDamagedError: It does not decrypt to a key.
        """
        key = self._decrypt(_INDEX, identity)
        if len(key) != INDEX_KEY_BYTES:
            raise KeyDamagedError(path=self.folder / _INDEX)
        return key

    def _store_encrypted(self, name: str, secret: bytes, recipients: tuple[str, ...]) -> None:
        ciphertext = age.encrypt(secret, recipients)
        self._disk.replace(self.folder / name, lambda file: file.write(ciphertext))

    def _decrypt(self, name: str, identity: age.Identity) -> bytes:
        path = self.folder / name
        try:
            return identity.decrypt(self._read(path))
        except (age.BrokenFileError, age.NotForThisKeyError):
            raise KeyDamagedError(path=path) from None

    def _read(self, path: pathlib.Path) -> bytes:
        try:
            with reading(path):
                return path.read_bytes()
        except FileNotFoundError:
            raise KeyMissingError(path=path) from None
