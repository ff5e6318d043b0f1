"""The layouts of the first part."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Block, Bubble, Button, Entries, Moment, Notice, Prose, Result, Rows, Screen, Side
from samples.canvas import POINTS
from samples.looks import BLUE, DARK, GREEN, PAPER, RED, SMS
from samples.phone import draw_blocks
from samples.reading_set.forms import Listing, Mail, Note, Paper, Sheet, Talk
from samples.reading_set.layout import (
    TITLE,
    Layout,
    Setting,
    ended,
    paragraph,
    phone_page,
    title_bar,
    told,
    with_colon,
)
from samples.reading_set.sketch import Sketch, Style

PAPER_WIDTH = 595  # points of A4
NEW_MARK = dt.timedelta(minutes=3)


def _blocks(
    sketch: Sketch, setting: Setting, y: float, blocks: tuple[Block, ...], *, avatars: bool = True
) -> float:
    screen = Screen("", "", blocks, setting.look, setting.width, None, avatars=avatars)
    return draw_blocks(sketch, screen, y)


def _result_page(form: Sheet, setting: Setting) -> Sketch:
    sketch = phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 12
    blocks: list[Block] = [Result(form.sign, form.headline, form.below), Rows(form.rows, form.section)]
    if form.notice:
        blocks.append(Notice(form.notice))
    if form.button:
        blocks.append(Button(form.button, main=setting.rng.random() < 0.6))
    return ended(sketch, setting, _blocks(sketch, setting, y, tuple(blocks)))


def _colon_form(form: Sheet, setting: Setting) -> Sketch:
    """A mini program: every row is a line of text with a colon."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title, capsule=True) + 18
    sketch.rectangle((0, y, 4, y + 20), look.accent)
    sketch.text(16, y, form.headline, Style(18, look.ink, bold=True))
    y = paragraph(sketch, form.below, (16, y + 32), POINTS - 32, Style(13, look.faint), 19) + 8
    top = y
    lines = [sketch.wrap_anywhere(with_colon(label, value), 15, POINTS - 56) for label, value in form.rows]
    height = sum(24 * len(one) + 6 for one in lines) + 20
    sketch.rounded((12, top, POINTS - 12, top + height), 8, look.card)
    y += 12
    for one in lines:
        for line in one:
            sketch.text(28, y, line, Style(15, look.ink))
            y += 24
        y += 6
    y = top + height + 14
    if form.notice:
        y = _blocks(sketch, setting, y, (Notice(form.notice),))
    if form.button:
        y = _blocks(sketch, setting, y, (Button(form.button),))
    return ended(sketch, setting, y)


def _service_card(form: Sheet, setting: Setting) -> Sketch:
    """A template message of a service account, in a chat with its time above."""
    case, look = setting.case, setting.look
    sketch = phone_page(setting)
    y = title_bar(sketch, setting, case.me())
    y = _blocks(sketch, setting, y + 10, (Moment(case.sent(case.at + dt.timedelta(minutes=1))),))
    left = 50 + max(sketch.measure(label, 14.5) for label, _ in form.rows)
    rows = [(label, sketch.wrap_anywhere(value, 14.5, POINTS - 34 - left)) for label, value in form.rows]
    below = sketch.wrap(form.below, 14.5, POINTS - 68) if form.below else []
    height = 74 + sum(22 * len(value) + 6 for _, value in rows) + 22 * len(below) + 58
    sketch.rounded((16, y, POINTS - 16, y + height), 8, look.card)
    sketch.text(34, y + 16, form.headline, Style(17, look.ink, bold=True))
    inner = y + 52
    for label, value in rows:
        sketch.text(34, inner, label, Style(14.5, look.faint))
        for line in value:
            sketch.text(left, inner, line, Style(14.5, look.ink))
            inner += 22
        inner += 6
    for line in below:
        sketch.text(34, inner, line, Style(14.5, look.ink))
        inner += 22
    sketch.line(34, POINTS - 34, y + height - 44, look.rule)
    sketch.text(34, y + height - 32, "查看详情", Style(14.5, look.ink))
    return ended(sketch, setting, y + height + 20)


def _text_messages(form: Note, setting: Setting) -> Sketch:
    """A thread of text messages, each under its own time."""
    case, sketch = setting.case, phone_page(setting)
    y = title_bar(sketch, setting, form.sender) + 10
    for at, text in form.texts:
        y = _blocks(sketch, setting, y, (Moment(case.sent(at)), Bubble(Side.THEY, text)), avatars=False)
    return ended(sketch, setting, y)


def _mail_on_a_phone(form: Mail | Paper, setting: Setting) -> Sketch:
    case, look, sketch = setting.case, setting.look, phone_page(setting, setting.look.card)
    sketch.stroke(((24, 58), (17, 65.5), (24, 73)), 1.8, look.ink)
    if isinstance(form, Mail):
        at, sender, subject = form.at, form.sender, form.subject
    else:
        at, sender, subject = case.now - dt.timedelta(hours=1), case.me(), form.title
    y = paragraph(sketch, subject, (18, TITLE + 6), POINTS - 36, Style(21, look.ink, bold=True), 30) + 10
    sketch.disc(37, y + 19, 19, look.accent)
    sketch.text(37, y + 19, setting.rng.choice(("服", "客", "C")), Style(16, "#ffffff", anchor="mm"))
    sketch.text(66, y + 1, sender, Style(15, look.ink, bold=True))
    sketch.text(66, y + 22, "收件人：我", Style(12.5, look.faint))
    sketch.text(POINTS - 18, y + 3, case.sent(at), Style(12, look.faint, anchor="ra"))
    sketch.line(18, POINTS - 18, y + 50, look.rule)
    y += 66
    for text in told(form).split("\n"):
        y = paragraph(sketch, text, (18, y), POINTS - 36, Style(15.5, look.ink), 25) + 5
    return ended(sketch, setting, y + 10)


def _lock_screen(form: Note, setting: Setting) -> Sketch:
    """Notices on a lock screen, above them the large clock that is no date of anything."""
    case, sketch = setting.case, phone_page(setting, "#24324a")
    now = case.now
    sketch.text(
        POINTS / 2,
        66,
        case.optional(f"{now.month}月{now.day}日 星期{'一二三四五六日'[now.weekday()]}"),
        Style(16, "#f2f5fa", anchor="ma"),
    )
    sketch.text(POINTS / 2, 88, f"{now:%H:%M}", Style(64, "#f2f5fa", anchor="ma"))
    y = 200.0
    for at, text in reversed(form.texts):
        lines = sketch.wrap(text, 14.5, POINTS - 86)
        height = 46 + 21 * len(lines)
        sketch.rounded((12, y, POINTS - 12, y + height), 14, "#e9edf3")
        sketch.rounded((24, y + 14, 50, y + 40), 7, "#34a853")
        sketch.text(62, y + 13, form.sender, Style(14.5, "#10141c", bold=True))
        sketch.text(POINTS - 26, y + 14, case.sent(at), Style(11.5, "#5c6675", anchor="ra"))
        for index, line in enumerate(lines):
            sketch.text(62, y + 36 + 21 * index, line, Style(14.5, "#1d2430"))
        y += height + 10
    return ended(sketch, setting, y)


def _bubbles(form: Talk, setting: Setting) -> Sketch:
    """A chat with times in the middle wherever minutes have passed."""
    case, sketch = setting.case, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 12
    before: dt.datetime | None = None
    for at, side, text in form.turns:
        if before is None or at - before >= NEW_MARK:
            shown = case.sent(at) if before is None else case.clock(at)
            y = _blocks(sketch, setting, y, (Moment(shown),))
        y = _blocks(sketch, setting, y, (Bubble(side, text),))
        before = at
    return ended(sketch, setting, y)


def _letter(form: Paper, setting: Setting) -> Sketch:
    """A sheet of A4, as a scanner or a PDF shows it."""
    unit = POINTS / PAPER_WIDTH  # a point of the paper, in points of the canvas
    sketch = Sketch(setting.width, round(setting.width * 1.414), "#ffffff", setting.zoom)
    ink, left, right = "#181818", 84 * unit, (PAPER_WIDTH - 84) * unit
    sketch.text(POINTS / 2, 96 * unit, form.title, Style(24 * unit, ink, bold=True, anchor="ma"))
    sketch.text(right, 146 * unit, form.number, Style(11 * unit, ink, anchor="ra"))
    y = 190 * unit
    for text in form.paragraphs:
        y = (
            paragraph(
                sketch, "\u3000\u3000" + text, (left, y), right - left, Style(13.5 * unit, ink), 25 * unit
            )
            + 8 * unit
        )
    sketch.ring(right - 60 * unit, y + 70 * unit, 52 * unit, 2.4 * unit, "#d0332e")
    sketch.text(right, y + 56 * unit, form.issuer, Style(13.5 * unit, ink, anchor="ra"))
    sketch.text(right, y + 82 * unit, form.date, Style(13.5 * unit, ink, anchor="ra"))
    return sketch


def _desktop(form: Sheet | Listing, setting: Setting) -> Sketch:
    """A page in a desktop's browser: navigation, a table, a footer."""
    unit, width = POINTS / 1280, 1280
    sketch = Sketch(setting.width, round(setting.width * 0.9), "#f3f5f8", setting.zoom)

    def write(
        x: float, y: float, text: str, size: float, colour: str = "#20242c", anchor: str = "la"
    ) -> None:
        sketch.text(x * unit, y * unit, text, Style(size * unit, colour, anchor=anchor))

    sketch.rectangle((0, 0, POINTS, 64 * unit), setting.look.accent)
    write(90, 18, "用户服务中心", 22, "#ffffff")
    write(width - 90, 22, "首页　　我的业务　　帮助　　退出", 16, "#ffffff", "ra")
    rows = form.rows
    heading = form.headline if isinstance(form, Sheet) else form.title
    sketch.rectangle((80 * unit, 96 * unit, (width - 80) * unit, 860 * unit), "#ffffff")
    write(120, 124, form.title, 17, "#7a828f")
    write(120, 164, heading, 26)
    y = 224.0
    for label, value in rows:
        sketch.rectangle((120 * unit, y * unit, 340 * unit, (y + 50) * unit), "#f5f7fa")
        sketch.line(120 * unit, (width - 120) * unit, y * unit, "#d8dde5")
        write(140, y + 13, label, 17, "#5a6270")
        write(364, y + 13, value, 17)
        y += 50
    sketch.line(120 * unit, (width - 120) * unit, y * unit, "#d8dde5")
    y += 18
    below = form.below if isinstance(form, Sheet) else form.notice
    for line in sketch.wrap(below, 16 * unit, (width - 240) * unit):
        write(120, y, line, 16, "#5a6270")
        y += 28
    for name, entries in form.groups if isinstance(form, Listing) else ():
        write(120, y + 10, name, 19)
        y += 50
        for title, under, right in entries:
            for line in sketch.wrap(title, 16 * unit, (width - 520) * unit):
                write(120, y, line, 16)
                y += 28
            if under or right:
                write(width - 120, y - 28, f"{under}　{right}".strip(), 16, "#20242c", "ra")
            y += 8
    write(width / 2, 872, "隐私政策 | 联系我们 | 版本 3.12.0", 13, "#9aa2ae", "ma")
    return sketch


def _grid(form: Sheet, setting: Setting) -> Sketch:
    """Details in two columns, each value under its label."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 18
    sketch.text(POINTS / 2, y, form.headline, Style(20, look.ink, bold=True, anchor="ma"))
    y = _blocks(sketch, setting, y + 38, (Notice(form.below),) if form.below else ())
    width = (POINTS - 24) / 2
    for pair in (form.rows[start : start + 2] for start in range(0, len(form.rows), 2)):
        cells = [(label, sketch.wrap_anywhere(value, 14.5, width - 28)) for label, value in pair]
        height = 44 + 21 * max(len(lines) for _, lines in cells)
        sketch.rectangle((12, y, POINTS - 12, y + height), look.card)
        for number, (label, lines) in enumerate(cells):
            left = 28 + number * width
            sketch.text(left, y + 11, label, Style(12, look.faint))
            for index, line in enumerate(lines):
                sketch.text(left, y + 31 + 21 * index, line, Style(14.5, look.ink))
        y += height + 1
    if form.button:
        y = _blocks(sketch, setting, y + 10, (Button(form.button),))
    return ended(sketch, setting, y)


def _list_page(form: Listing, setting: Setting) -> Sketch:
    """A list under headings: bills, or the accounts of a report."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 10
    if form.notice:
        sketch.text(POINTS / 2, y + 4, form.notice, Style(13, look.faint, anchor="ma"))
        y += 30
    if form.rows:
        y = _blocks(sketch, setting, y, (Rows(form.rows),))
    for name, entries in form.groups:
        sketch.text(16, y + 6, name, Style(15, look.ink, bold=True))
        y += 34
        short = all(sketch.measure(title, 15.5) < POINTS - 150 for title, _, _ in entries)
        if short:
            y = _blocks(sketch, setting, y, (Entries(entries),))
        else:
            y = _blocks(sketch, setting, y, tuple(Prose(title) for title, _, _ in entries))
    return ended(sketch, setting, y)


CHATS = (GREEN, DARK)
SHEETS = (1240, 1440, 1654)
"""Pixels that a sheet of A4 or a desktop's window is wide."""
SCANNED = ("scan", "clean", "scan", "jpeg", "scan", "photo")

LAYOUTS = (
    Layout("result-page", (Sheet,), _result_page),
    Layout("colon-form", (Sheet,), _colon_form),
    Layout("grid", (Sheet,), _grid),
    Layout("service-card", (Sheet,), _service_card, CHATS),
    Layout("desktop", (Sheet, Listing), _desktop, (RED, BLUE), SHEETS),
    Layout("text-messages", (Note,), _text_messages, (SMS, SMS, DARK)),
    Layout("mail-on-a-phone", (Mail, Paper), _mail_on_a_phone),
    Layout("lock-screen", (Note,), _lock_screen, (DARK,)),
    Layout("bubbles", (Talk,), _bubbles, CHATS),
    Layout("letter", (Paper,), _letter, (PAPER,), SHEETS, SCANNED),
    Layout("list-page", (Listing,), _list_page),
)
