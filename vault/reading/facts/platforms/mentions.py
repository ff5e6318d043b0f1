"""Every place where an item mentions a party, and what the place says of the party's part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from vault.model import Kind
from vault.reading.directory import Directory, Platform, normal
from vault.reading.facts.folding import fold
from vault.reading.facts.platforms.cues import cues
from vault.reading.facts.platforms.names import Name, names
from vault.reading.facts.platforms.signals import report_signal, signals
from vault.reading.facts.platforms.unknown import unknown_names
from vault.reading.facts.signs import around, places_of

OFFICES = frozenset({"regulator", "credit_bureau", "association", "complaint_site"})
"""Types of those who receive complaints or keep records; an item is about them only where it names nobody else."""

_EXPECTED = frozenset(
    {"bracket", "title", "card", "alone", "spoken", "talked", "subject_label", "named_label"}
)
"""Places where a name that is an ordinary word as well counts as a name."""
_PURCHASES = frozenset({Kind.OTHER, Kind.REPAYMENT})
"""Kinds in which the payee of a bill is named, not spoken of."""
_AGREEMENT = re.compile("免密|代扣|自动续费|自动扣|扣费服务")
"""What is agreed with a payee, who is the other party then and not one of a purchase."""
_MOST_UNKNOWN = 20
_MOST_MENTIONS = 2_000
_DIALLED = re.compile(
    r"(?:拨打|致电|打给|打了?|拨通|来电|called|phoned|rang|dialled)[^0-9\n]{0,16}([0-9][0-9-]{3,12}[0-9])"
)
_FIVE_DIGITS = re.compile(r"[0-9](?<![0-9]{2})[0-9]{4}(?![0-9])")
_OFFICE_NUMBER = re.compile(
    r"【[一-龥 ]{0,6}([0-9]{5})[^0-9】\n]{0,6}】|(?<![0-9])([0-9]{5})(?=(?:平台|热线|官网|网站|公众号|小程序))"
    r"|(?m:^)([0-9]{5})(?=(?:投诉|举报|银行保险|金融|消费者))"
    r"|(?:向(?<=[^\n].)|找|投诉[到给至]?|举报[到给至]?|告到|反映[到给]|(?<![可请拨])打[了过给]?) ?([0-9]{5})(?![0-9])"
    r"|(?<![0-9打向过经])([0-9]{5})(?=投诉|举报|反映|已?(?:受理|登记|转办)|回[电复访]|答复|那边|说)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party at one place. `platform` is None for a name that the directory does not know."""

    span: tuple[int, int]
    name: str
    platform: Platform | None
    signals: tuple[str, ...]
    score: int
    exact: bool = True

    @property
    def key(self) -> str:
        """What the mentions of one party share."""
        return self.platform.id if self.platform else f"new:{self.name}"

    @property
    def type(self) -> str:
        """The platform's type, "" where it is unknown or named by the company behind its products."""
        return _type(self.platform, self.name)


def mentions_in(
    text: str, directory: Directory, sender: str | None, sender_lines: Iterable[tuple[int, int]], kind: Kind
) -> list[Mention]:
    """Return the mentions in the folded text; for the arguments see `platforms`."""
    known = [*_known(text, directory, kind), *_of_sender(text, directory, sender, sender_lines)]
    known += _of_offices(text, directory)
    if not known and kind is Kind.CALL_NOTE:
        known += _dialled(text, directory)
    taken = [mention.span for mention in known]
    unknown = list(islice(_unknown(text, taken, directory, kind), _MOST_UNKNOWN))
    if sender and not (known or unknown):
        unknown = list(_of_unknown_sender(fold(sender)))
    return [*_without_shared_names(known), *unknown]


def _known(text: str, directory: Directory, kind: Kind) -> Iterator[Mention]:
    """Yield the mentions of known parties; an ordinary word counts as a product of the house that signed before it."""
    signing: set[str] = set()
    for name in islice(names(text, directory), _MOST_MENTIONS):
        earned = signals(text, name.span)
        if "bracket" in earned:
            signing.add(name.platform.id)
        if kind is Kind.CREDIT_REPORT and (told := report_signal(text, name.span[1])):
            earned = (*earned, told)
        if name.bold or name.platform.group in signing or _EXPECTED & set(earned):
            yield _mention(name, earned)


def _without_shared_names(mentions: list[Mention]) -> list[Mention]:
    """Drop a brand named only by the legal name that its products share, where one product alone is named."""
    products = {m.platform.id: m.platform for m in mentions if m.platform and m.platform.group}
    counts = Counter(product.group for product in products.values())
    alone = {product.group: product for product in products.values() if counts[product.group] == 1}
    return [mention for mention in mentions if not _is_named_by(mention, alone)]


def _is_named_by(mention: Mention, alone: Mapping[str | None, Platform]) -> bool:
    """Whether a brand is named by the legal name that it shares with its product of `alone` and calls not its own."""
    brand = mention.platform
    product = alone.get(brand.id) if brand else None
    if brand is None or product is None or mention.name in brand.names:
        return False
    legal = normal(mention.name)
    return normal(product.official_name).startswith(legal) and legal not in map(normal, brand.names)


def _of_sender(
    text: str, directory: Directory, sender: str | None, sender_lines: Iterable[tuple[int, int]]
) -> Iterator[Mention]:
    for span in sender_lines:
        if platform := _by_number(directory, text[slice(*span)]):
            yield _scored(span, text[slice(*span)], platform, ("sender",))
    if not sender:
        return
    written = fold(sender).split("<")[0].strip(' "')
    known = directory.find(written) or _by_number(directory, written)
    inside = next((name.platform for name in names(fold(sender), directory)), None)
    if platform := known or inside:
        yield _scored((0, 0), written, platform, ("sender",))


def _of_unknown_sender(sender: str) -> Iterator[Mention]:
    """Yield the house that a mail's header names alone: from an address that people do not write from."""
    line = f"From: {sender}\n"
    span = next(unknown_names(line, [], with_payees=False), None)
    if span:
        yield _scored((0, 0), line[slice(*span)], None, ("sender",))


def _of_offices(text: str, directory: Directory) -> Iterator[Mention]:
    """Yield the offices that are called by their number, in a signature or as a platform of that number."""
    for match in around(places_of(_FIVE_DIGITS, text), _OFFICE_NUMBER, text, before=8, after=13):
        place = match.lastindex or 1
        platform = directory.of_hotline(match[place]) or directory.find(match[place])
        if platform and platform.type in OFFICES:
            yield _scored(match.span(place), match[place], platform, signals(text, match.span(place)))


def _dialled(text: str, directory: Directory) -> Iterator[Mention]:
    for match in _DIALLED.finditer(text):
        if platform := _by_number(directory, match[1]):
            yield _scored(match.span(1), match[1], platform, ("directed",))


def _by_number(directory: Directory, number: str) -> Platform | None:
    """Return who writes from `number`: a hotline, or a 106 gateway number that ends in one."""
    digits = "".join(char for char in number if char.isdigit())
    if not digits.startswith("106"):
        return directory.of_hotline(digits)
    ends = (directory.of_hotline(digits[-length:]) for length in (6, 5))
    return next((found for found in ends if found and found.type not in OFFICES), None)


def _unknown(text: str, taken: list[tuple[int, int]], directory: Directory, kind: Kind) -> Iterator[Mention]:
    for span in unknown_names(
        text, taken, with_payees=kind not in _PURCHASES or bool(_AGREEMENT.search(text))
    ):
        earned = signals(text, span)
        if house := _house_of(text[slice(*span)], directory):
            yield _scored((span[0], span[0] + house.span[1]), house.written, house.platform, earned)
        elif kind is not Kind.OTHER or "bracket" not in earned or _may_lend(text, text[slice(*span)]):
            yield _scored(span, text[slice(*span)].replace("\n", "").strip(), None, earned)


def _may_lend(text: str, signature: str) -> bool:
    """Whether a message without evidence may come from a lender, not from a shop that keeps a parcel."""
    return cues().deals_in_money.search(signature) is not None or cues().acted.search(text) is not None


def _house_of(written: str, directory: Directory) -> Name | None:
    """Return the name of the directory that what stands where names stand begins with: 小赢 of 小赢优享."""
    name = next(names(written, directory), None)
    if name is None or not name.exact or name.span[0]:
        return None
    return name if cues().of_a_house.fullmatch(written, name.span[1]) else None


def _mention(name: Name, earned: tuple[str, ...]) -> Mention:
    return _scored(name.span, name.written, name.platform, earned, exact=name.exact)


def _type(platform: Platform | None, name: str) -> str:
    own = platform is not None and (platform.type != "payment" or name in platform.names or name.isdigit())
    return platform.type if platform and own else ""


def _scored(
    span: tuple[int, int],
    name: str,
    platform: Platform | None,
    earned: tuple[str, ...],
    *,
    exact: bool = True,
) -> Mention:
    weights = cues().weights
    type_ = _type(platform, name)
    score = weights["mentioned"] + sum(weights[signal] for signal in earned if signal != "card")
    if type_ in OFFICES:
        score += weights["office"]
    elif type_ == "payment":
        score += weights["payment"]
    if "card" in earned and "subject_label" not in earned and type_ in {"bank", "payment"}:
        score += weights["signed_card" if {"bracket", "sender"} & set(earned) else "card"]
    return Mention(span, name, platform, earned, score, exact)
