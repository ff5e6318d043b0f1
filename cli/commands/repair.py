"""`vault repair`: put right what can be put right safely."""

from __future__ import annotations

import pathlib
from functools import partial
from typing import TYPE_CHECKING

import click

from cli import inputs, localized
from cli.exit_codes import ExitCode
from cli.screen import Screen
from cli.session import folder, open_vault, screen
from vault.language import mark

if TYPE_CHECKING:
    from vault.keeping.repair import Repair

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
    metavar=mark("BACKUP"),
    help=mark("The backup to fetch from. Default: the last one that this device made."),
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, backup: pathlib.Path | None, as_json: bool) -> int:
    """Repair, and say what is left."""
    from vault.repair import repair

    out = screen(as_json=as_json)
    repairs: list[Repair] = []
    try:
        with out.progress(mark("checking")) as advance:
            left = repair(folder(ctx), backup, partial(open_vault, ctx), repairs.append, done=advance)
    finally:
        for one in repairs:
            _show(out, one, as_json=as_json)
    if left.is_damage:
        for finding in left.findings:
            out.tell(f"[{finding.code}] {finding.said(out.translate)}")
        out.say(mark("Something is still damaged. Is there another backup? vault repair --from BACKUP"))
        return int(ExitCode.VAULT_DAMAGED)
    verdict = mark("Put right.") if repairs else mark("Everything is there and in order.")
    out.say(verdict)
    return int(ExitCode.DONE)


def _show(out: Screen, one: Repair, *, as_json: bool) -> None:
    if as_json:
        out.emit({"code": one.code, "subject": one.subject, "fix": one.fix.value})
    else:
        out.out(f"[{one.code}] {one.subject}: {out.translate(FIXES[one.fix.value])}")
