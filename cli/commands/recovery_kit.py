"""`vault recovery-kit`: make the page that opens the vault when the passphrase is lost."""

from __future__ import annotations

import pathlib

import click

from cli import kits, localized
from cli.session import open_vault
from vault.language import mark

HELP = mark("""Make a page to print that opens the vault without the passphrase.

It holds twelve words, the same as a QR code, and what to do with them, with and without this program. A new
kit takes the place of an earlier one.""")

EXAMPLES = mark("""\
vault recovery-kit
vault recovery-kit -o ~/kit.pdf""")


@localized.command("recovery-kit", help=HELP, epilog=EXAMPLES)
@localized.option(
    "-o",
    "--output",
    type=click.Path(path_type=pathlib.Path),
    default=pathlib.Path(kits.DEFAULT),
    show_default=True,
    metavar=mark("FILE"),
    help=mark("The PDF file to write; it must not exist yet."),
)
@click.pass_context
def command(ctx: click.Context, output: pathlib.Path) -> None:
    """Make the kit."""
    with open_vault(ctx) as vault:
        kits.make(vault, output)
