"""A vault as the use cases see it: the folder with its keys, authorities, directory and clock."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from vault import keys, platforms
from vault.errors import AuthorityError, LockedError, UsageError, WrongKeyError
from vault.keeping.store import Store, Unlocked
from vault.keeping.writer import Body, Entry
from vault.language import Language, mark, translator
from vault.model import Authority, Edited, EventType, Item, ItemId, Judged, Kind, Removed, Sha256
from vault.wording import KINDS
from vault.world import World

if TYPE_CHECKING:
    from vault.confined import Decoders
    from vault.intake import Intake
    from vault.keeping.age import Identity
    from vault.proving.stamps import Answer
    from vault.reading import Directory

NO_AUTHORITY = "none"

Indexing = Callable[[int, int], None]
"""Told while the index takes in events: how many, of how many."""


class NoAuthorityError(AuthorityError):
    """A token is wanted and nobody is configured to give one."""

    code = "no-authority"
    message = mark("No timestamp authority is configured.")
    hint = mark("Name one: VAULT_TSA=https://… vault timestamp")


class AuthorityUrlError(UsageError):
    """What shall be asked for timestamps is no address."""

    code = "authority-url"
    message = mark("{url} is no address of a timestamp authority.")
    hint = mark("Write it as https://tsa.example.org/tsr, or none.")


class PassphraseNeededError(UsageError):
    """A new vault needs a passphrase and there is no terminal to ask on."""

    code = "passphrase-needed"
    message = mark("A new vault needs a passphrase, and there is no terminal to ask on.")
    hint = mark("Set VAULT_PASSPHRASE_FILE, or use an identity file: vault init --identity FILE")


class Vault:
    """An open vault. It is locked until something is needed that the key protects.

    Use it as a context, so that the index is closed.
    """

    def __init__(
        self, store: Store, *, ask: keys.Ask, world: World, indexing: Indexing = lambda _done, _total: None
    ) -> None:
        self.store = store
        self.world = world
        self.authorities = _authorities(store, world)
        self._ask = ask
        self._indexing = indexing
        self._identity: Identity | None = None
        self._unlocked: Unlocked | None = None
        self._stale = False
        self._directory: Directory | None = None
        self._decoders: Decoders | None = None

    @classmethod
    def create(
        cls,
        folder: pathlib.Path,
        *,
        identity_file: pathlib.Path | None = None,
        choose_passphrase: Callable[[], str | None] = lambda: None,
        authorities: Sequence[str] = (),
        roots: str = "",
        world: World | None = None,
    ) -> Self:
        """Make a new vault.

        Args:
            folder: A folder that is empty or does not exist.
            identity_file: Use this age identity instead of a passphrase; made if absent.
            choose_passphrase: Asks for a new passphrase where the environment gives none.
            authorities: URLs of timestamp authorities; `none` counts as none.
            roots: PEM certificates trusted for all of them.
            world: Clock, randomness, environment.

        Returns:
            The vault.

        Raises:
            AuthorityUrlError: A URL of an authority is none; nothing is made.
            PassphraseNeededError: Neither identity nor passphrase can be had.
            WeakPassphraseError: The passphrase can be guessed.
            VaultExistsError: The folder is not empty.
            BadInputError: It cannot be written.
        """
        urls = [url for url in dict.fromkeys(authorities) if url != NO_AUTHORITY]
        _ensure_addresses(urls)
        world = world or World()
        file = identity_file or keys.identity_file(world.environment)
        passphrase = None if file else keys.passphrase(world.environment) or choose_passphrase()
        if file is None and not passphrase:
            raise PassphraseNeededError
        if passphrase is not None:
            from vault.keeping.passphrases import ensure_strong  # its word lists take a tenth of a second

            ensure_strong(passphrase, (folder.name,))
        store, _identity = Store.create(
            folder.absolute(),
            now=world.now(),
            passphrase=passphrase,
            identity_file=file,
            authorities=tuple(Authority(url, roots) for url in urls),
            entropy=world.entropy,
            complete=partial(_sign_anew, world),
        )
        return cls(store, ask=lambda refused: None if refused else passphrase, world=world)

    @classmethod
    def open(
        cls,
        folder: pathlib.Path,
        *,
        ask: keys.Ask = lambda _refused: None,
        world: World | None = None,
        indexing: Indexing = lambda _done, _total: None,
        accept: bool = False,
    ) -> Self:
        """Open a vault; no secret is needed yet.

        Args:
            folder: The vault.
            ask: Asks for the passphrase when it is needed and the environment gives none.
            world: Clock, randomness, environment.
            indexing: Told while the index takes in events, which can take a minute after a large import.
            accept: Whether its recipients may be others than this device knows; only to ask the user about them.

        Returns:
            The vault.

        Raises:
            NoVaultHereError: There is none.
            RecipientsChangedError: Its recipients are others than this device knows.
            NewerVaultError: A newer program wrote it.
            VaultDamagedError: `vault.toml` cannot be understood.
        """
        world = world or World()
        store = Store.open(folder.absolute(), entropy=world.entropy, accept=accept)
        return cls(store, ask=ask, world=world, indexing=indexing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index, forget the key and end the processes that decode."""
        if self._unlocked is not None:
            self._unlocked.close()
            self._unlocked = None
        self._identity = None
        if self._decoders is not None:
            self._decoders.close()

    @property
    def folder(self) -> pathlib.Path:
        """Where the vault lies."""
        return self.store.path

    def unlocked(self) -> Unlocked:
        """Return the vault with its key and an index that knows every event; the key is got the first time.

        Raises:
            WrongKeyError: The key is wrong, or none can be had.
            VaultDamagedError: A key file is damaged.
            LockedError: Another process was writing the index all the time.
        """
        if self._unlocked is None:
            self._unlocked = self.store.unlock(self.identity(), kind_names(), self._indexing)
        elif self._stale:
            self._unlocked.index.refresh()
        self._stale = False
        return self._unlocked

    def identity(self) -> Identity:
        """Return the key; it is got the first time. The index is left alone.

        Raises:
            WrongKeyError: The key is wrong, does not fit, or none can be had.
            VaultDamagedError: A key file is damaged.
        """
        if self._identity is None:
            from vault.keeping.keys import ensure_fits  # age is loaded when a key is needed

            found = keys.identity(self.store, self.world.environment, self._ask, self.world.now())
            ensure_fits(found, self.store.settings)
            self._identity = found
        return self._identity

    def at(self, folder: pathlib.Path, state_folder: pathlib.Path) -> Vault:
        """Open a copy of this vault with the key of this one; what a device remembers goes to `state_folder`.

        Raises:
            WrongKeyError: The copy is not encrypted to this key.
            VaultDamagedError: Its settings cannot be understood.
        """
        from vault.keeping.keys import ensure_fits

        store = Store.open(folder, entropy=self.world.entropy, state_folder=state_folder)
        copy = Vault(store, ask=lambda _refused: None, world=self.world)
        copy._identity = self.identity()
        ensure_fits(copy._identity, store.settings)
        return copy

    def reopen(self) -> None:
        """Read the settings again after a change of recipients."""
        self.close()
        self.store = Store.open(self.folder, entropy=self.world.entropy)

    def sign_anew(self, store: Store) -> None:
        """Make a new signing key with its certificate for `store`, in the place of an old one."""
        _sign_anew(self.world, store)

    def item(self, prefix: str) -> Item:
        """Return the item whose id begins so; unlocks.

        Raises:
            ItemNotFoundError: There is none.
            AmbiguousIdError: There are several.
        """
        return self.unlocked().index.item(prefix)

    def find_digest(self, digest: Sha256) -> Item | None:
        """Return the item with these bytes as far as that can be known without asking for a key."""
        if self._unlocked is None:
            if not keys.is_at_hand(self.store, self.world.environment):
                return None
            try:
                self.unlocked()
            except (WrongKeyError, LockedError):
                return None  # adding needs no key: the copies are joined at the next unlock
        return self._unlocked.index.by_digest(digest) if self._unlocked else None

    def append(self, kind: EventType, item: ItemId, body: Body) -> None:
        """Append one event durably; raises what `append_all` raises."""
        self.append_all([Entry(kind, item, body)])

    def append_all(self, entries: Sequence[Entry]) -> None:
        """Append events durably, in order; the index takes them in when it is asked next.

        Raises:
            LockedError: Another process was appending all the time.
            BadInputError: The system refuses to write.
        """
        if entries:
            now = self.world.now()
            self.store.append([self._in_turn(entry, now) for entry in entries], now)
            self._stale = True

    def _in_turn(self, entry: Entry, now: dt.datetime) -> Entry:
        """Have a change say what it comes after, where this device's clock lies behind another's."""
        if entry.item is None or not isinstance(entry.body, Edited | Judged | Removed):
            return entry
        latest = self.unlocked().index.latest(entry.item)
        if latest is None or latest < now:
            return entry
        return replace(entry, body=replace(entry.body, after=latest))

    def directory(self) -> Directory:
        """Return the platforms that are known, the user's own among them."""
        if self._directory is None:
            self._directory = platforms.directory()
        return self._directory

    def intake(self, engine: str = "auto") -> Intake:
        """Return what reads inputs for this vault."""
        from vault.intake import Intake

        return Intake(
            engine, self.directory(), zone=self.world.zone, now=self.world.now, decoders=self.decoders()
        )

    def decoders(self) -> Decoders:
        """Return what opens pictures, documents and mails, in processes that can do nothing else."""
        if self._decoders is None:
            from vault.confined import Decoders

            self._decoders = Decoders()
        return self._decoders

    def need_authority(self) -> None:
        """Raise if no authority is configured.

        Raises:
            NoAuthorityError: None is.
        """
        if not self.authorities:
            raise NoAuthorityError

    def request_tokens(
        self,
        digests: Sequence[Sha256],
        authorities: Sequence[Authority],
        done: Callable[[int], None] = lambda _n: None,
    ) -> tuple[Answer, ...]:
        """Ask authorities for tokens over digests, several at once; this uses the network.

        Returns:
            One answer for each digest and authority, digests outermost.
        """
        from vault.proving import network, stamps  # the network is loaded when it is used

        return stamps.request_tokens(
            digests,
            authorities,
            nonces=lambda: int.from_bytes(self.world.entropy(8), "big"),
            fetch=network.fetch,
            progress=lambda _count, _total: done(1),
        )


def _authorities(store: Store, world: World) -> tuple[Authority, ...]:
    """Return the authorities that count now: those of `VAULT_TSA` where it is set, else those of the vault."""
    known = {one.url: one.roots for one in store.settings.authorities}
    named = world.environment.get("VAULT_TSA")
    urls = named.split() if named is not None and named.strip() else list(known)
    return tuple(Authority(url, known.get(url, "")) for url in dict.fromkeys(urls) if url != NO_AUTHORITY)


def _ensure_addresses(urls: Sequence[str]) -> None:
    """Refuse what is no address of a server.

    Raises:
        AuthorityUrlError: One is none.
    """
    for url in urls:
        try:
            address = urlsplit(url)
        except ValueError:
            raise AuthorityUrlError(url=url) from None
        if address.scheme not in {"http", "https"} or not address.netloc:
            raise AuthorityUrlError(url=url)


def kind_names() -> dict[Kind, tuple[str, ...]]:
    """Return what each kind is called in all languages, so that either finds it."""
    return {kind: tuple(translator(language)(text) for language in Language) for kind, text in KINDS.items()}


def _sign_anew(world: World, store: Store) -> None:
    from vault.proving.signer import new_signer

    serial = int.from_bytes(world.entropy(19), "big") + 1
    signer = new_signer(f"evidence-vault {store.settings.id}", now=world.now(), serial=serial)
    store.store_signer(signer.key_pem, signer.certificate_pem)
