"""Layouts of phones that no rule has seen: pages, threads and chats. For measuring alone."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Mark as Sign
from samples.blocks import Side
from samples.canvas import POINTS
from samples.reading_set.forms import Listing, Mail, Note, Sheet, Talk
from samples.reading_set.layout import Setting, ended, paragraph, phone_page, title_bar, with_colon
from samples.reading_set.sketch import Sketch, Style

SIGNS = {Sign.DONE: "#0fa968", Sign.WAITING: "#2f7cf6", Sign.REFUSED: "#d9534f"}
HALF_AN_HOUR = dt.timedelta(minutes=30)


def merchant_page(form: Sheet, setting: Setting) -> Sketch:
    """A wallet's page: an emblem and the state in the middle, labels at the left, values against the right edge."""
    look, sketch = setting.look, phone_page(setting, setting.look.card)
    y = title_bar(sketch, setting, form.title) + 22
    sketch.disc(POINTS / 2, y + 22, 22, SIGNS[form.sign])
    sketch.text(POINTS / 2, y + 54, form.headline, Style(19, look.ink, bold=True, anchor="ma"))
    y += 88
    for line in sketch.wrap(form.below, 13, POINTS - 70) if form.below else []:
        sketch.text(POINTS / 2, y, line, Style(13, look.faint, anchor="ma"))
        y += 19
    y += 14
    for label, value in form.rows:
        sketch.line(18, POINTS - 18, y, look.rule)
        room = POINTS - 54 - sketch.measure(label, 14.5)
        lines = sketch.wrap_anywhere(value, 14.5, room)
        sketch.text(18, y + 12, label, Style(14.5, look.faint))
        for number, line in enumerate(lines):
            sketch.text(POINTS - 18, y + 12 + 21 * number, line, Style(14.5, look.ink, anchor="ra"))
        y += 24 + 21 * len(lines)
    if form.notice:
        y = paragraph(sketch, form.notice, (18, y + 12), POINTS - 36, Style(11.5, look.faint), 17)
    return ended(sketch, setting, y + 8)


def drawer(form: Sheet, setting: Setting) -> Sketch:
    """A drawer from the bottom over a page gone dark; the label in front of each value, without a sign between."""
    look, sketch = setting.look, phone_page(setting)
    title_bar(sketch, setting, "我的")
    labels = max(sketch.measure(label, 14) for label, _ in form.rows) + 14
    rows = [(label, sketch.wrap_anywhere(value, 14, POINTS - 48 - labels)) for label, value in form.rows]
    below = sketch.wrap(form.below, 13, POINTS - 48) if form.below else []
    height = 108 + sum(21 * len(lines) + 9 for _, lines in rows) + 19 * len(below)
    top = max(100.0, setting.tall * POINTS - height - 60)
    sketch.shade(0.6)
    sketch.rounded((0, top, POINTS, top + height + 80), 16, look.card)
    sketch.text(POINTS / 2, top + 18, form.title, Style(16, look.ink, bold=True, anchor="ma"))
    sketch.stroke(((342, top + 20), (354, top + 32)), 1.6, look.faint)
    sketch.stroke(((354, top + 20), (342, top + 32)), 1.6, look.faint)
    sketch.text(24, top + 54, form.headline, Style(18, SIGNS[form.sign], bold=True))
    y = top + 88
    for line in below:
        sketch.text(24, y, line, Style(13, look.faint))
        y += 19
    y += 8
    for label, lines in rows:
        sketch.text(24, y, label, Style(14, look.faint))
        for line in lines:
            sketch.text(24 + labels, y, line, Style(14, look.ink))
            y += 21
        y += 9
    return ended(sketch, setting, y + 20)


def stages(form: Sheet, setting: Setting) -> Sketch:
    """Three stages side by side on top, then lines of label, colon and value in cards of their own."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 24
    passed = {Sign.DONE: 3, Sign.WAITING: 2, Sign.REFUSED: 2}[form.sign]
    for number, name in enumerate(("提交", "审核", "办结")):
        x = 70 + 118 * number
        colour = look.accent if number < passed else look.faint
        sketch.disc(x, y + 9, 9, colour)
        if number:
            sketch.rectangle((x - 102, y + 8, x - 16, y + 10), colour)
        sketch.text(x, y + 26, name, Style(12, look.faint, anchor="ma"))
    y += 62
    sketch.text(20, y, form.headline, Style(20, look.ink, bold=True))
    y = paragraph(sketch, form.below, (20, y + 34), POINTS - 40, Style(13.5, look.faint), 20) + 12
    for label, value in form.rows:
        lines = sketch.wrap_anywhere(with_colon(label, value), 15, POINTS - 64)
        sketch.rounded((14, y, POINTS - 14, y + 20 + 22 * len(lines)), 8, look.card)
        for number, line in enumerate(lines):
            sketch.text(30, y + 9 + 22 * number, line, Style(15, look.ink))
        y += 28 + 22 * len(lines)
    if form.notice:
        y = paragraph(sketch, form.notice, (20, y + 4), POINTS - 40, Style(12, look.faint), 18)
    return ended(sketch, setting, y + 8)


def notice_shade(form: Note, setting: Setting) -> Sketch:
    """The shade of notices pulled down: sender and time in one small line, the text below."""
    case, sketch = setting.case, phone_page(setting, "#1b1d22")
    sketch.text(22, 60, "通知", Style(20, "#f0f2f5", bold=True))
    y = 104.0
    for at, text in reversed(form.texts):
        lines = sketch.wrap(text, 14, POINTS - 60)
        height = 44 + 21 * len(lines)
        sketch.rounded((10, y, POINTS - 10, y + height), 18, "#2b2e35")
        sketch.disc(32, y + 20, 7, "#4c8dff")
        sketch.text(46, y + 12, f"{form.sender} · {case.sent(at)}", Style(12, "#aab0bb"))
        for number, line in enumerate(lines):
            sketch.text(30, y + 36 + 21 * number, line, Style(14, "#eceef2"))
        y += height + 8
    sketch.text(POINTS / 2, y + 26, "全部清除", Style(14, "#aab0bb", anchor="ma"))
    return ended(sketch, setting, y + 60)


def bubbles_of_texts(form: Note, setting: Setting) -> Sketch:
    """A thread of text messages: the sender in the middle on top, each day's time in two shades of grey."""
    case, look, sketch = setting.case, setting.look, phone_page(setting, setting.look.card)
    sketch.disc(POINTS / 2, 74, 17, look.rule)
    sketch.text(POINTS / 2, 96, form.sender, Style(11.5, look.ink, anchor="ma"))
    sketch.line(0, POINTS, 118, look.rule)
    y = 130.0
    for at, text in form.texts:
        sketch.text(POINTS / 2, y, f"短信 {case.sent(at)}", Style(11, look.faint, anchor="ma"))
        lines = sketch.wrap(text, 15.5, 236)
        width = max(sketch.measure(line, 15.5) for line in lines) + 28
        sketch.rounded((14, y + 20, 14 + width, y + 38 + 22 * len(lines)), 17, look.theirs)
        for number, line in enumerate(lines):
            sketch.text(28, y + 28 + 22 * number, line, Style(15.5, look.ink))
        y += 56 + 22 * len(lines)
    return ended(sketch, setting, y + 40)


def chat_with_names(form: Talk, setting: Setting) -> Sketch:
    """A chat with portraits, the agent's name over the bubbles, times in the middle after half an hour."""
    case, look, sketch = setting.case, setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 14
    before: dt.datetime | None = None
    for at, side, text in form.turns:
        if before is None or at - before >= HALF_AN_HOUR:
            sketch.text(POINTS / 2, y, case.sent(at), Style(11.5, look.faint, anchor="ma"))
            y += 26
        y = _turn(sketch, setting, y, side, text, form.who)
        before = at
    sketch.rounded((10, y + 8, POINTS - 10, y + 44), 8, look.card)
    sketch.text(24, y + 17, "请输入您的问题", Style(14, look.faint))
    return ended(sketch, setting, y + 52)


def _turn(sketch: Sketch, setting: Setting, y: float, side: Side, text: str, who: str) -> float:
    look, mine = setting.look, side is Side.ME
    lines = sketch.wrap(text, 15, 224)
    width = max(sketch.measure(line, 15) for line in lines) + 24
    x = POINTS - 62 - width if mine else 62
    sketch.rounded((POINTS - 52, y, POINTS - 14, y + 38) if mine else (14, y, 52, y + 38), 6, look.accent)
    if who and not mine:
        sketch.text(62, y, who, Style(11, look.faint))
        y += 17
    sketch.rounded((x, y, x + width, y + 18 + 22 * len(lines)), 5, look.mine if mine else look.theirs)
    for number, line in enumerate(lines):
        sketch.text(x + 12, y + 8 + 22 * number, line, Style(15, look.my_ink if mine else look.ink))
    return y + 34 + 22 * len(lines)


def mail_with_heads(form: Mail, setting: Setting) -> Sketch:
    """A mail on a phone with all its heads in a card: from, to, when."""
    case, look, sketch = setting.case, setting.look, phone_page(setting, setting.look.card)
    y = title_bar(sketch, setting, "邮件") + 12
    y = paragraph(sketch, form.subject, (16, y), POINTS - 32, Style(18, look.ink, bold=True), 27) + 8
    sketch.rounded((12, y, POINTS - 12, y + 82), 8, look.page)
    for label, value in (
        ("发件人", form.sender),
        ("收件人", "zhao6@example.com"),
        ("时间", case.moment(form.at, "message", "slashes")),
    ):
        sketch.text(24, y + 10, f"{label}：{value}", Style(12.5, look.faint))
        y += 23
    y += 28
    for text in form.text.split("\n"):
        y = paragraph(sketch, text, (16, y), POINTS - 32, Style(15, look.ink), 24) + 6
    return ended(sketch, setting, y + 8)


def entries_in_cards(form: Listing, setting: Setting) -> Sketch:
    """A list in cards: what on top, then the state at the right and the day at the left."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 12
    if form.notice:
        y = paragraph(sketch, form.notice, (18, y), POINTS - 36, Style(12.5, look.faint), 19) + 6
    for label, value in form.rows:
        y = paragraph(sketch, f"{label} {value}", (18, y), POINTS - 36, Style(14, look.ink), 22)
    for name, entries in form.groups:
        sketch.text(18, y + 8, name, Style(13, look.faint))
        y += 34
        for title, below, right in entries:
            lines = sketch.wrap_anywhere(title, 15, POINTS - 60)
            height = 24 + 22 * len(lines) + (24 if below or right else 0)
            sketch.rounded((12, y, POINTS - 12, y + height), 10, look.card)
            for number, line in enumerate(lines):
                sketch.text(28, y + 12 + 22 * number, line, Style(15, look.ink, bold=True))
            low = y + 14 + 22 * len(lines)
            sketch.text(28, low, below, Style(12.5, look.faint))
            sketch.text(POINTS - 28, low, right, Style(13, look.accent, anchor="ra"))
            y += height + 8
    return ended(sketch, setting, y)
