"""What a name earns by the place where it stands: signals, which `rules/platform_cues.toml` weighs."""

from __future__ import annotations

import re

from vault.reading.facts.platforms.cues import cues

_GRID = 80
"""Characters before a value in a grid among which its label stands."""
_TO_SOMEBODY = re.compile(r"(?:客户服务|客服|信用卡)?(?:中心)?: ?(?:您|尊敬|亲爱|感谢)")
_CLAUSE = re.compile(r"[。!！?？;；\n]")
_ENGLISH = re.compile("[A-Za-z]{4}")
_CREDIT_CARD = "信用卡"
_NEAR = 300
"""Characters before and behind a bank's credit card among which is told that it is closed."""
_OF_LOANS = frozenset("贷付花")
"""Last letters of products' names that are words for a kind of loan as well: 信用贷, 月付."""
_LETS_IN = frozenset("由在至到过")
"""Last letters of the words before who lets people in: 由, 通过."""
_REPAID = frozenset(' :为是(“"-_要言注途明型方名称户人')
"""Last letters of the words before who got a repayment: 摘要, 用途:."""
_TO_AN_ADDRESS = 104
"""Characters behind a sender's name among which the sign of an address stands."""
_TITLES, _LONGEST_TAIL = 5, 24
"""Lines at the top among which a page's title is, and characters of it behind a name."""
_OPENS_A_VALUE = frozenset(' \n:为是“"《【')
"""The last character of what `_label` matches: most names have another one before them."""


def signals(text: str, span: tuple[int, int]) -> tuple[str, ...]:
    """Return the names of the weights that the place of a name at `span` earns."""
    known = cues()
    alone = _is_alone(text, span)
    before = (_label_in_grid(text, span) if alone else None) or text[max(0, span[0] - 24) : span[0]]
    behind = text[span[1] : span[1] + 24]
    opens = before[-1:] in _OPENS_A_VALUE
    label = known.subject_label.search(before) if opens else None
    labelled = label is not None
    repaid = known.repaid.match(behind) or (before[-1:] in _REPAID and known.repaid_before.search(before))
    agreed = before[-1:] == "《" and _is_agreed(text, span)
    earned = (
        ("subject_label", labelled),
        ("funds", label is not None and label["label"] in known.funding_labels),
        ("merchant", label is not None and label["label"] in known.merchant_labels),
        ("named_label", opens and not labelled and known.named_label.search(before) is not None),
        ("bracket", _in_brackets(text, span) or _opens_a_message(text, span)),
        ("principal", before.endswith("受") and behind.startswith("委托")),
        ("title", _is_title(text, span)),
        ("alone", alone),
        ("spoken", known.spoken.match(behind)),
        ("talked", _is_talked_of(text, span)),
        ("entrance", before[-1:] in _LETS_IN and known.entrance.match(behind)),
        ("sender", _has_an_address(text, span)),
        ("repaid", repaid),
        ("directed", before[-1:] in known.directs and known.directed.search(before[-6:])),
        ("card", known.card.match(behind)),
        ("card_closed", behind.startswith(_CREDIT_CARD) and _is_closed_nearby(text, span)),
        ("agreed", agreed),
        ("purchase", not agreed and not repaid and known.purchase.match(behind)),
        ("acted", _is_acted(text, span)),
    )
    return tuple([name for name, holds in earned if holds])


def _is_talked_of(text: str, span: tuple[int, int]) -> bool:
    """Whether a name is spoken of as a party's is: 招联的账户. Words for kinds of loans are not told by that."""
    last = span[1] - 1
    return text[last] not in _OF_LOANS and bool(cues().talked.match(text[last : last + 25], 1))


def _has_an_address(text: str, span: tuple[int, int]) -> bool:
    """Whether a name begins the line of a mail's sender: some bank <noreply@example.com>."""
    if text.find("@", span[1], span[1] + _TO_AN_ADDRESS) < 0 or not cues().address.match(text, span[1]):
        return False
    return cues().address_before.search(text, max(0, span[0] - 40), span[0]) is not None


def _is_closed_nearby(text: str, span: tuple[int, int]) -> bool:
    """Whether words near a name say that a credit card is closed or is to be, wherever their lines are broken."""
    near = text[max(0, span[0] - _NEAR) : span[1] + _NEAR]
    return cues().card_closed.search(near.replace("\n", "")) is not None


def _is_agreed(text: str, span: tuple[int, int]) -> bool:
    """Whether a name opens the title of an agreement that was signed, or under which something was done."""
    title = cues().agreement.match(text, span[1], span[1] + 60)
    return title is not None and bool(
        title["under"] or cues().signed.search(text, max(0, span[0] - 60), span[0])
    )


def is_label(written: str) -> bool:
    """Whether a line is a label that has its value beside or below it."""
    return bool(cues().any_label.match(written) or label_of(f"{written}\n", (len(written) + 1,) * 2))


def _label_in_grid(text: str, span: tuple[int, int]) -> str | None:
    """Return the label, and a line feed, of a value in a grid of two columns: its labels stand over its values.

    In the order of reading the label of either value is two lines above it, with the other label above or below.
    """
    above = text[max(0, span[0] - _GRID) : span[0]].split("\n")[-4:-1]
    if len(above) < 2 or not is_label(above[-2]):
        return None
    return f"{above[-2]}\n" if any(map(is_label, (above[-1], *above[:-2]))) else None


def report_signal(text: str, end: int) -> str | None:
    """Return what the words behind a name that ends at `end` say of its part in a credit report."""
    behind = text[end : end + 60]
    if cues().queried.search(behind):
        return "queried"
    return "account" if cues().account.search(behind) else None


def label_of(text: str, span: tuple[int, int]) -> str | None:
    """Return the label right before `span`, None when none of the known ones stands there."""
    before = text[max(0, span[0] - 24) : span[0]]
    if before[-1:] not in _OPENS_A_VALUE:
        return None
    match = cues().subject_label.search(before) or cues().named_label.search(before)
    return match["label"] if match else None


def _in_brackets(text: str, span: tuple[int, int]) -> bool:
    """Whether a name stands in 【】, or in [] that begin or end a line."""
    start, end = span
    opening = text.rfind("【", max(0, start - 12), start)
    closing = text.find("】", end, end + 12) if opening >= 0 else -1
    if closing >= 0 and "】" not in text[opening:closing] and "\n" not in text[opening:closing]:
        return True
    if text[start - 1 : start] != "[" or text[end : end + 1] != "]":
        return False
    return text[max(0, start - 2) : start - 1] in {"", "\n"} or text[end + 1 : end + 2] in {"", "\n"}


def _opens_a_message(text: str, span: tuple[int, int]) -> bool:
    """Whether a name begins the text as its sender: 某某银行:您尾号…."""
    return _TO_SOMEBODY.match(text, span[1]) is not None and not text[: span[0]].strip()


def _is_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether a name fills its line."""
    before, after = text[max(0, span[0] - 4) : span[0]].rstrip(" "), text[span[1] : span[1] + 4].lstrip(" ")
    return before[-1:] in {"", "\n"} and after[:1] in {"", "\n"}


def _is_title(text: str, span: tuple[int, int]) -> bool:
    end = text.find("\n", span[1], span[1] + _LONGEST_TAIL)
    if end < 0 or text.count("\n", 0, span[0]) >= _TITLES:
        return False
    before, after = cues().title
    start = text.rfind("\n", 0, span[0]) + 1
    return bool(before.fullmatch(text[start : span[0]]) and after.match(text[span[1] : end]))


def _is_acted(text: str, span: tuple[int, int]) -> bool:
    """Whether the clause of a name tells of an act; mostly it follows the name."""
    known = cues()
    behind = text[span[0] : span[1]] + _CLAUSE.split(text[span[1] : span[1] + 40], maxsplit=1)[0]
    if known.acted.search(behind):
        return True
    clause = _CLAUSE.split(text[max(0, span[0] - 40) : span[0]])[-1] + behind
    is_english = _ENGLISH.search(clause) is not None
    return bool(known.acted.search(clause) or (is_english and known.acted_english.search(clause)))
