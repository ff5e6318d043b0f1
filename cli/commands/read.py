"""`vault read`: read without keeping."""

from __future__ import annotations

import datetime as dt
import sys

from cli import inputs, localized, outcomes
from cli.session import screen
from vault.language import mark

HELP = mark("""Read files as `vault add` would, and keep nothing.

Needs no vault. Shows what would be understood: kind, dates, platforms, reference numbers, amounts, phones.""")

EXAMPLES = mark("""\
vault read screenshot.png
vault read letter.pdf --json --text""")


@localized.command("read", help=HELP, epilog=EXAMPLES)
@localized.argument("paths", nargs=-1, required=True, metavar=mark("PATH…"))
@inputs.captured_at
@inputs.engine
@localized.option("--text", "with_text", is_flag=True, help=mark("Show the text as well."))
@inputs.as_json
def command(
    paths: tuple[str, ...],
    captured_at: dt.datetime | None,
    engine: str,
    with_text: bool,
    as_json: bool,
) -> int:
    """Read every path and show each outcome."""
    from vault import candidates, platforms, read
    from vault.intake import Intake
    from vault.taking import Stated
    from vault.world import World

    out = screen(as_json=as_json)
    world = World()
    intake = Intake(engine, platforms.directory(), zone=world.zone, now=world.now)
    plan = candidates.plan(paths, stdin=sys.stdin.buffer)
    with out.progress(mark("reading"), len(plan)) as advance:
        found = read.read(plan, intake, Stated(captured_at=captured_at), done=advance)
        code = outcomes.show(out, found, with_text=with_text)
    outcomes.show_lacking(out, intake.lacking)
    return code
