"""`vault timestamp`: get proof of time for items that have none yet."""

from __future__ import annotations

import click

from cli import inputs, localized
from cli.exit_codes import ExitCode
from cli.session import open_vault, screen
from vault.errors import printable
from vault.language import mark

HELP = mark("""Get proof of time for items that have none.

Asks the configured authorities. Only the digest of an item is sent, never its content.""")

EXAMPLES = mark("""\
vault timestamp
VAULT_TSA="https://tsa.example.org/tsr" vault timestamp""")


@localized.command("timestamp", help=HELP, epilog=EXAMPLES)
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    as_json: bool,
) -> int:
    """Stamp what is pending and show what is still pending."""
    from vault import stamp

    out = screen(as_json=as_json)
    with open_vault(ctx) as vault:
        due = stamp.due(vault)
        with out.progress(mark("stamping"), len(due)) as advance:
            done = stamp.stamp(vault, due, done=advance)
    for failure in done.failures:
        out.error(failure.error, printable(failure.authority))
    if as_json:
        out.emit({"stamped": done.stamped, "pending": done.pending})
    else:
        out.out(
            out.translate(mark("{stamped} stamped, {pending} pending.")).format(
                stamped=done.stamped, pending=done.pending
            )
        )
    return int(ExitCode.AUTHORITY if done.pending else ExitCode.DONE)
