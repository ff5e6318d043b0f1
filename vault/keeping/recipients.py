"""Who may read: refusing a list that somebody else changed, and writing everything for another list."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from vault.errors import VaultDamagedError
from vault.keeping import age, settings
from vault.keeping.device import Device
from vault.keeping.errors import CannotWriteError, RecipientsChangedError, VaultBusyError
from vault.keeping.locks import APPEND_SECONDS, APPENDING, INDEXING, hold
from vault.keeping.settings import Settings
from vault.keeping.writer import Entry
from vault.model import EventType

if TYPE_CHECKING:
    from vault.keeping.store import Store


@dataclasses.dataclass(frozen=True, slots=True)
class Renewal:
    """How a change of recipients ended: files written anew, and those that are damaged and were left as they are."""

    renewed: int
    damaged: tuple[str, ...]


def ensure_trusted(device: Device, known: Settings) -> None:
    """Compare the recipients with those that this device saw last; the first list that it sees is trusted.

    Args:
        device: What this device remembers.
        known: `vault.toml` as it lies there.

    Raises:
        RecipientsChangedError: They are others.
    """
    trusted = device.recipients()
    if trusted is None:
        with contextlib.suppress(CannotWriteError):  # whoever may not write here cannot add either
            device.trust(known.recipients)
    elif set(trusted) != set(known.recipients):
        raise RecipientsChangedError(
            added=len(set(known.recipients) - set(trusted)), removed=len(set(trusted) - set(known.recipients))
        )


def change(
    store: Store,
    identity: age.Identity,
    recipients: tuple[str, ...],
    at: dt.datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    conclude: Callable[[Store], None] = lambda _store: None,
) -> Renewal:
    """Write everything for other recipients. A stop in between leaves a vault that opens; run it again.

    Nothing is appended meanwhile: other processes wait or say that the vault is busy.

    Args:
        store: The vault.
        identity: Opens what is there; one of `recipients` is its own.
        recipients: Public keys, those who may read from now on.
        at: The moment, aware.
        progress: Is told how many files are done, and how many there are.
        conclude: Is given the vault as it is written for the new recipients, before the change counts as complete.

    Returns:
        How many files were written anew, and which could not be.

    Raises:
        VaultBusyError: Another process was writing all the time, or has changed the recipients.
        CannotWriteError: The system refuses; what is done stays done.
    """
    removed = set(store.settings.recipients) - set(recipients)
    with (
        hold(store.path / INDEXING, APPEND_SECONDS),
        hold(store.path / APPENDING, APPEND_SECONDS),
    ):
        now = settings.load(store.path)
        if now.recipients != store.settings.recipients:
            raise VaultBusyError(path=store.path)
        times = now.encryptions + 1
        known = dataclasses.replace(now, recipients=recipients, encryptions=times, reencrypting=True)
        target = store.with_recipients(known)
        settings.save(store.path, known, store.disk)
        store.device.trust(recipients)
        if removed:
            target.keys.drop_index_key()
        renewal = _renew(target, identity, progress)
    conclude(target)
    record(target, at)
    target.change_settings(lambda now: dataclasses.replace(now, reencrypting=False))
    return renewal


def record(store: Store, at: dt.datetime) -> None:
    """Enter in the journal who can read, and who signs, from now on."""
    store.append([Entry(EventType.RECIPIENTS_CHANGED, None, told(store))], at)


def told(store: Store) -> dict[str, object]:
    """Return what the journal is told of a vault's readers and its signing certificate, if it has one."""
    signer = store.keys.certificate_digest()
    return {
        "vault": store.settings.id,
        "recipients": list(store.settings.recipients),
        **({"signer": signer} if signer else {}),
    }


def _renew(store: Store, identity: age.Identity, progress: Callable[[int, int], None]) -> Renewal:
    steps = list(_steps(store, identity))
    damaged = []
    for number, (name, step) in enumerate(steps):
        progress(number, len(steps))
        try:
            step()
        except VaultDamagedError:
            damaged.append(name)
    progress(len(steps), len(steps))
    return Renewal(len(steps) - len(damaged), tuple(damaged))


def _steps(store: Store, identity: age.Identity) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "keys", partial(store.keys.renew, identity, store.settings.recipients)
    yield "particulars.age", partial(store.particulars.renew, identity, store.settings.recipients)
    for item in sorted(store.objects.ids()):
        yield f"objects/{item}", partial(store.objects.renew, item, identity)
    for writer in store.journal.writers():
        for seq in store.journal.numbers(writer):
            yield f"journal/{writer}/{seq}", partial(store.journal.renew, writer, seq, identity)
