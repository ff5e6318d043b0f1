"""`vault confirm`: say that facts are right, or wrong."""

from __future__ import annotations

import click

from cli import facts, localized
from cli.session import agreed, open_vault, screen
from vault.language import mark
from vault.wording import FACT_STATES

HELP = mark("""Confirm facts that are as in the original.

Without --fact or --reject every fact that is still proposed is shown and, after a question, confirmed. Only
confirmed facts enter a packet as such; the others are marked there as read by machine.""")

EXAMPLES = mark("""\
vault confirm 7kq2
vault confirm 7kq2 --fact f1 --fact f3 --reject f4
vault confirm 7kq2 --yes""")


@localized.command("confirm", help=HELP, epilog=EXAMPLES)
@localized.argument("item", metavar=mark("ID"))
@localized.option(
    "--fact", "confirmed", multiple=True, metavar=mark("F"), help=mark("Confirm this fact only (repeatable).")
)
@localized.option(
    "--reject", "rejected", multiple=True, metavar=mark("F"), help=mark("This fact is wrong (repeatable).")
)
@localized.option("--yes", is_flag=True, help=mark("Do not ask."))
@click.pass_context
def command(
    ctx: click.Context,
    item: str,
    confirmed: tuple[str, ...],
    rejected: tuple[str, ...],
    yes: bool,
) -> None:
    """Record the judgement and show the facts as they now stand."""
    from vault import curate

    out = screen()
    with open_vault(ctx, out) as vault:
        plan = curate.judgement(vault, item, confirm=confirmed, reject=rejected)
        if plan.needs_consent and not yes:
            for fact in plan.facts:
                out.out(facts.listed(fact, out.translate))
            agreed(out, mark("Are all of these as in the original?"))
        if not plan.facts:
            out.say(mark("Nothing is left to confirm."))
        for fact in curate.judge(vault, plan):
            out.out(f"{facts.listed(fact, out.translate)}  {out.translate(FACT_STATES[fact.state])}")
