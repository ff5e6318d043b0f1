"""`vault export`: get an original back."""

from __future__ import annotations

import pathlib
import sys

import click

from cli import localized
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Get an original back, byte for byte.

The copy is not encrypted. A file that exists is not overwritten.""")

EXAMPLES = mark("""\
vault export 7kq2
vault export 7kq2 -o ~/Desktop/certificate.pdf
vault export 7kq2 -o - | sha256sum""")


@localized.command("export", help=HELP, epilog=EXAMPLES)
@localized.argument("item", metavar=mark("ID"))
@localized.option(
    "-o",
    "--output",
    type=click.Path(path_type=pathlib.Path, allow_dash=True),
    metavar=mark("PATH"),
    help=mark("Where to write it; - is standard output. Default: its own name, here."),
)
@click.pass_context
def command(ctx: click.Context, item: str, output: pathlib.Path | None) -> None:
    """Write the original and say where."""
    from vault import export

    out = screen()
    with open_vault(ctx, out) as vault:
        if output is not None and str(output) == "-":
            export.to_stream(vault, item, sys.stdout.buffer)
            return
        written = export.to_file(vault, item, output)
    out.say(mark("Written, not encrypted: {path}"), path=written)
