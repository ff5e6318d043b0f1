"""Making a recovery kit with a person: where its page goes, and three of its words asked back."""

from __future__ import annotations

import pathlib
import sys
from typing import TYPE_CHECKING

import click

from cli.session import screen
from vault.language import mark

if TYPE_CHECKING:
    from vault.opening import Vault

DEFAULT = "vault-recovery-kit.pdf"
NONE = "-"


def ask_where() -> pathlib.Path | None:
    """Ask which file the kit goes to; None where the person wants none now, or there is nobody to ask."""
    if not sys.stdin.isatty():
        return None
    question = screen().translate(mark("Save the recovery kit as (- for none now)"))
    try:
        answer: str = click.prompt(question, default=str(pathlib.Path.home() / DEFAULT), err=True)
    except click.Abort:
        answer = NONE  # the vault is made; a kit can be made at any time
    return None if answer.strip() == NONE else pathlib.Path(answer).expanduser()


def make(vault: Vault, path: pathlib.Path) -> None:
    """Write the page, ask three words back on a terminal, and put the kit into force."""
    from vault import recovery

    out = screen()
    vault.identity()  # before anything is written
    kit = recovery.draft(vault, out.language)
    recovery.save(kit, path)
    out.say(mark("Recovery kit: {path}. Print it now, then delete the file."), path=path)
    recovery.put_in_force(vault, kit, _copied if sys.stdin.isatty() else None)
    out.say(mark("The kit is in force. An earlier kit of this vault opens nothing any more."))


def _copied(place: int) -> str:
    question = screen().translate(mark("To show that you have it: word {place} of the kit"))
    answer: str = click.prompt(question.format(place=place), err=True)
    return answer
