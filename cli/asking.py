"""Asks a person about one fact: shows where it was read, and takes a key."""

from __future__ import annotations

import difflib
import functools
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from enum import Enum, auto
from typing import TYPE_CHECKING

import click

from cli import crops, facts
from cli.keypress import END, answered, listening
from cli.screen import Screen
from vault import processes
from vault.errors import printable
from vault.language import Translator, mark
from vault.model import FactState
from vault.wording import FACT_STATES, KINDS

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.review import Answer, Question

DOUBTS = {
    "disagreement": mark("two engines read it differently"),
    "ambiguous": mark("the writing allows more than one day"),
    "look-alike": mark("it holds characters that look alike, such as O and 0"),
    "part": mark("it may not be the whole number"),
    "confidence": mark("the reading is unsure"),
    "none": mark("not confirmed yet"),
}
ACCEPT, OTHER, TYPE, REJECT, SKIP, UNDO, QUIT = "aotrsuq"
KEYS = {
    ACCEPT: mark("a accept"),
    OTHER: mark("o the other"),
    TYPE: mark("t type it"),
    REJECT: mark("r reject"),
    SKIP: mark("s skip"),
    UNDO: mark("u undo the last"),
    QUIT: mark("q quit"),
}
PATIENCE = 0.3
"""Seconds that a terminal has to say what it can; one that is there says it in a few milliseconds."""


class Turn(Enum):
    """What a person wants instead of answering."""

    BACK = auto()
    QUIT = auto()


def judged(out: Screen, vault: Vault, question: Question, *, has_last: bool) -> FactState | Turn:
    """Show a question and ask until an answer stands.

    Args:
        out: Where to show it.
        vault: Where the answer is recorded.
        question: The fact.
        has_last: Whether there is an answer before this one that can be taken back.

    Returns:
        The state that the person gave the fact, `PROPOSED` if it was skipped.
    """
    offered = _offered(question, has_last=has_last)
    shown = False
    with ExitStack() as while_asked:
        while True:
            with listening() as key:
                if not shown:
                    _show(out, question, while_asked)
                    shown = True
                pressed = _choice(out, question, offered, key)
            if pressed in {QUIT, END}:
                return Turn.QUIT
            if pressed == UNDO:
                return Turn.BACK
            if pressed == SKIP:
                return FactState.PROPOSED
            if state := _recorded(out, vault, question, pressed):
                return state


def _offered(question: Question, *, has_last: bool) -> Mapping[str, str]:
    """Return the keys that answer, each with its text."""
    others = len(question.alternatives)
    left_out = {OTHER} if not others else set()
    left_out |= set() if has_last else {UNDO}
    texts = KEYS | {OTHER: mark("o 1 2 one of these")} if others > 1 else KEYS
    return {key: text for key, text in texts.items() if key not in left_out}


def _recorded(out: Screen, vault: Vault, question: Question, pressed: str) -> FactState | None:
    """Record what a key says; None when no value was typed, or one that does not fit."""
    from vault import fact_values, review

    given = _given(out, question, pressed)
    if given is None:
        return None
    try:
        fact = review.answer(vault, question, given)
    except fact_values.FactValueError as error:
        out.error(error)
        return None
    value = click.style(_one_line(facts.value(fact, out.translate)), bold=True)
    out.out(f"  {value}  {out.translate(FACT_STATES[fact.state])}")
    return fact.state


def _show(out: Screen, question: Question, while_asked: ExitStack) -> None:
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
    _show_picture(out, question, while_asked)
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


def _show_picture(out: Screen, question: Question, while_asked: ExitStack) -> None:
    """Show the place in the picture, here or in a window, or say where to look; texts have no picture."""
    if question.fact.box is None:
        return
    is_terminal = sys.stdout.isatty()
    png = question.crop() if is_terminal else None
    if png is not None:
        if how := _protocol():
            out.draw(crops.inline(png, how, shutil.get_terminal_size().columns))
            return
        if while_asked.enter_context(processes.viewed(png, os.environ)):
            out.out("  " + out.translate(mark("The place in the picture is open in a window.")))
            return
    where = mark("This terminal shows no pictures; the original: vault export {item}")
    out.out("  " + out.translate(where).format(item=question.item.id))


@functools.cache
def _protocol() -> crops.Protocol | None:
    """Return how the terminal takes pictures, asked once."""
    return crops.protocol(os.environ, functools.partial(answered, seconds=PATIENCE))


def _choice(out: Screen, question: Question, offered: Mapping[str, str], key: Callable[[], str]) -> str:
    """Wait for a key that answers; a digit stands for the alternative of that number."""
    digits = "".join(str(number) for number, _ in enumerate(question.alternatives, 1))
    click.echo(out.translate(mark(", ")).join(map(out.translate, offered.values())) + " ", nl=False)
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
