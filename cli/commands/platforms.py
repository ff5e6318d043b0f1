"""`vault platforms`: the directory of platforms."""

from __future__ import annotations

from typing import Any

from cli import facts, inputs, localized, records
from cli.screen import Screen
from cli.session import screen
from vault.language import mark

HELP = mark("""Show the platforms that are known.

Name, kind of company, hotline, how to cancel, and where that is from. Fields without a sourced value are
left empty. Add platforms of your own with --new; they are yours alone.""")

EXAMPLES = mark("""\
vault platforms
vault platforms 借呗
vault platforms --new "小河贷" --alias 小河 --alias xiaohedai""")


LABELS = {
    "id": mark("id"),
    "name": mark("name"),
    "official_name": mark("official name"),
    "also_called": mark("also called"),
    "type": mark("kind of company"),
    "group": mark("product of"),
    "hotlines": mark("hotline"),
    "cancellation_path": mark("how to cancel"),
    "unverified": mark("not verified"),
    "source": mark("source"),
    "as_of": mark("as of"),
}


TYPES = {
    "association": mark("trade association"),
    "bank": mark("bank"),
    "complaint_site": mark("complaint site"),
    "consumer_finance": mark("consumer finance company"),
    "credit_bureau": mark("credit bureau"),
    "guarantor": mark("guarantor"),
    "online_loan": mark("online loans"),
    "other": mark("other"),
    "payment": mark("payment company"),
    "regulator": mark("regulator"),
}


@localized.command("platforms", help=HELP, epilog=EXAMPLES)
@localized.argument("name", required=False, metavar=mark("[NAME]"))
@localized.option("--new", metavar=mark("NAME"), help=mark("Add a platform of your own."))
@localized.option(
    "--alias",
    multiple=True,
    metavar=mark("NAME"),
    help=mark("Another name of the new platform (repeatable)."),
)
@localized.option("--hotline", metavar=mark("PHONE"), help=mark("Hotline of the new platform."))
@localized.option("--source", metavar=mark("TEXT"), help=mark("Where you have these facts from."))
@inputs.as_json
def command(
    name: str | None,
    new: str | None,
    alias: tuple[str, ...],
    hotline: str | None,
    source: str | None,
    as_json: bool,
) -> None:
    """Show the directory, one entry of it, or add to it."""
    from vault import platforms

    out = screen(as_json=as_json)
    if new is not None:
        added = platforms.add(platforms.own_file(), new, aliases=alias, hotline=hotline, source=source)
        out.say(mark("{name} added as {id}."), name=new, id=added.id)
        return
    entries = platforms.look_up(name) if name is not None else platforms.directory().entries
    if as_json:
        for entry in entries:
            out.emit(records.entry(entry))
    elif name:
        for entry in entries:
            _show(out, records.entry(entry))
            out.out()
    else:
        rows = [
            (entry.brand, "、".join(entry.hotlines[:2]), entry.id, "、".join(entry.aliases[:3]))
            for entry in entries
        ]
        out.table((mark("name"), mark("hotline"), mark("id"), mark("also called")), rows)
        out.say(mark("{count} platforms. More on one: vault platforms NAME"), count=len(rows))


def _show(out: Screen, entry: dict[str, Any]) -> None:
    """Print one entry, a field a line; empty ones are left out."""
    say = out.translate
    entry["type"] = say(TYPES[entry["type"]])
    entry["unverified"] = [say(LABELS.get(name, LABELS["also_called"])) for name in entry["unverified"]]
    for label, value in entry.items():
        shown = "、".join(value) if isinstance(value, list) else value
        if shown:
            out.out(facts.labelled(LABELS[label], shown, say))
