"""Words that are looked for all at once: every place of each, and every word that a rule asks for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from vault.reading.facts.authorizations import scopes
from vault.reading.facts.clauses import Clause
from vault.reading.facts.finder import Finder, from_left
from vault.reading.facts.gatherings import gatherings
from vault.reading.facts.kinds import kind_rules
from vault.reading.facts.lexicon import lists
from vault.reading.facts.obstacles import grounds
from vault.reading.facts.rules import table
from vault.reading.facts.signs import any_of
from vault.reading.facts.statements import Statements
from vault.reading.facts.vocabulary import vocabulary

WORDS = st.lists(st.text("已注销户ab𠮷", min_size=1, max_size=4), min_size=1, max_size=8)
TEXTS = st.text("已注销户ab𠮷\n", max_size=40)


@given(WORDS, TEXTS)
def test_each_word_is_found_wherever_it_stands(words: list[str], text: str) -> None:
    finder = Finder(words)
    everywhere = {
        (word, start, start + len(word))
        for word in words
        for start in range(len(text))
        if text.startswith(word, start)
    }
    assert {(finder.words[number], start, end) for number, start, end in finder.places(text)} == everywhere
    assert finder.held(text) == {word for word in words if word in text}


@given(WORDS, TEXTS)
def test_from_the_left_the_longest_of_those_that_begin_together_comes_first(
    words: list[str], text: str
) -> None:
    order = [(start, start - end) for _, start, end in from_left(Finder(words).places(text))]
    assert order == sorted(order)


def test_half_a_character_is_no_word_and_hides_none() -> None:
    assert Finder(["注销", "?"]).places("\ud83d注销?\udc00") == [(0, 1, 3), (1, 3, 4)]


@given(WORDS, TEXTS)
def test_of_words_that_begin_together_a_pattern_tries_the_longest_first(words: list[str], text: str) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    grouped = re.compile(any_of(words))
    assert [match.span() for match in grouped.finditer(text)] == [
        match.span() for match in plain.finditer(text)
    ]


def test_every_word_that_a_rule_asks_for_is_looked_for() -> None:
    wordings = [rule.wording for rule in kind_rules()]
    wordings += [ground.wording for ground in (*grounds(), *scopes())]
    asked = {word for wording in wordings for word in wording.needs}
    asked |= {
        word
        for one in gatherings()
        for words in (one.none, *(some for _, some in one.words))
        for word in words
    }
    asked |= {word for words in lists().values() for word in words}
    asked |= {*table("obstacles")["retold"], *table("obstacles")["blocked"]["needs"]}
    asked |= set(table("authorizations")["topic"])
    assert asked == set(vocabulary().words)


def test_statements_tell_which_clauses_hold_a_word() -> None:
    said = Statements([Clause(text, ((0, 0),)) for text in ("账户已注销", "您好", "注销注销", "销户")])
    assert said.holding(["注销"]) == [0, 2]
    assert said.holding(("注销", "销户")) == [0, 2, 3]
    assert said.holding(["结清"]) == []
    assert said.count({"注销", "销户", "结清"}) == 2
