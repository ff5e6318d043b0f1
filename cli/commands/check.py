"""`vault check`: audit the own vault."""

from __future__ import annotations

import click

from cli import findings, inputs, localized
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Audit the vault.

Looks at every object, every event, the chain and the index. Says what is missing, damaged or left over,
what that means, and what to do. Changes nothing but the index, which can always be made anew.""")

EXAMPLES = mark("""\
vault check
vault check --read-data""")


@localized.command("check", help=HELP, epilog=EXAMPLES)
@localized.option("--read-data", is_flag=True, help=mark("Decrypt every original and compare its digest."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    read_data: bool,
    as_json: bool,
) -> int:
    """Show the findings and the verdict."""
    from vault import check

    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault, out.progress(mark("checking")) as advance:
        report = check.check(vault, read_data=read_data, done=advance)
    return findings.show_check(out, report)
