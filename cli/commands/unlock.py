"""`vault unlock`: keep the key in the system's keychain for a while."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import click

from cli import localized
from cli.session import open_vault, screen
from vault.language import mark, translator

HELP = mark("""Keep the key in the system's keychain for a while.

Commands do not ask for the passphrase until the time is over or `vault lock` is run. Whoever uses this
account of the computer meanwhile can open the vault.""")

EXAMPLES = mark("""\
vault unlock
vault unlock --for 2h""")

LONGEST = dt.timedelta(days=7)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Duration(click.ParamType[dt.timedelta]):
    """A length of time: `30m`, `2h`, `1d`; at most a week."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.timedelta:
        """Return the length; fails with usage help."""
        if isinstance(value, dt.timedelta):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,3})([mhd])", value)
        length = dt.timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else dt.timedelta()
        if not dt.timedelta() < length <= LONGEST:
            self.fail(
                translator(localized.language())(mark("write it as 30m, 2h or 1d, at most 7d")), param, ctx
            )
        return length


@localized.command("unlock", help=HELP, epilog=EXAMPLES)
@localized.option(
    "--for",
    "duration",
    type=Duration(),
    default="30m",
    show_default=True,
    metavar=mark("TIME"),
    help=mark("How long: 30m, 2h, 1d; at most 7d."),
)
@click.pass_context
def command(ctx: click.Context, duration: dt.timedelta) -> None:
    """Put the key there."""
    from vault import unlock

    with open_vault(ctx) as vault:
        until = unlock.unlock(vault, duration)
        shown = until.astimezone(vault.world.zone).strftime("%Y-%m-%d %H:%M")
    screen().say(mark("Unlocked until {until}. End it earlier with `vault lock`."), until=shown)
