"""What lies in a vault's folder, and what a device remembers of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import pathlib
import tempfile
from collections.abc import Sequence

import msgspec

from tests.fuzz.target import Target, as_text
from tests.keeping.keeping_vault import addition
from vault.keeping import age, fold, settings
from vault.keeping.age.x25519 import Reader
from vault.keeping.canonical import NO_EVENT, NotAnEventError, canonical, decode
from vault.keeping.device import Device
from vault.keeping.durable import Disk
from vault.keeping.errors import EventUnwritableError
from vault.keeping.journal import file_name, number
from vault.keeping.settings import Authority, Settings
from vault.model import Edited, Event, EventType, ItemId, Judged, Judgement, Removed, Sha256, WriterId
from vault.model import FactState as State

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
RECIPIENT = "age1hskswgzxzpf5ykex0mkj6am884pg85ncgqu667dmrn0yn5m0cqnqlztsgk"


def _event(kind: EventType, body: object) -> Event:
    item = ItemId("7kq2m3xd")
    plain = msgspec.to_builtins(body)
    return Event(WriterId("w1r1t3r0"), 2, Sha256(NO_EVENT), NOW, kind, "00" * 16, item, plain)


_ADDED = _event(EventType.ITEM_ADDED, addition("账户注销成功"))


def events() -> Sequence[bytes]:
    """Return events of several kinds in canonical form."""
    return tuple(
        canonical(one)
        for one in (
            _ADDED,
            _event(EventType.ITEM_EDITED, Edited(title="x", event_date="2026-03-10")),
            _event(EventType.FACTS_JUDGED, Judged((Judgement("f1", State.CONFIRMED),))),
            _event(EventType.ITEM_REMOVED, Removed("twice")),
            _event(EventType.VAULT_CREATED, {"vault": "7kq2m3xd", "recipients": [RECIPIENT]}),
        )
    )


def _journal(data: bytes) -> None:
    """Read an event, write it again, and let it change an item."""
    event = decode(data)
    with contextlib.suppress(EventUnwritableError):
        decode(canonical(event))
    with contextlib.suppress(fold.BodyError):
        item = fold.fold(fold.fold(None, _ADDED), event)
        assert item is not None
        fold.join((item, item))
    with contextlib.suppress(fold.BodyError):
        fold.fold(None, event)


def _name(data: bytes) -> None:
    name = data.decode("utf-8", "surrogateescape")
    seq = number(name)
    assert seq is None or file_name(seq) == name


def _settings(data: bytes) -> None:
    known = settings.parse(as_text(data), pathlib.Path("vault.toml"))
    assert settings.parse(settings.dump(known), pathlib.Path("vault.toml")) == known


def tables() -> Sequence[bytes]:
    """Return texts of `vault.toml`, short and long."""
    short = Settings("7kq2m3xd", NOW, (RECIPIENT,))
    long = Settings(
        "7kq2m3xd",
        NOW,
        (RECIPIENT, RECIPIENT),
        (Authority("https://tsa.example/tsr", "-----BEGIN CERTIFICATE-----\n"), Authority("http://b/")),
        (NO_EVENT, NO_EVENT),
        (NO_EVENT,),
        encryptions=3,
        reencrypting=True,
    )
    return settings.dump(short).encode(), settings.dump(long).encode()


@functools.cache
def _device() -> Device:
    folder = pathlib.Path(tempfile.mkdtemp(prefix="vault-fuzz-"))
    return Device(folder, "7kq2m3xd", folder, Disk(sync=False))


def _memory(data: bytes) -> None:
    """Let each memory of a device be these bytes."""
    device = _device()
    for path in (device.path, device._readers, device._unlocked, device._backup):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    device.position()
    device.recipients()
    device.unlocked_until()
    device.backup()


def _memories() -> Sequence[bytes]:
    position = {"writer": "w1r1t3r0", "head": {"seq": 3, "sha256": NO_EVENT}, "pending": None}
    return tuple(msgspec.json.encode(one) for one in (position, [RECIPIENT], NOW, "/mnt/backup"))


@functools.cache
def _identity() -> age.Identity:
    return age.generate()


def _sealed() -> Sequence[bytes]:
    keys = _identity().recipients
    return (age.encrypt(b"", keys), age.encrypt(bytes(70_000), keys))


def _age_file(data: bytes) -> None:
    """Read a file with both implementations; the second reads nothing that pyrage refuses."""
    age.header_length(data)
    age.is_cut_off(data)
    second = _read_again(data)
    try:
        first = _identity().decrypt(data)
    except (age.NotForThisKeyError, age.BrokenFileError):
        assert second is None
        raise
    assert second in {None, first}


def _read_again(data: bytes) -> bytes | None:
    try:
        return b"".join(Reader(_identity().text()).plaintext(io.BytesIO(data)))
    except (age.NotForThisKeyError, age.BrokenFileError):
        return None


def _identities() -> Sequence[bytes]:
    secret = _identity().text()
    return (secret, b"# a comment\n\n" + secret + secret)


TARGETS = (
    Target("journal", events, _journal, refusals=(NotAnEventError,)),
    Target("event-name", lambda: (b"00000001.age", b"123456789.age"), _name, longest=64),
    Target("settings", tables, _settings),
    Target("device", _memories, _memory, longest=1024),
    Target("age-file", _sealed, _age_file, (age.NotForThisKeyError, age.BrokenFileError), longest=80_000),
    Target(
        "identity",
        _identities,
        lambda data: age.parse_identity(as_text(data)),
        refusals=(age.UnreadableKeyError,),
        longest=500,
    ),
)
