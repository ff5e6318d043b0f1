"""`vault backup`: copy the vault to another disk."""

from __future__ import annotations

import pathlib

import click

from cli import copies, inputs, localized
from cli.progress import Bar
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Copy the vault to a folder, best on another disk.

Copies what is new since the last time and reads it back to see that it is there. The copy is encrypted like
the vault and is itself one. Nothing is ever deleted from it. Stopped in between, run it again.""")

EXAMPLES = mark("""\
vault backup /media/usb/vault
vault backup""")


@localized.command("backup", help=HELP, epilog=EXAMPLES)
@localized.argument(
    "folder", required=False, metavar=mark("[FOLDER]"), type=click.Path(path_type=pathlib.Path)
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, folder: pathlib.Path | None, as_json: bool) -> int:
    """Copy it."""
    from vault import backup

    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault:
        place, copied = backup.backup(vault, folder, Bar(out, mark("copying")))
    code = copies.show(out, place, copied)
    out.say(mark("Try it out now and then: vault drill"))
    return code
