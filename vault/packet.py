"""Bind the items about one platform into a packet.

1. resolve the platform; choose its items, and list those that only name it;
2. ask for the tokens that the chosen items still lack;
3. order the exhibits in time and number them;
4. draw the PDF, sign, stamp and write the zip, which appears only when it verifies;
5. enter the packet in the custody of every exhibit.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vault import __version__, platforms, sources, stamp
from vault.errors import BadInputError, NotFoundError
from vault.keeping.index.query import Query
from vault.keeping.writer import Entry
from vault.language import Language, mark
from vault.model import EventType, FactState, Item, ItemId, Packed, Role, Sha256, Token

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.outcome import TimestampState
    from vault.proving.dossier import Dossier
    from vault.proving.packet import PacketWritten

Done = Callable[[int], None]


class NoItemsError(NotFoundError):
    """Nothing in the vault is about the platform."""

    code = "no-items"
    message = mark("No item is about {platform}.")
    hint = mark(
        "The vault has items about: {present}. Items that only name it: {named}; enclose one with --item ID."
    )


class OutputFolderMissingError(BadInputError):
    """The folder of the output is not there."""

    code = "output-folder-missing"
    message = mark("The folder {path} does not exist.")
    hint = mark("Make it, or name another place with -o.")


@dataclass(frozen=True, slots=True)
class Order:
    """What the user wants: items about `platform`, `also` others, `without` some; `output` a file, a folder or None."""

    platform: str
    also: Sequence[str] = ()
    without: Sequence[str] = ()
    output: pathlib.Path | None = None
    language: Language = Language.ZH


@dataclass(frozen=True, slots=True)
class Made:
    """What was made and what it lacks. `unconfirmed` counts facts in it that nobody confirmed."""

    path: pathlib.Path
    size: int
    exhibits: int
    timestamp: TimestampState
    unconfirmed: int
    mentions: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Items that enter, and items that are only listed."""

    about: str
    slug: str
    items: tuple[Item, ...]
    mentions: tuple[Item, ...]


def make(vault: Vault, order: Order, *, done: Done = lambda _n: None) -> Made:
    """Make a packet.

    Args:
        vault: Unlocked for this.
        order: What the user wants.
        done: Told after each exhibit that was read for drawing.

    Returns:
        Where it lies and what it lacks.

    Raises:
        PlatformNotFoundError: No platform has this name.
        NoItemsError: No item is about it.
        ItemNotFoundError: An id does not exist.
        OutputFolderMissingError: The output's folder is not there.
        ConflictError: The output exists.
        VaultDamagedError: An original is damaged.
    """
    chosen = _choose(vault, order)
    now = vault.world.now()
    out = _path(order.output, chosen.slug, f"{now.astimezone(vault.world.zone):%Y-%m-%d}")
    chosen = _stamped(vault, chosen)
    dossier = _dossier(vault, chosen, order.language, done)
    written = _write(vault, dossier, out)
    vault.append_all(
        [
            Entry(
                EventType.PACKET_MADE,
                exhibit.item.id,
                Packed(dossier.packet, exhibit.number, chosen.about, written.manifest),
            )
            for exhibit in dossier.exhibits
        ]
    )
    facts = [fact for exhibit in dossier.exhibits for fact in exhibit.item.findings.facts]
    return Made(
        written.path,
        written.size,
        written.exhibits,
        written.timestamp.value,
        sum(fact.state is FactState.PROPOSED for fact in facts),
        tuple(item.id for item in chosen.mentions),
    )


def _choose(vault: Vault, order: Order) -> _Chosen:
    index = vault.unlocked().index
    wanted = platforms.resolve(vault.directory(), order.platform, lambda: platforms.present(vault))
    without = {vault.item(one).id for one in order.without}
    also = [vault.item(one) for one in order.also]
    subjects = index.items(Query(platforms=wanted.ids, role=Role.SUBJECT, limit=None))
    named = index.items(Query(platforms=wanted.ids, limit=None))
    items = {item.id: item for item in (*subjects, *also) if item.id not in without}
    mentions = tuple(item for item in named if item.id not in items and item.id not in without)
    if not items:
        raise NoItemsError(
            platform=wanted.name,
            present=", ".join(platforms.present(vault).values()) or "-",
            named=", ".join(item.id for item in mentions) or "-",
        )
    return _Chosen(wanted.name, wanted.slug, tuple(sorted(items.values(), key=moment)), mentions)


def moment(item: Item) -> tuple[str, str, str]:
    """Return what orders exhibits in time: the day of the event, else of the capture; then capture; then id."""
    captured = item.acquisitions[0].captured_at.isoformat()
    return item.findings.event_date or captured[:10], captured, item.id


def _stamped(vault: Vault, chosen: _Chosen) -> _Chosen:
    """Get the tokens that the chosen items still lack, as far as the authorities answer."""
    if not vault.authorities:
        return chosen
    stamp.stamp(vault, stamp.lacking(chosen.items, vault.authorities))
    items = tuple(vault.item(item.id) for item in chosen.items)
    return _Chosen(chosen.about, chosen.slug, items, chosen.mentions)


def _path(output: pathlib.Path | None, slug: str, day: str) -> pathlib.Path:
    name = f"packet-{slug}-{day}.zip"
    if output is None:
        return _free(pathlib.Path(name))
    path = output / name if output.is_dir() else output
    if not path.parent.is_dir():
        raise OutputFolderMissingError(path=path.parent)
    return _free(path) if output.is_dir() else path


def _free(path: pathlib.Path) -> pathlib.Path:
    """Return the path, numbered if a packet of the same day has it: only a name that the user gave is a conflict."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _dossier(vault: Vault, chosen: _Chosen, language: Language, done: Done) -> Dossier:
    from vault.proving.dossier import Dossier, Exhibit, Head, Mention

    unlocked = vault.unlocked()
    digits = max(2, len(str(len(chosen.items))))
    exhibits = tuple(
        Exhibit(
            number,
            f"E{number:0{digits}}",
            item,
            original=partial(unlocked.original, item),
            picture=partial(_pictures, vault, item, done),
        )
        for number, item in enumerate(chosen.items, 1)
    )
    custody = (event for item in chosen.items for event in unlocked.index.history(item))
    return Dossier(
        packet=vault.store.new_item_id(),
        platform=chosen.about,
        made_at=vault.world.now().replace(microsecond=0),
        language=language,
        exhibits=exhibits,
        mentions=tuple(
            Mention(one.title, one.findings.kind, one.findings.event_date) for one in chosen.mentions
        ),
        custody=tuple(sorted(custody, key=lambda event: (event.writer, event.seq))),
        heads=tuple(Head(row.id, row.seq, row.sha256) for row in unlocked.index.heads()),
        program=f"evidence-vault {__version__}",
    )


def _pictures(vault: Vault, item: Item, done: Done) -> tuple[bytes, ...]:
    """Return an item's pages for printing; recordings and texts have none."""
    done(1)
    with vault.unlocked().original(item) as original:
        head = original.read(sources.HEAD_BYTES)
        media = sources.identify(head)
        if media.family not in {sources.Family.PICTURE, sources.Family.PDF}:
            return ()
        return sources.print_pages(head + original.read(), media)


def _write(vault: Vault, dossier: Dossier, out: pathlib.Path) -> PacketWritten:
    from vault.proving.document import Standing, render  # typesetting, for this command alone
    from vault.proving.packet import write_packet
    from vault.proving.signer import Signer, signer_fingerprint

    signer = Signer(*vault.unlocked().signer())
    urls = tuple(authority.url for authority in vault.authorities)

    def tokens(digest: Sha256) -> tuple[Token, ...]:
        answers = vault.request_tokens([digest], vault.authorities)
        return tuple(answer.token for answer in answers if answer.token is not None)

    return write_packet(
        dossier,
        draw=lambda stamping: render(dossier, Standing(signer_fingerprint(signer), stamping, urls)),
        signer=signer,
        stamp=tokens if vault.authorities else None,
        roots=tuple(authority.roots for authority in vault.authorities if authority.roots),
        out=out,
    )
