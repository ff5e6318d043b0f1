"""Pictures that tell nothing: bounded time and memory, and nothing invented."""

import datetime as dt
import time

import pytest
from PIL import Image

from tests.memory_peak import forget_peak, peak
from vault.model import FactType, Kind, Reading
from vault.reading import load_directory, understand
from vault.reading.engines import read_picture
from vault.reading.engines.rapid import pixels_of, with_margin

KOREAN = (
    "계정 해지가 완료되었습니다",
    "고객님의 대출이 전액 상환되었습니다",
    "문의 사항은 고객센터로 연락해 주십시오",
    "이용해 주셔서 감사합니다",
)
LONGEST = 40  # CPU seconds, on a machine that others use


def understood(lines):
    at = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    return understand(Reading("rapidocr", "1", lines), captured_at=at, directory=load_directory())


def test_a_language_that_the_engine_does_not_know_gives_nothing(rapidocr, draw):
    picture = draw((1080, 1600), [(60, 80 + 90 * n, text) for n, text in enumerate(KOREAN)], height=40)
    lines = read_picture(rapidocr, picture)
    found = understood(lines)
    assert len("".join(line.text for line in lines)) < sum(map(len, KOREAN)) / 4
    assert (found.kind, found.facts, found.event_date) == (Kind.OTHER, (), None)


def test_of_an_unknown_language_no_label_and_no_kind_is_made_up(rapidocr, draw):
    texts = ("접수번호 A20260305-0012", "고객센터 1588-1234", *KOREAN)
    picture = draw((1080, 1600), [(60, 80 + 90 * n, text) for n, text in enumerate(texts)], height=40)
    found = understood(read_picture(rapidocr, picture))
    assert found.kind is Kind.OTHER
    assert {fact.type for fact in found.facts} <= {FactType.REFERENCE, FactType.PHONE}


@pytest.mark.parametrize("size", [(6000, 6000), (30_000, 600), (1080, 12_000)])
def test_a_huge_empty_picture_takes_bounded_time(rapidocr, size):
    began = time.process_time()
    assert read_picture(rapidocr, Image.new("RGB", size, "#f2f2f2")) == ()
    assert time.process_time() - began < LONGEST


def test_a_margin_never_multiplies_a_wide_picture():
    pixels = pixels_of(Image.new("RGB", (20_000, 300), "white"))
    framed, margin = with_margin(pixels)
    assert (framed.shape, margin) == (pixels.shape, (0, 0))


def test_a_picture_of_eighty_million_pixels_is_read_in_bounded_memory(rapidocr, draw):
    before = forget_peak()
    picture = draw(
        (8900, 8900), [(200, 400 + 900 * n, f"受理编号2025031400881{n}") for n in range(9)], height=300
    )
    lines = read_picture(rapidocr, picture)
    assert [line.text for line in lines] == [f"受理编号2025031400881{n}" for n in range(9)]
    assert peak() - before < 2 << 30
