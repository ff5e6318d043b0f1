"""`vault drill`: try the backup out."""

from __future__ import annotations

import pathlib

import click

from cli import copies, findings, inputs, localized
from cli.exit_codes import ExitCode
from cli.progress import Bar
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Try a backup out: restore it to a temporary place, open everything, take it away again.

Only a backup that was opened once is a backup. Nothing in the vault or in the backup is changed.""")

EXAMPLES = mark("""\
vault drill
vault drill /media/usb/vault""")


@localized.command("drill", help=HELP, epilog=EXAMPLES)
@localized.argument(
    "source", required=False, metavar=mark("[BACKUP]"), type=click.Path(path_type=pathlib.Path)
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, source: pathlib.Path | None, as_json: bool) -> int:
    """Try it."""
    from vault import backup

    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault:
        drill = backup.drill(vault, source, Bar(out, mark("copying")))
    if as_json:
        found = [findings.record(one, out.translate) for one in drill.report.findings]
        copies.emit(out, drill.copied, passed=drill.passed, items=drill.report.originals, findings=found)
    elif not drill.passed:
        findings.show_check(out, drill.report)
    copies.failures(out, drill.copied)
    if drill.passed:
        out.say(
            mark("The backup is good: {items} originals and {events} events opened."),
            items=drill.report.originals,
            events=drill.report.events,
        )
        return int(ExitCode.DONE)
    out.say(mark("The backup is not whole. Make it again: vault backup FOLDER"))
    return int(ExitCode.VAULT_DAMAGED)
