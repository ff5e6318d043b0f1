"""Redact a dossier: look at every exhibit, say what will be covered, and enclose copies in place of the originals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from vault import covering, looking, pointing, sources
from vault.covering import Plan, Planned
from vault.proving.dossier import Dossier, Withheld
from vault.proving.redaction.finding import Wanted, own_name_told, secrets_of, still_told
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.shown import Chosen

if TYPE_CHECKING:
    from vault.looking import Seen
    from vault.model import Particulars
    from vault.opening import Vault
    from vault.proving.dossier import Exhibit
    from vault.proving.signer import Signer
    from vault.redaction import Request

__all__ = [
    "Plan",
    "Planned",
    "carried_out",
    "ensure_document_untold",
    "ensure_signer_untold",
    "ensure_untold",
    "plan",
    "watermarked",
    "with_clean_letter",
]

WORKERS = max(1, min(4, os.cpu_count() or 1))
"""Exhibits that are looked at, or made anew, at the same time; each takes one core, and all share the engines."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def plan(vault: Vault, dossier: Dossier, request: Request, particulars: Particulars | None = None) -> Plan:
    """Look at every exhibit and find what must be covered. Nothing is written.

    Args:
        vault: Gives engines and hotlines.
        dossier: With the originals.
        request: What the user and the profile ask for.
        particulars: The owner's own, which are looked for everywhere.

    Returns:
        What was found.

    Raises:
        RedactionTargetError: A fact or area that the user named is not there.
        EngineError: No engine can read pictures.
        VaultDamagedError: An original is damaged.
    """
    pointed = pointing.pointed_at(vault, dossier, request)
    wanted = Wanted(
        request.reasons | ({Reason.CODES} if request.reasons else frozenset()),
        dossier.made_at.date(),
        looking.known(particulars),
        looking.hotlines(vault),
    )
    sight = looking.sight(vault)

    def look(exhibit: Exhibit) -> Seen:
        return looking.look(exhibit, pointed.get(exhibit.item.id, Chosen()), sight)

    seen = _each(look, dossier.exhibits)
    for one in seen:
        pointing.ensure_page(one.exhibit.item.id, one.chosen, len(one.pages))
    values = pointing.values((one.exhibit.item, one.chosen) for one in seen)
    secrets = wanted.secrets() | values.everywhere
    secrets |= {value for one in seen for text in one.texts() for value in secrets_of(text, wanted)}
    return Plan(dossier, wanted, secrets, values.own, seen, sight, vault.decoders())


def carried_out(plan: Plan, *, watermark: str = "") -> Dossier:
    """Return the dossier with copies in place of originals.

    Args:
        plan: From `plan`.
        watermark: Written across copies of identity documents; "" for none.

    Returns:
        The dossier that may be handed over.

    Raises:
        RedactionReadableError: Something can still be read in a copy.
        RedactionNothingLeftError: Every exhibit had to be left out.
    """
    from vault.proving.errors import RedactionNothingLeftError
    from vault.proving.grouping import named

    kept = [one for one in plan.seen if not one.sealed]
    if not kept:
        raise RedactionNothingLeftError
    exhibits = _each(lambda one: covering.copied(plan, one, watermark), kept)
    return replace(
        plan.dossier,
        exhibits=tuple(
            replace(exhibit, number=number, name=named(number, len(exhibits)))
            for number, exhibit in enumerate(exhibits, 1)
        ),
        redacted=tuple(reason.value for reason in Reason if reason in plan.reasons()),
        withheld=tuple(_left_out(one) for one in plan.seen if one.sealed),
    )


def with_clean_letter(plan: Plan, dossier: Dossier) -> Dossier:
    """Return a dossier whose letter tells nothing that is covered, in whichever exhibit."""
    own = frozenset(one for values in plan.own.values() for one in values)
    cleaner = replace(plan.cleaner(), secrets=plan.secrets | own)
    return replace(dossier, letter=cleaner.tree(dossier.letter))


def ensure_untold(plan: Plan, text: str, subject: str) -> None:
    """Refuse a text that tells a number which is covered, or a value that the owner gave.

    Args:
        plan: What is covered.
        text: Of a part of the packet.
        subject: What to call that part.

    Raises:
        RedactionLeakError: It does.
    """
    from vault.proving.errors import RedactionLeakError

    # Names that were only read may be ordinary words; these were taken out of the exhibits' own texts.
    sure = [one for one in plan.secrets if one.is_number or one in plan.wanted.secrets()]
    for place in (*still_told(text, sure), *own_name_told(text, plan.wanted)):
        raise RedactionLeakError(subject=subject, reason=place.reason.value)


def ensure_document_untold(plan: Plan, pdf: bytes) -> bytes:
    """Return the PDF as it is, once its text is known to tell nothing that is covered.

    Raises:
        RedactionLeakError: It tells something.
    """
    media = sources.identify(pdf[: sources.HEAD_BYTES])
    limits = replace(sources.Limits(), pages=100_000)
    for page in plan.decoders.unpack(pdf, media, limits).pages:
        if isinstance(page, sources.TextPage):
            ensure_untold(plan, "\n".join(line.text for line in page.lines), "packet.pdf")
    return pdf


def ensure_signer_untold(plan: Plan, signer: Signer) -> None:
    """Refuse a certificate that names who is covered, as one that an authority issued to the owner does.

    Raises:
        RedactionLeakError: It does.
        SignerUnreadableError: The certificate is damaged.
    """
    from vault.proving import layout
    from vault.proving.signer import holders

    ensure_untold(plan, holders(signer), layout.SIGNER)


def watermarked(dossier: Dossier, text: str) -> Dossier:
    """Return a dossier in which copies of identity documents bear a text across, in place of the originals."""
    return replace(dossier, exhibits=tuple(covering.stamped(one, text) for one in dossier.exhibits))


def _each(work: Callable[[Given], Made], given: Iterable[Given]) -> tuple[Made, ...]:
    """Return what work makes of each, several at a time; the first failure, or an interrupt, ends the rest."""
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="redaction") as pool:
        return tuple(pool.map(work, given))


def _left_out(one: Seen) -> Withheld:
    item = one.exhibit.item
    return Withheld(item.findings.kind, item.findings.event_date, item.media_type)
