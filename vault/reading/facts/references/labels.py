"""Where labels of reference numbers stand: `rules/reference_labels.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.facts.folding import lower
from vault.reading.facts.rules import table

_REACH = 10
_GOES_ON = re.compile(r"[A-Za-z-]\Z")
_HEAD = re.compile(r"[一-龥A-Za-z]{0,10}\Z")
_STARTS_ANEW = re.compile(
    r".*(?:[的您你我该此其]|本次|以下|请记录|记录|记下|保存|查看|复制|生成|关于|对应|提供|点击|及|和|与)"
)
_TOLD = re.compile(r"[\])】\"”' ]{0,3}(?:[:;=#]|为|是|系)")

_NUMBER = re.compile(r" ?[A-Za-z]{0,6}-?[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where it stands. `told` says that a colon or 为 follows, so that a value is announced."""

    text: str
    span: tuple[int, int]
    told: bool


@dataclass(frozen=True, slots=True)
class _Words:
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    told_only: tuple[str, ...]
    refused: tuple[str, ...]


@functools.cache
def _words() -> _Words:
    rows = table("reference_labels")
    english = rows["english"]
    nouns = _any(english["nouns"])
    return _Words(
        re.compile(rf"(?:{_any(rows['endings'])})(?![一-龥]{{0,3}}(?:编号|单号|号码))"),
        re.compile(
            rf"(?:(?:{nouns})[ /]{{0,2}}){{1,3}}(?:{_any(english['words'])})(?![a-z])"
            rf"|(?:{_any(english['alone'])})(?= ?[:#])"
        ),
        tuple(rows["told_only"]),
        tuple(rows["refused"]),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def labels(text: str) -> Iterator[Label]:
    """Yield the labels of the folded `text` in order of place."""
    words = _words()
    found = [_chinese(text, match, words) for match in words.chinese.finditer(text)]
    found += [
        Label(text[match.start() : match.end()].strip(), match.span(), bool(_TOLD.match(text, match.end())))
        for match in words.english.finditer(lower(text))
        if not _GOES_ON.search(text, max(0, match.start() - 1), match.start())
    ]
    yield from sorted((label for label in found if label), key=lambda label: label.span)


def _chinese(text: str, match: re.Match[str], words: _Words) -> Label | None:
    told = bool(_TOLD.match(text, match.end()))
    if match[0] in words.told_only and not told and not _NUMBER.match(text, match.end()):
        return None
    head_start = max(0, match.start() - _REACH)
    head = _HEAD.search(text, head_start, match.start())
    start = head.start() if head else match.start()
    if cut := _STARTS_ANEW.match(text, start, match.start()):
        start = cut.end()
    name = text[start : match.end()]
    return None if name.endswith(words.refused) else Label(name, (start, match.end()), told)
