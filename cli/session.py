"""What the commands share: which vault, which screen, how a passphrase is asked for."""

from __future__ import annotations

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
    from vault.opening import Vault


def screen(*, as_json: bool = False) -> Screen:
    """Return the screen of this run."""
    return Screen(language(), as_json=as_json)


def folder(ctx: click.Context) -> pathlib.Path:
    """Return the vault's folder: `--vault`, else `VAULT_DIR`, else `~/EvidenceVault`."""
    named = ctx.find_root().obj or os.environ.get("VAULT_DIR")
    return pathlib.Path(named).expanduser() if named else pathlib.Path.home() / "EvidenceVault"


def open_vault(ctx: click.Context) -> Vault:
    """Open the vault of this run; a passphrase is asked for only when a command needs what it protects."""
    from vault.opening import Vault  # `--version` and `--help` do without

    return Vault.open(
        folder(ctx), ask=ask_passphrase, indexing=Bar(screen(), mark("bringing the index up to date"))
    )


def ask_passphrase() -> str | None:
    """Ask on the terminal without echo; None where there is no terminal."""
    if not sys.stdin.isatty():
        return None
    answer: str = click.prompt(screen().translate(mark("Passphrase")), hide_input=True, err=True)
    return answer
