"""What is covered in a redacted packet, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli import records
from vault.language import Translator, mark
from vault.proving.redaction.reasons import WORDS, Reason

if TYPE_CHECKING:
    from cli.screen import Screen
    from vault.redact import Planned


def show(out: Screen, planned: Sequence[Planned]) -> None:
    """Answer what would be covered: lines to read, or one object for each exhibit."""
    if out.as_json:
        for one in planned:
            out.emit(records.planned(one))
        return
    for line in lines(planned, out.translate):
        out.out(line)
    if not planned:
        out.say(mark("Nothing is to be covered; say what with --redact."))


def lines(planned: Sequence[Planned], translate: Translator) -> Iterator[str]:
    """Yield for each exhibit how many places are covered, and why."""
    for one in planned:
        if one.withheld:
            text = mark("{exhibit} ({id}): left out, as a recording cannot be covered in part")
            yield translate(text).format(exhibit=one.exhibit, id=one.item)
            continue
        counts = [f"{translate(WORDS[Reason(each.reason)])} {each.count}" for each in one.covered]
        said = translate(mark(", ")).join(counts) or translate(mark("nothing found"))
        yield translate(mark("{exhibit} ({id}): {covered}")).format(
            exhibit=one.exhibit, id=one.item, covered=said
        )
