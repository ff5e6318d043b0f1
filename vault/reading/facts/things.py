"""What a verb ends, settles or pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vault.reading.facts.lexicon import Word, lists
from vault.reading.facts.sayings import ADJACENT, OF_DEBTS, OF_PAYMENTS, PARTICIPLES, THINGS, VERBS, Saying
from vault.reading.facts.statements import Statements

AGREEMENTS = ("consent", "debit", "renewal")
_OBJECT, _OBJECT_IN_ENGLISH, _SUBJECT, _PRODUCT, _REST = 26, 32, 4, 6, 5
"""Letters at most: from a verb to its object, between a subject before a comma and the verb, from the word for a
product to the verb, and that are no known words where a verb does without its noun."""
_REPAID = "repaid"
"""Said of a loan it is all of it that was paid; of an amount, or by itself, it is a payment."""
_BETWEEN = VERBS | {"comma", "failed", "cannot", "not", "accepted", "finished"}
"""Words behind which nothing is the object of the verb before them."""


def topic_of(statements: Statements) -> str | None:
    """Return what a page is about: the agreement that it names first, else the first other thing.

    What renews itself is paid for by debits, so that a page with both is about the renewal.
    """
    named = _first_named(statements, AGREEMENTS)
    if named.keys() >= {"renewal", "debit"}:
        return "renewal"
    named = named or _first_named(statements, ("service", "account", "line"))
    return min(named, key=lambda thing: named[thing], default=None)


def _first_named(statements: Statements, things: Sequence[str]) -> Mapping[str, int]:
    held = {thing: statements.holding(lists()[thing]) for thing in things}
    return {thing: numbers[0] for thing, numbers in held.items() if numbers}


def thing_of(said: Saying, topic: str | None) -> str | None:
    """Return what the verb is about by its own noun, "aside" for none of these; `topic` is what the page is about."""
    if said.verb.tag in OF_PAYMENTS:
        before = {word.tag for word in said.before}
        is_all = "wholly" in before or said.text.startswith(_REPAID, said.verb.start)
        return "debt" if is_all and "debt" in before and "bill" not in before else "payment"
    if said.verb.tag in OF_DEBTS:
        return _owed(said)
    if said.verb.tag == "nomore" and any(word.tag == "renewal" for word in said.words):
        return "renewal"
    thing = _object(said)
    if said.verb.tag == "close":
        return "line" if thing == "line" else "account"
    thing = thing or _subject(said)
    return "service" if thing is None and topic is None and _is_of_product(said) else thing


def _owed(said: Saying) -> str:
    following = said.words[said.place + 1 : said.place + 2]
    if following and following[0].tag == "bill" and following[0].start - said.verb.end <= ADJACENT:
        return "bill"
    return "bill" if {word.tag for word in said.words} & {"debt", "bill"} == {"bill"} else "debt"


def _object(said: Saying) -> str | None:
    """Return the noun that heads what follows a verb: of 账户自动扣款 the last, in English the first, or none."""
    is_english = said.verb.is_english
    if is_english and said.verb.tag in PARTICIPLES and any(word.tag == "be" for word in said.before):
        return None
    head, end = None, said.verb.end
    for word in said.words[said.place + 1 :]:
        if word.tag in _BETWEEN or word.start - end > (_OBJECT_IN_ENGLISH if is_english else _OBJECT):
            break
        if word.tag == "aside" and is_english:
            return "aside"
        if word.tag in THINGS or word.tag == "aside":
            if head and is_english and word.start - end > ADJACENT:
                break
            head = head if head == "debit" and word.tag == "consent" else word.tag
            end = word.end
    return head


def _subject(said: Saying) -> str | None:
    """Return the nearest noun before a verb; before a comma only where nothing else stands behind that."""
    untold, later = 0, said.verb
    for at in range(said.place - 1, -1, -1):
        word = said.words[at]
        untold, later = untold + later.start - word.end, word
        if word.tag == "aside":
            return "aside"
        if word.tag in THINGS:
            is_of_debit = at and said.words[at - 1].tag == "debit" and word.tag == "consent"
            return "debit" if is_of_debit else word.tag
        if word.tag == "comma" and untold > _SUBJECT:
            return None
    return None


def _is_of_product(said: Saying) -> bool:
    """Whether what a verb ends is the service or product of the page."""
    if said.verb.is_english and said.verb.tag == "end":
        return True
    products = [word for word in said.before if word.tag == "product"]
    return bool(products) and said.verb.start - products[-1].end <= _PRODUCT


def does_without_noun(said: Saying) -> bool:
    """Whether hardly a word is unknown from the last comma to the refusal: what is refused needs no noun there."""
    refusals = [word for word in said.behind if word.tag in {"failed", "cannot"}][:1]
    last: Word = (refusals or [said.verb])[0]
    start = said.text.rfind(",", 0, said.verb.start) + 1
    letters = sum("一" <= char <= "龥" for char in said.text[start : last.end])
    known = [word for word in (*said.before, said.verb, *said.behind) if word.start < last.end]
    return letters - sum(word.end - word.start for word in known if not word.is_english) <= _REST
