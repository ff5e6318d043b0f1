"""The front door of this room: a vault's folder, locked (`Store`) and unlocked (`Unlocked`)."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO, Final

from vault.keeping import age, keys, recipients, settings
from vault.keeping.device import Device, default_folder
from vault.keeping.durable import Disk
from vault.keeping.errors import (
    KeyDamagedError,
    KeyMissingError,
    ObjectDamagedError,
    SignerChangedError,
    VaultBusyError,
    VaultExistsError,
)
from vault.keeping.identifiers import Entropy, new_id
from vault.keeping.journal import Journal
from vault.keeping.locks import APPEND_SECONDS, APPENDING, INDEX_SECONDS, INDEXING, hold
from vault.keeping.objects import Objects, StoredObject
from vault.keeping.particulars import SealedParticulars
from vault.keeping.settings import Settings
from vault.keeping.writer import Entry, Writer
from vault.model import Authority, Event, EventType, Item, ItemId, Kind

if TYPE_CHECKING:
    from vault.keeping.index.index import Index

_BEFORE_THE_VAULT: Final = frozenset({"keys", APPENDING})
"""What a creation that was interrupted may have left."""


class Store:
    """A vault's folder. Adding needs no secret; use `create` or `open`."""

    def __init__(
        self,
        path: pathlib.Path,
        known: Settings,
        *,
        state_folder: pathlib.Path | None = None,
        entropy: Entropy = os.urandom,
        disk: Disk = Disk(),  # noqa: B008 - a frozen value
        timeout: float = APPEND_SECONDS,
    ) -> None:
        self.path = path
        self.settings = known
        self.disk = disk
        self.objects = Objects(path / "objects", known.recipients, disk)
        self.journal = Journal(path / "journal", known.recipients, disk)
        self.keys = keys.Keys(path / "keys", disk)
        self.particulars = SealedParticulars(path, disk)
        self.device = Device(state_folder or default_folder(), known.id, path, disk)
        self.writer = Writer(
            self.journal, self.device, path / APPENDING, timeout, entropy, self._ensure_recipients_stand
        )
        self.entropy = entropy

    @classmethod
    def create(
        cls,
        path: pathlib.Path,
        *,
        now: dt.datetime,
        passphrase: str | None = None,
        identity_file: pathlib.Path | None = None,
        authorities: tuple[Authority, ...] = (),
        state_folder: pathlib.Path | None = None,
        entropy: Entropy = os.urandom,
        disk: Disk = Disk(),  # noqa: B008 - a frozen value
        complete: Callable[[Store], None] = lambda _store: None,
    ) -> tuple[Store, age.Identity]:
        """Make a vault: keys first, `vault.toml` last, so that half a vault is none.

        Args:
            path: An empty or missing folder.
            now: The moment, aware.
            passphrase: Closes the identity that is made. Either this or `identity_file`.
            identity_file: A plain age identity file, made where it is missing.
            authorities: Timestamp authorities.
            state_folder: Where this device keeps its memory; the user's state folder, if not given.
            entropy: Where ids, salts and the index's key come from.
            disk: How files are written.
            complete: Is given the vault before it counts as one: to store what signs.

        Returns:
            The vault, and the identity that opens it.

        Raises:
            VaultExistsError: The folder is not empty.
            IdentityUnreadableError: The identity file holds no identity.
            CannotWriteError: The system refuses.
            ValueError: Neither or both of passphrase and identity file were given.
        """
        if (passphrase is None) == (identity_file is None):
            raise ValueError("either a passphrase or an identity file")
        disk.make_folder(path)
        if {entry.name for entry in path.iterdir()} - _BEFORE_THE_VAULT:
            raise VaultExistsError(path=path)
        identity = age.generate() if identity_file is None else keys.identity_file(identity_file, disk)
        known = Settings(new_id(entropy), now.astimezone(dt.UTC), identity.recipients, authorities)
        store = cls(path, known, state_folder=state_folder, entropy=entropy, disk=disk)
        if passphrase is not None:
            sealed, digest = store.keys.seal(identity, passphrase)
            store.keys.store_sealed(sealed)
            store.settings = dataclasses.replace(known, sealed_identities=(digest,))
        store.keys.store_new_index_key(known.recipients, entropy)
        complete(store)
        try:
            settings.save(path, store.settings, disk, first=True)
        except FileExistsError:
            raise VaultExistsError(path=path) from None
        store.device.trust(known.recipients)
        store.append([Entry(EventType.VAULT_CREATED, None, recipients.told(store))], now)
        return store, identity

    @classmethod
    def open(
        cls,
        path: pathlib.Path,
        *,
        state_folder: pathlib.Path | None = None,
        entropy: Entropy = os.urandom,
        disk: Disk = Disk(),  # noqa: B008 - a frozen value
        timeout: float = APPEND_SECONDS,
        accept: bool = False,
    ) -> Store:
        """Open a vault for adding; no secret is asked.

        Args:
            path: The vault.
            state_folder: Where this device keeps its memory; the user's state folder, if not given.
            entropy: Where ids and salts come from.
            disk: How files are written.
            timeout: Seconds to wait for another process that appends.
            accept: Whether the recipients may be others than this device knows; only to ask the user about them.

        Returns:
            The vault.

        Raises:
            NoVaultHereError: There is none.
            NewerVaultError: A newer program wrote it.
            SettingsDamagedError: `vault.toml` cannot be understood.
            RecipientsChangedError: It names other recipients than this device knows; what is added now would be
                readable by a stranger.
        """
        known = settings.load(path)
        store = cls(path, known, state_folder=state_folder, entropy=entropy, disk=disk, timeout=timeout)
        if not accept:
            recipients.ensure_trusted(store.device, known)
        return store

    def new_item_id(self) -> ItemId:
        """Return an id that no object in the folder has."""
        while self.objects.has(item := ItemId(new_id(self.entropy))):
            continue
        return item

    def put(self, source: BinaryIO) -> StoredObject:
        """Encrypt an original durably under a new id. It is an orphan until an event tells of it.

        Args:
            source: The bytes, from where the stream stands to its end.

        Returns:
            Its id, digest and size.

        Raises:
            CannotReadError: Reading the source failed; nothing is left behind.
            CannotWriteError: Writing failed; nothing is left behind.
        """
        return self.objects.put(source, self.new_item_id())

    def append(self, entries: Iterable[Entry], at: dt.datetime) -> tuple[Event, ...]:
        """Append events to the journal durably, in order; raises what `Writer.append` raises."""
        return self.writer.append(entries, at)

    def change_settings(self, change: Callable[[Settings], Settings]) -> None:
        """Change `vault.toml` as it lies there now: what another process wrote meanwhile stays.

        Args:
            change: Returns the new settings; id and recipients must be the same.

        Raises:
            ValueError: The id or the recipients differ.
            VaultBusyError: Another process was writing all the time, or has changed the recipients.
        """
        with hold(self.path / APPENDING, APPEND_SECONDS):
            self._ensure_recipients_stand()
            known = change(now := settings.load(self.path))
            if (known.id, known.recipients) != (now.id, now.recipients):
                raise ValueError("recipients are not changed by writing settings")
            settings.save(self.path, known, self.disk)
        self.settings = known

    def with_recipients(self, known: Settings) -> Store:
        """Return this vault as it is written for other recipients; nothing is saved."""
        return Store(self.path, known, state_folder=self.device.folder, entropy=self.entropy, disk=self.disk)

    def _ensure_recipients_stand(self) -> None:
        """Refuse to write for recipients that another process has changed meanwhile.

        Raises:
            VaultBusyError: They are others now; run again, the command would write for those.
        """
        if settings.load(self.path).recipients != self.settings.recipients:
            raise VaultBusyError(path=self.path)

    def store_signer(self, key_pem: bytes, certificate_pem: bytes) -> None:
        """Store the signing key, encrypted to the recipients, and its certificate; this device trusts it."""
        self.keys.store_signer(key_pem, certificate_pem, self.settings.recipients)
        self.trust_signer()

    def trust_signer(self) -> None:
        """Remember the signing certificate that lies here as the right one."""
        certificate = self.keys.certificate_digest()
        if certificate is not None:
            self.device.trust_signer(certificate)

    def identity(self, passphrase: str) -> age.Identity:
        """Open the identity with its passphrase; raises what `Keys.identity` raises."""
        return self.keys.identity(passphrase, self.settings)

    def unlock(
        self,
        identity: age.Identity,
        kind_names: Mapping[Kind, tuple[str, ...]] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Unlocked:
        """Open what is encrypted, and bring the index in step with the journal.

        Args:
            identity: The key.
            kind_names: What each kind is called, in all languages at once; searched like titles.
            progress: Is told how many events were taken into the index, and how many there are.

        Returns:
            The open vault.

        Raises:
            WrongIdentityError: The vault is not encrypted to this identity.
            VaultBusyError: Another process was writing the index all the time.
            CannotWriteError: The system refuses.
        """
        from vault.keeping.index.file import Place  # SQLAlchemy: only when needed
        from vault.keeping.index.index import open_index

        keys.ensure_fits(identity, self.settings)
        place = Place(
            vault=self.path,
            vault_id=self.settings.id,
            key=self._index_key(identity),
            journal=self.journal,
            identity=identity,
            kind_names=kind_names or {},
            timeout=INDEX_SECONDS,
            disk=self.disk,
        )
        return Unlocked(self, identity, open_index(place, progress))

    def _index_key(self, identity: age.Identity) -> bytes:
        with contextlib.suppress(KeyMissingError, KeyDamagedError):
            return self.keys.index_key(identity)
        # The index is disposable, and so is its key: with a new one it is built anew.
        with hold(self.path / INDEXING, INDEX_SECONDS):
            with contextlib.suppress(KeyMissingError, KeyDamagedError):
                return self.keys.index_key(identity)
            return self.keys.store_new_index_key(self.settings.recipients, self.entropy)


class Unlocked:
    """A vault with its key. Use `Store.unlock`; close it after use, or use it as a context."""

    def __init__(self, store: Store, identity: age.Identity, index: Index) -> None:
        self.store = store
        self.identity = identity
        self.index = index

    def __enter__(self) -> Unlocked:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self.index.close()

    def append(self, entries: Iterable[Entry], at: dt.datetime) -> tuple[Event, ...]:
        """Append events and take them into the index; raises what `Store.append` raises."""
        events = self.store.append(entries, at)
        self.index.refresh()
        return events

    def original(self, item: Item) -> BinaryIO:
        """Open an item's original for one pass of reading; the caller closes it.

        Args:
            item: The item.

        Returns:
            A stream without seeking; its `read` raises the errors of `Objects.copy_to`.

        Raises:
            ObjectMissingError: It is gone.
        """
        return self.store.objects.open(self._stored(item), self.identity, item.size)

    def copy_original(self, item: Item, target: BinaryIO) -> None:
        """Decrypt an item's original into a file and compare it with what was recorded.

        Args:
            item: The item.
            target: Takes the bytes; after an error they must not be used.

        Raises:
            ObjectMissingError: It is gone.
            ObjectTruncatedError: It is cut off.
            ObjectDamagedError: It was changed.
        """
        copied = self.store.objects.copy_to(self._stored(item), self.identity, target, item.size)
        if (copied.sha256, copied.size) != (item.sha256, item.size):
            raise ObjectDamagedError(id=item.id)

    def signer(self) -> tuple[bytes, bytes]:
        """Return the signing key and its certificate, both in PEM.

        Raises:
            SignerChangedError: The certificate is not the one that this device knows.
            KeyMissingError: One of the two is gone.
            KeyDamagedError: The key does not decrypt.
        """
        if self.store.device.signer() not in {None, self.store.keys.certificate_digest()}:
            raise SignerChangedError(path=self.store.keys.certificate)
        return self.store.keys.signer(self.identity)

    def _stored(self, item: Item) -> ItemId:
        """Choose the item's object; where it is gone, that of a copy of the same bytes."""
        return next((id_ for id_ in (item.id, *item.copies) if self.store.objects.has(id_)), item.id)
