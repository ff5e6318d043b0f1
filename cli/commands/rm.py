"""`vault rm`: take an item out of sight."""

from __future__ import annotations

import sys

import click

from cli import localized
from cli.session import agreed, open_vault, screen
from vault.language import mark
from vault.wording import KINDS

HELP = mark("""Take an item out of searches and packets.

The removal is an event in the chain of custody. The encrypted original stays, so that --undo can bring the
item back.""")

EXAMPLES = mark("""\
vault rm 7kq2 --reason "belongs to somebody else"
vault rm 7kq2 --undo --reason "removed by mistake\"""")


@localized.command("rm", help=HELP, epilog=EXAMPLES)
@localized.argument("item", metavar=mark("ID"))
@localized.option(
    "--reason", required=True, metavar=mark("TEXT"), help=mark("Why; it stays in the chain of custody.")
)
@localized.option("--undo", is_flag=True, help=mark("Bring a removed item back."))
@localized.option("--yes", is_flag=True, help=mark("Do not ask."))
@click.pass_context
def command(
    ctx: click.Context,
    item: str,
    reason: str,
    undo: bool,
    yes: bool,
) -> None:
    """Remove or restore the item after a question on a terminal."""
    from vault import curate

    out = screen()
    curate.ensure_reason(reason)
    with open_vault(ctx, out) as vault:
        found = vault.item(item)
        if not undo and not yes and sys.stdin.isatty():
            kind = out.translate(KINDS[found.findings.kind])
            out.say(
                "{id} {kind} {day} {title}",
                id=found.id,
                kind=kind,
                day=found.findings.event_date,
                title=found.title,
            )
            agreed(out, mark("Remove this item?"))
        if undo:
            curate.restore(vault, found.id, reason)
            out.say(mark("{id} is back."), id=found.id)
        else:
            curate.remove(vault, found.id, reason)
            out.say(mark("{id} removed. Bring it back: vault rm {id} --undo --reason TEXT"), id=found.id)
