"""`vault show`: everything about one item."""

from __future__ import annotations

import datetime as dt
import re

import click

from cli import facts, inputs, localized, records
from cli.screen import Screen, readable
from cli.session import open_vault, screen
from vault.language import mark
from vault.model import Event, Fact, Item, Side
from vault.wording import CHANNELS, CLAIM_LEVELS, EVENTS, FACT_STATES, KINDS, SIDES
from vault.world import World

_CHINESE_BREAK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""A line break within Chinese, which is written without spaces."""

HELP = mark("""Show one item.

Says what it is, its facts, how it came in, and its chain of custody. Confirmed facts stand apart from those
that only the machine read.""")

EXAMPLES = mark("""\
vault show 7kq2
vault show 7kq2 --text""")


@localized.command("show", help=HELP, epilog=EXAMPLES)
@localized.argument("item", metavar=mark("ID"))
@localized.option("--text", "with_text", is_flag=True, help=mark("Show the text as well."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    item: str,
    with_text: bool,
    as_json: bool,
) -> None:
    """Show one item."""
    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault:
        found = vault.item(item)
        custody = vault.unlocked().index.history(found)
    if as_json:
        out.emit(
            records.item(found, with_text=with_text) | {"custody": [records.event(one) for one in custody]}
        )
        return
    _show(out, found, custody)
    if with_text:
        out.out()
        for line in found.reading.lines:
            out.out(f"  | {line.text}")


def _show(out: Screen, item: Item, custody: tuple[Event, ...]) -> None:
    """Print the item in four blocks: what it is, its facts, how it came in, its custody."""
    say = out.translate
    out.out(click.style(f"{item.id}  {item.title}", bold=True))
    out.out(f"  {say(KINDS[item.findings.kind])} · {item.findings.event_date or say(mark('no date'))}")
    out.out(f"  {say(CLAIM_LEVELS[item.claim])} · {item.media_type} · {readable(item.size)}")
    if item.reading.engine == "none":
        out.out("  " + say(mark("not read")))
    out.out(f"  SHA-256 {item.sha256}")
    for token in item.tokens:
        out.out(
            "  "
            + say(mark("stamped {at} by {authority}")).format(
                at=_instant(token.at), authority=token.authority
            )
        )
    if not item.tokens:
        out.out("  " + say(mark("no timestamp")))
    if item.note:
        out.out("  " + facts.labelled(mark("note"), item.note, say))
    if item.removed is not None:
        out.out(click.style("  " + facts.labelled(mark("removed"), item.removed, say), fg="yellow"))
    _show_facts(out, item.findings.facts)
    _show_messages(out, item)
    out.out()
    out.out(say(mark("How it came in")))
    for one in item.acquisitions:
        channel = f" · {say(CHANNELS[one.channel])}" if one.channel else ""
        device = "".join(f" · {part}" for part in (one.device, one.system, one.app) if part)
        out.out(f"  {_instant(one.at)}  {one.name}{channel}{device}")
    out.out()
    out.out(say(mark("Custody")))
    for event in custody:
        out.out(f"  {_instant(event.at)}  {say(EVENTS[event.type])}")


def _show_facts(out: Screen, all_facts: tuple[Fact, ...]) -> None:
    """Print confirmed facts, then the others."""
    groups = (
        (mark("Confirmed"), ("confirmed", "corrected")),
        (mark("Read by machine, not confirmed"), ("proposed",)),
        (mark("Rejected"), ("rejected",)),
    )
    for heading, states in groups:
        chosen = [fact for fact in all_facts if fact.state in states]
        if not chosen:
            continue
        out.out()
        out.out(out.translate(heading))
        for fact in chosen:
            second = f"  ≠ {fact.second}" if fact.second is not None else ""
            state = f" [{out.translate(FACT_STATES[fact.state])}]" if fact.state == "corrected" else ""
            out.out(f"{facts.listed(fact, out.translate)}{second}{state}")


def _show_messages(out: Screen, item: Item) -> None:
    """Print who wrote what, and when, where the item is a conversation."""
    if item.findings.messages:
        out.out()
        out.out(out.translate(mark("Messages")))
    for message in item.findings.messages:
        text = _CHINESE_BREAK.sub("", " ".join(item.reading.text[slice(*message.span)].split()))
        who = message.speaker or out.translate(SIDES[message.side])
        at = (message.at or "-").replace("T", " ")
        arrow = "<" if message.side is Side.THEIRS else ">"
        out.out(f"  {at:<16}  {arrow} {facts.labelled(who, text, out.translate)}")


def _instant(at: dt.datetime) -> str:
    """Return an instant in local time, to the second."""
    return at.astimezone(World().zone).isoformat(" ", "seconds")
