"""`vault recipients`: who can read the vault."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cli import inputs, localized
from cli.exit_codes import ExitCode
from cli.progress import Bar
from cli.screen import Screen
from cli.session import agreed, open_vault, screen
from vault.errors import printable
from vault.language import mark

if TYPE_CHECKING:
    from vault.keeping.recipients import Renewal
    from vault.opening import Vault

HELP = mark("""List, add or remove those who can read the vault.

add lets a spouse, a lawyer or a second device read everything: give their age public key. remove encrypts
everything anew without them; what they copied earlier they can still read. accept agrees to a list that was
changed on another device. finish completes a change that was interrupted.""")

EXAMPLES = mark("""\
vault recipients
vault recipients add age1… --name Lawyer
vault recipients remove Lawyer""")

ACTIONS = ("list", "add", "remove", "accept", "finish")


@localized.command("recipients", help=HELP, epilog=EXAMPLES)
@localized.argument(
    "action", type=click.Choice(ACTIONS), default="list", metavar="[list|add|remove|accept|finish]"
)
@localized.argument("who", required=False, metavar=mark("[KEY|NAME]"))
@localized.option("--name", metavar=mark("NAME"), help=mark("What the new reader is called; kept encrypted."))
@localized.option("--yes", is_flag=True, help=mark("Do not ask."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context, action: str, who: str | None, name: str | None, yes: bool, as_json: bool
) -> None:
    """Do what was asked; a missing name is a wrong use of the command.

    Raises:
        UsageError: Nobody was named.
    """
    out = screen(as_json=as_json)
    if action in {"add", "remove"} and not who:
        raise click.UsageError(out.translate(mark("Say who: a public key, or the name of a reader.")))
    with open_vault(ctx, out, accept=action == "accept") as vault:
        match action:
            case "add":
                _add(out, vault, who or "", name, yes=yes)
            case "remove":
                _remove(out, vault, who or "", yes=yes)
            case "accept":
                _accept(out, vault, yes=yes)
            case "finish":
                _finish(out, vault)
            case _:
                _list(out, vault)


def _list(out: Screen, vault: Vault) -> None:
    from vault import recipients

    readers = recipients.listed(vault)
    if out.as_json:
        for reader in readers:
            out.emit({"recipient": reader.recipient, "name": reader.name, "own": reader.own})
    else:
        for reader in readers:
            own = out.translate(mark(" ({about})")).format(about=out.translate(mark("this key")))
            name = reader.name or out.translate(mark("without a name"))
            out.out(f"{printable(name)}{own if reader.own else ''}\n    {reader.recipient}")
    if vault.store.settings.reencrypting:
        out.say(mark("A change of readers was interrupted. Complete it: vault recipients finish"))
        raise click.exceptions.Exit(ExitCode.PARTLY)


def _add(out: Screen, vault: Vault, recipient: str, name: str | None, *, yes: bool) -> None:
    from vault import recipients

    _ask(out, mark("Let {who} read everything in this vault, now and later?"), name or recipient, yes=yes)
    _said(out, recipients.add(vault, recipient, name, Bar(out, mark("encrypting anew"))))


def _remove(out: Screen, vault: Vault, called: str, *, yes: bool) -> None:
    from vault import recipients

    reader = recipients.find(vault, called)
    _ask(out, mark("Encrypt everything anew without {who}?"), reader.name or reader.recipient, yes=yes)
    _said(out, recipients.remove(vault, reader, Bar(out, mark("encrypting anew"))))
    out.say(
        mark(
            "Not undone: what this reader copied or backed up earlier stays readable to them. A new signing key "
            "was made; packets signed with the old one stay valid."
        )
    )


def _accept(out: Screen, vault: Vault, *, yes: bool) -> None:
    from vault import recipients

    change = recipients.difference(vault)
    for recipient in change.added:
        out.say(mark("added:   {recipient}"), recipient=recipient)
    for recipient in change.removed:
        out.say(mark("removed: {recipient}"), recipient=recipient)
    if change.signer:
        out.say(mark("changed: the signing certificate"))
    question = mark("Did you make this change? Packets are signed with it from now on.")
    if change.added or change.removed:
        question = mark("Did you make this change? They read all that is added from now on.")
    elif not change.signer:
        out.say(mark("Nothing was changed since this device saw the vault last."))
        return
    _ask(out, question, "", yes=yes)
    recipients.accept(vault)
    out.say(mark("Accepted."))


def _finish(out: Screen, vault: Vault) -> None:
    from vault import recipients

    _said(out, recipients.finish(vault, Bar(out, mark("encrypting anew"))))


def _ask(out: Screen, question: str, who: str, *, yes: bool) -> None:
    if not yes and sys.stdin.isatty():
        agreed(out, question, who=who)


def _said(out: Screen, renewal: Renewal) -> None:
    out.say(mark("{count} files are encrypted anew."), count=renewal.renewed)
    for name in renewal.damaged:
        out.say(mark("{name} is damaged and was left as it is; see `vault check`."), name=name)
    if renewal.damaged:
        raise click.exceptions.Exit(ExitCode.PARTLY)
