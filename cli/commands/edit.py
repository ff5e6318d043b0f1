"""`vault edit`: correct what was understood of an item."""

from __future__ import annotations

import click

from cli import facts, inputs, localized
from cli.session import open_vault, screen
from vault.language import mark
from vault.model import FactType
from vault.wording import FACT_STATES, FACT_TYPES, KINDS

HELP = mark("""Correct what was understood of an item.

The original and what the engine read stay as they are. A correction is an event of its own: the packet
shows that you made it, and when.""")

EXAMPLES = mark("""\
vault edit 7kq2 --kind settlement --event-date 2026-03-05
vault edit 7kq2 --fact f3=ZX20260305-8801
vault edit 7kq2 --new reference=8801223 --new platform=京东金融""")


@localized.command("edit", help=HELP, epilog=EXAMPLES)
@localized.argument("item", metavar=mark("ID"))
@localized.option("--title", metavar=mark("TEXT"), help=mark("Name to show for the item."))
@inputs.kind
@localized.option(
    "--event-date", type=inputs.Day(), metavar=mark("DATE"), help=mark("The day that it is evidence about.")
)
@localized.option("--note", metavar=mark("TEXT"), help=mark("A remark of your own."))
@localized.option(
    "--fact",
    "corrected",
    multiple=True,
    metavar=mark("F=VALUE"),
    help=mark("Correct this fact (repeatable)."),
)
@localized.option(
    "--new",
    "added",
    multiple=True,
    metavar=mark("TYPE=VALUE"),
    help=mark(
        "Add a fact that was not read: date, platform, reference, amount, phone, employee, authorization or obstacle "
        "(repeatable)."
    ),
)
@click.pass_context
def command(
    ctx: click.Context,
    item: str,
    title: str | None,
    kind: str | None,
    event_date: str | None,
    note: str | None,
    corrected: tuple[str, ...],
    added: tuple[str, ...],
) -> None:
    """Record the corrections and show how the item now stands."""
    from vault import curate

    out = screen()
    corrections = tuple(_pair(text, "--fact", mark("write it as f3=VALUE")) for text in corrected)
    additions = tuple(_addition(text) for text in added)
    changes = curate.Changes(title, kind, event_date, note, corrections=corrections, additions=additions)
    with open_vault(ctx, out) as vault:
        edited = curate.edit(vault, item, changes)
    out.out(
        f"{edited.id} {out.translate(KINDS[edited.findings.kind])} {edited.findings.event_date or ''}".rstrip()
    )
    for fact in edited.findings.facts:
        out.out(f"{facts.listed(fact, out.translate)}  {out.translate(FACT_STATES[fact.state])}")


def _pair(text: str, option: str, how: str) -> tuple[str, str]:
    """Split `f3=VALUE`.

    Raises:
        BadParameter: There is no name or no value.
    """
    name, _equals, value = (part.strip() for part in text.partition("="))
    if not name or not value:
        raise click.BadParameter(screen().translate(how), param_hint=option)
    return name, value


def _addition(text: str) -> tuple[FactType, str]:
    """Split `reference=VALUE`; the type may be given in the words of the user's language.

    Raises:
        BadParameter: There is no such type, or no value.
    """
    say = screen().translate
    name, value = _pair(text, "--new", mark("write it as reference=VALUE"))
    types = {word: one for one in FactType for word in (one.value, say(FACT_TYPES[one]))}
    if name not in types:
        known = say(mark(", ")).join(f"{one.value} {say(FACT_TYPES[one])}".strip() for one in FactType)
        raise click.BadParameter(say(mark("known types: {known}")).format(known=known), param_hint="--new")
    return types[name], value
