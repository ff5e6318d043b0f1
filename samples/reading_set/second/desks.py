"""Layouts of the desktop and of paper."""

from __future__ import annotations

from samples.blocks import Side
from samples.canvas import POINTS
from samples.reading_set.forms import Listing, Mail, Paper, Rows, Sheet, Talk
from samples.reading_set.layout import Setting, paragraph
from samples.reading_set.sketch import Sketch, Style

INK, FAINT, RULE = "#1f2329", "#6b7280", "#cfd5de"
PAIRS = 3


class _Desk:
    """A page measured in units of its own, `units` of them wide."""

    def __init__(self, setting: Setting, units: int, share: float, background: str) -> None:
        self.sketch = Sketch(setting.width, round(setting.width * share), background, setting.zoom)
        self.unit = POINTS / units

    def write(
        self, x: float, y: float, text: str, size: float, colour: str = INK, anchor: str = "la"
    ) -> None:
        """Write one line at a place in units."""
        self.sketch.text(x * self.unit, y * self.unit, text, Style(size * self.unit, colour, anchor=anchor))

    def prose(self, x: float, y: float, text: str, width: float, size: float) -> float:
        """Write lines of at most `width`; return where they end, all in units."""
        unit = self.unit
        style = Style(size * unit, INK)
        end = paragraph(self.sketch, text, (x * unit, y * unit), width * unit, style, size * 1.75 * unit)
        return end / unit

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """Fill a rectangle given in units."""
        u = self.unit
        self.sketch.rectangle((x0 * u, y0 * u, x1 * u, y1 * u), colour)

    def rule(self, x0: float, x1: float, y: float) -> None:
        """Draw a hairline."""
        self.sketch.line(x0 * self.unit, x1 * self.unit, y * self.unit, RULE)

    def upright(self, x: float, y0: float, y1: float) -> None:
        """Draw a hairline from top to bottom."""
        self.fill(x, y0, x + 1.2, y1, RULE)

    def broken(self, text: str, size: float, width: float) -> list[str]:
        """Break a text at any character, as narrow cells do."""
        return self.sketch.wrap_anywhere(text, size * self.unit, width * self.unit)


def work_order_page(form: Sheet, setting: Setting) -> Sketch:
    """An office's form: three pairs of label and value in a row, ruled, values broken where the cell ends."""
    desk = _Desk(setting, 1200, 0.62, "#ffffff")
    desk.fill(0, 0, 1200, 56, "#e9eef6")
    desk.write(30, 16, f"工单中心 / {form.title}", 18, FAINT)
    desk.write(40, 84, form.headline, 25)
    y = _grid(desk, form.rows, 140)
    if form.below:
        y = desk.prose(44, y + 16, f"备注：{form.below}", 1100, 16)
    desk.write(1160, y + 20, "v2.14.3", 13, FAINT, "ra")
    return desk.sketch


def _grid(desk: _Desk, rows: Rows, top: float) -> float:
    """Draw three pairs a row; return where the table ends."""
    y, step = top, 1120 / PAIRS
    for start in range(0, len(rows), PAIRS):
        cells = [(label, desk.broken(value, 16, 184)) for label, value in rows[start : start + PAIRS]]
        height = 22 + 26 * max(len(lines) for _, lines in cells)
        desk.rule(40, 1160, y)
        for number, (label, lines) in enumerate(cells):
            left = 40 + step * number
            desk.fill(left, y + 1, left + 160, y + height, "#f4f6f9")
            desk.write(left + 12, y + 13, label, 16, FAINT)
            for index, line in enumerate(lines):
                desk.write(left + 174, y + 13 + 26 * index, line, 16)
        for number in range(PAIRS):
            desk.upright(40 + step * number, y, y + height)
            desk.upright(200 + step * number, y, y + height)
        desk.upright(1160, y, y + height)
        y += height
    desk.rule(40, 1160, y)
    return y


def webmail(form: Mail, setting: Setting) -> Sketch:
    """A mail in a browser, with folders at the left."""
    case, desk = setting.case, _Desk(setting, 1300, 0.6, "#ffffff")
    desk.fill(0, 0, 1300, 60, "#1e5eff")
    desk.write(28, 17, "邮箱", 22, "#ffffff")
    desk.fill(0, 60, 210, 780, "#f3f5f9")
    for index, folder in enumerate(("收件箱(12)", "星标邮件", "已发送", "草稿箱", "垃圾邮件")):
        desk.write(30, 92 + 44 * index, folder, 16, FAINT)
    desk.write(250, 92, form.subject, 24)
    desk.write(250, 142, f"发件人：{form.sender}", 15, FAINT)
    desk.write(250, 168, f"时　间：{case.moment(form.at, 'message', 'spelt')}", 15, FAINT)
    desk.write(250, 194, "收件人：王五", 15, FAINT)
    desk.rule(250, 1270, 230)
    y = 250.0
    for text in form.text.split("\n"):
        y = desk.prose(250, y, text, 980, 17) + 4
    return desk.sketch


def transcript(form: Talk, setting: Setting) -> Sketch:
    """A conversation as a website keeps it: name and time on one line, what was said below."""
    case, desk = setting.case, _Desk(setting, 1200, 1.25, "#fbfcfe")
    desk.write(50, 34, f"会话记录 · {form.title}", 24)
    desk.rule(50, 1150, 84)
    y = 108.0
    for at, side, text in form.turns:
        who, colour = ("我", "#2b7a4b") if side is Side.ME else (form.who or "客服", "#2456c9")
        desk.write(50, y, f"{who}  {case.moment(at, 'message', 'seconds')}", 15, colour)
        y = desk.prose(70, y + 27, text, 1040, 17) + 10
    desk.sketch.cut(0, min(desk.sketch.height, (y + 30) * desk.unit))
    return desk.sketch


def headed_letter(form: Paper, setting: Setting) -> Sketch:
    """A letter on the house's paper: name and rule on top, a table of particulars, text, signature at the right."""
    desk = _Desk(setting, 595, 1.414, "#fefefe")
    desk.write(70, 52, form.issuer, 13, "#1b3f8b")
    desk.fill(70, 78, 525, 80, "#1b3f8b")
    desk.write(525, 90, form.number, 10, INK, "ra")
    desk.write(297, 126, form.title, 21, INK, "ma")
    y = 176.0
    for label, value in form.rows:
        desk.rule(70, 525, y)
        desk.write(80, y + 8, label, 11.5)
        desk.write(200, y + 8, value, 11.5)
        y += 30
    if form.rows:
        desk.rule(70, 525, y)
        y += 18
    for text in form.paragraphs:
        y = desk.prose(70, y, "\u3000\u3000" + text, 455, 13) + 6
    desk.write(525, y + 56, f"{form.issuer}（盖章）", 13, INK, "ra")
    desk.write(525, y + 84, form.date, 13, INK, "ra")
    return desk.sketch


def report_in_columns(form: Listing, setting: Setting) -> Sketch:
    """A report as PDF: particulars in two columns, then accounts."""
    desk = _Desk(setting, 595, 1.414, "#ffffff")
    desk.write(297, 54, form.title, 20, INK, "ma")
    desk.write(297, 86, form.notice, 11, FAINT, "ma")
    y = 120.0
    for index, (label, value) in enumerate(form.rows):
        x = 60 if index % 2 == 0 else 320
        desk.write(x, y, f"{label}：", 10.5)
        desk.write(x + 68, y, value, 10.5)
        y += 24 if index % 2 else 0
    y += 24
    for name, entries in form.groups:
        desk.fill(60, y, 535, y + 22, "#e4e9f2")
        desk.write(68, y + 4, name, 11.5)
        y += 34
        for title, below, right in entries:
            end = desk.prose(68, y, title, 320 if right else 455, 11)
            desk.write(400, y, below, 11)
            desk.write(527, y, right, 11, INK, "ra")
            y = end + 8
    desk.write(297, 800, "第1页，共1页", 9, FAINT, "ma")
    return desk.sketch
