"""Facts are marked where they stand, line by line: framed in pictures, underlined in texts."""

from __future__ import annotations

from dataclasses import replace

import dossiers
from hypothesis import given
from hypothesis import strategies as st

from vault.language import Language
from vault.model import Box, Fact, FactState, FactType, Item, Line, Reading
from vault.proving.document.facts import shown
from vault.proving.document.frames import frames
from vault.proving.document.marks import marked
from vault.proving.document.phrases import Phrases
from vault.proving.document.pictures import Piece

ZH = Phrases(Language.ZH)
NUMBER = "GD20260306142201"


def written(*lines: Line, facts: tuple[Fact, ...]) -> Item:
    item = dossiers.item(1, found=facts)
    return replace(item, reading=Reading("rapidocr", "3.8", lines))


def fact(
    lines: tuple[Line, ...], raw: str, *, state: FactState = FactState.CONFIRMED, **more: object
) -> Fact:
    start = "\n".join(line.text for line in lines).index(raw)
    value = raw.replace("\n", "")
    span = (start, start + len(raw))
    return dossiers.fact(FactType.REFERENCE, value, raw=raw, state=state, span=span, **more)


def line(text: str, top: float, *, width: float = 400) -> Line:
    return Line(text, 0.9, ((0, top), (width, top), (width, top + 40), (0, top + 40)))


def test_a_fact_that_runs_over_two_lines_has_a_frame_for_each_and_one_number() -> None:
    lines = (line("工单号：GD202603", 100), line("06142201，请记录", 150))
    item = written(*lines, facts=(fact(lines, "GD202603\n06142201", box=Box(0, 100, 400, 190)),))
    piece = Piece(b"", "image/png", 400, 800, 0, 800, 400)
    first, second = frames(shown(item, ZH, {0}), 0, piece, read_width=400)
    assert (first["number"], second["number"]) == (1, 0)
    (x0, _, x1, bottom), (second_x0, top, second_x1, _) = first["edges"], second["edges"]  # type: ignore[misc]
    assert x0 > 0.3
    assert x1 == 1.0
    assert second_x0 == 0.0
    assert second_x1 < 0.6
    assert top < 150 / 800 < bottom + 0.02


def test_the_places_of_characters_are_taken_where_the_engine_gave_them() -> None:
    places = (0.05, 0.1, 0.8, 0.9)
    lines = (replace(line("号码AB", 0), places=places), line("CD完", 50))
    item = written(*lines, facts=(fact(lines, "AB\nCD", box=Box(0, 0, 400, 90)),))
    ((_, boxes),) = shown(item, ZH, {0})[0].places
    assert boxes[0].x0 == 400 * (0.1 + 0.8) / 2


def test_a_fact_in_one_line_keeps_its_own_box() -> None:
    lines = (line(f"工单号：{NUMBER}", 100),)
    item = written(*lines, facts=(fact(lines, NUMBER, box=Box(160, 98, 390, 142)),))
    assert shown(item, ZH, {0})[0].places == ((0, (Box(160, 98, 390, 142),)),)


def test_words_of_a_text_are_cut_at_the_fact_and_numbered_behind_it() -> None:
    lines = (Line("您好"), Line(f"工单号{NUMBER}已受理"))
    rows = shown(written(*lines, facts=(fact(lines, NUMBER),)), ZH)
    assert rows[0].number == 1
    greeting, told = marked([one.text for one in lines], rows)
    assert [(run["text"], run["certain"], run["ends"]) for run in greeting] == [("您好", None, [])]
    assert [(run["text"], run["certain"]) for run in told] == [
        ("工单号", None),
        (NUMBER, True),
        ("已受理", None),
    ]
    assert told[1]["ends"] == [{"number": 1, "certain": True}]


def test_a_number_stands_once_behind_a_fact_of_two_lines() -> None:
    lines = (Line("工单号GD2026"), Line("0306受理"))
    rows = shown(written(*lines, facts=(fact(lines, "GD2026\n0306", state=FactState.PROPOSED),)), ZH)
    first, second = marked([one.text for one in lines], rows)
    assert [run["certain"] for run in (*first, *second)] == [None, False, False, None]
    assert [len(run["ends"]) for run in (*first, *second)] == [0, 0, 1, 0]  # type: ignore[arg-type]


def test_a_fact_that_is_not_written_there_is_not_marked() -> None:
    lines = (Line("工单号████已受理"),)
    covered = dossiers.fact(FactType.REFERENCE, NUMBER, span=(3, 3 + len(NUMBER)))
    (row,) = shown(written(*lines, facts=(covered,)), ZH)
    assert row.number == 0
    assert not row.spans


@given(st.lists(st.text("ab京", max_size=8), min_size=1, max_size=4), st.data())
def test_marks_lose_no_character(texts: list[str], data: st.DataObject) -> None:
    whole = "\n".join(texts)
    cut = st.integers(0, len(whole))
    spans = data.draw(st.lists(st.tuples(cut, cut).map(lambda two: (min(two), max(two))), max_size=4))
    found = tuple(
        dossiers.fact(FactType.REFERENCE, str(n), raw=whole[first:last], span=(first, last))
        for n, (first, last) in enumerate(spans)
    )
    rows = marked(texts, shown(written(*map(Line, texts), facts=found), ZH))
    assert ["".join(str(run["text"]) for run in row) for row in rows] == texts
