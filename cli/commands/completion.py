"""`vault completion`: make the shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cli import localized
from cli.session import screen
from vault.language import mark

HELP = mark("""Print the completion script of your shell.

Add the line below to your shell's start file once.""")

EXAMPLES = mark("""\
bash: echo 'eval "$(vault completion bash)"' >> ~/.bashrc
zsh: echo 'eval "$(vault completion zsh)"' >> ~/.zshrc
fish: vault completion fish > ~/.config/fish/completions/vault.fish""")


@localized.command("completion", help=HELP, epilog=EXAMPLES)
@localized.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script."""
    found = get_completion_class(shell)
    if found is not None:
        screen().out(found(ctx.find_root().command, {}, "vault", "_VAULT_COMPLETE").source())
