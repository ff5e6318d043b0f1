"""`vault lock`: take the key out of the system's keychain."""

from __future__ import annotations

import click

from cli import localized
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Take the key out of the system's keychain.

Commands ask for the passphrase again. Nothing happens where the vault was not unlocked.""")

EXAMPLES = mark("vault lock")


@localized.command("lock", help=HELP, epilog=EXAMPLES)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Take it out."""
    from vault import unlock

    with open_vault(ctx) as vault:
        unlock.lock(vault)
    screen().say(mark("Locked."))
