"""The rules as data: what spares time never changes what is found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.model import Authorization, Obstacle
from vault.reading.facts.authorizations import scopes
from vault.reading.facts.kinds import kind_rules
from vault.reading.facts.obstacles import grounds
from vault.reading.facts.wordings import Wording

WORDINGS = [
    *((rule.name, rule.wording) for rule in kind_rules()),
    *((ground.value, ground.wording) for ground in (*grounds(), *scopes())),
]


@pytest.mark.parametrize("wording", [wording for _, wording in WORDINGS], ids=[name for name, _ in WORDINGS])
def test_every_hit_of_a_wording_holds_one_of_the_words_that_it_needs(wording: Wording) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(wording.any))
    def holds(hit: str) -> None:
        assert any(word in hit for word in wording.needs)

    holds()


def test_each_obstacle_and_each_authorisation_has_its_wordings() -> None:
    assert [ground.value for ground in grounds()] == [one for one in Obstacle if one is not Obstacle.OTHER]
    assert {scope.value for scope in scopes()} == set(Authorization)
