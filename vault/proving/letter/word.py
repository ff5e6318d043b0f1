"""A letter as a document that a word processor edits. The one module that knows python-docx.

Source: ECMA-376 part 1 (WordprocessingML): `w:eastAsia` fonts, `w:pgSz`, section 17.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import zipfile
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from vault.language import Language
from vault.proving.document.lettering import legible
from vault.proving.letter.letter import Letter, Party, Row, Section
from vault.proving.letter.plain import Printable

BODY, HEADING = "FangSong", "SimHei"
"""Chinese fonts that every word processor in China has; elsewhere the program puts its own in their place."""
LATIN = "Times New Roman"
TITLE_SIZE, HEADING_SIZE, BODY_SIZE = Pt(18), Pt(13), Pt(12)
LANGUAGES = {Language.ZH: "zh-CN", Language.EN: "en-GB"}
"""As BCP 47 writes them (ECMA-376 part 1, section 17.3.2.20, `w:lang`)."""
BLACK = RGBColor(0, 0, 0)
INDENT = Pt(24)
"""Two characters of the body."""


def as_word(letter: Letter, made_at: dt.datetime) -> bytes:
    """Write a letter as a .docx file.

    Args:
        letter: The letter.
        made_at: The moment that its properties state.

    Returns:
        The file; the same bytes for the same arguments.
    """
    document = Document()
    _set_up(document, letter, made_at)
    _paragraph(document, letter.title, HEADING, TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER, after=Pt(18), level=1)
    _paragraph(document, letter.addressee, after=Pt(6))
    for party in letter.parties:
        _party(document, party)
    _rows(document, letter.matter)
    for section in letter.sections:
        _section(document, section)
    for text in letter.closing:
        _paragraph(document, text, indent=INDENT if text == letter.closing[0] else Pt(0))
    for text in letter.signature:
        _paragraph(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _section(document, letter.enclosures)
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue(), made_at)


def _set_up(document: Any, letter: Letter, made_at: dt.datetime) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.top_margin, page.bottom_margin = Mm(30), Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = BODY_SIZE
    _font(normal, BODY)
    _language(document, letter.language)
    properties = document.core_properties
    properties.title, properties.author = _text(letter.title), ""
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = LANGUAGES[letter.language]
    properties.created = properties.modified = made_at.astimezone(dt.UTC).replace(tzinfo=None)
    properties.last_modified_by = ""
    properties.revision = 1


def _party(document: Any, party: Party) -> None:
    _heading(document, party.heading)
    _rows(document, party.rows)


def _rows(document: Any, rows: tuple[Row, ...]) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for row in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (row.label, row.value), (Mm(42), Mm(114)), strict=True):
            cell.width = width
            _fill(cell.paragraphs[0], text, BODY, BODY_SIZE)


def _section(document: Any, section: Section) -> None:
    _heading(document, section.heading)
    if section.lead:
        _paragraph(document, section.lead, indent=INDENT)
    for number, point in enumerate(section.points, 1):
        _paragraph(document, f"{number}. {point}", indent=INDENT)


def _heading(document: Any, text: str) -> None:
    _paragraph(document, text, HEADING, HEADING_SIZE, before=Pt(10), after=Pt(4), level=2)


def _paragraph(
    document: Any,
    text: str,
    font: str = BODY,
    size: Pt = BODY_SIZE,
    align: Any = None,
    *,
    indent: Pt = Pt(0),  # noqa: B008 - a number with a unit
    before: Pt = Pt(0),  # noqa: B008
    after: Pt = Pt(3),  # noqa: B008
    level: int = 0,
) -> None:
    paragraph = document.add_paragraph(style=f"Heading {level}" if level else None)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = indent, before, after
    form.line_spacing, form.widow_control, form.keep_with_next = 1.5, True, bool(level)
    paragraph.alignment = align
    _fill(paragraph, text, font, size)


def _fill(paragraph: Any, text: str, font: str, size: Pt) -> None:
    run = paragraph.add_run(_text(text))
    run.font.size = size
    run.font.color.rgb = BLACK
    _font(run, font)


def _font(styled: Any, chinese: str) -> None:
    styled.font.name = LATIN
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), chinese)


def _language(document: Any, language: Language) -> None:
    """State which language is spelt and broken into lines; Chinese stays Chinese in an English letter."""
    spoken = {"val": LANGUAGES[language], "eastAsia": LANGUAGES[Language.ZH]}
    (default,) = document.styles.element.iter(qn("w:lang"))
    (theme,) = document.settings.element.iter(qn("w:themeFontLang"))
    for element, (name, value) in itertools.product((default, theme), spoken.items()):
        element.set(qn(f"w:{name}"), value)


def _text(text: str) -> str:
    """Return text that XML 1.0 may hold (section 2.2, Char), controls shown as their codes."""
    return legible(text, Printable()).replace("\n", " ")


def _repacked(data: bytes, made_at: dt.datetime) -> bytes:
    """Return the zip with the times of its members taken from `made_at`, so that equal letters are equal bytes."""
    moment = made_at.astimezone(dt.UTC)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            target.writestr(info, source.read(name))
    return out.getvalue()
