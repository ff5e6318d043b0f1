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
from vault.reading.facts.kinds import Ruled, plain
from vault.reading.facts.likeness import LANE, ZERO, Weights, acts_of, decisive, features, likelier, weights
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


SILENT = Ruled(Kind.OTHER)
LETTERS = "".join(chr(0x4E00 + number) for number in range(40))
"""Letters of no meaning: with their pairs and triples enough to be like something."""
NAMED = f"{LETTERS}注销{LETTERS[:8]}"
"""The same on a page that names a closing."""


def knowing(for_kind: dict[Kind, int]) -> Weights:
    """Return weights by which each feature of LETTERS speaks for some kinds, in steps of 1 / 100."""
    kinds = tuple(for_kind)
    row = sum(ZERO + steps << 8 * LANE * at for at, steps in enumerate(for_kind.values()))
    return Weights(kinds, (0.0,) * len(kinds), 0.01, dict.fromkeys(features([LETTERS]), row), {})


@pytest.mark.parametrize("kind", [Kind.SETTLEMENT, Kind.DUNNING, Kind.COMPLAINT])
def test_it_decides_where_no_rule_speaks_and_says_where(kind: Kind) -> None:
    page, known = said(f"1\n{LETTERS}\n2"), knowing({Kind.OTHER: -10, kind: 10})
    found = likelier(SILENT, page, known)
    assert (found.kind, found.why, decisive(kind, page, known)) == (kind, "likeness", 2)


def test_what_is_like_nothing_known_is_left_to_the_rules() -> None:
    known = knowing({Kind.OTHER: -10, Kind.DUNNING: 10})
    assert likelier(SILENT, said(LETTERS[:2]), known) == SILENT
    assert likelier(SILENT, said(LETTERS), known).kind is Kind.DUNNING


def test_what_is_less_unlike_one_kind_than_others_is_like_none() -> None:
    known = knowing({Kind.OTHER: -20, Kind.DUNNING: -10})
    assert likelier(SILENT, said(LETTERS), known) == SILENT


@pytest.mark.parametrize(("points", "kind"), [(0, Kind.DUNNING), (10, Kind.DUNNING), (40, Kind.REPAYMENT)])
def test_what_the_rules_say_counts_beside_likeness(points: int, kind: Kind) -> None:
    ruled = Ruled(Kind.REPAYMENT, "repaid", 0, {Kind.REPAYMENT: points})
    known = knowing({Kind.REPAYMENT: 0, Kind.DUNNING: 2})
    assert likelier(ruled, said(LETTERS), known).kind is kind


def test_likeness_has_no_say_where_a_rule_is_sure() -> None:
    ruled = Ruled(Kind.OTHER, "in-force", 0, {Kind.OTHER: 1}, is_sure=True)
    assert likelier(ruled, said(LETTERS), knowing({Kind.OTHER: -100, Kind.DUNNING: 100})) == ruled


@pytest.mark.parametrize(
    ("told", "likeliest"),
    [
        (Kind.CANCELLATION_REQUEST, Kind.CANCELLATION),
        (Kind.CANCELLATION, Kind.CANCELLATION_REQUEST),
    ],
)
def test_another_stage_of_a_cancellation_than_the_rules_say_must_be_far_likelier(
    told: Kind, likeliest: Kind
) -> None:
    ruled = Ruled(told, "account", 0, {told: 1})
    assert likelier(ruled, said(NAMED), knowing({told: 1, likeliest: 3})) == ruled
    assert likelier(ruled, said(NAMED), knowing({told: -100, likeliest: 100})).kind is likeliest


@pytest.mark.parametrize("kind", [Kind.CANCELLATION, Kind.CANCELLATION_REQUEST])
def test_a_page_that_names_no_end_of_anything_is_that_of_another_request(kind: Kind) -> None:
    known = knowing({Kind.OTHER: -100, kind: 100})
    assert likelier(SILENT, said(LETTERS), known).kind is Kind.OTHER
    assert likelier(SILENT, said(NAMED), known).kind is kind


def test_a_bill_that_was_paid_is_not_all_that_was_owed() -> None:
    ruled, known = Ruled(Kind.REPAYMENT, "bill-done"), knowing({Kind.REPAYMENT: -100, Kind.SETTLEMENT: 100})
    assert likelier(ruled, said(f"{LETTERS}\n本期账单已结清。"), known) == ruled
    assert likelier(ruled, said(LETTERS), known).kind is Kind.SETTLEMENT


@pytest.mark.parametrize("line", ["您的借款尚未结清。", "如何结清借款?", "您的借款结清申请未通过。"])
def test_it_never_says_that_something_is_over_of_which_the_rules_know_that_it_is_not(line: str) -> None:
    known = knowing({Kind.OTHER: -100, Kind.SETTLEMENT: 100})
    assert likelier(SILENT, said(f"{LETTERS}\n{line}"), known) == SILENT
    assert likelier(SILENT, said(LETTERS), known).kind is Kind.SETTLEMENT


@pytest.mark.parametrize("kind", [Kind.CANCELLATION, Kind.SETTLEMENT])
def test_a_credit_line_that_was_closed_is_nothing_else(kind: Kind) -> None:
    known = knowing({Kind.OTHER: -100, kind: 100})
    assert likelier(SILENT, said(f"{LETTERS}\n您的额度已关闭。"), known) == SILENT
    assert likelier(SILENT, said(NAMED), known).kind is kind


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    page = said(text)
    letters = weights().known(features(clause.text for clause in page.clauses))
    scores = weights().scores(letters, acts_of(page))
    assert len(scores) == len(weights().kinds)
    assert likelier(SILENT, page).kind in Kind


def test_numbers_count_alike() -> None:
    assert features(["编号123,共4笔"]) == features(["编号98765,共10笔"])
