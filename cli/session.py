"""What the commands share: which vault, which screen, how a passphrase is asked for."""

from __future__ import annotations

import functools
import os
import pathlib
import sys
from typing import TYPE_CHECKING

import click

from cli.localized import language
from cli.progress import Bar
from cli.screen import Screen
from vault.language import mark

if TYPE_CHECKING:
    from vault.errors import VaultError
    from vault.opening import Vault


def screen(*, as_json: bool = False) -> Screen:
    """Return the screen of this run."""
    return Screen(language(), as_json=as_json)


def folder(ctx: click.Context) -> pathlib.Path:
    """Return the vault's folder: `--vault`, else `VAULT_DIR`, else `~/EvidenceVault`."""
    named = ctx.find_root().obj or os.environ.get("VAULT_DIR")
    return pathlib.Path(named).expanduser() if named else pathlib.Path.home() / "EvidenceVault"


def open_vault(ctx: click.Context, out: Screen | None = None, *, accept: bool = False) -> Vault:
    """Open the vault of this run; a passphrase is asked for only when a command needs what it protects.

    With `accept` its recipients may be others than this device knows: for the command that asks about them.
    """
    from vault.opening import Vault  # `--version` and `--help` do without

    out = out or screen()
    indexing = Bar(out, mark("bringing the index up to date"))
    ask = functools.partial(ask_passphrase, out)
    return Vault.open(folder(ctx), ask=ask, indexing=indexing, accept=accept)


def ask_passphrase(out: Screen, refused: VaultError | None) -> str | None:
    """Ask on the terminal without echo, after saying what was wrong before; None where there is no terminal."""
    if not sys.stdin.isatty():
        return None
    if refused is not None:
        out.tell(" ".join(refused.said(out.translate)))
    with out.aside():
        answer: str = click.prompt(out.translate(mark("Passphrase")), hide_input=True, err=True)
    return answer


def ask_signer_passphrase(out: Screen) -> str | None:
    """Ask for the passphrase of a certificate file; None where there is no terminal."""
    if not sys.stdin.isatty():
        return None
    question = out.translate(mark("Passphrase of the certificate file"))
    with out.aside():
        answer: str = click.prompt(question, hide_input=True, err=True, default="", show_default=False)
    return answer


def choose_passphrase() -> str | None:
    """Ask for a new passphrase until one is strong enough, each twice; None where there is no terminal."""
    if not sys.stdin.isatty():
        return None
    from vault import keys

    out = screen()
    out.say(
        mark("Choose five or six words that have nothing in common, or a sentence that only you would say.")
    )
    out.say(mark("What you type is not shown."))
    while True:
        answer: str = click.prompt(
            out.translate(mark("New passphrase")),
            hide_input=True,
            err=True,
            confirmation_prompt=out.translate(mark("The same again")),
        )
        refused = keys.weakness(answer)
        if refused is None:
            return answer
        out.error(refused)


def new_passphrase() -> str:
    """Return the new passphrase that `VAULT_NEW_PASSPHRASE_FILE` or the person gives.

    Raises:
        PassphraseNeededError: Neither does.
    """
    from vault import keys
    from vault.opening import PassphraseNeededError

    found = keys.new_passphrase(os.environ) or choose_passphrase()
    if not found:
        raise PassphraseNeededError
    return found


class DeclinedError(click.Abort):
    """A person was asked and said no."""


def agreed(out: Screen, question: str, **values: object) -> None:
    """Go on if the person says yes.

    Args:
        out: Where to ask.
        question: Untranslated.
        **values: Fill its placeholders.

    Raises:
        DeclinedError: The answer is no.
    """
    with out.aside():
        yes = click.confirm(out.translate(question).format_map(values), err=True)
    if not yes:
        raise DeclinedError
