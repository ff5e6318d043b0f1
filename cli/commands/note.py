"""`vault note`: keep the note of a call."""

from __future__ import annotations

import datetime as dt

import click

from cli import inputs, localized, outcomes
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Keep a note of a call with customer service.

Give what was said by options, or write it in your editor when --said is missing. Write it down at once: a
note is the weakest kind of evidence, and the sooner it was made the more it counts.""")

EXAMPLES = mark("""\
vault note --number 95118 --staff 8812 --said "账户已注销"
vault note --number 95118 --promised "短信通知结果" --by 2026-03-12""")

TEMPLATE = mark("""\

# Write above what was said and what was promised. Lines that begin with # are left out; an empty note is not kept.
""")

UNKNOWN = mark(
    "The directory knows no platform {name}; the note is kept without one. Name it: "
    "vault edit {id} --new platform={name}"
)


@localized.command("note", help=HELP, epilog=EXAMPLES)
@localized.option("--number", metavar=mark("PHONE"), help=mark("The number that was called, or that called."))
@localized.option(
    "--with", "platform", metavar=mark("NAME"), help=mark("The platform that the call was with.")
)
@localized.option(
    "--staff", metavar=mark("NUMBER"), help=mark("Staff number or name that the other side gave.")
)
@localized.option(
    "--when", type=inputs.Moment(), metavar=mark("WHEN"), help=mark("When the call was. Default: now.")
)
@localized.option("--said", metavar=mark("TEXT"), help=mark("What was said. Default: your editor opens."))
@localized.option("--promised", metavar=mark("TEXT"), help=mark("What was promised."))
@localized.option("--by", type=inputs.Day(), metavar=mark("DATE"), help=mark("By when it was promised."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    number: str | None,
    platform: str | None,
    staff: str | None,
    when: dt.datetime | None,
    said: str | None,
    promised: str | None,
    by: str | None,
    as_json: bool,
) -> int:
    """Keep the note and show what was understood of it."""
    from vault import note

    out = screen(as_json=as_json)
    call = note.Call(
        number=number, platform=platform, staff=staff, when=when, said=said, promised=promised, by=by
    )
    with open_vault(ctx, out) as vault:
        if said is None and promised is None:
            call = note.written(call, out.translate(TEMPLATE), vault.world)
        (kept,) = note.keep(vault, call, out.language)
        code = outcomes.show(out, [kept])
        if kept.id and note.is_unplaced(vault, call):
            out.say(UNKNOWN, name=platform, id=kept.id)
        return code
