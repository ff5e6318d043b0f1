"""Trains likeness anew and writes its weights: `make kinds`; `python -m samples.kinds --judge` only measures.

What is measured leaves out one file of texts at a time and trains on the others, so that no text is judged by weights
that have seen it or its neighbours. The rules have seen some of the texts: their column is what they make of all.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from samples.kinds.corpus import SEEN_BY_RULES, Labelled, corpus, digest
from vault.model import Kind, Line, Reading, Side
from vault.reading.facts.clauses import clauses
from vault.reading.facts.conversation import messages
from vault.reading.facts.kinds import kind_of, plain
from vault.reading.facts.likeness import LANE, WEIGHT_OF_ACTS, ZERO, Weights, acts_of, features, likelier
from vault.reading.facts.page import page_of
from vault.reading.facts.statements import Statements

C = 5.0
"""How dear an error is against large weights; 0.3, 1 and 2 are worse."""
KEPT = 14_000
"""Features that are kept, those with the largest weights: of over 30,000, at no loss."""
FEWEST = 2
"""Texts that a feature must stand in."""
WEIGHTS = Path(str(resources.files("vault.reading.facts.rules").joinpath("likeness.json")))


@dataclass(frozen=True, slots=True)
class Page:
    """A text taken apart as the product does."""

    labelled: Labelled
    statements: Statements
    letters: frozenset[str]
    acts: frozenset[str]
    is_conversation: bool


def page(labelled: Labelled) -> Page:
    """Take a text apart."""
    reading = Reading("none", "1", tuple(map(Line, labelled.text.split("\n"))))
    read = page_of(reading)
    said = Statements(clauses(plain(read.text)))
    letters = frozenset(features(clause.text for clause in said.clauses))
    sides = {message.side for message in messages(read, ())}
    return Page(labelled, said, letters, acts_of(said), is_conversation=sides == set(Side))


def trained(pages: Sequence[Page]) -> Weights:
    """Return the weights that part the kinds of these pages best."""
    seen = Counter(feature for one in pages for feature in one.letters)
    vocabulary = sorted(feature for feature, count in seen.items() if count >= FEWEST)
    acts = sorted({act for one in pages for act in one.acts})
    largest = np.abs(_fitted(pages, vocabulary, acts).coef_[:, : len(vocabulary)]).max(axis=0)
    kept = sorted(vocabulary[at] for at in np.argsort(-largest, kind="stable")[:KEPT])
    machine = _fitted(pages, kept, acts)
    scale = float(np.abs(machine.coef_).max()) / (ZERO - 1)
    rows = [_row(steps) for steps in np.rint(machine.coef_.T / scale).astype(int) + ZERO]
    letters, told = dict(zip(kept, rows, strict=False)), dict(zip(acts, rows[len(kept) :], strict=True))
    return Weights(
        tuple(map(Kind, machine.classes_)), tuple(machine.intercept_.tolist()), scale, letters, told
    )


def _row(steps: Iterable[int]) -> int:
    return int.from_bytes(b"".join(int(step).to_bytes(LANE, "little") for step in steps), "little")


def _fitted(pages: Sequence[Page], vocabulary: Sequence[str], acts: Sequence[str]) -> LinearSVC:
    counting = CountVectorizer(analyzer=lambda one: one.letters, vocabulary=vocabulary, binary=True)
    telling = CountVectorizer(analyzer=_acts_unseen, vocabulary=acts, binary=True)
    letters = normalize(counting.transform(pages).astype(float))
    told = WEIGHT_OF_ACTS * telling.transform(pages).astype(float)
    machine = LinearSVC(C=C, class_weight="balanced", random_state=0, max_iter=10_000)
    return machine.fit(hstack([letters, told]).tocsr(), [one.labelled.kind.value for one in pages])


def _acts_unseen(one: Page) -> Set[str]:
    """Return a page's acts where the rules have not seen it: else they would look more right than they are."""
    return frozenset() if one.labelled.source in SEEN_BY_RULES else one.acts


def write(weights: Weights, texts: tuple[Labelled, ...]) -> None:
    """Write the packaged data."""
    packaged = {
        "texts": len(texts),
        "digest": digest(texts),
        "kinds": [kind.value for kind in weights.kinds],
        "bias": [round(bias, 6) for bias in weights.bias],
        "scale": weights.scale,
        "letters": _packed(weights.letters, len(weights.kinds)),
        "acts": _packed(weights.acts, len(weights.kinds)),
    }
    WEIGHTS.write_text(json.dumps(packaged, ensure_ascii=False, indent=0) + "\n", "utf-8")


def _packed(rows: Mapping[str, int], kinds: int) -> dict[str, str]:
    flat = b"".join(row.to_bytes(LANE * kinds, "little")[::LANE] for row in rows.values())
    return {"features": "\n".join(rows), "weights": base64.b64encode(flat).decode()}


def judge(pages: Sequence[Page]) -> None:
    """Print what share of each file's texts gets its kind, from weights that were trained on the other files."""
    print(f"{'':24}{'texts':>6}{'rules':>8}{'likeness':>10}{'both':>8}")
    total = np.zeros(4)
    for source in sorted({one.labelled.source for one in pages}):
        weights = trained([one for one in pages if one.labelled.source != source])
        right = np.array([_right(one, weights) for one in pages if one.labelled.source == source])
        print(f"{source:24}{len(right):6}" + "".join(f"{share:9.3f}" for share in right.mean(axis=0)))
        total += [len(right), *right.sum(axis=0)]
    print(f"{'all':24}{int(total[0]):6}" + "".join(f"{share:9.3f}" for share in total[1:] / total[0]))


def _right(one: Page, weights: Weights) -> tuple[bool, ...]:
    ruled = kind_of(one.statements, is_conversation=one.is_conversation)
    scores = weights.scores(weights.known(one.letters), one.acts)
    likeliest = weights.kinds[scores.index(max(scores))]
    kinds = (ruled.kind, likeliest, likelier(ruled, one.statements, known=weights).kind)
    return tuple(kind is one.labelled.kind for kind in kinds)


def main() -> None:
    """Measure, and train unless only that was asked for."""
    texts = corpus()
    pages = [page(one) for one in texts]
    judge(pages)
    if "--judge" not in sys.argv:
        write(trained(pages), texts)
        print(f"{WEIGHTS.name}: {len(texts)} texts, {WEIGHTS.stat().st_size:,} B")


if __name__ == "__main__":
    main()
