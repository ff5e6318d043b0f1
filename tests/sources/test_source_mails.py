from __future__ import annotations

import datetime as dt
import time

import pytest
import source_material as made
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import BadInputError
from vault.sources import Family, Limits, identify, unpack
from vault.sources.errors import MailTooDeepError, TextTooLongError
from vault.sources.media import MAIL


def test_subject_then_body_and_the_header_as_metadata() -> None:
    message = made.mail(Reply_To="回复 <r@example.com>", Return_Path="<bounce@example.com>")
    message.set_content("您的账户已注销。\n编号：ZX1\n")
    content = made.opened(message.as_bytes())
    assert content.media.family is Family.MAIL
    assert made.texts(content) == ["账户注销成功通知", "您的账户已注销。", "编号：ZX1"]
    assert content.metadata == {
        "From": "京东金融客服 <service@example.com>",
        "To": "user@example.org",
        "Subject": "账户注销成功通知",
        "Date": "Sun, 01 Jun 2025 10:11:12 +0800",
        "Message-ID": "<1@example.com>",
        "Reply-To": "回复 <r@example.com>",
        "Return-Path": "<bounce@example.com>",
        "DKIM": "none",
    }


def test_the_date_is_what_the_mail_claims() -> None:
    captured = made.opened(made.mail().as_bytes()).captured
    assert captured is not None
    assert captured.at == dt.datetime(2025, 6, 1, 2, 11, 12, tzinfo=dt.UTC)
    assert captured.at.tzinfo is dt.UTC
    assert (captured.said, captured.by) == ("Sun, 01 Jun 2025 10:11:12 +0800", "mail")


@pytest.mark.parametrize(
    ("said", "zone", "expected"),
    [
        ("Sun, 01 Jun 2025 10:11:12 -0000", None, "2025-06-01T10:11:12+00:00"),
        ("Sun, 01 Jun 2025 10:11:12", None, None),
        ("Sun, 01 Jun 2025 10:11:12", dt.timezone(dt.timedelta(hours=8)), "2025-06-01T02:11:12+00:00"),
        ("last summer", None, None),
        ("Fri, 31 Dec 9999 23:00:00 -1400", None, None),
    ],
)
def test_odd_dates(said: str, zone: dt.tzinfo | None, expected: str | None) -> None:
    data = f"From: a@example.com\nMessage-ID: <1@x>\nDate: {said}\n\nhello\n".encode()
    captured = unpack(data, MAIL, timezone=zone).captured
    assert (captured.at.isoformat() if captured else None) == expected


def test_plain_text_is_preferred_to_html() -> None:
    message = made.mail()
    message.set_content("纯文本：您的账户已注销")
    message.add_alternative("<p>网页：<b>您的账户已注销</b></p>", subtype="html")
    assert made.texts(made.opened(message.as_bytes()))[1:] == ["纯文本：您的账户已注销"]


def test_html_serves_where_the_plain_text_only_points_to_it() -> None:
    message = made.mail()
    message.set_content("请用浏览器查看")
    table = "<table><tr><td>结清日期</td><td>2025-06-01</td></tr></table>"
    message.add_alternative(f"{table}<p>{'您已结清。' * 20}", subtype="html")
    assert made.texts(made.opened(message.as_bytes()))[1:] == ["结清日期 2025-06-01", "您已结清。" * 20]


def test_html_alone_is_read() -> None:
    message = made.mail()
    message.set_content("<div>您的账户</div><div>已注销</div>", subtype="html")
    assert made.texts(made.opened(message.as_bytes()))[1:] == ["您的账户", "已注销"]


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030", "no-such-charset", "us-ascii"])
def test_what_is_called_gb2312_may_hold_more(charset: str) -> None:
    body = "退订：赵瑢已注销账户，㐂".encode("gb18030")
    data = (
        b"From: a@example.com\nMIME-Version: 1.0\nSubject: x\nContent-Transfer-Encoding: 8bit\n"
        b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\n" + body
    )
    assert made.texts(made.opened(data)) == ["x", "退订：赵瑢已注销账户，㐂"]


def test_raw_and_split_subjects_are_read() -> None:
    raw = "From: a@example.com\nMIME-Version: 1.0\nSubject: 账户注销成功通知\n\nx".encode("gb18030")
    assert made.opened(raw).metadata["Subject"] == "账户注销成功通知"
    split = (
        b"From: a@b\nMIME-Version: 1.0\nSubject: =?gb2312?B?1cu7p9ei?=\n =?gb2312?B?z/o=?= =?bogus?Q?\n\nx"
    )
    assert made.opened(split).metadata["Subject"].startswith("账户注销")


def test_attachments_come_out_as_they_went_in() -> None:
    png, pdf = made.saved(made.picture(), "PNG"), made.raw_pdf(b"")
    message = made.mail()
    message.set_content("见附件")
    message.add_attachment(png, maintype="image", subtype="png", filename="结清证明.png")
    message.add_attachment(
        pdf, maintype="application", subtype="octet-stream", filename="../../etc/pa\\ss:wd\x01.pdf"
    )
    message.add_attachment("note", filename="note.txt")
    attachments = made.opened(message.as_bytes()).attachments
    assert [(each.name, each.data) for each in attachments] == [
        ("结清证明.png", png),
        ("ss_wd.pdf", pdf),
        ("note.txt", b"note\n"),
    ]


def test_inline_pictures_of_html_are_attachments() -> None:
    png = made.saved(made.picture(), "PNG")
    message = made.mail()
    message.set_content("您的账户已注销，请查看截图。")
    message.add_alternative("<p>您的账户已注销<img src=cid:1>", subtype="html")
    message.get_payload()[1].add_related(png, "image", "png", cid="<1>")
    content = made.opened(message.as_bytes())
    assert [(each.name, each.data) for each in content.attachments] == [("attachment-1", png)]
    assert made.texts(content)[1:] == ["您的账户已注销，请查看截图。"]


def test_an_enclosed_mail_keeps_its_bytes() -> None:
    inner = (
        b"DKIM-Signature: v=1;  a=rsa-sha256;\r\n\tb=abc==\r\nFrom: b@example.com\r\n"
        b"Subject: =?utf-8?B?5rOo6ZSA?=\r\nDate: Sun, 01 Jun 2025 10:11:12 +0800\r\n\r\nhello  \r\n"
    )
    outer = (
        b"From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=XX\r\n\r\n"
        b"--XX\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--XX--\r\n"
    )
    (attachment,) = made.opened(outer).attachments
    assert attachment.data == inner
    assert attachment.name == "注销.eml"
    assert identify(attachment.data) == MAIL


def test_a_signature_over_the_mail_is_no_attachment() -> None:
    message = made.mail()
    message.set_content("signed")
    message.add_attachment(b"0\x82", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert made.opened(message.as_bytes()).attachments == ()


def nested(depth: int) -> bytes:
    data = b"From: a@b\nMIME-Version: 1.0\n\nend\n"
    head = b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B%d\n\n"
    for n in range(depth):
        data = head % n + b"--B%d\nContent-Type: message/rfc822\n\n%s\n--B%d--\n" % (n, data, n)
    return data


def test_mails_in_mails_are_bounded_level_by_level() -> None:
    limits, data = Limits(depth=3), nested(10)
    for _ in range(3):
        (attachment,) = unpack(data, MAIL, limits).attachments
        data, limits = attachment.data, limits.inside()
    with pytest.raises(MailTooDeepError):
        unpack(data, MAIL, limits)


def test_parts_in_parts_are_bounded() -> None:
    head = b"From: a@b\nMIME-Version: 1.0\n"
    body = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (n, n) for n in range(5000))
    with pytest.raises(MailTooDeepError, match="12 levels"):
        made.opened(head + body)


def test_parts_beside_parts_are_bounded() -> None:
    head = b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
    with pytest.raises(MailTooDeepError, match="200 parts"):
        made.opened(head + b"--B\n\nx\n" * 5000)


def test_alternatives_in_alternatives_are_judged_once() -> None:
    head, part = (
        b"Content-Type: multipart/alternative; boundary=B%d\n\n",
        b"--B%d\nContent-Type: text/plain\n\nx\n",
    )
    levels = b"".join(head % n + part % n + b"--B%d\n" % n for n in range(12))
    page = b"Content-Type: text/html\n\n" + b"<p>closed</p>" * 20_000
    started = time.process_time()
    content = made.opened(b"From: a@b\nMIME-Version: 1.0\n" + levels + page)
    assert made.texts(content) == ["closed"] * 20_000
    assert time.process_time() - started < 20


def test_a_body_that_is_too_long_is_refused() -> None:
    message = made.mail()
    message.set_content("x\n" * 100)
    with pytest.raises(TextTooLongError):
        unpack(message.as_bytes(), MAIL, Limits(lines=50))


@pytest.mark.parametrize(
    "tail",
    [
        b"Content-Type: multipart/mixed\n\nno boundary",
        b"Content-Type: multipart/alternative; boundary=x\n\nno parts",
        b"Content-Transfer-Encoding: base64\n\n!!!!A",
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n\xff\xff\n",
        b"Content-Type: text/plain; charset*0*=x\xff'%\n\nx",
        b"Content-Type: ; = ;\nContent-Disposition: attachment; filename*=utf-99'%zz\n\nx",
        b'Content-Type: image/png; name="=?utf-8?B?//?="\n\nx',
        b"Subject: =?\xff?Q?x?=\n\nx",
        b"Subject: =?utf-8?B?A?=\n\nx",
        b"Content-Type: text/html; charset=utf-7\n\n+ADw-p+AD4-",
        b"Content-Type: text/plain; charset=base64\n\nx",
        b'Content-Type: text/plain; charset="a\x00b"\n\nx',
        b"Content-Type: text/plain; charset=idna\n\n\xff" + b"a" * 100_000,
        b"Content-Type: text/html\n\nhttp://example.com",
    ],
)
def test_broken_mails_give_what_they_can(tail: bytes) -> None:
    content = unpack(b"From: a@b\nMIME-Version: 1.0\n" + tail, MAIL)
    assert content.metadata["From"] == "a@b"
    list(content.pages)


PIECES = (
    b"From: a@b\n",
    b"Content-Type: multipart/alternative; boundary=b\n",
    b"Content-Type: multipart/digest; boundary=b\n",
    b"Content-Type: message/delivery-status\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: text/html; charset=gbk\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Disposition: attachment; filename*0*=gbk''%D7%A2; filename*1=x\n",
    b"Subject: =?gbk?Q?=D7=A2?=\n",
    b"=E6=B3=A8=\n",
    b"5rOo\n",
    b"<p>x",
    b"\xe6\xb3\xa8\n",
    b"--b\n",
    b"--b--\n",
    b"\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join))
def test_any_mix_of_mail_pieces_is_read_or_an_error_of_ours(data: bytes) -> None:
    try:
        content = unpack(b"From: x@y\nMessage-ID: <1@y>\n" + data, MAIL)
    except BadInputError:
        return
    assert all("/" not in each.name and each.data for each in content.attachments)
    list(content.pages)
