"""`vault timestamp`: get proof of time for items that have none yet, and renew proof that ages."""

from __future__ import annotations

import click

from cli import inputs, localized
from cli.exit_codes import ExitCode
from cli.screen import Screen
from cli.session import open_vault, screen
from vault.errors import printable
from vault.language import mark

HELP = mark("""Get proof of time for items that have none.

Asks the configured authorities. Only the digest of an item is sent, never its content.

With --renew, timestamps whose certificate or algorithm ends within half a year are stamped again: the new one
shows that the old one existed while it was still good. Run it once or twice a year.""")

EXAMPLES = mark("""\
vault timestamp
vault timestamp --renew --dry-run
vault timestamp --renew
VAULT_TSA="https://tsa.example.org/tsr" vault timestamp""")


@localized.command("timestamp", help=HELP, epilog=EXAMPLES)
@localized.option("--renew", is_flag=True, help=mark("Stamp timestamps again that will age soon."))
@localized.option("--dry-run", is_flag=True, help=mark("Only count what would be stamped."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    renew: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Stamp what is pending or ages, and show what is left."""
    from vault import stamp

    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault:
        due = stamp.ageing(vault) if renew else stamp.due(vault)
        if dry_run:
            return _count(out, len(due), renew=renew)
        with out.progress(mark("stamping"), len(due)) as advance:
            done = stamp.stamp(vault, due, done=advance)
    for failure in done.failures:
        out.error(failure.error, printable(failure.authority))
    if as_json:
        out.emit({"renewed" if renew else "stamped": done.stamped, "pending": done.pending})
    else:
        text = (
            mark("{stamped} renewed, {pending} pending.")
            if renew
            else mark("{stamped} stamped, {pending} pending.")
        )
        out.out(out.translate(text).format(stamped=done.stamped, pending=done.pending))
    return int(ExitCode.AUTHORITY if done.pending else ExitCode.DONE)


def _count(out: Screen, due: int, *, renew: bool) -> int:
    if out.as_json:
        out.emit({"due": due})
    else:
        text = mark("{due} timestamps would be renewed.") if renew else mark("{due} timestamps are lacking.")
        out.out(out.translate(text).format(due=due))
    return int(ExitCode.DONE)
