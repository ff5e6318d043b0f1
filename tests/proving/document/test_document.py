"""The document as its reader gets it: pages, text, bookmarks, and what must never be in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import dossiers
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.language import Language
from vault.model import FactState, Kind
from vault.proving.custody import chain, digest
from vault.proving.document import Stamping, Standing, render
from vault.proving.document.exhibit import shortened


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Text without the breaks and spaces of typesetting."""
    return re.sub(r"[\s\u200b\ufeff\ufffe\x02]+", "", text)


@pytest.fixture(scope="module")
def chinese() -> bytes:
    return render(dossiers.varied(), dossiers.UNSTAMPED)


@pytest.fixture(scope="module")
def english() -> bytes:
    return render(dossiers.varied(Language.EN, tokens=1, confirmed=False), dossiers.STAMPED)


def written(*lines: str, **more: object) -> bytes:
    item = dossiers.item(1, media_type="text/plain", lines=lines, **more)
    return render(dossiers.dossier(dossiers.exhibit(1, item)), dossiers.STAMPED)


@pytest.mark.parametrize("language", list(Language))
def test_every_digest_stands_in_full(language: Language, chinese: bytes, english: bytes) -> None:
    said = squeezed(text_of(chinese if language is Language.ZH else english))
    for exhibit in dossiers.varied(language).exhibits:
        assert exhibit.item.sha256 in said
    assert dossiers.FINGERPRINT in said
    assert digest(chain(dossiers.varied(language))[-1]) in said


def test_no_english_label_is_left_in_chinese(chinese: bytes) -> None:
    said = text_of(chinese)
    for allowed in (
        "image/png",
        "audio/mpeg",
        "data/exhibits",
        "service@jd.example",
        "me@example.org",
        "let x",
    ):
        said = said.replace(allowed, "")
    words = set(re.findall(r"\b[A-Z]?[a-z]{3,}\b", said))
    assert words <= {"vault", "iPhone", "rapidocr", "openssl", "verify", "manifest", "tagmanifest", "txt", "sha256sum",
                     "zip", "cms", "tsr", "text", "plain", "message", "application", "pdf", "pass", "example", "Date",
                     "From", "Subject", "Very", "Long", "File", "Name", "image", "audio", "exhibits", "data", "Unicode",
                     "item", "jpeg", "mpeg", "png", "eml"}  # fmt: skip


def test_no_chinese_word_of_ours_is_in_english() -> None:
    item = dossiers.item(1, title="Account closed", found=(), lines=("closed",))
    item = replace(item, acquisitions=(replace(item.acquisitions[0], app="JD Finance"),))
    dossier = dossiers.dossier(
        dossiers.exhibit(1, item, dossiers.screenshot()), language=Language.EN, platform="JD Finance"
    )
    assert not re.findall(r"[\u3400-\u9fff]", text_of(render(dossier, dossiers.STAMPED)))


def test_same_input_gives_the_same_bytes(chinese: bytes) -> None:
    assert render(dossiers.varied(), dossiers.UNSTAMPED) == chinese


def test_it_declares_archive_and_accessibility_and_its_moment(chinese: bytes) -> None:
    with pypdfium2.PdfDocument(chinese) as document:
        assert document.is_tagged()
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == "账户注销证据包 · 京东金融"
    assert metadata["CreationDate"].startswith("D:20261122060000")
    assert b"<pdfaid:part>2</pdfaid:part>" in chinese
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in chinese
    assert b"<pdfuaid:part>1</pdfuaid:part>" in chinese


def test_bookmarks_lead_to_chapters_and_exhibits(chinese: bytes) -> None:
    with pypdfium2.PdfDocument(chinese) as document:
        entries = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert [title for level, title in entries if level == 0] == [
        "一、 事件经过（按时间顺序）",
        "二、 证据目录",
        "三、 证据",
        "四、 完整性说明：本证据包能证明什么，不能证明什么",
    ]
    exhibits = [title for level, title in entries if level == 1 and re.match(r"证据 \d", title)]
    assert len(exhibits) == 14


def test_the_evidence_list_names_the_pages_where_exhibits_stand(english: bytes) -> None:
    pages = pages_of(english)
    listed = "".join(page for page in pages if "Purpose of proof" in page)
    first = next(number for number, page in enumerate(pages, 1) if re.search(r"(?m)^Exhibit 3\b", page))
    last = next(number for number, page in enumerate(pages, 1) if re.search(r"(?m)^Exhibit 4\b", page)) - 1
    assert last == first + 2
    assert f"{first}–{last}" in listed
    assert f"{last + 1}" in listed


@pytest.mark.parametrize(
    ("stamping", "said"),
    [(Stamping.NONE, "未设置时间戳服务机构"), (Stamping.PENDING, "未能连接时间戳服务机构")],
)
def test_a_packet_without_timestamp_says_so_on_its_first_page(stamping: Stamping, said: str) -> None:
    dossier = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1), dossiers.screenshot()))
    first = squeezed(
        pages_of(render(dossier, Standing(dossiers.FINGERPRINT, stamping, ("https://tsa.example",))))[0]
    )
    assert "本证据包没有可信时间戳" in first
    assert said in first


def test_a_stamped_packet_names_its_authority_and_carries_no_warning(english: bytes) -> None:
    first = squeezed(pages_of(english)[0])
    assert "https://tsa.example/tsr" in first
    assert "notrustedtimestamp" not in first
    assert "14of14exhibits" in first


def test_an_unsigned_packet_says_so() -> None:
    dossier = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1), dossiers.screenshot()))
    said = squeezed(text_of(render(dossier, Standing(None, Stamping.NONE))))
    assert "本证据包未签名。" in said
    assert "上述第三点不适用" in said


def test_confirmed_facts_stand_apart_from_unconfirmed_ones() -> None:
    sure = dossiers.fact(dossiers.FactType.REFERENCE, "SURE-1", state=FactState.CONFIRMED)
    unsure = dossiers.fact(dossiers.FactType.REFERENCE, "UNSURE-2")
    rejected = dossiers.fact(dossiers.FactType.REFERENCE, "REJECTED-3", state=FactState.REJECTED)
    pages = pages_of(written("短信", found=(unsure, rejected, sure)))
    page = next(page for page in pages if re.search(r"(?m)^证据 1\b", page))
    order = ["经本人确认", "SURE-1", "未经本人确认，机器识别", "UNSURE-2"]
    assert sorted(order, key=page.index) == order
    chronology = next(page for page in pages if "按时间顺序" in page and "SURE-1" in page)
    assert "UNSURE-2*" in chronology
    assert "SURE-1*" not in chronology.replace("UNSURE-2*", "")
    assert "REJECTED-3" not in "".join(pages)


def test_markup_in_evidence_stays_text() -> None:
    hostile = [
        "#panic(1) #let x = 2 $x^2$ *bold* _it_ @ref <label> `raw` \\ \" ' // comment /* */ = head",
        '#image("/etc/passwd") #read("/etc/passwd") ${x} {{x}} %s {0} \\u{41}',
        "#" * 50,
    ]
    said = squeezed(text_of(written(*hostile, title=hostile[0], note=hostile[1])))
    for line in hostile:
        assert squeezed(line) in said


def test_braces_in_evidence_do_not_reach_the_sentences_of_ours() -> None:
    fact = dossiers.fact(dossiers.FactType.REFERENCE, "{platform}", raw="{0.__class__}", label="{x}")
    said = squeezed(text_of(written("{y}", found=(fact,))))
    assert "{platform}" in said
    assert "{0.__class__}" in said


def test_long_text_keeps_every_paragraph() -> None:
    paragraphs = [f"第{n}段起" + dossiers.WORDS * 3 + f"第{n}段止" for n in range(150)]
    pdf = written(*paragraphs)
    said = squeezed(text_of(pdf))
    for n in range(150):
        assert f"第{n}段起" in said
        assert f"第{n}段止" in said
    assert len(pages_of(pdf)) > 8


def test_characters_without_a_glyph_stand_as_their_numbers() -> None:
    said = squeezed(text_of(written("表情😀👍 שלום \u202eabc\u202c \x00\x07 \ud800 ok", title="标题😀")))
    for number in (
        "〔U+1F600U+1F44D〕",
        "〔U+05E9",
        "〔U+202E〕",
        "〔U+0000U+0007〕",
        "〔U+D800〕",
        "标题〔U+1F600〕",
    ):
        assert number in said
    assert "本文件字体未收录的字符" in said


def test_a_recording_gets_a_page_that_names_its_file() -> None:
    item = dossiers.item(1, media_type="audio/mpeg", lines=(), found=())
    said = squeezed(text_of(render(dossiers.dossier(dossiers.exhibit(1, item)), dossiers.STAMPED)))
    assert "本证据（audio/mpeg）无法在纸面上呈现" in said
    assert "视听资料" in said


def test_a_name_of_two_hundred_characters_stands_in_full() -> None:
    name = "".join(chr(0x4E00 + n) for n in range(200))
    pdf = render(
        dossiers.dossier(dossiers.exhibit(1, dossiers.item(1, title=name), dossiers.screenshot())),
        dossiers.STAMPED,
    )
    page = next(page for page in pages_of(pdf) if re.search(r"(?m)^证据 1\b", page))
    assert name in squeezed(page)


strange = st.text(max_size=60) | st.sampled_from(
    ["x" * 3000, "，" * 80, "a\nb\r\nc", "\u00ad\u200d\ufe0f", "é" * 40, ""]
)


@settings(max_examples=25)
@given(strange, strange, st.lists(strange, max_size=4), strange)
def test_no_text_whatever_breaks_the_document(title: str, label: str, lines: list[str], raw: str) -> None:
    fact = dossiers.fact(dossiers.FactType.REFERENCE, raw, raw=raw + "x", label=label, second=raw, note=label)
    date = dossiers.fact(dossiers.FactType.DATE, raw, name=title)
    item = dossiers.item(1, title=title, lines=lines, found=(fact, date), note=raw, metadata={label: raw})
    dossier = dossiers.dossier(dossiers.exhibit(1, item), platform=title)
    assert render(dossier, Standing(None, Stamping.PENDING, (raw,))).startswith(b"%PDF")


def test_an_empty_platform_list_and_no_facts_still_give_a_document() -> None:
    item = dossiers.item(1, found=(), lines=(), day=None, channel=None, kind=Kind.OTHER, title="")
    dossier = replace(
        dossiers.dossier(dossiers.exhibit(1, item, dossiers.screenshot())),
        heads=(),
        custody=(),
        platform="其他",
    )
    assert "不详" in text_of(render(dossier, dossiers.STAMPED))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_purpose(kind: Kind) -> None:
    from vault.proving.recipients.loading import evidence
    from vault.wording import KINDS

    assert evidence().kinds[kind].purpose.zh
    assert KINDS[kind]


def test_the_moment_is_shown_in_beijing_time_and_utc() -> None:
    dossier = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1), dossiers.screenshot()))
    late = replace(dossier, made_at=dt.datetime(2026, 12, 31, 20, 0, tzinfo=dt.UTC))
    first = pages_of(render(late, dossiers.STAMPED))[0]
    assert "2027-01-01 04:00:00 北京时间" in first
    assert "2026-12-31 20:00:00 UTC" in first


def test_a_kind_that_nobody_stated_is_marked() -> None:
    found, stated = dossiers.item(1), dossiers.item(2)
    stated = replace(stated, findings=replace(stated.findings, kind_why="stated"))
    made = dossiers.dossier(dossiers.exhibit(1, found), dossiers.exhibit(2, stated))
    chronology = squeezed(pages_of(render(made, dossiers.STAMPED))[1])
    assert chronology.count("账户注销*") == 1
    assert chronology.count("账户注销") - chronology.count("账户注销证据包") >= 2


def test_the_first_page_names_exhibits_of_which_nothing_was_read() -> None:
    from vault.model import Reading

    unread = replace(dossiers.item(2, media_type="audio/mpeg", found=()), reading=Reading("none", ""))
    made = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1)), dossiers.exhibit(2, unread))
    assert "证据2未经识别" in squeezed(pages_of(render(made, dossiers.STAMPED))[0])
    alone = dossiers.dossier(dossiers.exhibit(1, dossiers.item(1)))
    assert "未识别" not in squeezed(pages_of(render(alone, dossiers.STAMPED))[0])


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Account cancellation requested (京东金融)", "Account cancellation requested (京东金融)"),
        ("长" * 30, "长" * 30),
        ("长" * 31, "长" * 29 + "…"),
        ("a" * 61, "a" * 58 + "…"),
    ],
)
def test_a_heading_shows_as_much_of_a_title_as_fits(title: str, shown: str) -> None:
    assert shortened(title) == shown
