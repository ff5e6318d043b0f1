"""Keep the note of a call as an item of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vault import add, free_text, processes
from vault.candidates import Typed
from vault.errors import BadInputError
from vault.keeping.errors import EventUnwritableError
from vault.language import Language, mark, translator
from vault.model import Channel
from vault.opening import Vault
from vault.outcome import Outcome
from vault.taking import Stated
from vault.world import World


class EmptyNoteError(BadInputError):
    """Nothing was written."""

    code = "empty-note"
    message = mark("The note is empty; nothing was kept.")
    hint = mark("Say at least what was said or promised: vault note --said TEXT")


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the user tells it; None where the user says nothing.

    Raises:
        BlankTextError: A number or name that was given is blank.
    """

    number: str | None = None
    platform: str | None = None
    staff: str | None = None
    when: dt.datetime | None = None
    said: str | None = None
    promised: str | None = None
    by: str | None = None

    def __post_init__(self) -> None:
        free_text.ensure(free_text.NUMBER, self.number)
        free_text.ensure(free_text.NAME, self.platform)
        free_text.ensure(free_text.STAFF, self.staff)


def written(call: Call, template: str, world: World) -> Call:
    """Let the user write the note in the editor.

    Returns:
        The call with what was said; lines that begin with `#` are left out.

    Raises:
        NoEditorError: No editor can be used.
    """
    text = processes.edited(template, world.environment)
    return replace(
        call, said="\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
    )


def keep(vault: Vault, call: Call, language: Language) -> Iterator[Outcome]:
    """Store the note and give its outcome.

    Raises:
        EmptyNoteError: Neither what was said nor what was promised is given, or blanks alone.
        EventUnwritableError: What is given is no text.
    """
    if not any(text and text.strip() for text in (call.said, call.promised)):
        raise EmptyNoteError
    moment = call.when or vault.world.now()
    text = composed(call, moment.astimezone(vault.world.zone), language)
    try:
        content = text.encode()
    except UnicodeEncodeError:  # an argument that is no UTF-8
        raise EventUnwritableError from None
    stated = Stated(captured_at=moment, via=Channel.HOTLINE.value, title=text.splitlines()[0], call_note=True)
    return add.add(vault, (Typed("call-note.txt", content),), vault.intake(), stated)


def is_unplaced(vault: Vault, call: Call) -> bool:
    """Tell whether the call names a platform that the directory does not know, so that the note is about none."""
    return bool(call.platform) and vault.directory().find(call.platform or "") is None


def composed(call: Call, moment: dt.datetime, language: Language) -> str:
    """Return the note's text, one labelled line for each part that was given. Pure."""
    say = translator(language)
    day = (
        f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
        if language is Language.ZH
        else f"{moment:%Y-%m-%d %H:%M}"
    )
    parts = (
        (mark("Call note"), call.platform or " "),
        (mark("Time of call"), day),
        (mark("Number called"), call.number),
        (mark("Staff"), call.staff),
        (mark("What was said"), call.said),
        (mark("What was promised"), call.promised),
        (mark("By when"), call.by),
    )
    return (
        "\n".join(f"{say(label)}{say(mark(': '))}{value}".rstrip() for label, value in parts if value) + "\n"
    )
