"""`vault edit`: correct what was understood of an item."""

from __future__ import annotations

import click

from cli import facts, inputs, localized
from cli.session import open_vault, screen
from vault.language import mark
from vault.model import FactType
from vault.wording import FACT_STATES, KINDS

HELP = mark("""Correct what was understood of an item.

The original and what the engine read stay as they are. A correction is an event of its own: the packet
shows that you made it, and when.""")

EXAMPLES = mark("""\
vault edit 7kq2 --kind settlement --event-date 2026-03-05
vault edit 7kq2 --fact f3=ZX20260305-8801
vault edit 7kq2 --new reference=8801223 --new platform=京东金融""")


@localized.command("edit", help=HELP, epilog=EXAMPLES)
@click.argument("item", metavar="ID")
@localized.option("--title", metavar="TEXT", help=mark("Name to show for the item."))
@inputs.kind
@localized.option(
    "--event-date", type=inputs.Day(), metavar="DATE", help=mark("The day that it is evidence about.")
)
@localized.option("--note", metavar="TEXT", help=mark("A remark of your own."))
@localized.option(
    "--fact", "corrected", multiple=True, metavar="F=VALUE", help=mark("Correct this fact (repeatable).")
)
@localized.option(
    "--new",
    "added",
    multiple=True,
    metavar="TYPE=VALUE",
    help=mark("Add a fact that was not read: date, platform, reference, amount or phone (repeatable)."),
)
@click.pass_context
def command(
    ctx: click.Context,
    item: str,
    title: str | None,
    kind: str | None,
    event_date: str | None,
    note: str | None,
    corrected: tuple[str, ...],
    added: tuple[str, ...],
) -> None:
    """Record the corrections and show how the item now stands."""
    from vault import curate

    out = screen()
    corrections = tuple(_pair(text) for text in corrected)
    additions = tuple((FactType(of_type), value) for of_type, value in map(_typed_pair, added))
    changes = curate.Changes(title, kind, event_date, note, corrections=corrections, additions=additions)
    with open_vault(ctx, out) as vault:
        edited = curate.edit(vault, item, changes)
    out.out(
        f"{edited.id} {out.translate(KINDS[edited.findings.kind])} {edited.findings.event_date or ''}".rstrip()
    )
    for fact in edited.findings.facts:
        out.out(f"{facts.listed(fact, out.translate)}  {out.translate(FACT_STATES[fact.state])}")


def _pair(text: str) -> tuple[str, str]:
    """Split `f3=VALUE`.

    Raises:
        BadParameter: There is no value.
    """
    name, found, value = text.partition("=")
    if not found or not value.strip():
        raise click.BadParameter(screen().translate(mark("write it as f3=VALUE")))
    return name.strip(), value.strip()


def _typed_pair(text: str) -> tuple[str, str]:
    """Split `reference=VALUE`.

    Raises:
        BadParameter: There is no such type, or no value.
    """
    name, value = _pair(text)
    if name not in set(FactType):
        raise click.BadParameter(
            screen().translate(mark("known types: date, platform, reference, amount, phone"))
        )
    return name, value
