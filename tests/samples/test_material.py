"""The committed samples are what the generator makes, and say what `expected.json` says of them."""

from __future__ import annotations

import email
import email.policy
import io
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from samples import many
from samples.elsewhere import ELSEWHERE
from samples.generate import EXPECTED, MATERIAL, samples
from samples.jd_afterwards import JD_AFTERWARDS
from samples.jd_cancellation import JD_CANCELLATION
from samples.long_chat import LONG_CHAT
from samples.phone import draw
from samples.truth import Truth
from vault.model import Kind

TRUTH = json.loads(EXPECTED.read_text("utf-8"))


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[bytes, Truth]]:
    return {name: (content, truth) for name, content, truth in samples()}


def test_the_committed_files_are_what_the_generator_makes(made: dict[str, tuple[bytes, Truth]]) -> None:
    assert {file.name for file in MATERIAL.iterdir()} == set(made) == set(TRUTH)
    for name, (content, _) in made.items():
        committed = (MATERIAL / name).read_bytes()
        if name.endswith((".png", ".jpg")):
            assert same_picture(committed, content), name
        else:
            assert committed == content, name


def same_picture(one: bytes, other: bytes) -> bool:
    return Image.open(io.BytesIO(one)).tobytes() == Image.open(io.BytesIO(other)).tobytes()


def test_the_material_is_of_every_sort_that_people_bring() -> None:
    kinds = {truth["kind"] for truth in TRUTH.values()}
    assert kinds == {str(kind) for kind in Kind} - {"identity_document", "other"}
    endings = [Path(name).suffix for name in TRUTH]
    assert endings.count(".png") + endings.count(".jpg") >= 14
    assert endings.count(".eml") == 2
    assert endings.count(".txt") == 4
    assert endings.count(".pdf") == 2
    assert sum(file.stat().st_size for file in MATERIAL.iterdir()) < 6_000_000


@pytest.mark.parametrize("name", [name for name in TRUTH if name.endswith(".txt")])
def test_notes_and_messages_contain_what_is_expected_of_them(name: str) -> None:
    content = (MATERIAL / name).read_bytes()
    encoding = "gb18030" if name.startswith("26") else "utf-8"
    assert_numbers_stand_in(content.decode(encoding), TRUTH[name])


def test_shots_contain_what_is_expected_of_them() -> None:
    for shot in (*JD_CANCELLATION, LONG_CHAT, *JD_AFTERWARDS, *ELSEWHERE):
        assert_numbers_stand_in(repr(shot.screen.blocks), TRUTH[shot.name])


def assert_numbers_stand_in(text: str, truth: dict[str, list[str]]) -> None:
    for reference in truth["references"]:
        assert reference in text
    for date in truth["dates"]:
        year, month, day = (int(part) for part in date.split("-"))
        english = ("", "Jan", "Feb", "Mar", "April", "May")[month] if month < 6 else ""
        # A day without its year (2月26日) is dated by the rest of the text.
        forms = (date, date.replace("-", "/"), f"{month}月{day}日", f"{english} {day}, {year}")
        assert any(form in text for form in forms), date
    for amount in truth["amounts"]:
        assert f"{float(amount):,.2f}" in text or f"{int(float(amount)):,}元" in text, amount


def test_mails_parse_and_the_answer_carries_the_certificate() -> None:
    request, answer = (
        email.message_from_bytes((MATERIAL / name).read_bytes(), policy=email.policy.default)
        for name in ("15-jd-mail-request.eml", "16-jd-mail-answer.eml")
    )
    assert not request.defects
    assert not answer.defects
    assert "GD20260306142201" in request.get_content()
    (attachment,) = answer.iter_attachments()
    assert attachment.get_content() == (MATERIAL / "17-jd-settlement-certificate.pdf").read_bytes()


def test_one_certificate_has_text_and_one_is_a_picture_only() -> None:
    def text(name: str) -> str:
        document = pypdfium2.PdfDocument(MATERIAL / name)
        try:
            return document[0].get_textpage().get_text_range()
        finally:
            document.close()

    assert "JQ20260305000187" in text("17-jd-settlement-certificate.pdf")
    assert text("28-bank-settlement-scanned.pdf") == ""


def test_content_that_does_not_fit_its_screen_is_an_error() -> None:
    tall = many.screens(1, seed=1)[0]
    with pytest.raises(ValueError, match="content ends at"):
        draw(type(tall)(tall.title, tall.clock, tall.blocks * 4, tall.look))


def test_many_screens_are_varied_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    screens = many.screens(48, seed=3)
    assert screens == many.screens(48, seed=3) != many.screens(48, seed=4)
    assert len({screen.title for screen in screens}) == len(many.KINDS)
    assert len({(screen.width, screen.height) for screen in screens}) >= 5
    files = many.write(tmp_path, count=5, seed=3)
    assert [file.suffix for file in files] == [".png"] * 4 + [".jpg"]
    with Image.open(files[0]) as picture:
        assert picture.size == (screens[0].width, screens[0].height)
