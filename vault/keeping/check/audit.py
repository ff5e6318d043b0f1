"""The whole check, locked or unlocked. It changes nothing but the index, which it builds anew where it is of no use."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from vault.errors import VaultDamagedError
from vault.keeping.canonical import digest
from vault.keeping.check.chains import check_chain, check_numbers, place
from vault.keeping.check.finding import Finding, finding
from vault.keeping.check.folder import check_folder
from vault.keeping.check.originals import Expected, check_originals
from vault.keeping.check.unclaimed import attributed
from vault.keeping.errors import CannotWriteError
from vault.keeping.fold import BodyError, fold
from vault.keeping.settings import FILE_NAME
from vault.keeping.signer_repair import CERTIFICATE, KEY
from vault.keeping.store import Store, Unlocked
from vault.model import Event, EventType, ItemId, Sha256, WriterId


def check(
    store: Store,
    unlocked: Unlocked | None = None,
    *,
    read_data: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Finding, ...]:
    """Compare the vault's folder with its journal.

    Locked, names, rights, gaps and keys are looked at; unlocked, every event is read and every original
    measured, and with `read_data` every byte of every original is decrypted.

    Args:
        store: The vault.
        unlocked: The same vault with its key, if it is at hand.
        read_data: Whether to decrypt the originals.
        progress: Is told how many originals were looked at, and how many there are.

    Returns:
        The findings; none when all is well.

    Raises:
        ValueError: `read_data` without the key.
    """
    if read_data and unlocked is None:
        raise ValueError("reading the originals needs the key")
    found = [*check_folder(store.path), *check_numbers(store.journal, store.device.position())]
    found += [*_check_sealed(store), *_check_signer(store)]
    if store.settings.reencrypting:
        found.append(finding("reencryption-unfinished", FILE_NAME))
    if unlocked is not None:
        found += _check_keys(unlocked)
        found += _check_contents(store, unlocked, progress, read_data=read_data)
        found = [*attributed(found, partial(_told_by, unlocked))]
    return tuple({(one.code, one.subject): one for one in found}.values())


def _told_by(unlocked: Unlocked, item: ItemId) -> str | None:
    """Return where the event lay that added an item, as far as the index has seen it."""
    added = unlocked.index.addition(item)
    return place(added.writer, added.seq) if added is not None else None


def _check_sealed(store: Store) -> Iterator[Finding]:
    """Compare the identity under the passphrase and under the recovery words with the digests that are known."""
    for name, good in (
        ("identity.age", store.settings.sealed_identities),
        ("recovery.age", store.settings.sealed_recoveries),
    ):
        path = store.keys.folder / name
        if good and not path.exists():
            yield finding("key-missing", f"keys/{name}")
        elif good and digest(path.read_bytes()) not in good:
            yield finding("key-damaged", f"keys/{name}")


def _check_signer(store: Store) -> Iterator[Finding]:
    """Compare the signing certificate with the one that this device knows."""
    known, found = store.device.signer(), store.keys.certificate_digest()
    if found is None:
        if known is not None or (store.keys.folder / "signer.age").exists():
            yield finding("key-missing", CERTIFICATE)
    elif known not in {None, found}:
        yield finding("signer-changed", CERTIFICATE)
    if found is not None and not store.keys.has_signer():
        yield finding("key-missing", KEY)


def _check_keys(unlocked: Unlocked) -> Iterator[Finding]:
    keys = unlocked.store.keys
    loads: list[tuple[str, Callable[[], object]]] = [
        ("keys/index.age", lambda: keys.index_key(unlocked.identity))
    ]
    if keys.has_signer():
        loads.append((KEY, lambda: keys.signing_key(unlocked.identity)))
    loads.append(("particulars.age", lambda: unlocked.store.particulars.load(unlocked.identity)))
    for subject, load in loads:
        try:
            load()
        except VaultDamagedError as error:
            yield finding(error.code, subject)


def _check_contents(
    store: Store, unlocked: Unlocked, progress: Callable[[int, int], None], *, read_data: bool
) -> Iterator[Finding]:
    expected: dict[ItemId, Expected] = {}
    lacking: dict[WriterId, set[int]] = {}
    records: dict[WriterId, Record] = {}
    unlocked.index.verify()
    for writer in sorted({*store.journal.writers(), *(head.id for head in unlocked.index.heads())}):
        seen = unlocked.index.seen(writer)
        read: set[int] = set()

        def take(event: Event, read: set[int] = read) -> None:
            read.add(event.seq)
            _expect(event, expected)
            _note(event, records)

        yield from check_chain(store.journal, writer, unlocked.identity, seen, take)
        lacking[writer] = {seq for seq in read if not seen.get(seq)}
    if not store.settings.reencrypting:
        yield from _check_record(store, _last(records))
    yield from check_originals(store.objects, expected, unlocked.identity if read_data else None, progress)
    if any(lacking.values()):
        _mend(unlocked, lacking)
    if unlocked.index.rebuilt:
        yield finding("index-rebuilt", "index.db")


def _mend(unlocked: Unlocked, lacking: Mapping[WriterId, set[int]]) -> None:
    """Take events into the index that it did not know; an index that only lags is not built anew.

    What other processes append meanwhile is no reason to.
    """
    unlocked.index.refresh()
    for writer, numbers in lacking.items():
        seen = unlocked.index.seen(writer)
        if not all(seen.get(seq) for seq in numbers):
            unlocked.index.rebuild()
            return


def expected_originals(unlocked: Unlocked) -> dict[ItemId, Expected]:
    """Return what the events that can be read tell of the originals."""
    expected: dict[ItemId, Expected] = {}
    journal = unlocked.store.journal
    for writer in journal.writers():
        list(check_chain(journal, writer, unlocked.identity, {}, lambda event: _expect(event, expected)))
    return expected


def _expect(event: Event, expected: dict[ItemId, Expected]) -> None:
    if event.type is not EventType.ITEM_ADDED or event.item is None:
        return
    try:
        item = fold(None, event)
    except BodyError:
        return
    if item is not None:
        expected[event.item] = Expected(item.sha256, item.size)


def recorded_signer(unlocked: Unlocked) -> Sha256 | None:
    """Return the digest of the signing certificate that the journal names, None where it names none."""
    records: dict[WriterId, Record] = {}
    journal = unlocked.store.journal
    for writer in journal.writers():
        list(check_chain(journal, writer, unlocked.identity, {}, lambda event: _note(event, records)))
    last = _last(records)
    return last.signer if last is not None else None


@dataclass(frozen=True, slots=True)
class Record:
    """What an event says of who can read and who signs; journals of earlier versions name no signer."""

    at: dt.datetime
    recipients: frozenset[str]
    signer: Sha256 | None


def _note(event: Event, records: dict[WriterId, Record]) -> None:
    """Keep what each writer said last; by number, as a clock may have been set back."""
    named, signer = event.body.get("recipients"), event.body.get("signer")
    if event.type in {EventType.VAULT_CREATED, EventType.RECIPIENTS_CHANGED} and isinstance(named, list):
        readers = frozenset(str(one) for one in named)
        records[event.writer] = Record(event.at, readers, Sha256(signer) if isinstance(signer, str) else None)


def _last(records: Mapping[WriterId, Record]) -> Record | None:
    return max(records.values(), key=lambda one: one.at) if records else None


def _check_record(store: Store, record: Record | None) -> Iterator[Finding]:
    """Compare what lies in the folder with what the journal was told last.

    The first signing certificate that a device sees is trusted, unless the journal names another.
    """
    if record is not None and record.recipients != frozenset(store.settings.recipients):
        yield finding("recipients-unrecorded", FILE_NAME)
    found = store.keys.certificate_digest()
    if record is not None and record.signer not in {None, found}:
        yield finding("key-missing" if found is None else "signer-changed", CERTIFICATE)
    elif store.device.signer() is None:
        with contextlib.suppress(CannotWriteError):
            store.trust_signer()
