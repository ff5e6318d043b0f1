"""`vault search`: find items again."""

from __future__ import annotations

import click

from cli import hits, inputs, localized, records
from cli.session import open_vault, screen
from vault.language import mark

HELP = mark("""Find items again.

Without words it lists every item, the latest first. Looks in texts, facts, names and kinds. Several words must
all occur; "quoted words" must stand together.
Parts of a reference number are found, and so are numbers in which O and 0, I and 1, B and 8 were confused.""")

EXAMPLES = mark("""\
vault search
vault search 注销
vault search 结清 --platform 京东金融 --since 2026-01-01
vault search --ref 8801""")

NOTHING = mark("Nothing found. Fewer words find more; vault search without words lists everything.")
EMPTY = mark("The vault holds nothing yet. Next: vault add FILE")


@localized.command("search", help=HELP, epilog=EXAMPLES)
@localized.argument("query", nargs=-1, metavar=mark("[QUERY]…"))
@localized.option(
    "--platform", metavar=mark("NAME"), help=mark("Only items of this platform, by name, alias or id.")
)
@inputs.kind
@localized.option(
    "--since", type=inputs.Day(), metavar=mark("DATE"), help=mark("Only items about this day or later.")
)
@localized.option(
    "--until", type=inputs.Day(), metavar=mark("DATE"), help=mark("Only items about this day or earlier.")
)
@localized.option(
    "--ref", "reference", metavar=mark("NUMBER"), help=mark("Only items with this reference number or part.")
)
@localized.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    metavar=mark("N"),
    default=20,
    show_default=True,
    help=mark("How many at most."),
)
@localized.option("--removed", is_flag=True, help=mark("Search among removed items as well."))
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    query: tuple[str, ...],
    platform: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    reference: str | None,
    limit: int,
    removed: bool,
    as_json: bool,
) -> int:
    """Search and show the hits, best first."""
    from vault import search

    out = screen(as_json=as_json)
    wanted = search.Wanted(
        " ".join(query),
        platform,
        kind,
        since=since,
        until=until,
        reference=reference,
        limit=limit,
        removed=removed,
    )
    with open_vault(ctx, out) as vault:
        found = search.search(vault, wanted)
    if as_json:
        for hit in found.hits:
            out.emit(records.hit(hit))
        return 0
    if not found.hits:
        out.say(NOTHING if any((query, platform, kind, since, until, reference)) else EMPTY)
        return 0
    hits.show(out, found.hits)
    if found.more:
        out.say(mark("The first {shown} are shown; more with --limit."), shown=len(found.hits))
    else:
        out.say(mark("{count} found."), count=len(found.hits))
    return 0
