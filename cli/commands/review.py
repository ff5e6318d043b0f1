"""`vault review`: go through what is uncertain, one key for each fact."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from cli import facts, inputs, localized, records
from cli.keypress import END, listening
from cli.screen import Screen
from cli.session import open_vault, screen
from vault.errors import UsageError, printable
from vault.language import Translator, mark
from vault.model import FactState
from vault.wording import FACT_STATES, KINDS

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.review import Answer, Question

HELP = mark("""Go through what is uncertain and judge it.

Asks about reference numbers that two engines read differently, dates that can mean two days, and facts of
low confidence: in every item, or in those named. Shows the line, its picture where the terminal can (kitty,
iTerm2, WezTerm), and every reading. One key answers: a accept, o the other reading, t type it, r reject,
s skip, q quit. Each answer is recorded at once.""")

EXAMPLES = mark("""\
vault review
vault review 7kq2 --all
vault review --json""")

DOUBTS = {
    "disagreement": mark("two engines read it differently"),
    "ambiguous": mark("the writing allows more than one day"),
    "confidence": mark("the reading is unsure"),
    "none": mark("not confirmed yet"),
}
ACCEPT, OTHER, TYPE, REJECT, SKIP, QUIT = "aotrsq"
KEYS = {
    ACCEPT: mark("a accept"),
    OTHER: mark("o the other"),
    TYPE: mark("t type it"),
    REJECT: mark("r reject"),
    SKIP: mark("s skip"),
    QUIT: mark("q quit"),
}


class NoTerminalError(UsageError):
    """Questions without anybody to answer them."""

    code = "review-needs-terminal"
    message = mark("A review asks for keys, and there is no terminal.")
    hint = mark(
        "List what is uncertain with vault review --json; judge it with vault confirm and vault edit."
    )


@localized.command("review", help=HELP, epilog=EXAMPLES)
@click.argument("items", nargs=-1, metavar="[ID]…")
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
    with open_vault(ctx) as vault:
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
    told: Counter[FactState] = Counter()
    left = 0
    for question in found:
        said = _judged(out, vault, question)
        if said is None:
            left += 1 + sum(1 for _ in found)
        elif said is FactState.PROPOSED:
            left += 1
        else:
            told[said] += 1
    if not told and not left:
        out.say(mark("Nothing to review."))
        return
    out.out()
    out.out(
        out.translate(
            mark("{confirmed} confirmed, {corrected} corrected, {rejected} rejected, {left} left.")
        ).format(
            confirmed=told[FactState.CONFIRMED],
            corrected=told[FactState.CORRECTED],
            rejected=told[FactState.REJECTED],
            left=left,
        )
    )


def _judged(out: Screen, vault: Vault, question: Question) -> FactState | None:
    """Show a question and ask until an answer stands; `PROPOSED` if it is skipped, None if the person quits."""
    from vault import curate, review

    shown = False
    while True:
        with listening() as key:
            if not shown:
                _show(out, question)
                shown = True
            pressed = _choice(out, question, key)
        if pressed in {QUIT, END}:
            return None
        if pressed == SKIP:
            return FactState.PROPOSED
        given = _given(out, question, pressed)
        if given is None:
            continue
        try:
            fact = review.answer(vault, question, given)
        except curate.FactValueError as error:
            out.error(error)
            continue
        value = click.style(_one_line(facts.value(fact, out.translate)), bold=True)
        out.out(f"  {value}  {out.translate(FACT_STATES[fact.state])}")
        return fact.state


def _show(out: Screen, question: Question) -> None:
    """Show the item, the line, its picture, and the readings."""
    item, fact, say = question.item, question.fact, out.translate
    day = item.findings.event_date or say(mark("no date"))
    out.out()
    out.out(click.style(f"{item.id}  {printable(item.title)}", bold=True))
    out.out(f"  {say(KINDS[item.findings.kind])} · {day}")
    out.out(f"{_one_line(facts.listed(fact, say))}  [{say(DOUBTS[question.doubt.value])}]")
    excerpt = question.excerpt
    raw = click.style(_one_line(excerpt.raw), underline=True, bold=True)
    out.out(f"  | {_one_line(excerpt.before)}{raw}{_one_line(excerpt.after)}")
    _show_picture(out, question)
    for key, reading in _readings(question, out.translate):
        out.out(f"  {key}  {reading}")
    if fact.second is not None and not question.alternatives:
        out.out("  " + say(mark("The other engine read nothing here.")))


def _readings(question: Question, translate: Translator) -> Iterator[tuple[str, str]]:
    """Yield the readings to choose from, each with its key; where two engines differ, the difference stands out."""
    others = [_one_line(other.replace("T", " ")) for other in question.alternatives]
    if len(others) > 1:
        yield from ((str(number), other) for number, other in enumerate(others, 1))
    elif question.fact.second:
        ours, theirs = _one_line(facts.value(question.fact, translate)), _one_line(question.fact.second)
        yield ACCEPT, f"{_distinct(ours, theirs)}  {', '.join(question.fact.engines)}".rstrip()
        yield OTHER, _distinct(theirs, ours)


def _distinct(text: str, beside: str) -> str:
    """Return `text` with the characters in colour that are not the same in `beside`."""
    matcher = difflib.SequenceMatcher(a=beside, b=text, autojunk=False)
    return "".join(
        text[start:end] if tag == "equal" else click.style(text[start:end], fg="red", bold=True)
        for tag, _, _, start, end in matcher.get_opcodes()
    )


def _show_picture(out: Screen, question: Question) -> None:
    """Show the place in the picture, or say where to look; texts have no picture."""
    from cli import crops

    if question.fact.box is None:
        return
    how = crops.protocol(os.environ) if sys.stdout.isatty() else None
    png = question.crop() if how is not None else None
    if how is not None and png is not None:
        columns = shutil.get_terminal_size().columns
        out.out(crops.inline(png, how, columns))
        return
    where = mark("This terminal shows no pictures; the original: vault export {item}")
    out.out("  " + out.translate(where).format(item=question.item.id))


def _choice(out: Screen, question: Question, key: Callable[[], str]) -> str:
    """Wait for a key that answers; a digit stands for the alternative of that number."""
    digits = "".join(str(number) for number, _ in enumerate(question.alternatives, 1))
    offered = KEYS if digits else {one: text for one, text in KEYS.items() if one != OTHER}
    texts = offered | {OTHER: mark("o 1 2 one of these")} if len(digits) > 1 else offered
    click.echo(out.translate(mark(", ")).join(map(out.translate, texts.values())) + " ", nl=False)
    while True:
        pressed = key().lower()
        if pressed == OTHER and len(digits) > 1:
            click.echo(f"{'/'.join(digits)} ", nl=False)
        elif pressed == END or pressed in offered or pressed in tuple(digits):
            click.echo(pressed if pressed.isprintable() else "")
            return digits[0] if pressed == OTHER else pressed


def _given(out: Screen, question: Question, pressed: str) -> Answer | None:
    """Turn a key into an answer; None when a value was to be typed and none was."""
    from vault.review import Answer

    if pressed == ACCEPT:
        return Answer(FactState.CONFIRMED)
    if pressed == REJECT:
        return Answer(FactState.REJECTED)
    if pressed == TYPE:
        typed = click.prompt(out.translate(mark("Value")), default="", show_default=False).strip()
        return Answer(FactState.CORRECTED, typed) if typed else None
    return Answer(FactState.CORRECTED, question.alternatives[int(pressed) - 1])


def _one_line(text: str) -> str:
    """Return evidence for one line of a terminal: no line breaks, no control characters."""
    return printable(re.sub(r"\s", " ", text))
