"""The labelled texts that likeness is trained on: invented screens, messages, letters and mails."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vault.model import Kind

TEXTS = Path(__file__).with_name("texts")
EXAMPLES = Path(__file__).parents[2] / "tests" / "reading" / "facts"
"""What the rules' own tests hold counts as well: `kinds_of_screens.toml` and `statements.toml`."""
SEEN_BY_RULES = frozenset(
    {
        *("kinds_of_screens", "statements", "samples", "drawn-written", "drawn-second"),
        *("mixed-1", "mixed-2", "mixed-3", "mixed-4", "call-notes"),
        *("agreements", "conversations", "pages-about", "pages-of-state", "talk"),
    }
)
"""Texts that rules were written with: what the rules make of them says little about other texts."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text as OCR or a text layer gives it, its kind, and the file it stands in: texts of a file are alike."""

    text: str
    kind: Kind
    source: str


def corpus() -> tuple[Labelled, ...]:
    """Return all texts, in the order of their files."""
    return (*_texts(), *_examples("kinds_of_screens"), *_examples("statements"))


def digest(texts: tuple[Labelled, ...]) -> str:
    """Return the SHA-256 of the texts and their kinds, by which weights tell what they were trained on."""
    told = "\0".join(f"{one.kind.value}\0{one.text}" for one in texts)
    return hashlib.sha256(told.encode()).hexdigest()


def _texts() -> Iterator[Labelled]:
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Labelled(row["text"], Kind(row["kind"]), path.stem)


def _examples(name: str) -> Iterator[Labelled]:
    for row in tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf-8"))["statement"]:
        if "kind" in row:
            yield Labelled(row["text"], Kind(row["kind"]), name)
