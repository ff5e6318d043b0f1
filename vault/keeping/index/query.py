"""What a person types, as conditions on the two full-text tables. Nothing typed is ever read as query syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vault.keeping.index import words
from vault.model import Kind, Role

_QUOTED: Final = re.compile(r"[\"＂“”「」『』]([^\"＂“”「」『』]+)[\"＂“”「」『』]|(\S+)")
_TRIGRAM: Final = 3
"""Shorter parts of a run cannot be looked up in the trigram table; its rows are read instead."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for. Every condition that is given must hold.

    `text`: words, each to be found anywhere in the item, `"…"` for a phrase. `platforms`: ids of the
    directory, any of them, in `role` if given. `since` and `until`: event dates, `YYYY-MM-DD`, both included.
    `reference`: any part of a reference number, two characters or more. `stamped`: only items with or without
    a timestamp.
    """

    text: str = ""
    kinds: tuple[Kind, ...] = ()
    platforms: tuple[str, ...] = ()
    role: Role | None = None
    since: str | None = None
    until: str | None = None
    reference: str | None = None
    stamped: bool | None = None
    removed: bool = False
    limit: int | None = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase in normal form: its tokens."""

    tokens: tuple[str, ...]

    @property
    def normal(self) -> str:
        """The normal form."""
        return words.joined(self.tokens)


@dataclass(frozen=True, slots=True)
class Match:
    """Conditions that must all hold: FTS5 expressions for either table, and parts to look for by reading.

    Source: https://www.sqlite.org/fts5.html section 3 (full-text query syntax).
    """

    words: str | None = None
    parts: str | None = None
    short: tuple[str, ...] = ()


def terms(text: str) -> tuple[Term, ...]:
    """Split what was typed into words and phrases.

    Args:
        text: What was typed.

    Returns:
        The terms; those without any letter or digit are left out.
    """
    typed = (quoted or word for quoted, word in _QUOTED.findall(text))
    split = (tuple(words.tokens(part)) for part in typed)
    return tuple(dict.fromkeys(Term(part) for part in split if part))


def match(wanted: tuple[Term, ...]) -> Match:
    """Turn terms into conditions.

    A run of ASCII at the beginning of a term may be the end of a longer one, so it is looked up in the table
    of parts; one at the end may be the beginning of a longer one, so it is a prefix. Everything between
    stands side by side.

    Args:
        wanted: Terms, at least one.

    Returns:
        Conditions that every item with all terms fulfils.
    """
    phrases: list[str] = []
    parts: list[str] = []
    short: list[str] = []
    for term in wanted:
        if all(map(words.is_run, term.tokens)):
            _numbers(term, parts, short)
            continue
        tokens = term.tokens
        if words.is_run(tokens[0]):
            _run(tokens[0], parts, short)
            tokens = tokens[1:]
        phrases.append(f'"{" ".join(tokens)}"{"*" if words.is_run(tokens[-1]) else ""}')
    return Match(
        words=" AND ".join(dict.fromkeys(phrases)) or None,
        parts=" AND ".join(dict.fromkeys(parts)) or None,
        short=tuple(dict.fromkeys(short)),
    )


def reference_forms(typed: str) -> tuple[str, str]:
    """Return the two forms in which a part of a reference number is looked up.

    Args:
        typed: What was typed.

    Returns:
        Its letters and digits in normal form, and their confusable form; both empty when it has none.
    """
    run = "".join(words.tokens(typed))
    return run, words.confusable(run)


def _numbers(term: Term, parts: list[str], short: list[str]) -> None:
    """Add a term of runs only: as it stands in groups, or written as one."""
    if len(term.tokens) == 1:
        _run(term.tokens[0], parts, short)
        return
    short += [token for token in term.tokens if len(token) < _TRIGRAM]
    groups = [_part(token) for token in term.tokens if len(token) >= _TRIGRAM]
    whole = "".join(term.tokens)
    if groups:
        parts.append(f"(({' AND '.join(groups)}) OR {_part(whole)})")


def _run(run: str, parts: list[str], short: list[str]) -> None:
    if len(run) < _TRIGRAM:
        short.append(run)
    else:
        parts.append(_part(run))


def _part(run: str) -> str:
    if len(run) < words.MISREADABLE:
        return f'{{strong body}} : "{run}"'
    alike = words.confusable(run)
    return f'"{run}"' if alike == run or not words.has_digit(run) else f'("{run}" OR "{alike}")'
