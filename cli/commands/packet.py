"""`vault packet`: bind items into a packet for somebody else."""

from __future__ import annotations

import pathlib

import click

from cli import inputs, localized, records
from cli.exit_codes import ExitCode
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Make a packet about one platform.

It holds a PDF to read, the originals, and the proofs to check them. Takes every item that is about the
platform, in order of time, and lists those that only name it. The result is one zip; the reader needs no
special program. Exit code 31 says that it carries no trusted timestamp.""")

EXAMPLES = mark("""\
vault packet --platform 京东金融
vault packet --platform 借呗 -o ~/Desktop/jiebei.zip
vault packet --platform 微粒贷 --item 7kq2 --without m3xd""")


@localized.command("packet", help=HELP, epilog=EXAMPLES)
@localized.option(
    "--platform", required=True, metavar="NAME", help=mark("The platform, by name, alias or id.")
)
@localized.option(
    "--item", "also", multiple=True, metavar="ID", help=mark("Enclose this item as well (repeatable).")
)
@localized.option("--without", multiple=True, metavar="ID", help=mark("Leave this item out (repeatable)."))
@localized.option(
    "-o",
    "--output",
    type=click.Path(path_type=pathlib.Path),
    metavar="PATH",
    help=mark("The zip to write, or a folder for it. Default: here, named by platform and day."),
)
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    platform: str,
    also: tuple[str, ...],
    without: tuple[str, ...],
    output: pathlib.Path | None,
    as_json: bool,
) -> int:
    """Make the packet and say where it lies and what it lacks."""
    from vault import packet

    out = screen(as_json=as_json)
    order = packet.Order(platform, also=also, without=without, output=output, language=out.language)
    with open_vault(ctx) as vault, out.progress(mark("making the packet")) as advance:
        made = packet.make(vault, order, done=advance)
    if as_json:
        out.emit(records.packet(made))
    else:
        out.out(str(made.path))
        out.say(mark("{count} exhibits, {size} bytes."), count=made.exhibits, size=f"{made.size:,}")
        for mention in made.mentions:
            out.say(
                mark("Only names the platform, not enclosed: {id}. Enclose it with --item {id}"), id=mention
            )
        if made.unconfirmed:
            out.say(
                mark("{count} facts are not confirmed and are marked so; confirm them with vault confirm."),
                count=made.unconfirmed,
            )
    if made.timestamp != "stamped":
        out.say(mark("This packet carries no trusted timestamp; its first page says so."))
        return int(ExitCode.AUTHORITY)
    return int(ExitCode.DONE)
