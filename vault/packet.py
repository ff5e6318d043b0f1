"""Bind the items about one platform into a packet.

1. resolve the platform; choose its items, and list those that only name it;
2. for a recipient: say what it requires and the vault lacks, before anything is made;
3. ask for the tokens that the chosen items still lack;
4. cover what must not be seen; order the exhibits, in time or as a court wants them, and number them;
5. compose the letter, draw the PDF, sign, stamp and write the zip, which appears only when it verifies;
6. for a recipient that takes only small files: a smaller copy of the PDF beside it;
7. enter the packet in the custody of every exhibit.
"""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import choosing, domain_keys, matter, output, profile, redact, signing
from vault.assembling import Done, assemble
from vault.choosing import Chosen
from vault.keeping.writer import Entry
from vault.language import Language, mark, translator
from vault.mail_signatures import DomainKey
from vault.matter import Matter, Wishes
from vault.model import EventType, FactState, ItemId, Packed
from vault.producing import Production
from vault.redaction import NOTHING, Request

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.outcome import TimestampState
    from vault.proving.dossier import Dossier
    from vault.redact import Plan, Planned
    from vault.stamp import Failure

WATERMARK_TO = mark("Only for a complaint to {recipient} about {platform}, {day}")
WATERMARK = mark("Only for matters concerning {platform}, {day}")


@dataclass(frozen=True, slots=True)
class Order:
    """What the user wants: items about `platform`, `also` others, `without` some; `output` a file, a folder or None.

    `wishes` name a recipient. The document is in the language that was `stated`, else the recipient's, else `language`,
    that of the screen. `redact` says what is covered, beside what the recipient's profile says; `watermark` whether
    copies of identity documents bear a text across instead of going in as they are. `signer` is a PKCS#12 file to sign
    with instead of the vault's key. `letter_limit` is how many characters a web form takes; `originals` asks for the
    column of the evidence list that says whether an exhibit is an original or a copy. `keys` are those of domains, for
    the signatures of mails, beside those that were given when the mails were added.
    """

    platform: str
    also: Sequence[str] = ()
    without: Sequence[str] = ()
    output: pathlib.Path | None = None
    language: Language = Language.ZH
    wishes: Wishes | None = None
    stated: Language | None = None
    letter_limit: int | None = None
    originals: bool = False
    signer: pathlib.Path | None = None
    redact: Request = NOTHING
    watermark: bool = True
    keys: Sequence[DomainKey] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What was made and what it lacks. `unconfirmed` counts facts in it that nobody confirmed.

    `kinds` are the exhibits whose kind was found by machine and stated by nobody; `failures` the authorities that gave
    no token, and why; `idle_keys` the order's keys that no mail in the packet is signed with.

    `reduced` is the smaller copy for a recipient that takes no more; `matter` what is known of the recipient;
    `planned` says what is covered, exhibit by exhibit, () for a packet that shows everything.
    """

    path: pathlib.Path
    size: int
    exhibits: int
    timestamp: TimestampState
    unconfirmed: int
    mentions: tuple[ItemId, ...]
    reduced: pathlib.Path | None = None
    matter: Matter | None = None
    planned: tuple[Planned, ...] = ()
    kinds: tuple[ItemId, ...] = ()
    failures: tuple[Failure, ...] = ()
    idle_keys: tuple[DomainKey, ...] = ()


def check(vault: Vault, order: Order) -> tuple[Chosen, Matter | None]:
    """Say what would enter and what the recipient asks for; nothing is made.

    Args:
        vault: Unlocked for this.
        order: What the user wants.

    Returns:
        The items, and what is settled about the recipient.

    Raises:
        PlatformNotFoundError: No platform has this name.
        NoItemsError: No item is about it.
        ItemNotFoundError: An id does not exist.
        ItemRemovedError: An item that shall be enclosed was removed.
        UsageError: A demand or a detail is not for this recipient.
    """
    chosen = choosing.choose(vault, order.platform, order.also, order.without)
    if order.wishes is None:
        return chosen, None
    about = (chosen.id, chosen.about)
    return chosen, matter.prepare(vault, order.wishes, about, chosen.items, order.language)


def make(
    vault: Vault, order: Order, *, ask: signing.Ask = lambda: None, done: Done = lambda _n: None
) -> Made:
    """Make a packet.

    Args:
        vault: Unlocked for this.
        order: What the user wants.
        ask: Asks for the passphrase of the order's certificate file.
        done: Told of each exhibit once, when its pages are read.

    Returns:
        Where it lies and what it lacks.

    Raises:
        PlatformNotFoundError: No platform has this name.
        NoItemsError: No item is about it.
        ItemNotFoundError: An id does not exist.
        ItemRemovedError: An item that shall be enclosed was removed.
        UsageError: A demand or a detail is not for this recipient.
        ProfileLacksError: The recipient requires what is missing.
        RedactionTargetError: A fact or an area that shall be covered is not there.
        PacketInvalidError: Something that was covered can still be read; nothing was written.
        OutputFolderMissingError: The output's folder is not there.
        ConflictError: The output exists.
        VaultDamagedError: An original is damaged.
        WrongKeyError: The passphrase of the certificate file is wrong.
        BadInputError: The certificate file cannot be used.
    """
    chosen, about = check(vault, order)
    signer = signing.signer(vault, order.signer, ask)
    if about is not None:
        matter.ensure_complete(about, order.language)
    now = vault.world.now()
    slug = chosen.slug if about is None else f"{chosen.slug}-{about.profile.id}"
    out = output.packet_path(order.output, slug, f"{now.astimezone(vault.world.zone):%Y-%m-%d}")
    limit = about.profile.size_limit if about is not None else None
    small = output.reduced_path(out, limit)
    chosen, failures = choosing.stamped(vault, chosen)
    dossier = _dossier(vault, chosen, about, order, done)
    plan = _plan(vault, dossier, about, order)
    if plan is not None:
        redact.ensure_untold(plan, out.stem, out.name)
        redact.ensure_signer_untold(plan, signer)
    dossier = _shown(vault, dossier, plan, about, order)
    production = Production(vault, signer, dossier, plan, list(failures))
    written = production.packet(out)
    vault.append_all(
        [
            Entry(
                EventType.PACKET_MADE,
                exhibit.item.id,
                Packed(dossier.packet, exhibit.number, dossier.recipient or chosen.about, written.manifest),
            )
            for exhibit in dossier.exhibits
        ]
    )
    if small is not None and limit is not None:
        production.reduced(written, limit, small)
    from vault.proving.document.facts import kind_is_certain

    facts = [fact for exhibit in dossier.exhibits for fact in exhibit.item.findings.facts]
    return Made(
        written.path,
        written.size,
        written.exhibits,
        written.timestamp.value,
        sum(fact.state is FactState.PROPOSED for fact in facts),
        tuple(item.id for item in chosen.mentions),
        small,
        about,
        plan.planned() if plan is not None else (),
        tuple(one.item.id for one in dossier.exhibits if not kind_is_certain(one.item)),
        tuple(production.failures),
        domain_keys.idle(order.keys, (one.item for one in dossier.exhibits)),
    )


def preview(vault: Vault, order: Order, *, done: Done = lambda _n: None) -> tuple[Planned, ...]:
    """Say what would be covered, exhibit by exhibit; nothing is made. Raises what `make` raises."""
    chosen, about = check(vault, order)
    dossier = _dossier(vault, chosen, about, order, done)
    plan = _plan(vault, dossier, about, order)
    return plan.planned() if plan is not None else ()


def _plan(vault: Vault, dossier: Dossier, about: Matter | None, order: Order) -> Plan | None:
    """Return what must be covered, None if nothing is asked for. A public recipient's profile asks in any case."""
    by_profile = (
        frozenset(about.profile.redact) if about is not None and about.profile.public else frozenset()
    )
    request = replace(order.redact, reasons=order.redact.reasons | by_profile)
    if request.is_empty:
        return None
    return redact.plan(vault, dossier, request, profile.read(vault))


def _shown(vault: Vault, dossier: Dossier, plan: Plan | None, about: Matter | None, order: Order) -> Dossier:
    """Return the dossier as it may be handed over: covered, watermarked, addressed."""
    watermark = _watermark(vault, dossier, about) if order.watermark else ""
    if plan is not None:
        dossier = redact.carried_out(plan, watermark=watermark)
    elif watermark:
        dossier = redact.watermarked(dossier, watermark)
    if about is not None:
        dossier = _addressed(dossier, about, order)
    return dossier if plan is None else redact.with_clean_letter(plan, dossier)


def _watermark(vault: Vault, dossier: Dossier, about: Matter | None) -> str:
    say = translator(dossier.language)
    day = f"{dossier.made_at.astimezone(vault.world.zone):%Y-%m-%d}"
    if about is None:
        return say(WATERMARK).format(platform=dossier.platform, day=day)
    recipient = about.profile.name.said(dossier.language)
    return say(WATERMARK_TO).format(recipient=recipient, platform=dossier.platform, day=day)


def _dossier(vault: Vault, chosen: Chosen, about: Matter | None, order: Order, done: Done) -> Dossier:
    """Return the dossier in the recipient's order and, unless another was stated, in the recipient's language."""
    from vault.proving.recipients.names import Layout

    return assemble(
        vault,
        chosen,
        layout=about.profile.layout if about else Layout.TIME,
        language=order.stated or (about.profile.language if about else None) or order.language,
        originals=order.originals,
        keys=order.keys,
        done=done,
    )


def _addressed(dossier: Dossier, about: Matter, order: Order) -> Dossier:
    """Return the dossier with the letter to its recipient."""
    return replace(
        dossier,
        recipient=about.profile.id.value,
        letter=matter.letter(about, dossier),
        letter_limit=order.letter_limit,
    )
