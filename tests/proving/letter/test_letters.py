"""The letter: what it says, what it never says, how it is shortened, and as a document to edit."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, replace

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_cases import CANCELLED, SURE, ZHANG, case, evidence, fact, platform
from proving_making import MADE_AT

from vault.language import Language
from vault.model import FactState, FactType, Kind, Money, Obstacle, Particulars
from vault.proving.letter.composing import compose
from vault.proving.letter.letter import Letter
from vault.proving.letter.plain import as_text, units
from vault.proving.letter.statement import is_supported
from vault.proving.letter.word import as_word
from vault.proving.recipients.loading import profiles
from vault.proving.recipients.names import Demand, Recipient

RLO = "\u202e"


def facts_of(letter: Letter) -> tuple[str, ...]:
    return next(s.points for s in letter.sections if s.heading in {"事实与理由", "Facts and reasons"})


def test_a_sentence_gives_day_matter_confirmed_values_and_its_exhibit() -> None:
    assert facts_of(compose(case())) == (
        "2026年3月5日，京东金融账户注销，有注销结果记录。其中载明：受理编号 ZX2026030600158472（证据1）。",
    )
    (english,) = facts_of(compose(case(language=Language.EN)))
    assert english == (
        "On 5 March 2026, the account with 京东金融 was cancelled, as the exhibit records. "
        "The exhibit states: 受理编号: ZX2026030600158472 (Exhibit 1)."
    )


def test_what_nobody_confirmed_and_what_was_rejected_is_not_said() -> None:
    said = as_text(compose(case()))
    assert "1234.50" not in said
    assert "REJECTED" not in said


def test_an_exhibit_without_a_confirmed_fact_makes_no_sentence() -> None:
    unread = evidence(2, Kind.SETTLEMENT, (platform(state=FactState.PROPOSED),))
    assert not is_supported(unread.item)
    assert len(facts_of(compose(case(CANCELLED, unread)))) == 1


def test_an_identity_document_is_no_fact_of_the_matter() -> None:
    card = evidence(2, Kind.IDENTITY_DOCUMENT, (platform(),))
    assert len(facts_of(compose(case(CANCELLED, card)))) == 1


def test_a_day_that_nobody_confirmed_is_said_to_be_unconfirmed() -> None:
    unsure = evidence(1, Kind.CANCELLATION, (platform(),), stated=False)
    (sentence,) = facts_of(compose(case(unsure)))
    assert sentence.startswith("（日期未经确认）")
    assert "2026年" not in sentence


def test_a_platform_that_nobody_confirmed_is_not_named_in_a_sentence() -> None:
    number = fact(FactType.REFERENCE, "A1")
    unsure = evidence(1, Kind.CANCELLATION, (platform("别家", FactState.PROPOSED), number))
    (sentence,) = facts_of(compose(case(unsure)))
    assert "别家" not in sentence
    assert "相关平台" in sentence


def test_sentences_stand_in_order_of_time_whatever_the_order_of_the_exhibits() -> None:
    late = evidence(1, Kind.SETTLEMENT, (platform(),), day="2026-04-01")
    early = evidence(2, Kind.CANCELLATION, (platform(),), day="2026-01-01")
    first, second = facts_of(compose(case(late, early)))
    assert (first[:9], second[:9]) == ("2026年1月1日", "2026年4月1日"[:9])


def test_obstacles_and_amounts_are_worded() -> None:
    refused = evidence(
        1,
        Kind.CANCELLATION_REQUEST,
        (platform(), fact(FactType.OBSTACLE, Obstacle.UNSETTLED), fact(FactType.AMOUNT, Money("3218.46"))),
    )
    (sentence,) = facts_of(compose(case(refused)))
    assert "有未结清的欠款或交易" in sentence
    assert "人民币 3218.46 元" in sentence


@pytest.mark.parametrize("recipient", list(Recipient))
@pytest.mark.parametrize("language", list(Language))
def test_only_particulars_that_the_profile_needs_enter(recipient: Recipient, language: Language) -> None:
    profile = profiles()[recipient]
    said = as_text(compose(case(recipient=recipient, language=language, demands=profile.demands)))
    wanted = {one.value for one in profile.particulars} | ({"phone", "email"} if profile.contact else set())
    for field in fields(Particulars):
        assert (getattr(ZHANG, field.name) in said) is (field.name in wanted)


@pytest.mark.parametrize("recipient", list(Recipient))
def test_the_person_is_called_as_the_recipient_does(recipient: Recipient) -> None:
    profile = profiles()[recipient]
    said = as_text(compose(case(recipient=recipient, demands=profile.demands)))
    others = {one.applicant.zh for one in profiles().values()} - {profile.applicant.zh}
    left = said.replace(profile.applicant.zh, "")
    assert profile.applicant.zh in said
    assert not [word for word in others if word in left]
    assert "{" not in said


def test_only_the_articles_of_the_demands_and_of_the_profile_are_cited() -> None:
    said = as_text(compose(case(demands=[Demand.END_AUTOPAY])))
    assert "第九条" in said
    assert "第四十七条" not in said
    assert "第十三条" in as_text(compose(case(recipient=Recipient.REGULATOR)))


def test_the_details_of_a_dispute_stand_before_the_requests() -> None:
    details = {"lender": "某银行", "wrong-item": "账户状态"}
    said = as_text(
        compose(case(recipient=Recipient.CREDIT_BUREAU, demands=[Demand.CORRECT_REPORT], details=details))
    )
    assert (
        said.index("贷款机构名称：某银行")
        < said.index("有异议的信息项及异议内容：账户状态")
        < said.index("请求事项")
    )


def test_the_requests_end_with_a_full_stop() -> None:
    letter = compose(case())
    points = letter.sections[0].points
    assert [point[-1] for point in points] == ["；", "。"]


@settings(max_examples=60, deadline=None)
@given(limit=st.integers(100, 2500), language=st.sampled_from(Language))
def test_a_shortened_text_fits_and_holds_whole_lines_only(limit: int, language: Language) -> None:
    letter = compose(case(language=language))
    whole = as_text(letter).splitlines()
    short = as_text(letter, limit)
    assert units(short) <= limit
    *kept, last = short.splitlines()
    if [*kept, last] != whole:
        assert kept == whole[: len(kept)]
        count = re.search(r"\d+", last)
        assert count
        assert int(count[0]) == len([line for line in whole[len(kept) :] if line])


def test_length_counts_as_web_forms_count() -> None:
    assert units("a京😀") == 4


NAMES = ["李" * 200, "محمد عبد الله", f"A{RLO}cba", "😀 王 👩\u200d👧", "O'Brien <b>&amp;", "x\x00\x07y\nz"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", list(Language))
def test_any_name_gives_a_letter_in_every_form(name: str, language: Language) -> None:
    letter = compose(case(particulars=replace(ZHANG, name=name), platform_name=name, language=language))
    text = as_text(letter)
    document = Document(io.BytesIO(as_word(letter, MADE_AT)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert RLO not in text + words
    assert "\x00" not in text + words
    if name.isprintable():
        assert name in text
        assert name in words


def test_reversing_marks_are_shown_as_their_codes() -> None:
    assert "A〔U+202E〕cba" in as_text(compose(case(particulars=replace(ZHANG, name=f"A{RLO}cba"))))


def test_the_document_says_what_the_text_says() -> None:
    letter = compose(case(recipient=Recipient.REGULATOR))
    document = Document(io.BytesIO(as_word(letter, MADE_AT)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    for section in letter.sections:
        assert section.heading in paragraphs
        for number, point in enumerate(section.points, 1):
            assert f"{number}. {point}" in paragraphs
    assert cells[:2] == ["姓名", "张三"]
    assert document.core_properties.title == letter.title
    assert document.core_properties.author == ""
    assert document.core_properties.created == MADE_AT
    assert document.paragraphs[0].style.name == "Heading 1"


@pytest.mark.parametrize(("language", "spoken"), [(Language.ZH, "zh-CN"), (Language.EN, "en-GB")])
def test_the_document_names_the_language_of_its_words(language: Language, spoken: str) -> None:
    data = as_word(compose(case(language=language)), MADE_AT)
    assert Document(io.BytesIO(data)).core_properties.language == spoken
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles, settings = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "settings"))
    (lang,) = re.findall(r"<w:lang [^>]*>", styles)
    (theme,) = re.findall(r"<w:themeFontLang [^>]*>", settings)
    for element in (lang, theme):
        assert f'w:val="{spoken}"' in element
        assert 'w:eastAsia="zh-CN"' in element


def test_the_document_is_the_same_bytes_for_the_same_letter_and_a_sound_archive() -> None:
    letter = compose(case())
    data = as_word(letter, MADE_AT)
    assert as_word(letter, MADE_AT) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {info.date_time[:3] for info in archive.infolist()} == {(2026, 11, 22)}


def test_confirmed_and_corrected_count_alike() -> None:
    for state in (SURE, FactState.CORRECTED):
        assert is_supported(evidence(1, Kind.OTHER, (fact(FactType.REFERENCE, "A1", state),)).item)
