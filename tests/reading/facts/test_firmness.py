"""When two engines that agree make a number firm, and when they may be wrong alike or see a part alike."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import Fact, FactType, Line, Reading
from vault.reading import (
    lines_to_reread,
    load_directory,
    references_to_reread,
    understand,
    with_second_reading,
)

CAPTURED = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
SIZE = (1000, 2000)


def line(
    text: str, x: float, y: float, *, width: float | None = None, places: tuple[float, ...] = ()
) -> Line:
    right = x + (width or 20 * len(text))
    return Line(text, 0.99, ((x, y), (right, y), (right, y + 40), (x, y + 40)), places=places)


def reread(*lines: Line, second: str) -> Fact:
    """Understand lines, have the one reference number read again as `second`, and return its fact."""
    seen = Reading("first", "1", lines)
    found = understand(seen, captured_at=CAPTURED, directory=load_directory())
    numbers = [fact for fact in found.facts if fact.type is FactType.REFERENCE]
    readings = dict.fromkeys(references_to_reread(found), (second, "second"))
    joined = with_second_reading(found, readings, seen, {0: SIZE})
    (fact,) = [fact for fact in joined.facts if fact.span == numbers[0].span]
    return fact


def is_firm(fact: Fact) -> bool:
    return fact.engines == ("first", "second")


@pytest.mark.parametrize(
    "value",
    [
        "20250314008812347756",
        "JQ20260305000187",
        "CMB-JQ-2026-051400318",
        "HT2025041800392",
        "8842-7731-2290",
        "OD1705131033828087",
    ],
)
def test_a_number_that_two_engines_read_alike_is_firm(value: str) -> None:
    assert is_firm(reread(line(f"受理编号：{value}", 100, 300), second=f"受理编号: {value}"))


@pytest.mark.parametrize(
    "value",
    [
        "J02026030350894942",  # JO...
        "J18765753878",  # JI...
        "0D2026030027395702",  # OD...
        "09807848631",  # O98...
        "120260309710801",  # I20260309...
        "61807207BZU1DTIN",  # 618O72O7...
        "LHZ-2026-865115-0",  # ...-O
    ],
)
def test_a_number_that_both_may_have_read_wrong_is_asked_about(value: str) -> None:
    fact = reread(line(f"受理编号：{value}", 100, 300), second=f"受理编号: {value}")
    assert (is_firm(fact), fact.note, fact.value) == (False, "look-alike", value)


def test_a_different_reading_is_kept_beside_the_first() -> None:
    fact = reread(line("工单号：GD20260306142201", 100, 300), second="工单号:GD2026030614220l")
    assert (is_firm(fact), fact.second) == (False, "GD2026030614220l")


@pytest.mark.parametrize("second", ["SL77002148", "1SL7700214", "SL7700214-2", "SL7700214 88", ""])
def test_agreement_on_a_part_is_none(second: str) -> None:
    assert not is_firm(reread(line("受理编号：SL7700214", 100, 300), second=f"受理编号:{second}"))


def test_a_date_behind_a_number_is_not_more_of_it() -> None:
    text = "受理编号：SL7700214 2025-03-14 10:20"
    assert is_firm(reread(line(text, 100, 300), second=text))


def test_a_number_that_touches_the_border_may_go_on_outside() -> None:
    fact = reread(line("受理编号：SL7700214", 100, 300, width=899), second="受理编号:SL7700214")
    assert (is_firm(fact), fact.note) == (False, "cut")


def test_what_follows_close_in_the_row_may_belong_to_it() -> None:
    fact = reread(
        line("受理编号：SL7700214", 100, 300, width=400), line("8831", 515, 300), second="受理编号:SL7700214"
    )
    assert (is_firm(fact), fact.note) == (False, "cut")


@pytest.mark.parametrize(("below", "firm"), [("8831", False), ("2025-03-14", True), ("复制", True)])
def test_a_number_may_go_on_in_the_line_under_it(below: str, firm: bool) -> None:
    number, under = line("SL7700214", 400, 300, width=300), line(below, 400, 345)
    fact = reread(line("受理编号", 100, 300), number, under, second="SL7700214")
    assert is_firm(fact) is firm or (below == "8831" and fact.value == "SL77002148831")


def test_a_row_under_a_number_with_its_own_label_is_another_number() -> None:
    rows = (
        line("受理编号", 100, 300),
        line("SL7700214", 400, 300, width=300),
        line("单据数", 100, 345),
        line("88312", 400, 345),
    )
    assert is_firm(reread(*rows, second="SL7700214"))


def test_room_for_a_lost_digit_keeps_a_number_from_being_firm() -> None:
    text = "20260300085242"
    even = tuple((at + 0.5) / len(text) for at in range(len(text)))
    gap = tuple((at + 0.5 + (at > 7)) / (len(text) + 1) for at in range(len(text)))
    label = line("受理编号", 100, 300)
    assert is_firm(reread(label, line(text, 400, 300, places=even), second=text))
    fact = reread(label, line(text, 400, 300, places=gap), second=text)
    assert (is_firm(fact), fact.note) == (False, "spacing")


def test_the_end_of_a_number_in_its_cell_of_a_grid_is_read_again() -> None:
    lines = (
        line("协议号", 60, 300),
        line("状态", 520, 300),
        line("202507095008497946", 60, 350),
        line("已解约", 520, 350),
        line("643635", 60, 395),
    )
    seen = Reading("first", "1", lines)
    found = understand(seen, captured_at=CAPTURED, directory=load_directory())
    (index,) = references_to_reread(found)
    assert lines_to_reread(found.facts[index], seen) == (lines[2], lines[4])
    assert is_firm(reread(*lines, second="202507095008497946 643635"))


def test_a_code_of_letters_alone_may_hide_a_digit() -> None:
    fact = reread(line("查询码：QKGEOVRN", 100, 300), second="查询码: QKGEOVRN")
    assert (is_firm(fact), fact.note, fact.value) == (False, "look-alike", "QKGEOVRN")


def test_a_number_that_no_label_names_is_asked_about() -> None:
    fact = reread(line("律师函", 400, 200), line("SGXD-2126-6639", 380, 300), second="SGXD-2126-6639")
    assert (is_firm(fact), fact.note, fact.value) == (False, "unnamed", "SGXD-2126-6639")


def test_the_year_and_the_number_of_a_letter_hold_digits_alone() -> None:
    letter = "函号：(2026)君某函字第2087号"
    assert is_firm(reread(line(letter, 100, 300), second=letter))


def test_words_that_the_other_engine_glues_to_a_number_are_not_of_it() -> None:
    read = line("Certificate No. WB-CERT-9924427 is attached as a file", 100, 300)
    fact = reread(read, second="Certificate No. WB-CERT-9924427isattachedasafile")
    assert is_firm(fact)


def test_a_longer_number_is_not_taken_for_glued_words() -> None:
    read = line("Certificate No. WB-CERT-9924427 is attached as a file", 100, 300)
    fact = reread(read, second="Certificate No. WB-CERT-9924427ISA2")
    assert not is_firm(fact)


def test_the_next_entry_of_a_row_is_no_more_of_a_number() -> None:
    head = line("Report No.: CCRC-EN-2602-5549447", 100, 300, width=400)
    beside = line("Report time: 2026-02-17 08:44:21", 530, 300, width=400)
    assert is_firm(reread(head, beside, second="Report No.: CCRC-EN-2602-5549447"))
