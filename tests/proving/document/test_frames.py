"""Frames around facts: on the right piece, around the right place, with the number that stands beside the words."""

from __future__ import annotations

from dataclasses import replace

import dossiers
import pypdfium2
import pytest

from vault.language import Language
from vault.model import Box, Fact, FactState, Kind
from vault.proving.document import render
from vault.proving.document.facts import shown
from vault.proving.document.frames import frames
from vault.proving.document.mail import header
from vault.proving.document.phrases import Phrases
from vault.proving.document.pictures import Piece

ZH = Phrases(Language.ZH)


def piece(top: int, bottom: int, *, across: int = 1000) -> Piece:
    return Piece(b"", "image/png", across, bottom - top, top, bottom, across)


def placed(*boxes: Box, state: FactState = FactState.CONFIRMED) -> tuple[Fact, ...]:
    return tuple(
        dossiers.fact(dossiers.FactType.REFERENCE, f"JD{n}", box=box, state=state, raw=f"JD{n}")
        for n, box in enumerate(boxes)
    )


def test_facts_with_a_place_are_numbered_from_the_top_the_confirmed_first() -> None:
    low, high = Box(0, 500, 10, 520), Box(0, 100, 10, 120)
    found = (*placed(high, state=FactState.PROPOSED), *placed(low, high))
    rows = shown(dossiers.item(1, found=found), ZH, {0})
    assert [(row.value, row.number, row.certain) for row in rows] == [
        ("JD1", 1, True),
        ("JD0", 2, True),
        ("JD0", 3, False),
    ]


def test_a_fact_on_a_page_that_is_not_drawn_has_no_number() -> None:
    (row,) = shown(dossiers.item(1, found=placed(Box(0, 0, 1, 1))), ZH, ())
    assert row.number == 0
    assert not row.places


def test_rejected_facts_are_not_framed() -> None:
    found = placed(Box(0, 0, 1, 1), state=FactState.REJECTED)
    assert shown(dossiers.item(1, found=found), ZH, {0}) == ()


def test_a_frame_holds_the_place_with_a_little_air() -> None:
    rows = shown(dossiers.item(1, found=placed(Box(100, 200, 300, 240))), ZH, {0})
    (frame,) = frames(rows, 0, piece(0, 2000), read_width=1000)
    x0, y0, x1, y1 = frame["edges"]  # type: ignore[misc]
    assert x0 < 0.1
    assert y0 < 0.1
    assert x1 > 0.3
    assert y1 > 0.12
    assert (x1 - x0) < 0.22
    assert (y1 - y0) < 0.03


def test_places_scale_with_a_picture_that_was_made_smaller() -> None:
    rows = shown(dossiers.item(1, found=placed(Box(100, 200, 300, 240))), ZH, {0})
    full = frames(rows, 0, piece(0, 2000), read_width=1000)
    half = frames(rows, 0, piece(0, 1000, across=500), read_width=1000)
    assert full[0]["edges"] == pytest.approx(half[0]["edges"])


def test_a_long_picture_has_each_frame_on_the_pieces_that_show_it() -> None:
    rows = shown(dossiers.item(1, found=placed(Box(0, 900, 10, 940))), ZH, {0})
    assert not frames(rows, 0, piece(0, 600), read_width=1000)
    assert len(frames(rows, 0, piece(500, 1100), read_width=1000)) == 1
    assert not frames(rows, 1, piece(500, 1100), read_width=1000)


def test_numbers_stand_in_the_document_and_the_picture_is_not_touched() -> None:
    picture = dossiers.screenshot()
    found = placed(Box(100, 300, 500, 350), Box(100, 900, 500, 950))
    plain = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1, found=()), picture))
    framed = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1, found=found), picture))
    assert images(render(plain, dossiers.STAMPED)) == images(render(framed, dossiers.STAMPED))


def images(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            bytes(one.get_data(decode_simple=True))
            for page in document
            for one in page.get_objects(filter=[3])  # FPDF_PAGEOBJ_IMAGE
        ]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("none", "本邮件没有 DKIM 签名"),
        ("unchecked d=jd.example s=s1", "未经验证"),
        ("verified d=jd.example s=s1 l", "只覆盖正文的开头部分"),
        ("failed d=jd.example s=s1", "与本邮件不符"),
        ("unreadable", "无法解读"),
        ("pass (jd.example)", "pass (jd.example)"),
    ],
)
def test_a_mail_says_what_became_of_its_signature(kept: str, said: str) -> None:
    item = dossiers.item(1, media_type="message/rfc822", metadata={"From": "a@jd.example", "DKIM": kept})
    rows = dict(header(item, ZH))
    assert said in rows["DKIM 签名"]
    assert rows["发件人"] == "a@jd.example"


def test_a_mail_shows_its_header_over_its_text_and_its_subject_once() -> None:
    item = dossiers.item(
        1,
        media_type="message/rfc822",
        kind=Kind.CANCELLATION,
        found=(),
        lines=("账户注销受理通知", "您好"),
        metadata={"From": "a@jd.example", "Subject": "账户注销受理通知"},
    )
    item = replace(item, title="邮件")
    pdf = render(dossiers.dossier(dossiers.exhibit(1, item)), dossiers.STAMPED)
    with pypdfium2.PdfDocument(pdf) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    assert said.count("账户注销受理通知") == 1
    assert "a@jd.example" in said
