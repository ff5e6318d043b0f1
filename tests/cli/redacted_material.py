"""Evidence that holds personal data, drawn for the tests of redaction."""

from __future__ import annotations

import datetime as dt
import io

import segno
import typst
from PIL import Image

from samples.canvas import Canvas, Style
from tests.cli.shell import Shell
from vault.proving.document import font

ID = "11010519491231002X"  # the example of GB 11643-1999
CARD = "6217001940028473155"
PHONE = "13800138000"
NAME = "张三丰"
ADDRESS = "北京市朝阳区建国路88号院3号楼2单元1502室"
REFERENCE = "ZX20260302000118"
LONG_REFERENCE = "4200002345202511229876501234"
HOTLINE = "95118"
SECRETS = (ID, CARD, PHONE, NAME, "1502室", "zsf1949")

LINES = (
    ("京东金融 账户注销成功", 18),
    (f"注销编号 {REFERENCE}", 13),
    (f"姓名：{NAME}", 15),
    (f"身份证号 {ID}", 15),
    ("手机号 138 0013 8000", 15),
    ("银行卡号 6217 0019 4002 8473 155", 13),
    (f"收件地址：{ADDRESS}", 11),
    ("邮箱 zsf1949@qq.com", 11),
    (f"证件 {ID[:10]}", 13),
    (ID[10:], 13),
    (f"小字：{NAME} {ID} {PHONE}", 7),
    (f"流水号 {LONG_REFERENCE}", 10),
    (f"2026年3月2日 金额 12,000.00 元，客服 {HOTLINE}", 11),
)


def screenshot(*, dark: bool = False) -> Image.Image:
    """A phone's screen: two sizes of writing, a number over two lines, a QR code of the identity number."""
    page, ink = ("#111111", "#dddddd") if dark else ("#ffffff", "#1a1a1a")
    canvas = Canvas(1080, 1400, page)
    y = 30.0
    for text, size in LINES:
        canvas.text(20, y, text, Style(size, ink))
        y += size * 1.9
    file = io.BytesIO()
    segno.make_qr(ID).save(file, kind="png", scale=7)
    with Image.open(file) as code:
        canvas.image.paste(code.convert("RGB"), (760, 1130))
    return canvas.image


def as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def as_photograph(image: Image.Image) -> bytes:
    """A JPEG whose EXIF block holds the whole picture once more, as cameras' thumbnails do."""
    thumbnail = io.BytesIO()
    image.save(thumbnail, "JPEG", quality=60)
    exif = Image.Exif()
    exif[0x010F] = NAME
    exif.get_ifd(0x8769)[0x9286] = ID.encode() + thumbnail.getvalue()[:30_000]
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92, exif=exif)
    return file.getvalue()


def paper() -> bytes:
    """A PDF with a text layer, one number of it under a white box, and document information."""
    source = f"""
    #set page(paper: "a5")
    #set text(font: "Noto Sans CJK SC", size: 12pt)
    #set document(title: "{NAME} {ID}", author: "{NAME}", date: auto)
    = 京东金融 贷款结清证明
    兹证明借款人{NAME}（身份证号{ID}）的贷款已全部结清。编号 {REFERENCE}。

    2026年3月2日
    #place(dx: 0pt, dy: 20pt)[卡号 {CARD}]
    #place(dx: 0pt, dy: 16pt, rect(width: 300pt, height: 20pt, fill: white))
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font.folder())])
    made: bytes = typst.compile(
        {"main.typ": source.encode()},
        font_paths=fonts,
        timestamp=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    )
    return made


SMS = f"【京东金融】尊敬的{NAME}，您的账户已于2026年3月2日注销，编号{REFERENCE}，绑定手机{PHONE}，客服{HOTLINE}。\n"
MAIL = (
    f"From: =?utf-8?b?5Lqs5Lic6YeR6J6N?= <service@jd.example>\r\nTo: {NAME} <zsf1949@qq.com>\r\n"
    f"Subject: 京东金融账户注销\r\nDate: Mon, 02 Mar 2026 10:00:00 +0800\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n\r\n'
    f"尊敬的{NAME}先生：您的京东金融账户已注销，证件{ID}。\r\n"
)

OWNER = "张晓明"
OWNERS_ADDRESS = "浙江省杭州市西湖区文三路478号华星时代广场A座1203室"
OWN_FORMS = ("张晓明", "张*明", "**明", "张某某", "ZhangXiaoming", "ZHANGXIAOMING", "zhangxiaoming")
OWN_SMS = (
    f"【京东金融】尊敬的{OWNER}，您的账户已于2026年3月2日注销，编号ZX20260302000118，"
    "绑定手机+86 138 0013 8000，客服95118。\n"
    "户名 **明，收款人 张*明，ZHANG XIAOMING（张某某）\n"
)
OWN_MAIL = (
    "Received: from laptop (unknown [203.0.113.7]) by smtp.qq.com\r\nX-Originating-IP: [203.0.113.7]\r\n"
    f"From: {OWNER} <zxm@qq.com>\r\nTo: =?utf-8?b?5Lqs5Lic6YeR6J6N?= <service@jd.example>\r\n"
    f"Cc: 李雷 <lilei@163.com>\r\nReply-To: zxm@qq.com\r\nMessage-ID: <zxm.20260306@qq.com>\r\n"
    f"Subject: 注销京东白条账户 {OWNER} {PHONE}\r\nDate: Fri, 06 Mar 2026 15:40:12 +0800\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n\r\n'
    f"京东金融 service@jd.example：\r\n本人{OWNER}，身份证号{ID}。工单号：GD20260306142201。\r\n"
    f"现住 {OWNERS_ADDRESS[:18]}\r\n{OWNERS_ADDRESS[18:]}\r\n\r\n{OWNER}\r\nZhang Xiaoming\r\n"
)
WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0"


def fill(vault: Shell) -> Shell:
    """Add a photographed screen, a text message and a mail, all with personal data; file names tell some too."""
    assert vault("add", vault.write(f"{NAME}.jpg", as_photograph(screenshot()))).code == 0
    assert vault("add", vault.write("sms.txt", SMS)).code == 0
    assert vault("add", vault.write("mail.eml", MAIL)).code == 0
    return vault
