"""`vault profile`: the user's own particulars, for the letters that need them."""

from __future__ import annotations

import dataclasses
import sys
from typing import IO, TYPE_CHECKING

import click
from click import UsageError

from cli import inputs, localized, records
from cli.exit_codes import ExitCode
from cli.session import agreed, open_vault, screen
from vault.language import mark

if TYPE_CHECKING:
    from cli.screen import Screen
    from vault.model import Particulars

HELP = mark("""Your own particulars for letters: show, set or clear them.

Name, identity number, phone, e-mail and address lie encrypted in the vault and enter only the letters of those
recipients that ask for them. `set` asks for each on the terminal, or reads them from a file; they are never
given as arguments, which a shell would remember. Nobody else sees them: not an error, not a log.""")

EXAMPLES = mark("""\
vault profile
vault profile set
vault profile set --from particulars.toml
vault profile clear""")

LABELS = {
    "name": mark("Name"),
    "id_number": mark("Identity number"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "address": mark("Address"),
}
EMPTY = "-"
"""Typed to empty a field."""


@localized.command("profile", help=HELP, epilog=EXAMPLES)
@localized.argument("what", type=click.Choice(["show", "set", "clear"]), default="show")
@localized.option(
    "--from",
    "source",
    type=click.File("rb"),
    metavar=mark("FILE"),
    help=mark('Read the fields from this TOML file (name = "…"), or from standard input with -.'),
)
@localized.option("--yes", is_flag=True, help=mark("Do not ask."))
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, what: str, source: IO[bytes] | None, yes: bool, as_json: bool) -> int:
    """Do what was asked and show what is kept.

    Raises:
        UsageError: `--from` without `set`.
    """
    from vault import particulars, profile

    out = screen(as_json=as_json)
    if source is not None and what != "set":
        raise UsageError(out.translate(mark("--from goes with: vault profile set")))
    with open_vault(ctx, out) as vault:
        if what == "clear":
            if not yes and sys.stdin.isatty():
                agreed(out, mark("Delete what is kept of your particulars?"))
            profile.clear(vault)
        elif what == "set":
            given = (
                particulars.parse(source.read(), getattr(source, "name", "-"))
                if source
                else _asked(out, profile.read(vault))
            )
            kept = profile.save(vault, given)
            if profile.doubtful(kept):
                out.say(mark("The identity number does not pass its own check: is it mistyped? It was kept."))
        _show(out, profile.read(vault))
    return int(ExitCode.DONE)


def _asked(out: Screen, known: Particulars) -> Particulars:
    """Ask for each field once; Enter keeps what is there, `-` empties it.

    Raises:
        UsageError: There is no terminal.
    """
    if not sys.stdin.isatty():
        raise UsageError(out.translate(mark("There is no terminal to ask on; use --from FILE.")))
    out.say(mark("Enter keeps what stands in brackets; - empties a field."))
    values = {}
    for name, label in LABELS.items():
        before: str = getattr(known, name)
        answer: str = click.prompt(out.translate(label), default=before, show_default=bool(before), err=True)
        values[name] = "" if answer.strip() == EMPTY else answer
    return dataclasses.replace(known, **values)


def _show(out: Screen, kept: Particulars) -> None:
    if out.as_json:
        out.emit(records.particulars(kept))
        return
    given = {name: value for name, value in dataclasses.asdict(kept).items() if value}
    for name, value in given.items():
        out.out(out.translate(LABELS[name]) + out.translate(mark(": ")) + value)
    if not given:
        out.say(mark("No particulars are kept. Give them with: vault profile set"))
