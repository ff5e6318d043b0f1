"""`vault passwd`: change the passphrase."""

from __future__ import annotations

import click

from cli import localized
from cli.session import new_passphrase, open_vault, screen
from vault.language import mark

HELP = mark("""Change the passphrase.

Asks for the old one and twice for the new one; in scripts, VAULT_NEW_PASSPHRASE_FILE names a file with the new
one. It takes seconds however much is kept. Backups made earlier still open with the old passphrase.""")

EXAMPLES = mark("""\
vault passwd
VAULT_IDENTITY=~/keys/vault.txt vault passwd""")


@localized.command("passwd", help=HELP, epilog=EXAMPLES)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Change it."""
    from vault import unlock

    with open_vault(ctx) as vault:
        vault.identity()
        unlock.change_passphrase(vault, new_passphrase())
    screen().say(mark("The passphrase is changed. Backups made earlier still open with the old one."))
