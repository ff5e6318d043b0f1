"""The rules as data: what spares time never changes what is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.model import Authorization, Kind, Obstacle
from vault.reading.facts.authorizations import scopes
from vault.reading.facts.beginnings import compiled
from vault.reading.facts.lexicon import lists
from vault.reading.facts.obstacles import grounds
from vault.reading.facts.platforms.cues import Standing, cues
from vault.reading.facts.rules import table
from vault.reading.facts.states import State
from vault.reading.facts.wordings import spelled_out

ROWS = [
    *table("kinds")["rule"],
    *table("obstacles")["obstacle"],
    *table("authorizations")["authorization"],
]


WAYS = [(pattern, tuple(row["needs"])) for row in ROWS for pattern in row["any"]]


@pytest.mark.parametrize(("pattern", "needs"), WAYS, ids=[str(number) for number in range(len(WAYS))])
def test_every_hit_of_a_wording_holds_one_of_the_words_that_it_needs(
    pattern: str, needs: tuple[str, ...]
) -> None:
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(spelled_out(pattern)))
    def holds(hit: str) -> None:
        assert any(word in hit for word in needs)

    holds()


@pytest.mark.parametrize("standing", cues().standing, ids=lambda standing: standing.needs[0])
def test_every_name_that_stands_in_a_sentence_holds_one_of_the_words_that_it_needs(
    standing: Standing,
) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(standing.any))
    def holds(hit: str) -> None:
        assert any(word in hit for word in standing.needs)

    holds()


def test_each_obstacle_and_each_authorisation_has_its_wordings() -> None:
    assert [ground.value for ground in grounds()] == [one for one in Obstacle if one is not Obstacle.OTHER]
    assert {scope.value for scope in scopes()} == {Authorization.ONE_OFF, Authorization.CONTINUING}


def test_each_state_of_each_thing_speaks_for_a_kind_that_is_known() -> None:
    for row in table("acts")["evidence"]:
        assert set(row["weights"]) <= set(State)
        assert Kind(row["kind"])


def test_no_word_of_the_lexicon_stands_in_two_lists() -> None:
    seen: dict[str, str] = {}
    for tag, words in lists().items():
        for word in words:
            assert seen.setdefault(word, tag) == tag, word


@pytest.mark.parametrize(
    "patterns", [row["any"] for row in ROWS], ids=[str(number) for number in range(len(ROWS))]
)
def test_a_look_at_the_first_character_changes_no_match(patterns: list[str]) -> None:
    joined = spelled_out("|".join(patterns))
    plain, quick = re.compile(joined), compiled((joined,))

    @settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(plain))
    def agree(text: str) -> None:
        assert [match.span() for match in quick.finditer(text)] == [
            match.span() for match in plain.finditer(text)
        ]

    agree()
