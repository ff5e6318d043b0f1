"""`vault add`: take traces into the vault."""

from __future__ import annotations

import datetime as dt
import pathlib
import sys

import click

from cli import inputs, localized, outcomes
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Add screenshots, PDFs, mails, notes, recordings.

Folders are walked; - reads standard input. Each input is read, encrypted and entered in the journal; the
files themselves are left where they are, unchanged. Needs no passphrase.""")

EXAMPLES = mark("""\
vault add screenshot.png
vault add ~/Pictures/jiebei --via app --app "Alipay 10.5.90"
pbpaste | vault add - --via sms --captured-at "2026-03-05 14:22\"""")


@localized.command("add", help=HELP, epilog=EXAMPLES)
@localized.argument("paths", nargs=-1, required=True, metavar=mark("PATH…"))
@inputs.captured_at
@inputs.circumstances
@inputs.engine
@localized.option(
    "--title", metavar=mark("TEXT"), help=mark("Name to show for the item. Default: the file's name.")
)
@localized.option(
    "--unread", is_flag=True, help=mark("Keep the files without opening them, as recordings are kept.")
)
@inputs.domain_keys
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    captured_at: dt.datetime | None,
    via: str | None,
    device: str | None,
    system: str | None,
    app: str | None,
    engine: str,
    title: str | None,
    unread: bool,
    key_files: tuple[pathlib.Path, ...],
    as_json: bool,
) -> int:
    """Add every path and show each outcome as it becomes certain."""
    from vault import add, candidates, domain_keys
    from vault.taking import Stated

    stated = Stated(
        captured_at=captured_at,
        via=via,
        device=device,
        system=system,
        app=app,
        title=title,
        unread=unread,
        keys=domain_keys.from_files(key_files),
    )
    out = screen(as_json=as_json)
    stdin = sys.stdin.buffer
    with open_vault(ctx, out) as vault:
        plan, intake = candidates.plan(paths, stdin=stdin), vault.intake(engine)
        with out.progress(mark("adding"), len(plan)) as advance:
            code = outcomes.show(out, add.add(vault, plan, intake, stated, done=advance))
        outcomes.show_lacking(out, intake.lacking)
        return code
