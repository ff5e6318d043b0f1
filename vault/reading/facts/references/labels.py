"""Where labels of reference numbers stand: `rules/reference_labels.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.facts.folding import lower
from vault.reading.facts.rules import table
from vault.reading.facts.signs import any_of, places_of
from vault.reading.facts.spans import Claims

_REACH = 10
_BREAK_REACH = 6  # characters of a label on one side of a line break
_GOES_ON = re.compile(r"[A-Za-z-]\Z")
_HEAD = re.compile(r"[一-龥A-Za-z]{0,10}\Z")
_STARTS_ANEW = re.compile(
    r".{0,10}(?:[的您你我该此其]|本次|以下|请记录|记录|记下|保存|查看|复制|生成|关于|对应|提供|点击|及|和|与)"
)
_TOLD = re.compile(r"[\])】\"”' ]{0,3}(?:[:;=#]|为|是|系|is\b)")
_NUMBER = re.compile(
    r" ?[(【\[#]{0,2}[A-Za-z]{0,6}-?[0-9](?:[ -]?[0-9]){5}|\n(?:[A-Za-z]{1,6}-?[0-9]{6}|[0-9]{9})"
    r"|[: ]?[A-Z]{1,8}-\n[0-9]{4}"
)
_LONG = r"(?=[ \n]?[:(【\[#]{0,2} ?(?:[A-Za-z]{0,6}-?[0-9]{9}|[A-Za-z]{1,4}-?[0-9]{6}"
_LONG += r"|[A-Z]{1,6}[0-9]{0,6}-[0-9A-Z-]{0,20}[0-9]{3}(?![0-9A-Z.])|(?!19|20)[0-9]{8}(?![0-9.,])"
_LONG += (
    r"|(?=[0-9A-Z-]{0,12}[0-9])[0-9A-Z]{3,6}(?:-[0-9A-Z]{3,6}){2}|[A-Z]{1,4} [0-9]{3,4} [0-9]{3,4} [0-9]{3}))"
)
_OTHER = re.compile(
    r"(?:号(?<=[一-龥].)码?|代码(?<=[一-龥]..)|序号(?<=[一-龥]..)|ID(?<=[一-龥]..)|码(?<=[一-龥].))"
    r"(?=[\])】 ]{0,2}(?:[:=]|为|是) ?[0-9A-Za-z]|\n| ?[A-Z]{0,4}-?[0-9]{6}| ?[A-Z]{1,4}[0-9]{5}"
    r"| ?[A-Z]{1,6}[0-9]{0,8}-[0-9A-Z-]{0,20}[0-9]{3})"
)
_BARE = frozenset({"ID", "码", "代码", "序号"})
"""Endings that name nothing alone."""
_OTHER_ENGLISH = re.compile(
    r"(?<![a-z])(?P<noun>[a-z]{1,14}) (?:number|no\.|id|ref\.?|reference)"
    r"(?= ?[:#] ?[0-9a-z]| is [0-9a-z]| ?\n| [a-z]{0,5}-?[0-9]{6}| [0-9a-f]{8}-[0-9a-f]{4}-)"
)
_NUMBER_BEFORE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,4}[0-9]{6,24} ?\Z")
_REST_OF_LINE = re.compile(
    r" {1,40}(?:(?=[A-Z-]{0,12}[0-9])[A-Z0-9][A-Z0-9-]{4,40} *(?:\n|\Z)|[一-龥]{1,12} ?[〔\[(]20[0-9]{2})"
)
_DEVICE = re.compile(r"IMEI|设备型号|设备信息|手机型号|机型")
"""A page about a device: a serial number on it is the device's."""
_CODE = r" (?:[a-z]{0,5}[-.]?[0-9][0-9-]{4}|[a-z]{1,6}(?:/[0-9a-z-]{1,12}){1,4}"
_CODE += r"|1z[0-9a-z]{16}|[a-z]{1,5}-[0-9a-z]{8,20}(?![0-9a-z]))"
_CODE += r"| ?[(\[][a-z]{0,5}-?[0-9]{5}|\n[a-z]{2,5}-?[0-9]{6}"
_DASHED = re.compile(
    r"(?P<maker>[A-Z](?<![A-Za-z0-9/_-].)[A-Z]{1,5})(?!-(?:19|20)[0-9]{2}(?![0-9A-Z-]))(?=[0-9A-Z-]{0,24}[0-9]{3})(?:-[0-9A-Z]{1,12}){1,5}(?![0-9A-Za-z_-])"
    r"|[A-Z](?<![A-Za-z0-9/_-].)[A-Z]{1,5}(?:-[0-9A-Z]{1,12}){0,3}-\n(?=[0-9]{3})"
)
"""A code of groups, whole or with the rest of it on the next line: a word before it that could be a label is one."""
_WORD_BEFORE = 24
_NUMBER_IN_ENGLISH = re.compile(
    r" (?<=[a-z] )(?:number|no\.|id|ref\.?|reference)(?= ?[:#]| is | ?\n| [a-z]{0,5}-?[0-9]| [0-9a-f]{8}-)"
)
_SPACE_BETWEEN = re.compile(" (?<=[一-龥] ) {0,2}[一-龥]")
_BREAK_BETWEEN = re.compile("\n(?<=[一-\U0010ffff]\n)(?=[一-\U0010ffff])")
_MARK = re.compile(
    r"(?m)N[oO](?=[.:]{0,2}(?: ?[A-Z]{0,4}-?[0-9]| ?[A-Z]{1,6}/| *$))|№|#(?= ?[0-9]{5}|[A-Z]{1,5}-?[0-9])"
)
_SPACED = re.compile(r"(?<![一-龥])[一-龥](?: {1,3}[一-龥]){1,9}(?![一-龥])")
_AT_START = re.compile(
    r"(?m)^ ?(?:No|NO|№)[.:]{0,2}(?= ?[A-Z]{0,4}-?[0-9][0-9-]{4,24} *$| ?[A-Z]{1,6}/[A-Z0-9/-]{2,24}[0-9] *$| *$)"
    r"|(?<=[一-龥 ])(?<![A-Za-z] )(?:No|NO|№)[.:]{1,2}(?= ?[A-Z]{0,4}-?[0-9][0-9-]{4,24})"
    r"|^ ?[(\[]?#(?= ?[0-9]{5,12}(?![0-9])|[A-Z]{1,5}-[0-9]{4}|[A-Z]{1,5}[0-9]{5})"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where it stands.

    `told` says that a colon or 为 follows, so that a value is announced; `loose` that the word alone is hardly a label,
    and only a long number makes it one.
    """

    text: str
    span: tuple[int, int]
    told: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    chinese: re.Pattern[str]
    loose: re.Pattern[str]
    english: re.Pattern[str]
    word: re.Pattern[str]
    no_makers: frozenset[str]
    cell: re.Pattern[str]
    told_only: frozenset[str]
    refused: tuple[str, ...]
    other_numbers: tuple[str, ...]
    other_english: frozenset[str]
    not_between: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    rows = table("reference_labels")
    english = rows["english"]
    nouns = any_of(english["nouns"])
    return _Words(
        re.compile(rf"(?:{any_of(rows['endings'])})(?:(?<=号)码)?(?!号|ID|[一-龥]{{0,3}}(?:编号|单号|号码))"),
        re.compile(rf"(?:{any_of(rows['before_long_numbers'])})(?:[0-9一二三四五六七八九](?=:))?{_LONG}"),
        re.compile(
            rf"(?=[a-z])(?<![a-z])(?:(?:(?:{nouns})[ /_\n]{{0,2}}){{1,3}}(?:(?:{any_of(english['words'])})(?![a-z])|#)"
            rf"|(?:{any_of(english['alone'])})(?= ?[(\[]?#| ?:| is | for (?:this|your) [a-z]{{3,14}} is |{_CODE}))"
        ),
        re.compile(rf"(?<![a-z])(?:{any_of(english['alone'])})(?= ?[(\[ ]\Z)"),
        frozenset(rows["keys"]["no_makers"]),
        re.compile(
            rf"(?m)^ ?(?P<word>[一-龥]{{0,6}}(?:{any_of(rows['told_only'] + rows['cells'])})"
            rf"|(?:[a-z]{{2,12}} ){{0,2}}(?:{any_of(english['alone'])})) ?$"
        ),
        frozenset(rows["told_only"]),
        tuple(rows["refused"]),
        tuple(rows["other_numbers"]),
        frozenset(english["other_numbers"]),
        re.compile(rows["not_between"]),
    )


def names_something_else(between: str) -> bool:
    """Whether the words between a label and a number name another kind of number."""
    return _words().not_between.search(between) is not None


def labels(text: str) -> Iterator[Label]:
    """Yield the labels of the folded `text` in order of place."""
    words = _words()
    found = [_chinese(text, match.span(), words) for match in words.chinese.finditer(text)]
    found += _broken(text, words)
    found += _spaced(text, words) if _SPACE_BETWEEN.search(text) else ()
    found += _english(text, words)
    found += _before_codes(text, words)
    if _MARK.search(text):
        found += [Label(match[0].strip(), match.span(), told=True) for match in _AT_START.finditer(text)]
    standing = [label for label in found if label]
    known = Claims(len(text))
    if _DEVICE.search(text):
        standing = [label for label in standing if not label.text.endswith("序列号")]
    for label in standing:
        known.take(label.span)
    standing += [
        Label(match[0], match.span(), told=False, loose=True)
        for match in words.loose.finditer(text)
        if not known.overlaps(match.span())
    ]
    standing += _others(text, words, known)
    yield from sorted(standing, key=lambda label: (label.span, label.loose))


def _english(text: str, words: _Words) -> Iterator[Label]:
    for match in words.english.finditer(lower(text)):
        if not _GOES_ON.search(text, max(0, match.start() - 1), match.start()):
            name = _one_line(text[slice(*match.span())])
            yield Label(name, match.span(), name.endswith("#") or bool(_TOLD.match(text, match.end())))


def _before_codes(text: str, words: _Words) -> Iterator[Label]:
    """Yield the words right before a code of groups that are labels elsewhere: loan SB-LN-2024-77102."""
    for code in _DASHED.finditer(text):
        start = max(0, code.start() - _WORD_BEFORE)
        word = words.word.search(lower(text[start : code.start()]))
        if word is None or code["maker"] in words.no_makers:
            continue
        span = (start + word.start(), start + word.end())
        if not _GOES_ON.search(text, max(0, span[0] - 1), span[0]):
            yield Label(text[slice(*span)], span, told=False)


def label_right_before(text: str, start: int) -> str | None:
    """Return the label in Chinese that ends right before `start` or with the line above, None where none does."""
    head = max(0, start - 2 * _REACH)
    endings = list(_words().chinese.finditer(text, head, start))
    label = _chinese(text, endings[-1].span(), _words()) if endings else None
    return label.text if label and not text[label.span[1] : start].strip(" :为是\n") else None


def _others(text: str, words: _Words, known: Claims) -> Iterator[Label]:
    """Yield words that only end like a label of a number: 来函号:, Matter ID:."""
    low = lower(text)
    for match in words.cell.finditer(low):
        if not known.overlaps(match.span("word")) and not match["word"].endswith(words.refused):
            yield Label(text[slice(*match.span("word"))], match.span("word"), told=False, loose=True)
    for match in _OTHER.finditer(text):
        label = None if known.overlaps(match.span()) else _chinese(text, match.span(), words)
        if label and label.text not in _BARE and not _name_of(label.text).endswith(words.other_numbers):
            yield Label(label.text, label.span, label.told, loose=True)
    for match in _OTHER_ENGLISH.finditer(low) if _NUMBER_IN_ENGLISH.search(low) else ():
        if match["noun"] not in words.other_english and not known.overlaps(match.span()):
            yield Label(text[slice(*match.span())], match.span(), told=True, loose=True)


def _name_of(label: str) -> str:
    """Return a label without the 码 of 号码, so that one word serves for both."""
    return label.removesuffix("码") if label.endswith("号码") else label


def _chinese(text: str, span: tuple[int, int], words: _Words) -> Label | None:
    told = bool(_TOLD.match(text, span[1]))
    if _one_line(text[slice(*span)]) in words.told_only and not told and not _has_number_beside(text, span):
        return None
    head_start = max(0, span[0] - _REACH)
    head = _HEAD.search(text, head_start, span[0])
    start = head.start() if head else span[0]
    if cut := _STARTS_ANEW.match(text, start, span[0]):
        start = cut.end()
    name = _one_line(text[start : span[1]])
    return None if _name_of(name).endswith(words.refused) else Label(name, (start, span[1]), told)


def _has_number_beside(text: str, span: tuple[int, int]) -> bool:
    before = _NUMBER_BEFORE.search(text, max(0, span[0] - 30), span[0])
    return before is not None or any(shape.match(text, span[1]) for shape in (_NUMBER, _REST_OF_LINE))


def _broken(text: str, words: _Words) -> Iterator[Label | None]:
    """Yield the labels that a line break cuts in two."""
    for at in places_of(_BREAK_BETWEEN, text):
        before, after = text[max(0, at - _BREAK_REACH) : at], text[at + 1 : at + 1 + _BREAK_REACH]
        for match in words.chinese.finditer(before + after):
            if match.start() < len(before) < match.end():
                first = at - len(before)
                yield _chinese(text, (first + match.start(), first + match.end() + 1), words)


def _spaced(text: str, words: _Words) -> Iterator[Label]:
    """Yield the labels that are set with spaces between their characters, as certificates do."""
    for run in _SPACED.finditer(text):
        name = run[0].replace(" ", "")
        if words.chinese.search(name) and not name.endswith(words.refused):
            yield Label(name, run.span(), bool(_TOLD.match(text, run.end())))


def _one_line(text: str) -> str:
    if "\n" not in text and " " not in text:
        return text
    return " ".join(text.split()) if text.isascii() else "".join(text.split())
