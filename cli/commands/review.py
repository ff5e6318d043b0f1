"""`vault review`: go through what is uncertain, one key for each fact."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli import asking, inputs, localized, records
from cli.screen import Screen
from cli.session import open_vault, screen
from vault.errors import UsageError
from vault.language import mark
from vault.model import FactState

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.review import Question

HELP = mark("""Go through what is uncertain and judge it.

Asks about reference numbers that two engines read differently, dates that can mean two days, and facts of
low confidence: in every item, or in those named. Shows the line, its picture (in the terminal where it is kitty,
iTerm2, WezTerm or one with sixels, else in a window), and every reading. One key answers: a accept, o the other
reading, t type it, r reject, s skip, u undo the last answer, q quit. Each answer is recorded at once.""")

EXAMPLES = mark("""\
vault review
vault review 7kq2 --all
vault review --json""")


class NoTerminalError(UsageError):
    """Questions without anybody to answer them."""

    code = "review-needs-terminal"
    message = mark("A review asks for keys, and there is no terminal.")
    hint = mark(
        "List what is uncertain with vault review --json; judge it with vault confirm and vault edit."
    )


@localized.command("review", help=HELP, epilog=EXAMPLES)
@localized.argument("items", nargs=-1, metavar=mark("[ID]…"))
@localized.option(
    "--all", "everything", is_flag=True, help=mark("Ask about every fact that nobody judged yet.")
)
@inputs.as_json
@click.pass_context
def command(ctx: click.Context, items: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Ask, record, and sum up.

    Raises:
        NoTerminalError: Nobody can press keys.
    """
    from vault import review

    if not as_json and not sys.stdin.isatty():
        raise NoTerminalError
    out = screen(as_json=as_json)
    with open_vault(ctx, out) as vault:
        found = review.questions(vault, items, everything=everything)
        if as_json:
            for question in found:
                out.emit(record(question))
        else:
            _go_through(out, vault, found)


def record(question: Question) -> dict[str, Any]:
    """Return what is uncertain as the contract's object."""
    item = question.item
    return {
        "id": item.id,
        "name": item.title,
        "kind": item.findings.kind.value,
        "event_date": item.findings.event_date,
        "doubt": question.doubt.value,
        "line": question.excerpt.text,
        "alternatives": list(question.alternatives),
        "fact": records.fact(question.fact),
    }


def _go_through(out: Screen, vault: Vault, found: Iterator[Question]) -> None:
    """Ask until there is no question left, or the person quits, and tell what was done."""
    from vault import review

    given: list[tuple[Question, FactState]] = []
    again: list[Question] = []
    left = 0
    while question := again.pop() if again else next(found, None):
        said = asking.judged(out, vault, question, has_last=bool(given))
        if said is asking.Turn.QUIT:
            left = 1 + len(again) + sum(1 for _ in found)
            break
        if said is asking.Turn.BACK:
            last, state = given.pop()
            if state is not FactState.PROPOSED:
                review.take_back(vault, last)
            again += [question, last]
        else:
            given.append((question, said))
    if not given and not left:
        out.say(mark("Nothing to review. Every fact that nobody judged yet: vault review --all"))
        return
    _sum_up(out, Counter(state for _, state in given), left)


def _sum_up(out: Screen, told: Counter[FactState], left: int) -> None:
    text = mark("{confirmed} confirmed, {corrected} corrected, {rejected} rejected, {left} left.")
    out.out()
    out.out(
        out.translate(text).format(
            confirmed=told[FactState.CONFIRMED],
            corrected=told[FactState.CORRECTED],
            rejected=told[FactState.REJECTED],
            left=left + told[FactState.PROPOSED],
        )
    )
