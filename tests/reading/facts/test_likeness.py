"""What likeness makes of wordings that no rule foresees, and that its weights belong to the texts of the project."""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.kinds.corpus import corpus, digest
from vault.model import Kind, Line, Reading
from vault.reading import load_directory, understand
from vault.reading.facts.clauses import clauses
from vault.reading.facts.kinds import plain
from vault.reading.facts.likeness import Weights, acts_of, features, likelier, weights
from vault.reading.facts.statements import Statements

CAPTURED = dt.datetime(2026, 6, 20, 6, 0, tzinfo=dt.UTC)


def said(text: str) -> Statements:
    return Statements(clauses(plain(text)))


def test_the_weights_were_trained_on_the_texts_that_are_here() -> None:
    packaged = json.loads(resources.files("vault.reading.facts.rules").joinpath("likeness.json").read_bytes())
    texts = corpus()
    assert (packaged["texts"], packaged["digest"]) == (len(texts), digest(texts)), "run `make kinds`"
    assert set(packaged["kinds"]) == {one.kind.value for one in texts}


def test_nearly_all_texts_that_it_was_trained_on_get_their_kind() -> None:
    directory, right = load_directory(), 0
    texts = corpus()[::7]
    for one in texts:
        reading = Reading("none", "1", tuple(map(Line, one.text.split("\n"))))
        right += understand(reading, captured_at=CAPTURED, directory=directory).kind is one.kind
    assert right / len(texts) > 0.95


LETTERS = "".join(chr(0x4E00 + number) for number in range(40))
"""Letters of no meaning: with their pairs and triples enough to be like something."""


def knowing(for_kind: dict[Kind, int]) -> Weights:
    """Return weights by which each feature of LETTERS speaks for some kinds, in steps of 1 / 100."""
    kinds = tuple(for_kind)
    row = sum(128 + steps << 32 * at for at, steps in enumerate(for_kind.values()))
    return Weights(kinds, (0.0,) * len(kinds), 0.01, dict.fromkeys(features([LETTERS]), row), {})


@pytest.mark.parametrize("kind", [Kind.SETTLEMENT, Kind.DUNNING, Kind.CANCELLATION])
def test_it_decides_where_no_rule_speaks_and_says_where(kind: Kind) -> None:
    page = said(f"1\n{LETTERS}\n2")
    found = likelier((Kind.OTHER, "", None), page, known=knowing({Kind.OTHER: -10, kind: 10}))
    assert found == (kind, "likeness", 2)


def test_what_is_like_nothing_known_is_left_to_the_rules() -> None:
    silent = (Kind.OTHER, "", None)
    known = knowing({Kind.OTHER: -10, Kind.DUNNING: 10})
    assert likelier(silent, said(LETTERS[:5]), known=known) == silent
    assert likelier(silent, said(LETTERS), known=known)[0] is Kind.DUNNING


@pytest.mark.parametrize(
    ("told", "likeliest"),
    [
        (Kind.CANCELLATION_REQUEST, Kind.CANCELLATION),
        (Kind.CANCELLATION, Kind.CANCELLATION_REQUEST),
    ],
)
def test_how_far_a_cancellation_has_come_is_for_the_rules_to_say(told: Kind, likeliest: Kind) -> None:
    ruled = (told, "account", 0)
    known = knowing({told: -100, likeliest: 100})
    assert likelier(ruled, said(LETTERS), known=known) == ruled


def test_it_never_says_that_something_is_over_of_which_the_rules_know_that_it_is_not() -> None:
    silent = (Kind.OTHER, "", None)
    known = knowing({Kind.OTHER: -100, Kind.SETTLEMENT: 100})
    assert likelier(silent, said(f"{LETTERS}\n您的借款尚未结清。"), known=known) == silent
    assert likelier(silent, said(LETTERS), known=known)[0] is Kind.SETTLEMENT


def test_a_credit_line_that_was_closed_is_no_account() -> None:
    silent = (Kind.OTHER, "", None)
    known = knowing({Kind.OTHER: -100, Kind.CANCELLATION: 100})
    assert likelier(silent, said(f"{LETTERS}\n您的额度已关闭。"), known=known) == silent
    assert likelier(silent, said(LETTERS), known=known)[0] is Kind.CANCELLATION


def test_what_both_sides_write_is_left_to_the_rules() -> None:
    ruled = (Kind.CUSTOMER_SERVICE, "conversation", None)
    page = said("您的账户已于2026年3月10日注销成功")
    assert likelier(ruled, page, is_conversation=True) == ruled


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    page = said(text)
    scores = weights().scores(features(clause.text for clause in page.clauses), acts_of(page))
    assert len(scores) == len(weights().kinds)
    assert likelier((Kind.OTHER, "", None), page)[0] in Kind


def test_numbers_count_alike() -> None:
    assert features(["编号123,共4笔"]) == features(["编号98765,共10笔"])
