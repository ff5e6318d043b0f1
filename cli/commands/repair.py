"""`vault repair`: put right what can be put right safely."""

from __future__ import annotations

import pathlib

import click

from cli import inputs, localized
from cli.exit_codes import ExitCode
from cli.screen import Screen
from cli.session import folder, open_vault, screen
from vault.language import mark

HELP = mark("""Put right what can be put right without losing anything.

Checks every byte, fetches what is missing or damaged from a backup, moves strange files aside, builds the index
anew. Nothing is deleted: what was in the way lies in the folder set-aside.""")

EXAMPLES = mark("""\
vault repair
vault repair --from /media/usb/vault""")

FIXES = {
    "fetched": mark("fetched from the backup"),
    "set-aside": mark("set aside"),
    "claimed": mark("its event is back"),
    "made-private": mark("closed to other users"),
    "rebuilt": mark("built anew"),
    "left": mark("left as it is"),
}


@localized.command("repair", help=HELP, epilog=EXAMPLES)
@localized.option(
    "--from",
    "backup",
    type=click.Path(path_type=pathlib.Path, exists=True, file_okay=False),
    metavar="BACKUP",
    help=mark("The backup to fetch from. Default: the last one that this device made."),
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, backup: pathlib.Path | None, as_json: bool) -> int:
    """Repair, and say what is left."""
    from vault import repair
    from vault.world import World

    out = screen(as_json=as_json)
    if backup is not None and repair.settings(folder(ctx), backup, World()):
        _show(out, "settings-damaged", "vault.toml", "fetched", as_json=as_json)
    with open_vault(ctx) as vault, out.progress(mark("checking")) as advance:
        repaired = repair.repair(vault, backup, done=advance)
    for one in repaired.repairs:
        _show(out, one.code, one.subject, one.fix.value, as_json=as_json)
    if repaired.damaged:
        for finding in repaired.left:
            click.echo(f"[{finding.code}] {finding.said(out.translate)}", err=True)
        out.say(mark("Something is still damaged. Is there another backup? vault repair --from BACKUP"))
        return int(ExitCode.VAULT_DAMAGED)
    verdict = mark("Put right.") if repaired.repairs else mark("Everything is there and in order.")
    out.say(verdict)
    return int(ExitCode.DONE)


def _show(out: Screen, code: str, subject: str, fix: str, *, as_json: bool) -> None:
    if as_json:
        out.emit({"code": code, "subject": subject, "fix": fix})
    else:
        out.out(f"[{code}] {subject}: {out.translate(FIXES[fix])}")
