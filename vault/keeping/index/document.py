"""What of an item is searched: pure, one document for each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vault.keeping.index import words
from vault.model import Fact, FactState, FactType, Item, Kind, Money

KindNames = Mapping[Kind, tuple[str, ...]]
"""The names of each kind in every language, the same whatever language is shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """An item's texts, split into tokens that are separated by spaces.

    `title`, `facts` and `body` are searched by words; `strong` (runs of the first two), `run` (further runs
    of the body) and `misread` (what an engine may have made of either) by parts.
    """

    title: str
    facts: str
    body: str
    strong: str
    run: str
    misread: str


def title_texts(item: Item, kind_names: KindNames) -> list[str]:
    """List what names an item: title, note, its kind, file names."""
    names = [acquisition.name for acquisition in item.acquisitions]
    return [item.title, item.note, *kind_names.get(item.findings.kind, ()), *dict.fromkeys(names)]


def fact_texts(fact: Fact) -> list[str]:
    """List what a fact says, and what a second engine read."""
    value = f"{fact.value.amount} {fact.value.currency}" if isinstance(fact.value, Money) else fact.value
    return [text for text in (value, fact.raw, fact.name, fact.label, fact.second) if text]


def standing(item: Item) -> list[Fact]:
    """List the facts that nobody rejected."""
    return [fact for fact in item.findings.facts if fact.state is not FactState.REJECTED]


def references(item: Item) -> list[str]:
    """List the reference numbers of an item in normal form, second readings included.

    Args:
        item: The item.

    Returns:
        Letters and digits only, each number once.
    """
    facts = [fact for fact in standing(item) if fact.type is FactType.REFERENCE]
    numbers = [
        text for fact in facts for text in fact_texts(fact)[:1] + ([fact.second] if fact.second else [])
    ]
    return list(dict.fromkeys("".join(words.tokens(number)) for number in numbers))


def document(item: Item, kind_names: KindNames) -> Document:
    """Make the document of an item.

    Args:
        item: The item, its copies joined.
        kind_names: What each kind is called.

    Returns:
        The document.
    """
    title = words.flat("\n".join(title_texts(item, kind_names)))
    facts = words.flat("\n".join(text for fact in standing(item) for text in fact_texts(fact)))
    body = words.flat(item.reading.text)
    strong = [*words.flat_runs(f"{title}\n{facts}"), *filter(str.isascii, references(item))]
    run = [one for one in words.flat_runs(body) if one not in strong]
    return Document(
        title=" ".join(words.flat_tokens(title)),
        facts=" ".join(words.flat_tokens(facts)),
        body=" ".join(words.flat_tokens(body)),
        strong=" ".join(strong),
        run=" ".join(run),
        misread=" ".join(words.misread([*strong, *run])),
    )
