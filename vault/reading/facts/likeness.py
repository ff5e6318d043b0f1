"""What an item is evidence of, by likeness to texts whose kind is known: for wordings that no rule foresees.

A linear classifier over pairs and triples of letters and the acts that the page tells of. Its weights are data
(`rules/likeness.json`), trained by `make kinds` on the labelled texts of `samples/kinds`. What the rules of `kinds`
say is added to the scores: they know negation and state, and say why.

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
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib import resources

from vault.model import Kind
from vault.reading.facts.acts import acts
from vault.reading.facts.kinds import Ruled
from vault.reading.facts.lexicon import lists
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State

_TITLE = 3
"""Clauses at the head of a page, whose pairs of letters count a second time, as those of a title."""
_CLAUSES = 120
"""Clauses of a page that are looked at: what a page is about stands in its first screens."""
_CLAUSE = 400
"""Characters of a clause that are looked at."""
_DIGITS = re.compile("[0-9]+")

WHY = "likeness"
"""The reason of a kind that likeness tells."""

WEIGHT_OF_ACTS = 0.2
"""What an act counts beside the letters of the whole page, which together have length 1."""

POINT = 0.01
"""What a point of the rules counts, in the scale of the scores."""
MOST = 0.5
"""What all points together count for a kind at most."""
LEAST = -0.25
"""What scores and points must come to: what is like no kind, as most that a phone shows, is left to the rules."""
FEWEST = 10
"""Features that a page must share with the trained texts, else it is like none of them."""
FEW = 30
"""Features below which likeness only speaks where no rule does: a sentence alone is like too much."""
STAGE = 0.4
"""By how much it must be likelier that a cancellation has come farther, or less far, than the rules say."""

_THINGS = {
    Kind.CANCELLATION: ("account", "service"),
    Kind.SETTLEMENT: ("debt",),
    Kind.AUTOPAY_TERMINATION: ("debit",),
    Kind.RENEWAL_TERMINATION: ("renewal",),
}
"""What each kind says to be over; where the rules found that it is not, likeness may not say that it is."""
_NAMED_BY = {
    Kind.CANCELLATION: ("close", "end", "ended", "withdraw", "withdrawn"),
    Kind.CANCELLATION_REQUEST: ("close", "end", "ended", "withdraw", "withdrawn"),
}
"""Lists of the lexicon of which a page of a kind holds a word: what is like it without one asks for something else."""
_NOT_OVER = frozenset({State.TOLD, State.NOT_YET, State.REFUSED})
LANE = 4
"""Bytes of a whole number's part for one kind."""
ZERO = 128
"""What a weight of 0 is in such a part; weights are -127 to 127."""
_FULL = (1 << 8 * LANE) - 1
"""The most that such a part holds: as much as 16 million features."""


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

    def known(self, letters: Iterable[str]) -> list[int]:
        """Return the weights of those of a page's `features` that have some."""
        return list(filter(None, map(self.letters.get, letters)))  # no row is 0

    def scores(self, letters: Sequence[int], acts: Set[str] = frozenset()) -> tuple[float, ...]:
        """Return for each kind how much a page speaks for it: above 0 is for, below against.

        Args:
            letters: What is `known` of the page's `features`.
            acts: What `acts_of` tells of it.
        """
        told, length = [self.acts[act] for act in self.acts.keys() & acts], _length(letters)
        return tuple(
            bias + self.scale * (letter / length + WEIGHT_OF_ACTS * act)
            for bias, letter, act in zip(self.bias, self._summed(letters), self._summed(told), strict=True)
        )

    def score(self, letters: Sequence[int], kind: Kind) -> float:
        """Return how much letters speak for one kind; for the arguments see `scores`."""
        at = self.kinds.index(kind)
        lane = (sum(letters) >> 8 * LANE * at & _FULL) - ZERO * len(letters)
        return self.bias[at] + self.scale * (lane / _length(letters))

    def _summed(self, rows: Sequence[int]) -> list[int]:
        lanes = sum(rows).to_bytes(LANE * len(self.kinds), "little")
        nothing = ZERO * len(rows)
        return [lane - nothing for (lane,) in struct.iter_unpack("<I", lanes)]


def _length(letters: Sequence[int]) -> float:
    return math.sqrt(len(letters)) or 1.0


@functools.cache
def weights() -> Weights:
    """Return the packaged weights."""
    packaged = resources.files("vault.reading.facts.rules").joinpath("likeness.json").read_bytes()
    trained = json.loads(packaged)
    kinds = tuple(map(Kind, trained["kinds"]))
    letters, acts = (_rows(trained[part], len(kinds)) for part in ("letters", "acts"))
    return Weights(kinds, tuple(trained["bias"]), trained["scale"], letters, acts)


def _rows(packed: Mapping[str, str], kinds: int) -> dict[str, int]:
    flat, lanes, rows = base64.b64decode(packed["weights"]), bytearray(LANE * kinds), {}
    for number, feature in enumerate(packed["features"].split("\n")):
        lanes[::LANE] = flat[number * kinds : (number + 1) * kinds]
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
    text = _DIGITS.sub("0", "\n".join(dict.fromkeys(lines)))
    pairs = list(map(operator.add, text, text[1:]))
    found = {*text, *pairs}
    found.update(map(operator.add, pairs, text[2:]))
    titles = _DIGITS.sub("0", "\n".join(lines[:_TITLE]))
    found.update(f"\t{first}{second}" for first, second in itertools.pairwise(titles))
    return found


def acts_of(statements: Statements) -> frozenset[str]:
    """Return what the page says is ended or is to be, and how far that has come."""
    return frozenset(f"{act.thing} {act.state}" for act in statements.once(acts))


def likelier(ruled: Ruled, statements: Statements, known: Weights | None = None) -> Ruled:
    """Return the kind that likeness and the rules speak for together.

    Args:
        ruled: What the rules make of the page, as `kinds.kind_of` gives it.
        statements: The clauses of the page, made `plain`.
        known: The weights; None for the packaged ones.

    Returns:
        `ruled` itself, or another kind with `WHY` as the reason and no place, which `decisive` tells.
    """
    known = known or weights()
    if ruled.is_sure or ruled.kind not in known.kinds:
        return ruled
    texts = [clause.text for clause in statements.clauses]
    letters, told = known.known(_grams(texts)), acts_of(statements)
    if len(letters) < (FEW if ruled.why else FEWEST):
        return ruled
    scores = dict(zip(known.kinds, known.scores(letters, told), strict=True))
    spoken = {
        kind: score + min(MOST, POINT * ruled.points.get(kind, 0))
        for kind, score in scores.items()
        if kind not in _NAMED_BY or statements.holding(_names(kind))
    }
    best = max(spoken, key=spoken.__getitem__)
    is_like_none = spoken[best] <= LEAST and best is not Kind.OTHER
    if best is ruled.kind or is_like_none or _contradicts(ruled.kind, best, scores, told):
        return ruled
    return Ruled(best, WHY if best is not Kind.OTHER else "", None, ruled.points)


@functools.cache
def _names(kind: Kind) -> frozenset[str]:
    """Return the words by one of which a page of a kind names what it is about."""
    return frozenset(word for tag in _NAMED_BY[kind] for word in lists()[tag])


def _contradicts(kind: Kind, likeliest: Kind, scores: Mapping[Kind, float], told: Set[str]) -> bool:
    """Whether the rules know better.

    They know how far a cancellation has come, unless another stage is far likelier; that something is not over, or
    only spoken of; and that what was closed is a credit line, which is no account.
    """
    states = {state for state in State for thing in _THINGS.get(likeliest, ()) if f"{thing} {state}" in told}
    if likeliest is Kind.SETTLEMENT and f"bill {State.DONE}" in told and not states:
        return True
    if State.NOT_YET in states or (states and states <= _NOT_OVER):
        return True
    if likeliest in _THINGS and f"line {State.DONE}" in told and State.DONE not in states:
        return True
    is_other_stage = {kind, likeliest} == {Kind.CANCELLATION_REQUEST, Kind.CANCELLATION}
    return is_other_stage and scores[likeliest] - scores[kind] <= STAGE


def decisive(kind: Kind, statements: Statements, known: Weights | None = None) -> int | None:
    """Return where in the page's text the clause starts that is likest to a kind; None without clauses."""
    known = known or weights()
    clauses = statements.clauses[:_CLAUSES]
    spoken = [known.score(known.known(features([clause.text])), kind) for clause in clauses]
    return clauses[spoken.index(max(spoken))].places[0][1] if spoken else None
