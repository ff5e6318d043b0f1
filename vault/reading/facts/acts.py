"""What a page says is ended, or is to be, and how far that has come.

A statement is put together from words (`lexicon`): what is ended (`things`), the verb, and the marks around the verb
that tell how far it has come (`states`). A verb or a state without a noun is that of what the page is about.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from vault.reading.facts.lexicon import Word, lists, words_of
from vault.reading.facts.sayings import ENDING, NEAR, THINGS, VERBS, Saying, saying
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State, state_of, told_behind
from vault.reading.facts.things import AGREEMENTS, does_without_noun, thing_of, topic_of

_OWN = frozenset({"account", "service"})
_OF_ACCOUNTS = frozenset({"close", "end", "ended", "withdrawn"})
_CONDITION = frozenset({"if", "around", "may"})
_DECISIVE = frozenset({"failed", "cannot", "not", "accepted", "finished", "asked", "hangs"})
_LONGEST, _MOST = 1200, 800
"""Characters of a clause, and clauses of a page, that are looked at: far more than a page of print has."""
_LONGEST_ROW = 110
"""Letters of a clause at most that may be a state alone; a few characters or words of it may be in no list."""
_UNKNOWN = 3
_LATIN = re.compile("[a-z]{2,}")
_OF_A_TALK = re.compile(
    r"\b(?:chat|conversation|session|call|transcript)(?: (?:has|was|is|been|now)){0,3} \Z"
    r"|(?:会话|对话|聊天|通话|咨询)已?\Z"
)
"""Before a verb that tells of the end of a talk: Chat ended."""
_IN_FORCE = re.compile("状态[: ]{0,3}已?生效")
"""The state of what was agreed, not that its end took effect."""
_ALONE = ("finished", "failed", "cannot", "not", "accepted", "filed")
_NO_STATE = THINGS | VERBS | {"may", "if", "time", "number"}
_OF_A_PAYMENT = frozenset({"finished", "failed", "done", "label", "paper", "product", "aside"})


@dataclass(frozen=True, slots=True)
class Act:
    """The end of a thing; `span` is where the clause of number `clause` says it."""

    thing: str
    state: State
    clause: int
    span: tuple[int, int]


def acts(statements: Statements) -> list[Act]:
    """Return the acts that the clauses of a page tell, in their order; last the states that stand in rows alone.

    Args:
        statements: The clauses of the page, made `plain`.
    """
    held = {number: _words_of(statements, number) for number in statements.holding(_words(VERBS))[:_MOST]}
    said = {number: words for number, words in held.items() if any(word.tag in VERBS for word in words)}
    found = list(_told(statements, said))
    if any(map(_keeps_account, said.values())):
        found = [dataclasses.replace(act, thing="line") if act.thing == "service" else act for act in found]
    return [*found, *_states_alone(statements, said, found)]


def _told(statements: Statements, said: Mapping[int, Sequence[Word]]) -> Iterator[Act]:
    topic = topic_of(statements)
    for number, words in said.items():
        text = statements.clauses[number].text[:_LONGEST]
        for place, word in enumerate(words):
            if word.tag in VERBS and (act := _act(saying(text, words, place), number, topic)):
                yield act


@functools.cache
def _words(tags: Collection[str]) -> frozenset[str]:
    """Return the words of some lists of the lexicon."""
    return frozenset(word for tag in tags for word in lists()[tag])


def _words_of(statements: Statements, number: int) -> list[Word]:
    text, places = statements.clauses[number].text, statements.places[number]
    if len(text) > _LONGEST:
        text, places = text[:_LONGEST], [place for place in places if place[2] <= _LONGEST]
    return words_of(text, places)


def _act(said: Saying, number: int, topic: str | None) -> Act | None:
    own = thing_of(said, topic)
    thing = own or topic
    if (
        thing in {None, "aside"}
        or (thing in _OWN and said.verb.tag not in _OF_ACCOUNTS)
        or _ends_another(said)
    ):
        return None
    state = _no_more(said, thing) if said.verb.tag == "nomore" else state_of(said, thing)
    if state is None or not (own or _is_of_topic(said, state)):
        return None
    return Act(thing, state, number, _span(said))


def _span(said: Saying) -> tuple[int, int]:
    verb = said.verb
    marks = (word.start for word in said.before if verb.start - word.end <= NEAR and word.tag not in THINGS)
    decisive = (word.end for word in reversed(said.behind) if word.tag in _DECISIVE)
    return next(marks, verb.start), next(decisive, verb.end)


def _no_more(said: Saying, thing: str) -> State | None:
    """Return what 不再 tells: the end of debits and renewals, where it is no condition."""
    if thing not in {"debit", "renewal"}:
        return None
    return State.DONE if _CONDITION.isdisjoint(word.tag for word in said.words[: said.place]) else State.TOLD


def _is_of_topic(said: Saying, state: State) -> bool:
    """Whether a verb without a noun of its own tells of what the page is about."""
    return state in {State.DONE, State.DATED} or (state is State.REFUSED and does_without_noun(said))


def _ends_another(said: Saying) -> bool:
    """Whether what a verb ends is a closing, or a talk."""
    verb = said.verb.start
    return _ends_a_closing(said) or _OF_A_TALK.search(said.text, max(0, verb - 40), verb) is not None


def _ends_a_closing(said: Saying) -> bool:
    """Whether what a verb ends is a closing (撤回注销申请, 注销流程已终止): that tells of the closing alone."""
    if said.verb.tag not in ENDING - {"close"}:
        return False
    rest = said.words[said.place + 1 :]
    if rest and rest[0].tag == "close" and rest[0].start - said.verb.end <= NEAR:
        return True
    return any(word.tag == "close" for word in said.before) and not any(word.tag in THINGS for word in rest)


def _keeps_account(words: Sequence[Word]) -> bool:
    """Whether a clause says that the account stays."""
    tags = [word.tag for word in words]
    return "kept" in tags and "account" in tags[: tags.index("kept")]


def _states_alone(
    statements: Statements, said: Mapping[int, Sequence[Word]], found: Sequence[Act]
) -> Iterator[Act]:
    """Yield the states that rows tell without a verb, on a page that names what they are the states of."""
    states = {thing: {act.state for act in found if act.thing == thing} for thing in (*_OWN, *AGREEMENTS)}
    own = states["account"] | states["service"]
    named = [thing for thing in AGREEMENTS if State.NAMED in states[thing]]
    thing = "account" if own else next((act.thing for act in found if act.thing in named), None)
    pays = any(act.thing == "payment" for act in found)
    if thing is None and not pays:
        return
    hindered = list(_hindered(statements, thing)) if thing else []
    yield from hindered
    for number in statements.holding(_words(_ALONE)):
        text = statements.clauses[number].text
        words = [] if number in said or len(text) > _LONGEST_ROW else _words_of(statements, number)
        tags = [word.tag for word in words]
        if pays and words and _OF_A_PAYMENT.issuperset(tags) and (state := told_behind(tags)):
            yield Act("payment", state, number, (0, len(text)))
        state = _state_alone(text, words, own) if thing else None
        if thing and state and not (hindered and state is State.DONE):  # of one of the conditions
            yield Act(thing, state, number, (words[0].start, words[-1].end))
        if "filed" in tags and own & {State.NAMED, State.ASKED}:
            yield Act("account", State.FILED, 0, (0, 1))


def _hindered(statements: Statements, thing: str) -> Iterator[Act]:
    """Yield a refusal where the page is about to tell its grounds: 请处理以下问题."""
    for number in statements.holding(lists()["hindered"])[:1]:
        yield Act(thing, State.REFUSED, number, (0, len(statements.clauses[number].text)))


def _says_more(text: str, words: Sequence[Word]) -> bool:
    """Whether a row in English holds more words than its label and its state."""
    rest = list(text)
    for word in words:
        rest[word.start : word.end] = " " * (word.end - word.start)
    return len(_LATIN.findall("".join(rest))) > _UNKNOWN


def _state_alone(text: str, words: Sequence[Word], own: AbstractSet[State]) -> State | None:
    """Return the state that a row tells by itself (办理结果 成功); none where it is a time, a button, or says more."""
    tags = [word.tag for word in words]
    if not tags or (_NO_STATE & set(tags) and "failed" not in tags):
        return None
    known = sum(word.end - word.start for word in words)
    if _IN_FORCE.search(text) or sum("一" <= char <= "龥" for char in text) - known > _UNKNOWN:
        return None
    state = told_behind(tags)
    if state in {State.DONE, State.NOT_YET} and _says_more(text, words):
        return None
    is_button = state is State.DONE and len(words) == 1
    return None if is_button or (own == {State.TOLD} and "asked" not in tags) else state
