"""How far an act has come, by the marks around its verb.

The mark nearest before a verb decides (已提交注销申请 is asked, 按申请已注销 is done), unless one behind it says more
(注销申请已受理, 注销失败); conditions, instructions and questions tell of nothing that happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from vault.reading.facts.lexicon import Word
from vault.reading.facts.sayings import (
    ADJACENT,
    NEAR,
    OF_DEBTS,
    OF_PAYMENTS,
    PARTICIPLES,
    TAKING_BACK,
    THINGS,
    Saying,
)


class State(StrEnum):
    """How far an act has come."""

    DONE = "done"
    DATED = "dated"  # the label of its day
    PAPER = "paper"  # the title of a paper that tells of it
    ASKED = "asked"
    FILED = "filed"  # a row of a request
    REFUSED = "refused"
    NOT_YET = "not-yet"
    TAKEN_BACK = "taken-back"
    TOLD = "told"  # a condition, an instruction, a question
    NAMED = "named"


_NEAR_MARK, _NEAR_AMOUNT, _NEAR_REQUEST = 14, 20, 26
_AMOUNT = re.compile(r"[0-9][0-9,]{0,12}(?:[.][0-9]{1,2}| ?元)")
_ASIDE_IN_BRACKETS = re.compile("[(][^()]{0,40}[)] ?")
_PART_END = re.compile(r"[,.。!;(]")
_OF_VERBS = ("不了", "不掉")
"""Endings by which a verb itself says that it cannot be."""
_OF_A_REQUEST = frozenset({"asked", "guide", "accepted"})
_OF_AN_ANSWER = frozenset({"label", "finished", "accepted", "product"})
_OPEN = frozenset({None, State.ASKED, State.NAMED})
_ASIDE = frozenset({State.REFUSED, State.TOLD, State.ASKED})
_HYPOTHETICAL = frozenset({"if", "self", "mine", "around"})
_PASSED_OVER = THINGS | {"reading"}
"""Between a verb and the noun behind its object."""
_REFUSING = frozenset({"failed", "cannot", "hangs"})


def state_of(said: Saying, thing: str) -> State:
    """Return how far the act of a verb has come."""
    tags = [word.tag for word in said.before]
    if "?" in said.text or "if" in tags:
        return State.TOLD
    marks = _marks(said)
    if _is_taken_back(said, marks):
        return State.TAKEN_BACK
    earlier = _told_before(said)
    by_noun = _told_by_noun(said, marks)
    if by_noun:
        return earlier if earlier in _ASIDE else by_noun
    if _is_before_something(said):
        return State.TOLD
    state = told_behind(marks, tags) or earlier
    later = _told_later(said) if state in _OPEN else None
    return later or state or _told_by_thing(said, thing) or _bare(said, marks)


def told_behind(marks: Sequence[str], before: Collection[str] = ()) -> State | None:
    """Return what the marks behind a verb, or in a row of their own, tell; `before` are those before the verb."""
    if not _REFUSING.isdisjoint(marks):
        return State.REFUSED
    if "not" in marks:
        return State.NOT_YET
    if "accepted" in marks:
        return State.TOLD if "may" in before else State.ASKED
    if "finished" in marks or marks[:1] == ["le"]:
        return _finished(before) if _HYPOTHETICAL.isdisjoint(marks) else State.TOLD
    return None


def _finished(before: Collection[str]) -> State:
    for tag, state in (
        ("cannot", State.REFUSED),
        ("not", State.NOT_YET),
        ("will", State.ASKED),
        ("may", State.TOLD),
    ):
        if tag in before:
            return state
    return State.TOLD if "around" in before and "done" not in before else State.DONE


def _marks(said: Saying) -> list[str]:
    """Return the marks behind a verb that follow each other closely; 了 and 已 count only right behind it."""
    end, marks = said.verb.end, []
    for at, word in enumerate(said.behind):
        if len(_ASIDE_IN_BRACKETS.sub("", said.text[end : word.start])) > _NEAR_MARK:
            break
        end = word.end
        if word.tag == "cannot" and not _refuses(said.text, said.behind, at):
            continue
        if word.tag not in {"done", "le"} or word.start - said.verb.end <= ADJACENT:
            marks.append(word.tag)
    return marks


def _refuses(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether 无法 or the like behind a verb is said of the act, not of what follows from it (注销后无法登录)."""
    word, rest = words[at], words[at + 1 : at + 2]
    if rest:
        return rest[0].start - word.end <= NEAR and rest[0].tag in _OF_AN_ANSWER
    if text[word.start : word.end] in _OF_VERBS:
        return True
    return not _PART_END.split(text[word.end :], maxsplit=1)[0].strip()


def _is_taken_back(said: Saying, marks: Sequence[str]) -> bool:
    """Whether an act, or the request for it, is itself taken back: 取消销户申请, 撤销注销, 注销流程已终止."""
    if not (TAKING_BACK.isdisjoint(marks) or _OF_A_REQUEST.isdisjoint(marks)):
        return True
    if said.verb.tag != "close":
        return False
    before = next((word for word in reversed(said.words[: said.place]) if word.tag not in THINGS), None)
    if before is None or before.tag not in TAKING_BACK:
        return False
    gap = said.verb.start - before.end
    return gap == 0 or ("asked" in marks and gap <= _NEAR_REQUEST)


def _told_by_noun(said: Saying, marks: Sequence[str]) -> State | None:
    """Return what a noun right behind a verb, or its object, makes of it: 注销须知, 注销时间, 注销证明."""
    end = said.verb.end
    for word in said.behind:
        if word.start - end > (_NEAR_REQUEST if word.tag in _PASSED_OVER else NEAR):
            return None
        if word.tag in {"guide", "matter"}:
            return State.REFUSED if _REFUSING & set(marks) else State.TOLD
        rest = said.text[word.end :]
        if word.tag == "time" and word.start - said.verb.end <= ADJACENT:
            return State.DATED if rest.strip(" :")[:1].isdigit() else State.NAMED
        if word.tag == "paper" and not rest.strip(" 》"):
            return State.PAPER
        if word.tag not in _PASSED_OVER:
            return None
        end = word.end
    return None


def _is_before_something(said: Saying) -> bool:
    """Whether 后, 前 or the like follows a verb and what belongs to it: 注销账户后."""
    end = said.verb.end
    for word in said.behind:
        if word.tag == "around" and word.start - end <= ADJACENT:
            return True
        end = word.end
    return False


def _told_later(said: Saying) -> State | None:
    """Return what the rest of a statement says of what was asked for: 您的申请, 因 ..., 暂不能办理."""
    if state := told_behind(said.next_part()):
        return state
    for at in said.later_parts():
        tag = said.words[at].tag
        if tag in {"failed", "hangs"} or (tag == "cannot" and _refuses(said.text, said.words, at)):
            return State.REFUSED
    return None


def _told_by_thing(said: Saying, thing: str) -> State | None:
    """Return what needs no mark: a payment with its amount, a consent that a person withdraws in his own words."""
    if thing == "payment" and _AMOUNT.search(said.text, said.verb.end, said.verb.end + _NEAR_AMOUNT):
        return State.DATED
    is_own = "self" in {word.tag for word in said.before} and "consent" in {word.tag for word in said.words}
    return State.DONE if thing == "consent" and is_own else None


def _bare(said: Saying, marks: Sequence[str]) -> State:
    if "asked" in marks:
        return State.ASKED
    return State.DONE if said.verb.tag in PARTICIPLES else State.NAMED


def _told_before(said: Saying) -> State | None:
    """Return what the mark nearest before a verb tells."""
    tags = [word.tag for word in reversed(said.before)]
    for at, tag in enumerate(tags):
        farther = tags[at + 1 :]
        if tag == "asked" and "basis" in farther[:1]:
            return State.DONE
        is_done = (
            tag == "wholly"
            and not _is_button(said, farther)
            and said.text[said.verb.end :][:1] != "的"
            and said.verb.tag in OF_DEBTS | OF_PAYMENTS
        ) or (tag == "be" and said.verb.tag in PARTICIPLES)
        if is_done or tag in _BEFORE:
            state = _BEFORE["done" if is_done else tag](farther)
            return State.ASKED if state is State.TOLD and _is_own_wish(said) else state
    return None


def _is_button(said: Saying, farther: Sequence[str]) -> bool:
    """Whether a debt may be settled before its time (提前结清 at the end of a row), and is not said to be."""
    begins = said.text[: said.verb.start].endswith("提前") and "done" not in farther
    return begins and not said.text[said.verb.end :][:1].strip()


def _is_own_wish(said: Saying) -> bool:
    """Whether 请 asks the reader to end what is the writer's: 请注销本人账户."""
    segment = (*said.before, *said.behind)
    tags = {word.tag for word in segment}
    says_please = any(said.text[word.start : word.end] == "请" for word in segment)
    return says_please and bool(tags & {"self", "mine"}) and not tags & {"if", "around"}


def _after_done(farther: Sequence[str]) -> State:
    if {"not", "cannot"} & set(farther[:2]):
        return State.REFUSED
    if "will" in farther:
        return State.TOLD if {"around", "if"} & set(farther) else State.ASKED
    return State.TOLD if "may" in farther[:1] else State.DONE


def _after_asked(farther: Sequence[str]) -> State:
    if {"cannot", "failed"} & set(farther[:2]):
        return State.REFUSED
    return State.TOLD if {"may", "if"} & set(farther[:2]) else State.ASKED


_BEFORE: Mapping[str, Callable[[Sequence[str]], State]] = {
    "done": _after_done,
    "finished": _after_done,
    "not": lambda _: State.NOT_YET,
    "cannot": lambda _: State.REFUSED,
    "failed": lambda _: State.REFUSED,
    "hangs": lambda _: State.REFUSED,
    "asked": _after_asked,
    "accepted": _after_asked,
    "will": lambda farther: State.TOLD if {"around", "if", "may"} & set(farther) else State.ASKED,
    "may": lambda farther: State.REFUSED if "cannot" in farther[:1] else State.TOLD,
    "around": lambda _: State.TOLD,
    "matter": lambda _: State.TOLD,
    "then": lambda farther: State.REFUSED if {"may", "hangs"} & set(farther) else State.TOLD,
}
"""What a mark before a verb tells; the function gets the marks before that one, nearest first."""
