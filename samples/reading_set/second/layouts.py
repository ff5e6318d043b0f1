"""Layouts of phones; the desktop and paper are in `desks`."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Mark as Sign
from samples.blocks import Side
from samples.canvas import POINTS
from samples.looks import BLUE, DARK, GREEN, ORANGE, SMS
from samples.reading_set.forms import Listing, Mail, Note, Paper, Sheet, Talk
from samples.reading_set.layout import Layout, Setting, ended, paragraph, phone_page, title_bar, with_colon
from samples.reading_set.second import desks
from samples.reading_set.sketch import Sketch, Style

SIGNS = {Sign.DONE: "#1fb36b", Sign.WAITING: "#f5a623", Sign.REFUSED: "#e5484d"}


def _label_above(form: Sheet, setting: Setting) -> Sketch:
    """Every value stands under its label."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 16
    sketch.disc(28, y + 13, 11, SIGNS[form.sign])
    sketch.text(48, y, form.headline, Style(20, look.ink, bold=True))
    y = paragraph(sketch, form.below, (16, y + 38), POINTS - 32, Style(13.5, look.faint), 20) + 10
    for label, value in form.rows:
        lines = sketch.wrap_anywhere(value, 16, POINTS - 56)
        height = 40 + 23 * len(lines)
        sketch.rounded((12, y, POINTS - 12, y + height), 6, look.card)
        sketch.text(28, y + 9, label, Style(12, look.faint))
        for index, line in enumerate(lines):
            sketch.text(28, y + 28 + 23 * index, line, Style(16, look.ink))
        y += height + 6
    if form.notice:
        y = paragraph(sketch, form.notice, (20, y + 8), POINTS - 40, Style(12, look.faint), 18)
    return ended(sketch, setting, y + 10)


def _dialog(form: Sheet, setting: Setting) -> Sketch:
    """A window over a page that it dims."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 20
    for name in ("账号与安全", "支付设置", "隐私设置", "消息通知", "通用", "关于我们", "帮助与反馈"):
        sketch.rectangle((0, y, POINTS, y + 54), look.card)
        sketch.text(18, y + 17, name, Style(16, look.ink))
        sketch.stroke(((354, y + 22), (359, y + 27), (354, y + 32)), 1.5, look.faint)
        y += 55
    sketch.shade(0.55)
    rows = [sketch.wrap(with_colon(label, value), 14.5, POINTS - 2 * 36 - 40) for label, value in form.rows]
    below = sketch.wrap(form.below, 14.5, POINTS - 2 * 36 - 40) if form.below else []
    height = 70 + 23 * (sum(map(len, rows)) + len(below)) + 4 * len(rows) + 62
    y = 170.0
    sketch.hide((36, y, POINTS - 36, y + height))
    sketch.rounded((36, y, POINTS - 36, y + height), 12, look.card)
    sketch.text(POINTS / 2, y + 24, form.headline, Style(18, look.ink, bold=True, anchor="ma"))
    y += 62
    for lines in [*rows, below]:
        for line in lines:
            sketch.text(56, y, line, Style(14.5, look.ink))
            y += 23
        y += 4
    y += 12
    sketch.line(36, POINTS - 36, y, look.rule)
    sketch.text(POINTS / 2, y + 25, form.button or "确定", Style(17, look.accent, anchor="mm"))
    return ended(sketch, setting, y + 60)


def _timeline(form: Sheet, setting: Setting) -> Sketch:
    """Progress: the latest state on top, what is known as steps below."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title)
    sketch.rectangle((0, y, POINTS, y + 96), look.accent)
    sketch.text(24, y + 22, form.headline, Style(21, "#ffffff", bold=True))
    sketch.text(24, y + 58, form.section or form.title, Style(13, "#f0f4fa"))
    y += 112
    if form.below:
        y = paragraph(sketch, form.below, (24, y), POINTS - 48, Style(14, look.ink), 21) + 10
    for index, (label, value) in enumerate(form.rows):
        lines = sketch.wrap(value, 15, POINTS - 96)
        height = 34 + 22 * len(lines) + 12
        if index + 1 < len(form.rows):
            sketch.rectangle((30, y + 12, 31.4, y + height + 6), look.rule)
        sketch.disc(30.7, y + 9, 5, look.accent if index == 0 else look.faint)
        sketch.text(52, y, label, Style(13, look.faint))
        for number, line in enumerate(lines):
            sketch.text(52, y + 24 + 22 * number, line, Style(15, look.ink))
        y += height
    return ended(sketch, setting, y)


def _bill_detail(form: Sheet, setting: Setting) -> Sketch:
    """As a wallet shows a payment: a large state in the middle, values in a narrow column of their own."""
    look, sketch = setting.look, phone_page(setting, setting.look.card)
    y = title_bar(sketch, setting, form.title) + 30
    sketch.rounded((POINTS / 2 - 22, y, POINTS / 2 + 22, y + 44), 22, look.accent)
    sketch.stroke(
        ((POINTS / 2 - 9, y + 23), (POINTS / 2 - 2, y + 30), (POINTS / 2 + 11, y + 15)), 3, "#ffffff"
    )
    sketch.text(POINTS / 2, y + 58, form.headline, Style(24, look.ink, anchor="ma"))
    y += 104
    for line in sketch.wrap(form.below, 13, POINTS - 80) if form.below else []:
        sketch.text(POINTS / 2, y, line, Style(13, look.faint, anchor="ma"))
        y += 20
    y += 12
    sketch.line(20, POINTS - 20, y, look.rule)
    y += 18
    left = max(132.0, 36 + max(sketch.measure(label, 15) for label, _ in form.rows))
    for label, value in form.rows:
        sketch.text(20, y, label, Style(15, look.faint))
        for line in sketch.wrap_anywhere(value, 15, min(172, POINTS - 20 - left)):
            sketch.text(left, y, line, Style(15, look.ink))
            y += 23
        y += 9
    return ended(sketch, setting, y)


def _thread(form: Note, setting: Setting) -> Sketch:
    """A thread of text messages, the time under each and the SIM card beside it."""
    case, look, sketch = setting.case, setting.look, phone_page(setting, setting.look.page)
    sketch.stroke(((24, 58), (17, 65.5), (24, 73)), 1.8, look.ink)
    sketch.text(44, 57, form.sender, Style(17, look.ink))
    y = 104.0
    for at, text in form.texts:
        lines = sketch.wrap(text, 15.5, POINTS - 110)
        width = max(sketch.measure(line, 15.5) for line in lines) + 26
        height = 23 * len(lines) + 20
        sketch.rounded((14, y, 14 + width, y + height), 16, look.theirs)
        for index, line in enumerate(lines):
            sketch.text(27, y + 9.5 + 23 * index, line, Style(15.5, look.ink))
        sketch.text(20, y + height + 6, f"{case.sent(at)}  SIM1", Style(11, look.faint))
        y += height + 38
    sketch.outline((14, y + 40, POINTS - 14, y + 80), 20, look.rule, look.page)
    sketch.text(32, y + 52, "短信", Style(14, look.faint))
    return ended(sketch, setting, y + 90)


def _message_centre(form: Note, setting: Setting) -> Sketch:
    """An app's own list of messages: a card each, newest first."""
    case, look, sketch = setting.case, setting.look, phone_page(setting)
    y = title_bar(sketch, setting, "消息中心") + 12
    for at, text in reversed(form.texts):
        lines = sketch.wrap(text, 14, POINTS - 56)
        height = 88 + 21 * len(lines)
        sketch.rounded((12, y, POINTS - 12, y + height), 10, look.card)
        sketch.disc(32, y + 23, 8, look.accent)
        sketch.text(48, y + 14, "服务通知", Style(14.5, look.ink, bold=True))
        sketch.text(POINTS - 26, y + 16, case.sent(at), Style(12, look.faint, anchor="ra"))
        for index, line in enumerate(lines):
            sketch.text(28, y + 44 + 21 * index, line, Style(14, look.ink))
        sketch.line(28, POINTS - 28, y + height - 36, look.rule)
        sketch.text(28, y + height - 27, "查看详情", Style(13, look.faint))
        y += height + 12
    return ended(sketch, setting, y)


def _live_chat(form: Talk, setting: Setting) -> Sketch:
    """An app's chat: over each bubble the speaker's name and the time."""
    case, look, sketch = setting.case, setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 12
    before: dt.datetime | None = None
    for at, side, text in form.turns:
        shown = case.moment(at, "message", "seconds") if before is None else case.clock(at)
        mine = side is Side.ME
        who = "我" if mine else form.who or "客服"
        lines = sketch.wrap(text, 15, POINTS - 130)
        width = max(sketch.measure(line, 15) for line in lines) + 24
        height = 22 * len(lines) + 18
        left = POINTS - 16 - width if mine else 16
        at_side = (POINTS - 16, "ra") if mine else (16, "la")
        sketch.text(at_side[0], y, f"{who}　{shown}", Style(11.5, look.faint, anchor=at_side[1]))
        sketch.rounded((left, y + 20, left + width, y + 20 + height), 10, look.mine if mine else look.theirs)
        for index, line in enumerate(lines):
            ink = look.my_ink if mine else look.ink
            sketch.text(left + 12, y + 28.5 + 22 * index, line, Style(15, ink))
        y += height + 36
        before = at
    return ended(sketch, setting, y)


def _records(form: Listing, setting: Setting) -> Sketch:
    """A list of cards, the state at the right of each one's first line."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, form.title) + 12
    if form.notice:
        sketch.text(20, y, form.notice, Style(14, look.accent))
        y += 30
    for label, value in form.rows:
        sketch.text(20, y, f"{label}　{value}", Style(14, look.ink))
        y += 26
    for name, entries in form.groups:
        sketch.text(20, y + 4, name, Style(13, look.faint))
        y += 30
        for title, below, right in entries:
            lines = sketch.wrap(title, 14.5, POINTS - (128 if right else 56))
            height = 24 + 22 * len(lines) + (24 if below else 0)
            sketch.rounded((12, y, POINTS - 12, y + height), 8, look.card)
            for index, line in enumerate(lines):
                sketch.text(28, y + 11 + 22 * index, line, Style(14.5, look.ink))
            sketch.text(POINTS - 28, y + 11, right, Style(14.5, look.accent, anchor="ra"))
            sketch.text(28, y + 14 + 22 * len(lines), below, Style(12.5, look.faint))
            y += height + 8
    return ended(sketch, setting, y)


def _preview(form: Paper, setting: Setting) -> Sketch:
    """A document opened in an app: the sheet between two bars."""
    look, sketch = setting.look, phone_page(setting)
    y = title_bar(sketch, setting, "文件预览") + 14
    top, left, width = y, 24.0, POINTS - 48
    heights = [sketch.wrap("\u3000\u3000" + text, 13, width - 28) for text in form.paragraphs]
    height = 150 + 22 * sum(map(len, heights)) + 26 * len(form.rows) + 90
    sketch.rectangle((10, top, POINTS - 10, top + height), "#ffffff")
    ink = Style(13, "#1c1c1c")
    sketch.text(POINTS / 2, y + 26, form.title, Style(19, "#1c1c1c", bold=True, anchor="ma"))
    sketch.text(POINTS - 38, y + 62, form.number, Style(11, "#444444", anchor="ra"))
    y += 92
    for label, value in form.rows:
        sketch.text(38, y, with_colon(label, value), ink)
        y += 26
    for lines in heights:
        for line in lines:
            sketch.text(left + 14, y, line, ink)
            y += 22
        y += 6
    sketch.text(POINTS - 38, y + 26, form.issuer, Style(13, "#1c1c1c", anchor="ra"))
    sketch.text(POINTS - 38, y + 50, form.date, Style(13, "#1c1c1c", anchor="ra"))
    sketch.text(POINTS / 2, top + height + 24, "第1页/共1页", Style(12, look.faint, anchor="ma"))
    return ended(sketch, setting, top + height + 50)


CHATS, MESSAGES, SHEETS = (BLUE, DARK, ORANGE), (SMS, DARK, DARK, GREEN), (1190, 1400, 1654)
SCANNED = ("scan", "clean", "scan", "jpeg", "scan", "photo")
LAYOUTS = (
    Layout("label-above", (Sheet,), _label_above),
    Layout("dialog", (Sheet,), _dialog),
    Layout("timeline", (Sheet,), _timeline),
    Layout("bill-detail", (Sheet,), _bill_detail),
    Layout("work-order-page", (Sheet,), desks.work_order_page, (BLUE, GREEN), (1280, 1440, 1600)),
    Layout("thread", (Note,), _thread, MESSAGES),
    Layout("message-centre", (Note,), _message_centre),
    Layout("webmail", (Mail,), desks.webmail, (BLUE,), (1280, 1440, 1600)),
    Layout("live-chat", (Talk,), _live_chat, CHATS),
    Layout("transcript", (Talk,), desks.transcript, (BLUE,), (1280, 1440)),
    Layout(
        "headed-letter", (Paper,), desks.headed_letter, (BLUE,), SHEETS, ("scan", "scan", "photo", "jpeg")
    ),
    Layout("preview", (Paper,), _preview),
    Layout(
        "report-columns",
        (Listing,),
        desks.report_in_columns,
        (BLUE,),
        SHEETS,
        ("scan", "jpeg", "small", "photo"),
    ),
    Layout("records", (Listing,), _records),
)
