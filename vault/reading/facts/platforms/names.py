"""Where names of the directory stand in a text: the longest name first, each character once."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.directory import Directory, Platform
from vault.reading.facts.finder import Finder, from_left
from vault.reading.facts.folding import fold, lower
from vault.reading.facts.rules import table

_GAP = re.compile(
    r"[ \n](?:(?<=[一-龥][ \n])(?=[一-龥])|(?<=[一-龥]\n)(?=[a-z0-9])|(?<=[0-9][ \n])(?=[一-龥]))"
)
"""What may stand inside a name without being of it: one blank, or the end of a line."""
_CODE = re.compile(r"(?:[-_/][a-z0-9]{1,16}){1,5}")
_FEWEST_DIGITS = 3
"""Of a code that begins with the letters of a house."""
_LATIN_BREAK = re.compile(r"\n(?<=[a-z]\n)(?=[a-z])")
_LEGAL_FORM = re.compile(r"(?:股份|有限责任|有限)+公司$|股份公司$")
_SHORTEST_LATIN = 5
"""Latin names under five letters collide with words; they count only where a name is expected, or in capitals."""
_ACRONYM = 4
_OF_A_BANK = re.compile(
    r"[ ](?:account|loan|credit|debit|card|app|hotline|customer|support|bank|personal|online|consumer)"
    r"|[,.]? {0,2}(?:contract|and|for|about)\b|贷款|账户|信用|银行|储蓄",
    re.IGNORECASE,
)
_BANK_OF = "bank of "
_LONGER = re.compile(
    r"(?!(?:The|At|To|From|By|With|And|Your|My|Our|For|Via|In|On|Dear|Of|Is|Re|Fwd?|Hi)\b)[A-Z][A-Za-z'’-]{1,20} \Z"
)
"""The word before Bank of China that makes it another bank: People's, Development, Export-Import."""
_SHORTEST_SLIP = 3
"""Names under three characters are not taken for a name that looks alike: what they look like is often a word."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands at `span`, with the directory's writing of it.

    `bold` names count anywhere, the others only where a name is expected. `exact` is False where the text differs from
    the name in characters that look alike.
    """

    span: tuple[int, int]
    written: str
    platform: Platform
    bold: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class _Known:
    text: str
    written: str
    platform: Platform
    bold: bool
    latin: bool


def names(text: str, directory: Directory) -> Iterator[Name]:
    """Yield the directory's names in the folded `text`, from left to right, without overlap.

    A name may be broken over two lines or spaced out; in Latin letters a break stands for a space. A name of three
    characters or more is found under characters that look alike, too, such as 货 in place of 贷.
    """
    known = _known(directory)
    as_written, text = text, lower(text)
    gaps = [match.start() for match in _GAP.finditer(text)]
    ends = [-1, *gaps, len(text)]
    low = _LATIN_BREAK.sub(" ", "".join([text[first + 1 : last] for first, last in itertools.pairwise(ends)]))
    left_out = [gap - number for number, gap in enumerate(gaps)]
    stop = 0
    for number, start, end in from_left(known.finder.places(_without_lookalikes(low))):
        if start < stop:
            continue
        for name in known.names[number]:
            if _stands(low, start, name):
                stop = end
                span = (_with_gaps(start, left_out), _with_gaps(end - 1, left_out) + 1)
                if not _is_within_another(as_written, span[0], name):
                    bold = name.bold or _is_acronym(as_written, span)
                    yield Name(span, name.written, name.platform, bold, low.startswith(name.text, start))
                break


def _is_within_another(as_written: str, start: int, name: _Known) -> bool:
    """Whether a bank's name is the end of a longer one that the directory lacks."""
    return name.text.startswith(_BANK_OF) and bool(
        _LONGER.search(as_written, max(0, start - 24), start) and as_written[start - 1 : start] == " "
    )


def _with_gaps(offset: int, left_out: list[int]) -> int:
    """Return where the character at `offset` of the text without its gaps stands in the text itself.

    `left_out` are the offsets in the shortened text before which a gap was left out.
    """
    return offset + bisect.bisect_right(left_out, offset)


def _stands(low: str, offset: int, name: _Known) -> bool:
    """Whether a name stands at `offset` of the text in lower case, where what stands looks like it."""
    exact = low.startswith(name.text, offset)
    if not exact and (name.latin or len(name.text) < _SHORTEST_SLIP):
        return False
    stop = offset + len(name.text)
    before, after = low[offset - 1 : offset] if offset else "", low[stop : stop + 1]
    if name.text.endswith("贷") and after == "款":  # 信用贷款 is a kind of loan, 信用贷 a product
        return False
    return not name.latin or not (_is_latin(before) or _is_latin(after) or _begins_a_code(low, stop))


def _begins_a_code(low: str, stop: int) -> bool:
    """Whether letters that end at `stop` begin a number, as MSXF-SQ-250330: what numbers are called tells no party."""
    code = _CODE.match(low, stop)
    return code is not None and sum(map(str.isdigit, code[0])) >= _FEWEST_DIGITS


def _is_acronym(as_written: str, span: tuple[int, int]) -> bool:
    """Whether a name is four capitals, as ICBC, which collide with no word, or three beside what a bank has: CMB."""
    written = as_written[slice(*span)]
    if len(written) > _ACRONYM or not (written.isascii() and written.isupper()):
        return False
    return len(written) == _ACRONYM or bool(_OF_A_BANK.match(as_written, span[1]))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@functools.cache
def _lookalikes() -> dict[str, str]:
    return {char: group[0] for group in table("lookalikes")["alike"] for char in group[1:]}


def _without_lookalikes(text: str) -> str:
    """Return `text` with one character in place of all that look alike; few of them stand in any one text."""
    for char, first in _lookalikes().items():
        text = text.replace(char, first)
    return text


@dataclass(frozen=True, slots=True, eq=False)
class _Directory:
    """The names of a directory, looked for as if letters that look alike were one: `names` for each word found."""

    finder: Finder
    names: tuple[tuple[_Known, ...], ...]


@functools.lru_cache(maxsize=8)
def _known(directory: Directory) -> _Directory:
    by_writing: dict[str, dict[str, _Known]] = {}
    writings = ((name, entry) for entry in directory.entries for name in _writings(entry))
    for name, entry in writings:
        meant = directory.find(name) or entry
        text = lower(fold(name))
        if len(text) < 2 or text.isdigit():
            continue
        latin = text.isascii()
        bold = name not in meant.common and not (latin and len(text) < _SHORTEST_LATIN)
        bold = bold and (name in entry.names or not name.endswith("消费"))  # 兴业消费58元 is a purchase
        known = _Known(text, name, meant, bold, latin)
        by_writing.setdefault(_without_lookalikes(text), {})[text] = known
    finder = Finder(by_writing)
    return _Directory(finder, tuple(tuple(by_writing[word].values()) for word in finder.words))


def _writings(entry: Platform) -> Iterator[str]:
    """Yield the names of an entry, those of companies without their legal form, and 消金 or 消费 for 消费金融."""
    for name in entry.names:
        short = _LEGAL_FORM.sub("", name)
        abbreviated = (short.replace("消费金融", "消金"), short.replace("消费金融", "消费"))
        yield from dict.fromkeys((name, short, *abbreviated))
