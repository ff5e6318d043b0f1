"""Layouts of browsers and of paper that no rule has seen. For measuring alone."""

from __future__ import annotations

from samples.blocks import Side
from samples.canvas import POINTS
from samples.reading_set.forms import Listing, Mail, Paper, Sheet, Talk
from samples.reading_set.layout import Setting
from samples.reading_set.sketch import Sketch, Style

INK, FAINT, RULE, HEAD = "#222222", "#777c85", "#c9ced6", "#eef2f8"
CELLS = 4


class _Page:
    """A page `units` wide."""

    def __init__(self, setting: Setting, units: int, share: float) -> None:
        self.sketch = Sketch(setting.width, round(setting.width * share), "#ffffff", setting.zoom)
        self.unit = POINTS / units
        self.units = units

    def write(
        self, x: float, y: float, text: str, size: float, colour: str = INK, anchor: str = "la"
    ) -> None:
        """Write one line at a place in units."""
        self.sketch.text(x * self.unit, y * self.unit, text, Style(size * self.unit, colour, anchor=anchor))

    def prose(self, x: float, y: float, text: str, width: float, size: float, pitch: float = 1.7) -> float:
        """Write lines of at most `width`; return where they end."""
        for line in self.sketch.wrap(text, size * self.unit, width * self.unit):
            self.write(x, y, line, size)
            y += size * pitch
        return y

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """Fill a rectangle."""
        u = self.unit
        self.sketch.rectangle((x0 * u, y0 * u, x1 * u, y1 * u), colour)

    def frame(self, x0: float, y0: float, x1: float, y1: float, colour: str = RULE) -> None:
        """Draw the edges of a rectangle."""
        for area in (
            (x0, y0, x1, y0 + 1.5),
            (x0, y1 - 1.5, x1, y1),
            (x0, y0, x0 + 1.5, y1),
            (x1 - 1.5, y0, x1, y1),
        ):
            self.fill(*area, colour)

    def broken(self, text: str, size: float, width: float) -> list[str]:
        """Break a text at any character."""
        return self.sketch.wrap_anywhere(text, size * self.unit, width * self.unit)

    def cut(self, y: float) -> Sketch:
        """End the page there."""
        self.sketch.cut(0, min(self.sketch.height, y * self.unit))
        return self.sketch


def bank_site(form: Sheet | Listing, setting: Setting) -> Sketch:
    """A bank's web page: path and tabs on top, then tables whose labels are the heads of columns."""
    page = _Page(setting, 1360, 1.1)
    page.fill(0, 0, 1360, 70, setting.look.accent)
    page.write(60, 22, "个人网上银行", 24, "#ffffff")
    page.write(1300, 26, "安全退出", 16, "#ffffff", "ra")
    page.write(60, 92, f"您的位置：首页 > 贷款 > {form.title}", 14, FAINT)
    y = 130.0
    if isinstance(form, Sheet):
        page.write(60, y, form.headline, 24)
        y = page.prose(60, y + 46, form.below, 1200, 16) + 14
    elif form.notice:
        y = page.prose(60, y, form.notice, 1200, 16) + 10
    for start in range(0, len(form.rows), CELLS):
        y = _heads_and_values(page, form.rows[start : start + CELLS], y) + 16
    for name, entries in form.groups if isinstance(form, Listing) else ():
        page.write(60, y + 6, name, 18)
        y += 44
        for title, below, right in entries:
            end = page.prose(72, y + 8, title, 700, 16)
            page.write(830, y + 8, below, 16)
            page.write(1290, y + 8, right, 16, INK, "ra")
            page.frame(60, y, 1300, end + 6)
            y = end + 6
    if isinstance(form, Sheet) and form.notice:
        y = page.prose(60, y + 6, form.notice, 1200, 14)
    page.write(680, y + 36, "建议使用 1366×768 以上分辨率浏览", 13, FAINT, "ma")
    return page.cut(y + 80)


def _heads_and_values(page: _Page, rows: tuple[tuple[str, str], ...], y: float) -> float:
    step = 1240 / max(1, len(rows))
    values = [page.broken(value, 16, step - 28) for _, value in rows]
    bottom = y + 64 + 25 * max(map(len, values))
    page.fill(60, y, 1300, y + 42, HEAD)
    page.frame(60, y, 1300, bottom)
    for number, ((label, _), lines) in enumerate(zip(rows, values, strict=True)):
        left = 60 + step * number
        page.write(left + 14, y + 10, label, 16, FAINT)
        for index, line in enumerate(lines):
            page.write(left + 14, y + 53 + 25 * index, line, 16)
        page.fill(left, y, left + 1.5, bottom, RULE)
    return bottom


def help_desk(form: Talk, setting: Setting) -> Sketch:
    """A chat window on a web page: the agent's card at the left, bubbles with the time below."""
    case, page = setting.case, _Page(setting, 1200, 1.5)
    page.fill(0, 0, 1200, 54, "#243b6b")
    page.write(28, 14, form.title, 20, "#ffffff")
    page.fill(0, 54, 230, 1800, "#f4f6fa")
    page.write(115, 150, form.who or "在线客服", 17, INK, "ma")
    page.write(115, 182, "为您服务", 14, FAINT, "ma")
    y = 84.0
    for at, side, text in form.turns:
        mine = side is Side.ME
        lines = page.sketch.wrap(text, 16 * page.unit, 520 * page.unit)
        width = max(page.sketch.measure(line, 16 * page.unit) for line in lines) / page.unit + 32
        left = 1160 - width if mine else 270
        page.fill(left, y, left + width, y + 22 + 26 * len(lines), "#d6e6ff" if mine else "#eceff4")
        for number, line in enumerate(lines):
            page.write(left + 16, y + 10 + 26 * number, line, 16)
        y += 30 + 26 * len(lines)
        stamp = case.moment(at, "message", "minutes")
        page.write(1160 if mine else 270, y, stamp, 12.5, FAINT, "ra" if mine else "la")
        y += 34
    return page.cut(y + 20)


def printed_mail(form: Mail, setting: Setting) -> Sketch:
    """A mail as printed on A4, with its heads in bold on top."""
    case, page = setting.case, _Page(setting, 595, 1.414)
    page.write(50, 44, form.subject, 15)
    page.fill(50, 72, 545, 73.5, INK)
    heads = (
        ("发件人:", form.sender),
        ("发送时间:", case.moment(form.at, "message", "chinese")),
        ("收件人:", "赵六"),
        ("主题:", form.subject),
    )
    y = 84.0
    for label, value in heads:
        page.write(50, y, label, 10.5)
        page.write(112, y, value, 10.5)
        y += 19
    y += 18
    for text in form.text.split("\n"):
        y = page.prose(50, y, text, 495, 12) + 5
    return page.sketch


def framed_certificate(form: Paper, setting: Setting) -> Sketch:
    """A certificate in a double frame: number at the left under the title, a seal over issuer and day."""
    page = _Page(setting, 595, 1.414)
    page.frame(28, 28, 567, 813, "#9b6a2f")
    page.frame(34, 34, 561, 807, "#c9a46b")
    page.write(297, 92, form.title, 26, "#7a1f1f", "ma")
    page.write(80, 150, form.number, 11)
    y = 196.0
    for text in form.paragraphs:
        y = page.prose(80, y, "\u3000\u3000" + text, 435, 14, 1.9) + 6
    for label, value in form.rows:
        page.write(104, y, f"{label}：{value}", 13)
        y += 27
    u = page.unit
    page.sketch.ring(430 * u, (y + 90) * u, 56 * u, 2.6 * u, "#d0332e")
    page.write(430, y + 78, form.issuer, 13, INK, "ma")
    page.write(430, y + 106, form.date, 13, INK, "ma")
    return page.sketch


def ruled_notice(form: Paper, setting: Setting) -> Sketch:
    """An office's notice: addressed at the left, a ruled table, the day above the issuer."""
    page = _Page(setting, 595, 1.414)
    page.write(297, 60, form.issuer, 18, "#c00000", "ma")
    page.fill(60, 94, 535, 97, "#c00000")
    page.write(297, 108, form.number, 11.5, INK, "ma")
    page.write(297, 150, form.title, 20, INK, "ma")
    y = 206.0
    for text in form.paragraphs:
        y = page.prose(66, y, "\u3000\u3000" + text, 463, 13, 1.85) + 4
    y += 8
    for label, value in form.rows:
        lines = page.broken(value, 12, 320)
        bottom = y + 14 + 20 * len(lines)
        page.frame(66, y, 529, bottom + 1.5)
        page.fill(186, y, 187.5, bottom, RULE)
        page.write(76, y + 8, label, 12)
        for number, line in enumerate(lines):
            page.write(198, y + 8 + 20 * number, line, 12)
        y = bottom
    page.write(529, y + 44, form.date, 13, INK, "ra")
    page.write(529, y + 70, form.issuer, 13, INK, "ra")
    return page.sketch


def bureau_report(form: Listing, setting: Setting) -> Sketch:
    """A report on A4: particulars in one ruled table, numbered paragraphs under headings on black."""
    page = _Page(setting, 595, 1.414)
    page.write(297, 48, form.title, 19, INK, "ma")
    y = 88.0
    for label, value in form.rows:
        page.frame(56, y, 539, y + 25.5)
        page.fill(196, y, 197.2, y + 24, RULE)
        page.write(66, y + 6, label, 10.5)
        page.write(206, y + 6, value, 10.5)
        y += 24
    y += 18
    for name, entries in form.groups:
        page.fill(56, y, 539, y + 23, "#333333")
        page.write(66, y + 4, name, 11.5, "#ffffff")
        y += 34
        for title, below, right in entries:
            y = page.prose(62, y, "　".join(part for part in (title, below, right) if part), 470, 11) + 7
    page.write(297, y + 14, form.notice, 9.5, FAINT, "ma")
    return page.sketch
