from __future__ import annotations

import codecs
import contextlib
import time

import pytest
import source_material as made
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import BadInputError
from vault.sources import Limits, identify, print_pages, unpack
from vault.sources.errors import EmptyFileError, TextTooLongError, UndecodableTextError
from vault.sources.media import HTML, TEXT

NOTE = "【京东金融】您的账户已于2025年6月1日14:22注销成功，受理编号ZX20250601。\n退订回T"


@pytest.mark.parametrize(
    "data",
    [
        NOTE.encode(),
        codecs.BOM_UTF8 + NOTE.encode(),
        NOTE.encode("utf-16"),
        codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"),
        NOTE.encode("utf-16-le"),
        NOTE.encode("utf-16-be"),
        NOTE.encode("gb18030"),
        NOTE.replace("\n", "\r\n").encode("gb18030"),
        NOTE.replace("\n", "\r").encode() + b"\x1a",
    ],
)
def test_a_note_is_read_in_each_encoding(data: bytes) -> None:
    assert identify(data) == TEXT
    assert made.texts(made.opened(data)) == NOTE.split("\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030", "utf-8"])
@pytest.mark.parametrize(
    "text", ["Account closed on 1 June, case 20250601.", "注销成功", "已结清", "客服：您好！\n我：请问\n"]
)
def test_short_texts_are_told_apart(encoding: str, text: str) -> None:
    assert made.texts(made.opened(text.encode(encoding))) == text.strip().split("\n")


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02\x03", b"abc\x1b[31m", b"\xff\xff\xff\xff", "中文".encode() + b"\xe4", b"\xff\xfea"],
)
def test_text_that_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableTextError):
        unpack(data, TEXT)


def test_an_emoji_and_a_rare_character_survive() -> None:
    assert made.texts(made.opened("已注销😀 㐂𠮷".encode())) == ["已注销😀 㐂𠮷"]
    assert made.texts(made.opened("您的账户已经注销成功𠮷".encode("gb18030"))) == ["您的账户已经注销成功𠮷"]


def test_blank_lines_stay_where_they_separate_and_go_at_the_end() -> None:
    assert made.texts(made.opened(b"one  \n\n  two\n\n\n")) == ["one", "", "  two"]


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TextTooLongError, match="at most 10 characters"):
        unpack(b"x" * 11, TEXT, Limits(characters=10))
    with pytest.raises(TextTooLongError):
        unpack(b"\n" * 20, TEXT, Limits(lines=10))


def test_no_bytes_are_refused_even_when_the_kind_is_told() -> None:
    with pytest.raises(EmptyFileError):
        unpack(b"", TEXT)


def test_texts_have_nothing_to_print() -> None:
    assert list(print_pages(NOTE.encode(), TEXT)) == []


def test_a_saved_web_page_becomes_its_visible_lines() -> None:
    page = """<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>
    <!-- not this --><script>var a = "<p>not this</p>";</script>
    <h1>注销&nbsp;结果</h1><p>您的账户<b>已</b>注销<br>编号&#65306;ZX1</p>
    <table><tr><td>日期</td><td>2025-06-01</td></tr><tr><th>状态</th><td><p>成功</p></td></tr></table>
    <div style="color:red; DISPLAY : none">hidden</div><p hidden>hidden</p>
    <pre>one
  two</pre><ul><li>甲<li>乙</ul></body></html>"""
    seen = "注销 结果|您的账户已注销|编号：ZX1|日期 2025-06-01|状态|成功|one|two|甲|乙"
    assert made.texts(made.opened(page.encode())) == seen.split("|")


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 90_000,
        "<!--" * 90_000,
        "<a " * 90_000,
        "<a b='" * 90_000,
        "<![" * 90_000,
        "<?" * 90_000 + ">",
        "</" * 90_000,
        "&" * 900_000,
        "<script>" * 90_000,
        "<table><tr><td>" * 30_000 + "x",
        "<p style='" + "display" * 100_000,
        "</b>" * 90_000,
    ],
)
def test_html_made_to_be_slow_is_done_soon(bomb: str) -> None:
    started = time.process_time()
    with contextlib.suppress(TextTooLongError):
        list(unpack(f"<html>{bomb}".encode(), HTML).pages)
    assert time.process_time() - started < 20


def test_more_tags_than_the_limit_are_refused() -> None:
    with pytest.raises(TextTooLongError):
        unpack(b"<html>" + b"<i>" * 200, HTML, Limits(tags=100))


@given(st.text(max_size=300))
def test_any_html_gives_lines_or_an_error_of_ours(text: str) -> None:
    data = ("<html>" + text).encode("utf-8", "surrogatepass")
    try:
        lines = made.texts(unpack(data, HTML))
    except BadInputError:
        return
    assert all(line == line.strip() and line and "\n" not in line for line in lines)


COMMON = st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), min_size=1)


@given(COMMON, st.sampled_from(["注销", "结清"]))
def test_common_chinese_comes_back_from_each_encoding(text: str, word: str) -> None:
    note = f"您的账户已{word}成功，{text}"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert "\n".join(made.texts(unpack(note.encode(encoding), TEXT))) == note.rstrip()
