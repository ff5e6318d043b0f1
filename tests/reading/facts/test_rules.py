"""The rules as data: what spares time never changes what is found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.reading.facts.kinds import KindRule, kind_rules


@pytest.mark.parametrize("rule", [rule for rule in kind_rules() if rule.needs], ids=lambda rule: rule.name)
def test_every_wording_of_a_rule_holds_one_of_the_words_that_it_needs(rule: KindRule) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(rule.any))
    def holds(wording: str) -> None:
        assert any(word in wording for word in rule.needs)

    holds()
