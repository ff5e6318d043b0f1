"""Finding: what a person types is found where it stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping_corpus import WORDS
from keeping_vault import NOW, Kept, addition

from vault.keeping.index import index, schema
from vault.keeping.index.query import Query
from vault.keeping.index.words import normal
from vault.keeping.writer import Entry
from vault.model import (
    Edited,
    EventType,
    Fact,
    FactState,
    FactType,
    Findings,
    ItemId,
    Judged,
    Judgement,
    Kind,
    Removed,
    Role,
)


def found(kept: Kept, text: str = "", **more: object) -> list[ItemId]:
    with kept.unlocked() as unlocked:
        return [hit.item.id for hit in unlocked.index.search(Query(text, **more))]  # type: ignore[arg-type]


def fact(type_: FactType, value: str, **more: object) -> Fact:
    return Fact(type_, value, value, "rule", 0.9, (0, len(value)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "注销",
        "账户已注销",
        "ＪＤ",
        "jd-2024",
        "JD2024112200001",
        "24112200",
        "22",
        "1",
        "尾号62",
        "22的",
        "622200001111",
        "6222 1111",
        '"尾号6222 0000"',
        "“账户已注”",
        "成功 尾号",
        "JDZO24",
        "jd2O24ll22",
        "cancellation",
        "注销凭证",
    ],
)
def test_finds_words_parts_widths_and_misread_numbers(kept: Kept, typed: str) -> None:
    item = kept.add(
        "您的账户\n已注\n销成功，编号ＪＤ-2024-1122-00001。尾号6222 0000 1111的卡",
        findings=Findings(kind=Kind.CANCELLATION),
    )
    kept.add("别的事情 9999")
    assert found(kept, typed) == [item]


@pytest.mark.parametrize("typed", ["注册", "账销", "成功 别的", "JD2025", '"成功 账户"', "0OO7"])
def test_finds_nothing_where_nothing_stands(kept: Kept, typed: str) -> None:
    kept.add("您的账户已注销成功，编号JD20240001")
    assert found(kept, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        '"a" OR *',
        "NEAR(a b)",
        "title:注销",
        "^注",
        "注*",
        "a AND",
        "(",
        "-",
        "'; DROP TABLE item",
        "\x00注",
    ],
)
def test_no_text_is_query_syntax(kept: Kept, typed: str) -> None:
    kept.add("注销")
    found(kept, typed)


ALPHABET = st.sampled_from("注销註銷账户京东成功号，。 \n-/0123456789OoIlBS5abzＡ１é㎡ß𰻞…\u0301")


@settings(max_examples=12)
@given(data=st.data(), texts=st.lists(st.text(ALPHABET, max_size=30), min_size=1, max_size=12, unique=True))
def test_finds_every_item_whose_text_contains_the_query(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, texts: list[str]
) -> None:
    kept = fresh(tmp_path_factory)
    ids = [ItemId(f"{place:08}") for place in range(len(texts))]
    kept.store.append(
        [Entry(EventType.ITEM_ADDED, id_, addition(text)) for id_, text in zip(ids, texts, strict=True)], NOW
    )
    with kept.unlocked() as unlocked:
        for _ in range(12):
            text = data.draw(st.sampled_from(texts))
            start = data.draw(st.integers(0, len(text)))
            typed = text[start : start + data.draw(st.integers(1, 8))].replace("\n", "")
            if not normal(typed) or any(char.isspace() for char in typed):
                continue
            hits = {hit.item.id for hit in unlocked.index.search(Query(typed, limit=None))}
            wanted = {id_ for id_, text in zip(ids, texts, strict=True) if normal(typed) in normal(text)}
            assert wanted <= hits, (typed, normal(typed))


def fresh(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    from vault.keeping.durable import Disk
    from vault.keeping.store import Store

    root = tmp_path_factory.mktemp("kept")
    store, identity = Store.create(
        root / "vault",
        now=NOW,
        identity_file=root / "identity.txt",
        state_folder=root / "state",
        disk=Disk(sync=False),
    )
    return Kept(root, store, identity)


def test_a_word_in_the_title_comes_before_one_in_a_fact_before_one_in_the_text(kept: Kept) -> None:
    filler = "其他内容" * 5
    in_text = kept.add(f"{filler}结清{filler}")
    in_fact = kept.add(filler, findings=Findings((fact(FactType.REFERENCE, "结清", id="f1"),)))
    in_title = kept.add(filler + "一", title="结清")
    for serial in range(8):
        kept.add(f"{filler}{serial}")
    assert found(kept, "结清") == [in_title, in_fact, in_text]


def test_common_words_keep_that_order_and_the_limit(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.keeping.index.search.COMMON", 3)
    plain = [kept.add(f"结清{serial}") for serial in range(6)]
    titled = kept.add("结清", title="结清")
    assert found(kept, "结清", limit=3) == [titled, plain[5], plain[4]]
    assert set(found(kept, "结清", limit=None)) == {titled, *plain}
    assert found(kept, "清", limit=1) == [titled]


def test_filters_narrow_what_is_found(kept: Kept) -> None:
    platform = fact(FactType.PLATFORM, "jd", name="京东金融", role=Role.SUBJECT, id="f1")
    named = dataclasses.replace(platform, role=Role.NAMED)
    number = fact(FactType.REFERENCE, "AB20240007", id="f2")
    early = kept.add("注销一", findings=Findings((platform, number), Kind.CANCELLATION, "", "2025-01-02"))
    late = kept.add("注销二", findings=Findings((named,), Kind.DUNNING, "", "2025-03-04"))
    undated = kept.add("注销三")
    assert set(found(kept, "注销")) == {early, late, undated}
    assert found(kept, "注销", kinds=(Kind.DUNNING,)) == [late]
    assert found(kept, platforms=("jd",)) == [late, early]
    assert found(kept, "注销", platforms=("jd",), role=Role.SUBJECT) == [early]
    assert found(kept, "京东金融", platforms=("hb",)) == []
    assert found(kept, since="2025-01-02", until="2025-01-31") == [early]
    assert found(kept, since="2025-01-03") == [late]
    assert found(kept, reference="4000") == [early]
    assert found(kept, reference="a8-2o24") == [early]
    assert found(kept, reference="2025") == []
    assert set(found(kept, stamped=False)) == {early, late, undated}
    assert found(kept, limit=1) == [late]


def test_removed_items_are_found_on_demand_only_until_restored(kept: Kept) -> None:
    item = kept.add("注销")
    kept.store.append([Entry(EventType.ITEM_REMOVED, item, Removed("重复"))], NOW)
    assert found(kept, "注销") == []
    assert found(kept, "注销", removed=True) == [item]
    with kept.unlocked() as unlocked:
        assert unlocked.index.item(item).removed == "重复"
    kept.store.append([Entry(EventType.ITEM_RESTORED, item, Removed("还要"))], NOW)
    assert found(kept, "注销") == [item]


def test_edits_and_judgements_change_what_is_found(kept: Kept) -> None:
    wrong = fact(FactType.REFERENCE, "AB1234", id="f1")
    item = kept.add("无", findings=Findings((wrong,)))
    judged = Judged(
        (
            Judgement("f1", FactState.CORRECTED, "CD5678"),
            Judgement("f2", FactState.CONFIRMED, "EF9", FactType.REFERENCE),
        )
    )
    with kept.unlocked() as unlocked:
        unlocked.append([Entry(EventType.ITEM_EDITED, item, Edited(title="借呗", kind=Kind.SETTLEMENT))], NOW)
        unlocked.append([Entry(EventType.FACTS_JUDGED, item, judged)], NOW)
        assert [hit.item.id for hit in unlocked.index.search(Query("借呗"))] == [item]
        assert [hit.item.id for hit in unlocked.index.search(Query("cd5678"))] == [item]
        facts = unlocked.index.item(item).findings.facts
    assert [(one.value, one.raw, one.state) for one in facts] == [
        ("CD5678", "AB1234", FactState.CORRECTED),
        ("EF9", "", FactState.CONFIRMED),
    ]
    assert found(kept, "无", kinds=(Kind.SETTLEMENT,)) == [item]
    assert found(kept, reference="AB1234") == []


def test_snippet_marks_what_was_searched(kept: Kept) -> None:
    kept.add("开头" * 40 + "您的账户已注\n销成功，编号ＪＤ2024。" + "结尾" * 40)
    with kept.unlocked() as unlocked:
        for typed, shown in (
            ("注销", "注 销"),
            ("jd2024", "ＪＤ2024"),
            ("账户 成功", "账户"),
            ("JD2O24", "ＪＤ2024"),
        ):
            (hit,) = unlocked.index.search(Query(typed))
            start, end = hit.snippet.hits[0]
            assert hit.snippet.text[start:end] == shown
            assert len(hit.snippet.text) <= 62
            assert hit.snippet.text[0] == hit.snippet.text[-1] == "…"


def test_snippet_shows_characters_as_they_stand(kept: Kept) -> None:
    kept.add("您的借唄帳戶已\n註銷成功")
    with kept.unlocked() as unlocked:
        (hit,) = unlocked.index.search(Query("账户 注销"))
    assert hit.snippet.text == "您的借唄帳戶已 註銷成功"
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.hits] == ["帳戶", "註銷"]


def test_an_index_of_an_older_schema_is_built_anew(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    item = kept.add("账户已注销")
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "SCHEMA", "1")
        with kept.unlocked() as unlocked:
            unlocked.index.rebuild()
    with kept.unlocked() as unlocked:
        assert unlocked.index.rebuilt
        assert [hit.item.id for hit in unlocked.index.search(Query("註銷"))] == [item]


def test_going_through_items_outlives_a_rebuild(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 1)
    with kept.unlocked() as unlocked:
        items = []
        for device in range(6):
            items.append(kept.add(f"注销 {device}", store=kept.reopened(state=f"state {device}")))
            unlocked.index.refresh()
        going = unlocked.index.items()
        met = [next(going).id]
        with kept.unlocked() as other:
            other.index.rebuild()  # devices in another order now: other rows
        kept.add("later")
        unlocked.index.refresh()
        assert sorted(met + [item.id for item in going]) == sorted(items)


def test_items_that_are_joined_meanwhile_are_met_once(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 1)
    with kept.unlocked() as unlocked:
        late = kept.add("注销 1", at=NOW + dt.timedelta(hours=1))
        kept.add("注销 2", at=NOW + dt.timedelta(hours=2))
        unlocked.index.refresh()
        going = unlocked.index.items()
        assert next(going).reading.text == "注销 2"
        early = kept.add("注销 1", store=kept.reopened(state="elsewhere"))
        unlocked.index.refresh()
        assert [(item.id, item.copies) for item in going] == [(early, (late,))]


def test_search_is_the_same_after_a_rebuild(kept: Kept) -> None:
    chance = random.Random(5)  # noqa: S311 - made-up text
    for serial in range(20):
        kept.add("".join(chance.choices(WORDS, k=12)) + str(serial))
    with kept.unlocked() as unlocked:
        before = [unlocked.index.search(Query(word, limit=None)) for word in WORDS]
        unlocked.index.rebuild()
        assert [unlocked.index.search(Query(word, limit=None)) for word in WORDS] == before
