"""What an item is evidence of, by likeness to texts whose kind is known: for wordings that no rule foresees.

A linear classifier over pairs and triples of letters and the acts that the page tells of. Its weights are data
(`rules/likeness.json`), trained by `make kinds` on the labelled texts of `samples/kinds`. The rules of `kinds` speak
first: they know negation and state, and say why. Likeness decides where they are silent, and overrules them where it
is surer of another kind; how far a cancellation has come is theirs to say.

Source: a support vector machine, one against the rest (Fan et al., LIBLINEAR, JMLR 9, 2008), on the presence of
character n-grams in a text scaled to length 1 (Joachims, ECML 1998); acts beside them, as in stacking (Wolpert, 1992).
"""

from __future__ import annotations

import base64
import functools
import itertools
import json
import math
import operator
import re
import struct
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from importlib import resources

from vault.model import Kind
from vault.reading.facts.acts import acts
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State

_TITLE = 3
"""Clauses at the head of a page, whose pairs of letters count a second time, as those of a title."""
_CLAUSES = 120
"""Clauses of a page that are looked at: what a page is about stands in its first screens."""
_CLAUSE = 400
"""Characters of a clause that are looked at."""
_DIGITS = re.compile("[0-9]+")

WEIGHT_OF_ACTS = 0.2
"""What an act counts beside the letters of the whole page, which together have length 1."""

MARGIN = 0.1
"""By how much a kind must be likelier than what the rules say, `other` where they are silent."""
LEAST = -0.1
"""What it must score: what is like no kind in particular, as most that a phone shows, is left to the rules."""
FEWEST = 30
"""Features that a page must share with the trained texts, else it is like none of them."""
FEW = 100
"""Features below which likeness only speaks where no rule does: a sentence alone is like too much."""

_THINGS = {
    Kind.CANCELLATION: ("account", "service"),
    Kind.SETTLEMENT: ("debt",),
    Kind.AUTOPAY_TERMINATION: ("debit",),
    Kind.RENEWAL_TERMINATION: ("renewal",),
}
"""What each kind says to be over; where the rules found that it is not, likeness may not say that it is."""
_LANE, _ZERO = 4, 128
"""Bytes of a whole number's part for one kind, and what a weight of 0 is in it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature speaks for.

    `letters` and `acts` hold the weights of a feature for all kinds in one whole number, four bytes for each, so that
    those of a page are added up in one sum; `scale` makes them what was trained.
    """

    kinds: tuple[Kind, ...]
    bias: tuple[float, ...]
    scale: float
    letters: dict[str, int]
    acts: dict[str, int]

    def scores(self, letters: Set[str], acts: Set[str] = frozenset()) -> tuple[float, ...]:
        """Return for each kind how much a page speaks for it: above 0 is for, below against.

        Args:
            letters: The page's `features`.
            acts: What `acts_of` tells of it.
        """
        known, spoken = self.letters.keys() & letters, self._summed(self.acts, self.acts.keys() & acts)
        length = math.sqrt(len(known)) or 1.0
        return tuple(
            bias + self.scale * (letter / length + WEIGHT_OF_ACTS * act)
            for bias, letter, act in zip(self.bias, self._summed(self.letters, known), spoken, strict=True)
        )

    def _summed(self, rows: Mapping[str, int], known: Set[str]) -> list[int]:
        lanes = sum(map(rows.__getitem__, known)).to_bytes(_LANE * len(self.kinds), "little")
        nothing = _ZERO * len(known)
        return [lane - nothing for (lane,) in struct.iter_unpack("<I", lanes)]


@functools.cache
def weights() -> Weights:
    """Return the packaged weights."""
    packaged = resources.files("vault.reading.facts.rules").joinpath("likeness.json").read_bytes()
    trained = json.loads(packaged)
    kinds = tuple(map(Kind, trained["kinds"]))
    letters, acts = (_rows(trained[part], len(kinds)) for part in ("letters", "acts"))
    return Weights(kinds, tuple(trained["bias"]), trained["scale"], letters, acts)


def _rows(packed: Mapping[str, str], kinds: int) -> dict[str, int]:
    flat, lanes, rows = base64.b64decode(packed["weights"]), bytearray(_LANE * kinds), {}
    for number, feature in enumerate(packed["features"].split("\n")):
        lanes[::_LANE] = flat[number * kinds : (number + 1) * kinds]
        rows[feature] = int.from_bytes(lanes, "little")
    return rows


def features(clauses: Iterable[str]) -> set[str]:
    """Return the features of a page: letters, pairs and triples of its clauses, with their beginning and end.

    Args:
        clauses: The clauses of the page, made `plain`. Every number counts as the same.
    """
    return {feature for feature in _grams(clauses) if "\n" not in feature}


def _grams(clauses: Iterable[str]) -> set[str]:
    """Return the features of a page, and what reaches from one clause into the next, which is none of them."""
    lines = [f"^{clause[:_CLAUSE].strip()}$" for clause in itertools.islice(clauses, _CLAUSES)]
    text = _DIGITS.sub("0", "\n".join(lines))
    pairs = list(map(operator.add, text, text[1:]))
    found = {*text, *pairs}
    found.update(map(operator.add, pairs, text[2:]))
    titles = _DIGITS.sub("0", "\n".join(lines[:_TITLE]))
    found.update(f"\t{pair}" for pair in pairs[: max(0, len(titles) - 1)])
    return found


def acts_of(statements: Statements) -> frozenset[str]:
    """Return what the page says is ended or is to be, and how far that has come."""
    return frozenset(f"{act.thing} {act.state}" for act in statements.once(acts))


def likelier(
    ruled: tuple[Kind, str, int | None],
    statements: Statements,
    *,
    is_conversation: bool = False,
    known: Weights | None = None,
) -> tuple[Kind, str, int | None]:
    """Return the kind that the page is most like, where it is likely enough against what the rules say.

    Args:
        ruled: As `kinds.kind_of` gives it: the kind, the rule that weighed most, and where it speaks.
        statements: The clauses of the page, made `plain`.
        is_conversation: Whether both sides write messages on it: there the rules alone know who says what.
        known: The weights; None for the packaged ones.

    Returns:
        The same three; the rule's name is `likeness` where the rules were overruled.
    """
    kind, rule, _ = ruled
    known = known or weights()
    if is_conversation or kind not in known.kinds:
        return ruled
    texts = [clause.text for clause in statements.clauses]
    letters, told = known.letters.keys() & _grams(texts), acts_of(statements)
    if len(letters) < (FEW if rule else FEWEST):
        return ruled
    scores = dict(zip(known.kinds, known.scores(letters, told), strict=True))
    best = max(scores, key=scores.__getitem__)
    is_sure = scores[best] > LEAST and scores[best] - scores[kind] > MARGIN
    if not is_sure or _contradicts(kind, best, told):
        return ruled
    return best, "likeness" if best is not Kind.OTHER else "", _decisive(texts, known, best, statements)


def _contradicts(kind: Kind, likeliest: Kind, told: Set[str]) -> bool:
    """Whether the rules know better.

    They know how far a cancellation has come, that something is not over yet, and that what was closed is a credit
    line, which is no account.
    """
    if {kind, likeliest} == {Kind.CANCELLATION_REQUEST, Kind.CANCELLATION}:
        return True
    if (
        likeliest is Kind.CANCELLATION
        and f"line {State.DONE}" in told
        and f"account {State.DONE}" not in told
    ):
        return True
    return not told.isdisjoint(f"{thing} {State.NOT_YET}" for thing in _THINGS.get(likeliest, ()))


def _decisive(texts: list[str], known: Weights, kind: Kind, statements: Statements) -> int | None:
    """Return where the clause starts that speaks most for a kind; None for no kind in particular."""
    if kind is Kind.OTHER or not texts:
        return None
    at = known.kinds.index(kind)
    spoken = [known.scores(features([text]))[at] for text in texts[:_CLAUSES]]
    return statements.clauses[spoken.index(max(spoken))].places[0][1]
