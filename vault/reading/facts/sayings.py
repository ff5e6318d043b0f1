"""A verb in its part of a statement: the words before it and behind it that are said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vault.reading.facts.lexicon import Word

THINGS = frozenset({"account", "service", "line", "consent", "debit", "renewal"})
"""What can be ended; debts and payments are not."""
OF_DEBTS = frozenset({"settle", "settled"})
OF_PAYMENTS = frozenset({"pay", "paid"})
ENDING = frozenset({"close", "end", "ended", "withdraw", "withdrawn", "nomore"})
VERBS = ENDING | OF_DEBTS | OF_PAYMENTS
PARTICIPLES = frozenset({"ended", "withdrawn", "settled", "paid"})
TAKING_BACK = frozenset({"withdraw", "end"})
ADJACENT, NEAR = 1, 3
"""Letters between two words that belong together, and that nearly do."""

_AROUND = 24
"""Words before a verb, and behind it, that may be said of it."""
_BELONGING = frozenset({"not", "cannot", "will", "may", "done", "wholly", "be", "then"})
"""Marks that right before a verb are its own, not those of the verb before."""
_REQUESTED = frozenset({"asked", "guide", "accepted"})
_OF_ITS_OWN = VERBS | THINGS | {"if", "may", "around", "will"}


@dataclass(frozen=True, slots=True)
class Saying:
    """A `verb` of the lexicon in a clause, `words[place]`, with the words around it.

    `before` are the words since the last comma, `behind` those up to the next comma or verb.
    """

    text: str
    words: Sequence[Word]
    place: int
    verb: Word
    before: Sequence[Word]
    behind: Sequence[Word]

    def next_part(self) -> list[str]:
        """Return the tags of what follows the next comma, where that has no verb, thing or condition of its own."""
        rest = self.words[self.place + 1 :]
        tags = [word.tag for word in rest]
        if "comma" not in tags or not VERBS.isdisjoint(tags[: tags.index("comma")]):
            return []
        following = tags[tags.index("comma") + 1 :]
        part = following[: following.index("comma")] if "comma" in following else following
        return part if _OF_ITS_OWN.isdisjoint(part) else []

    def later_parts(self) -> list[int]:
        """Return the places of the words behind the next comma."""
        for at in range(self.place + 1, len(self.words)):
            if self.words[at].tag == "comma":
                return list(range(at + 1, len(self.words)))
        return []


def saying(text: str, words: Sequence[Word], place: int) -> Saying:
    """Return the verb `words[place]` of the clause `text` with the words that are said of it."""
    first = max(0, place - _AROUND)
    words, place = words[first : place + _AROUND], place - first
    start = place
    while start and words[start - 1].tag != "comma":
        start -= 1
    return Saying(text, words, place, words[place], words[start:place], _behind(words, place))


def _behind(words: Sequence[Word], place: int) -> Sequence[Word]:
    """Return the words behind a verb; what takes back a request (注销申请已撤回) is no verb of its own."""
    is_requested = False
    for end in range(place + 1, len(words)):
        tag = words[end].tag
        if tag == "comma":
            return words[place + 1 : end]
        if tag in VERBS and not (is_requested and tag in TAKING_BACK):
            return words[place + 1 : _before_marks(words, place + 1, end)]
        is_requested = is_requested or tag in _REQUESTED
    return words[place + 1 :]


def _before_marks(words: Sequence[Word], first: int, verb: int) -> int:
    """Return where the marks begin that stand right before the verb at place `verb`; not before place `first`."""
    place = verb
    while (
        place > first
        and words[place - 1].tag in _BELONGING
        and words[place].start - words[place - 1].end <= NEAR
    ):
        place -= 1
    return place
