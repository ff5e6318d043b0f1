"""A letter as plain text, short enough for the box of a web form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.language import mark
from vault.proving.document.lettering import legible
from vault.proving.document.phrases import Phrases
from vault.proving.letter.letter import Letter, Row, Section


class Printable:
    """The characters that a text file may hold as they are; controls and reversing marks are shown as their codes."""

    def __contains__(self, char: object) -> bool:
        return isinstance(char, str) and char.isprintable()


@dataclass(frozen=True, slots=True)
class _Line:
    """A whole sentence or row; a `heading` stands only with what follows it."""

    text: str
    heading: bool = False


def as_text(letter: Letter, limit: int | None = None) -> str:
    """Write a letter as text.

    Where it is too long, whole lines are left out from the end, and the last line says how many; no line is ever cut.

    Args:
        letter: The letter.
        limit: How many characters the form takes, counted as web forms do, in UTF-16 units; None for no limit.

    Returns:
        Lines that end with a line feed.
    """
    lines = [_Line(legible(line.text, Printable()), line.heading) for line in _lines(letter)]
    whole = _joined(lines)
    if limit is None or units(whole) <= limit:
        return whole
    return _shortened(lines, limit, Phrases(letter.language))


def _shortened(lines: Sequence[_Line], limit: int, phrases: Phrases) -> str:
    """Return as many lines as fit from the start, and how many are left out; that alone, if not even one fits."""
    text = ""
    for kept in range(len(lines) - 1, -1, -1):
        shown = list(lines[:kept])
        while shown and shown[-1].heading:
            shown.pop()
        note = phrases.say(
            mark("(Shortened: {count} lines are left out here. The whole letter stands in packet.pdf.)"),
            count=sum(bool(line.text) for line in lines[len(shown) :]),
        )
        text = _joined([*shown, _Line(note)])
        if units(text) <= limit:
            break
    return text


def units(text: str) -> int:
    """Count a text in UTF-16 units, as `maxlength` of a web form does (HTML Standard, "maxlength")."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _joined(lines: Sequence[_Line]) -> str:
    return "\n".join(line.text for line in lines).strip("\n") + "\n"


def _lines(letter: Letter) -> Iterator[_Line]:
    yield _Line(letter.title)
    yield _Line("", heading=True)
    yield _Line(letter.addressee)
    for party in letter.parties:
        yield from _table(party.heading, party.rows)
    for row in letter.matter:
        yield _Line(_said(row))
    for section in letter.sections:
        yield from _section(section)
    yield _Line("", heading=True)
    for text in (*letter.closing, *letter.signature):
        yield _Line(text)
    yield from _section(letter.enclosures)


def _table(heading: str, rows: tuple[Row, ...]) -> Iterator[_Line]:
    yield _Line(heading, heading=True)
    for row in rows:
        yield _Line("  " + _said(row))


def _section(section: Section) -> Iterator[_Line]:
    yield _Line("", heading=True)
    yield _Line(section.heading, heading=True)
    if section.lead:
        yield _Line(section.lead, heading=True)
    for number, point in enumerate(section.points, 1):
        yield _Line(f"{number}. {point}")


def _said(row: Row) -> str:
    colon = "：" if any("\u4e00" <= char <= "\u9fff" for char in row.label) else ": "
    return f"{row.label}{colon}{row.value}"
