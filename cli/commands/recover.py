"""`vault recover`: open a vault with its recovery words and set a new passphrase."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from cli import localized
from cli.session import new_passphrase, open_vault, screen
from vault.language import mark

HELP = mark("""Set a new passphrase with the words of the recovery kit.

Asks for the twelve words, then for a new passphrase. Nothing is deleted when the words are wrong, and the kit
stays good.""")

EXAMPLES = mark("""\
vault recover
vault recover --words words.txt""")


@localized.command("recover", help=HELP, epilog=EXAMPLES)
@localized.option(
    "--words",
    type=click.File("r", encoding="utf-8-sig"),
    metavar=mark("FILE"),
    help=mark("Read the words from this file; - for standard input. Never give them as an argument."),
)
@click.pass_context
def command(ctx: click.Context, words: TextIO | None) -> None:
    """Recover."""
    from vault import recovery

    out = screen()
    with open_vault(ctx, out) as vault:
        typed = words.read() if words else _ask()
        recovery.recover(vault, typed, new_passphrase)
    out.say(mark("The new passphrase is set; the old one opens nothing any more. The kit stays good."))


def _ask() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.read()
    answer: str = click.prompt(screen().translate(mark("The twelve recovery words")), err=True)
    return answer
