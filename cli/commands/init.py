"""`vault init`: make a new vault."""

from __future__ import annotations

import os
import pathlib

import click

from cli import kits, localized
from cli.session import choose_passphrase, folder, screen
from vault.language import mark

HELP = mark("""Make a new vault.

Asks twice for a passphrase, or uses an age identity file with --identity (it is made if absent). Whoever
loses the passphrase or identity and has no recovery kit loses the content: nobody can reset them.""")

EXAMPLES = mark("""\
vault init
vault init ~/Evidence --tsa https://tsa.example.org/tsr
vault init --identity ~/keys/vault.txt --tsa none""")


@localized.command("init", help=HELP, epilog=EXAMPLES)
@localized.argument(
    "directory", required=False, metavar=mark("[DIR]"), type=click.Path(path_type=pathlib.Path)
)
@localized.option(
    "--identity",
    type=click.Path(path_type=pathlib.Path),
    metavar=mark("FILE"),
    help=mark(
        "Use this age identity file instead of a passphrase; it is made if absent. Keep it off this disk."
    ),
)
@localized.option(
    "--tsa",
    metavar=mark("URL"),
    multiple=True,
    help=mark(
        "Timestamp authority (RFC 3161) to ask for proof of time; may be given twice. none: no network at all."
    ),
)
@localized.option(
    "--tsa-ca",
    type=click.Path(path_type=pathlib.Path, exists=True, dir_okay=False),
    metavar=mark("FILE"),
    help=mark("Root certificate (PEM) that you trust for these authorities."),
)
@localized.option(
    "--recovery-kit",
    type=click.Path(path_type=pathlib.Path),
    metavar=mark("FILE"),
    help=mark("Write the recovery kit, a page to print, to this PDF file. On a terminal you are asked."),
)
@click.pass_context
def command(
    ctx: click.Context,
    directory: pathlib.Path | None,
    identity: pathlib.Path | None,
    tsa: tuple[str, ...],
    tsa_ca: pathlib.Path | None,
    recovery_kit: pathlib.Path | None,
) -> None:
    """Create the vault and say where it is."""
    from vault.opening import Vault

    out = screen()
    made = Vault.create(
        directory or folder(ctx),
        identity_file=identity,
        choose_passphrase=choose_passphrase,
        authorities=tsa or tuple(os.environ.get("VAULT_TSA", "").split()),
        roots=tsa_ca.read_text("ascii") if tsa_ca else "",
    )
    out.say(mark("Vault made: {folder}"), folder=made.folder)
    if identity is None and not os.environ.get("VAULT_IDENTITY"):
        out.say(mark("The passphrase cannot be reset. Only the recovery kit opens the vault without it."))
        recovery_kit = recovery_kit or kits.ask_where()
        if recovery_kit is None:
            out.say(mark("No recovery kit yet. Make one soon: vault recovery-kit"))
    else:
        out.say(mark("Keep a copy of the identity file apart from this computer: without it nothing opens."))
    if recovery_kit is not None:
        kits.make(made, recovery_kit)
    if not made.authorities:
        out.say(
            mark("No timestamp authority: items get no proof of time. You can name one later with VAULT_TSA.")
        )
    out.say(mark("Next: vault add FILE"))
