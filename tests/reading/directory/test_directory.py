"""The platform directory: what is packaged, what a user adds, what lies near an unknown name."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.reading import load_directory
from vault.reading.directory.errors import DirectoryEntryError


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("京东金融", "jd-finance"),
        ("jd-finance", "jd-finance"),
        ("白条", "jd-baitiao"),
        ("蚂蚁花呗", "huabei"),
        ("ALIPAY", "alipay"),
        ("支付宝", "alipay"),
        ("建设银行", "ccb"),
        ("微众银行股份有限公司", "webank"),
        ("深圳前海微众银行股份有限公司", "webank"),
        ("捷信", "jd-consumer-finance"),
        ("12378", "nfra"),
        (" 度 小 满 ", "du-xiaoman"),
        ("平安普惠/平安融易", "pingan-rongyi"),
        ("滴滴金融(重庆市西岸小额贷款有限公司)", "didi-finance"),
        ("拿去花(去哪儿)", "qunar-finance"),
        ("平安银行", "pingan-bank"),
    ],
)
def test_a_platform_is_found_under_each_of_its_names(name: str, identifier: str) -> None:
    found = load_directory().find(name)
    assert found is not None
    assert found.id == identifier


def test_a_group_includes_its_products() -> None:
    assert {entry.id for entry in load_directory().members("jd-finance")} == {
        "jd-finance",
        "jd-baitiao",
        "jd-jintiao",
    }
    assert load_directory().members("no-such") == ()


def test_every_entry_has_a_source_a_date_and_a_group_that_exists() -> None:
    entries = load_directory().entries
    identifiers = {entry.id for entry in entries}
    assert len(identifiers) == len(entries) > 140
    for entry in entries:
        assert entry.source
        assert dt.date.fromisoformat(entry.as_of)
        assert entry.group is None or entry.group in identifiers
        assert entry.brand in entry.names
        assert all(number.isdigit() for number in entry.hotlines)
        assert not (
            entry.hotlines and "hotline and" in entry.source and "from memory" in entry.source.split(";")[-1]
        )


def test_each_entry_is_found_under_each_of_its_names_or_its_brand_is() -> None:
    directory = load_directory()
    for entry in directory.entries:
        for name in entry.names:
            found = directory.find(name)
            assert found is not None
            assert found.id in {entry.id, entry.group}
        assert len(set(entry.aliases)) == len(entry.aliases)


def test_near_names_help_with_a_slip() -> None:
    near = load_directory().near("京东金荣", 3)
    assert near[0].id == "jd-finance"
    assert len(near) == 3
    assert load_directory().find("京东金荣") is None


def test_an_entry_of_the_user_is_added_or_replaces_the_packaged_one() -> None:
    own = [
        {"id": "blue-whale", "brand": "蓝鲸分期", "aliases": ["蓝鲸"], "as_of": dt.date(2026, 1, 2)},
        {"id": "alipay", "brand": "我的支付宝"},
    ]
    directory = load_directory(own)
    assert (whale := directory.find("蓝鲸")) is not None
    assert (whale.id, whale.type, whale.as_of) == ("blue-whale", "other", "2026-01-02")
    assert (mine := directory.find("alipay")) is not None
    assert mine.brand == "我的支付宝"
    assert load_directory().find("蓝鲸") is None


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"id": "x"},
        {"id": "Has Space", "brand": "x"},
        {"id": "x", "brand": ""},
        {"id": "x", "brand": 3},
        {"id": "x", "brand": "x", "aliases": "x"},
        {"id": "x", "brand": "x", "aliases": [1]},
        {"id": "x", "brand": "x", "type": "shop"},
        {"id": "x", "brand": "x", "colour": "red"},
        {"id": "x", "brand": "x", "former": [{"name": "y", "until": "soon"}]},
        {"id": "x", "brand": "x", "former": [{"until": "2025-01-01"}]},
        {"id": "x", "brand": "x", "former": "y"},
    ],
)
def test_an_unusable_entry_is_refused_with_its_number(entry: dict[str, object]) -> None:
    with pytest.raises(DirectoryEntryError) as caught:
        load_directory([{"id": "fine", "brand": "fine"}, entry])
    assert caught.value.code == "directory-entry"
    assert "Entry 2" in str(caught.value)
