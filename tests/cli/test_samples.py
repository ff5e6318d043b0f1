"""The samples through the whole path, OCR included, against the truth that was written down with them."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from typing import Any

import pytest

from tests.cli.shell import MATERIAL, Shell

TRUTH: dict[str, dict[str, Any]] = json.loads((MATERIAL.parent / "expected.json").read_text("utf-8"))
LATER = "2026-07-20 12:00"
"""When all of them count as captured: after the last of them, so that years and days resolve alike every day."""


@pytest.fixture
def read(shell: Shell) -> dict[str, dict[str, Any]]:
    """What `vault read` says of each file, attachments aside."""
    records = shell("read", MATERIAL, "--captured-at", LATER, "--json").records
    return {
        name: record for record in records if (name := record["path"].removeprefix(f"{MATERIAL}/")) in TRUTH
    }


def values(record: dict[str, Any], of_type: str) -> set[str]:
    found = (fact["value"] for fact in record["facts"] if fact["type"] == of_type)
    return {value["amount"] if isinstance(value, dict) else value for value in found}


def test_every_sample_is_read_as_what_it_is(read: dict[str, dict[str, Any]]) -> None:
    assert read.keys() == TRUTH.keys()
    assert {name: one["kind"] for name, one in read.items()} == {n: one["kind"] for n, one in TRUTH.items()}
    days = {name: one["event_date"] for name, one in read.items()}
    assert days == {name: one["event_date"] for name, one in TRUTH.items()}
    for name, truth in TRUTH.items():
        assert values(read[name], "reference") == set(truth["references"]), name
        amounts = {Decimal(one) for one in values(read[name], "amount")}
        assert amounts == set(map(Decimal, truth["amounts"])), name
        subjects = {one["name"] for one in read[name]["platforms"] if one["role"] == "subject"}
        assert subjects <= {*truth["subject"], *truth["named"]}, name
        assert {day[:10] for day in values(read[name], "date")} >= set(truth["dates"]), name


@pytest.mark.skipif(not shutil.which("tesseract"), reason="there is no second engine")
def test_two_engines_agree_on_every_number_in_the_pictures(read: dict[str, dict[str, Any]]) -> None:
    for name, record in read.items():
        if name.endswith((".png", ".jpg")):
            firm = [fact["engines"] for fact in record["facts"] if fact["type"] == "reference"]
            assert all(engines == ["rapidocr", "tesseract"] for engines in firm), name
