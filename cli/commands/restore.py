"""`vault restore`: bring a vault back from a backup."""

from __future__ import annotations

import pathlib

import click

from cli import copies, inputs, localized
from cli.progress import Bar
from cli.session import folder, screen
from vault.language import mark

HELP = mark("""Bring a vault back from a backup.

Copies the backup to an empty folder, by default to where the vault belongs, and reads it back. Nothing that
exists is overwritten.""")

EXAMPLES = mark("""\
vault restore /media/usb/vault
vault restore /media/usb/vault ~/Restored""")


@localized.command("restore", help=HELP, epilog=EXAMPLES)
@localized.argument("source", metavar=mark("BACKUP"), type=click.Path(path_type=pathlib.Path))
@localized.argument(
    "directory", required=False, metavar=mark("[DIR]"), type=click.Path(path_type=pathlib.Path)
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, source: pathlib.Path, directory: pathlib.Path | None, as_json: bool) -> int:
    """Bring it back."""
    from vault import backup

    out = screen(as_json=as_json)
    target = directory or folder(ctx)
    copied = backup.restore(source, target, Bar(out, mark("copying")))
    code = copies.show(out, target, copied)
    out.say(mark("Look whether all is well: vault check --read-data"))
    return code
