"""Whom an item is about, of all whom it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vault.model import Kind
from vault.reading.facts.platforms.mentions import OFFICES, Mention

_DEALINGS = frozenset({Kind.DUNNING, Kind.COMPLAINT, Kind.CUSTOMER_SERVICE})
"""Kinds that are about the brand where a title or signature names it, whatever product is spoken of."""


_ON_BEHALF = re.compile("律所|律师|法务|调解|资产管理|催收|委外|监管局|管理局|消保|消协|热线")
"""Names of those who write for somebody else."""
_CLOSINGS = frozenset({Kind.CANCELLATION, Kind.CANCELLATION_REQUEST})
"""Kinds that may be about a bank's own card."""
_PAID_THROUGH = frozenset({Kind.AUTOPAY_TERMINATION, Kind.RENEWAL_TERMINATION})
"""Kinds that a payment company or a bank tells of for somebody else."""
_TOLD_BY_BANKS = frozenset({Kind.REPAYMENT, Kind.OTHER})
"""Kinds in which a bank tells what left an account, and to whom."""
_CHANNELS = frozenset({"payment", "bank"})
_LENDERS = frozenset({"online_loan", "consumer_finance"})
_STANDS_OUT = frozenset({"subject_label", "bracket", "title", "principal", "sender"})
"""Places without which a name that the directory does not know is not preferred to a lender that it knows."""
_LIST = re.compile("免密支付|自动扣款|自动续费|自动扣费|代扣|扣费服务|自动还款|授权管理")
_ENTRY = re.compile(r"(?m)^ ?(?:已开通|已签约|使用中|生效中|签约中|已授权|服务中)")
_TITLES, _FEWEST_ENTRIES = 6, 3
_DEALT = frozenset({"subject_label", "bracket", "sender", "acted", "directed"})
"""Places that tell of a dealing with a payment company itself."""


def subject_of(ranked: Sequence[Mention], kind: Kind) -> str | None:
    """Return the key of the party that the item is about, None where nobody stands out.

    Args:
        ranked: The best mention of each party, that with the highest score first.
        kind: What the item is evidence of.
    """
    first = next((mention for mention in ranked if _may_be_subject(mention, ranked, kind)), None)
    if first is None:
        return None
    if first.score <= 0:
        named = [mention for mention in ranked if "entrance" not in mention.signals]
        return first.key if len(named) == 1 and _is_meant_alone(first, kind) else None
    family = [mention for mention in ranked if mention.score > 0 and _family(mention) == _family(first)]
    return _spoken_of(family, with_brand=kind in _DEALINGS).key if len(family) > 1 else first.key


def _is_meant_alone(only: Mention, kind: Kind) -> bool:
    """Whether an item is about the only party that it names: an office, or the bank of the card that is closed."""
    signals = set(only.signals)
    if "named_label" in signals:
        return False
    if "card_closed" in signals:
        return only.type == "bank" and kind in _CLOSINGS
    return only.type in OFFICES and "card" not in signals


def _may_be_subject(mention: Mention, ranked: Sequence[Mention], kind: Kind) -> bool:
    """Whether an item may be about a party: an office only if nobody else is, a payment app not of a mere bill."""
    if mention.type in OFFICES:
        return not any(other.score > 0 and other.type not in OFFICES for other in ranked)
    if mention.platform is None and _ON_BEHALF.search(mention.name):
        return not any(other.score > 0 and other.platform for other in ranked)
    if _is_behind_another(mention, ranked, kind):
        return False
    stands_out = _STANDS_OUT & set(mention.signals) and "merchant" not in mention.signals
    if mention.platform is None and not stands_out:
        return not any(other.score > 0 and other.type in _LENDERS for other in ranked)
    if mention.type in _CHANNELS and kind in _PAID_THROUGH and "subject_label" not in mention.signals:
        return not any(other.score > 0 and _is_paid(other) for other in ranked)
    return mention.type != "payment" or kind is not Kind.OTHER or bool(_DEALT & set(mention.signals))


def _is_behind_another(mention: Mention, ranked: Sequence[Mention], kind: Kind) -> bool:
    """Whether a party funds the product that heads the page, or is what somebody was repaid from or through."""
    if "funds" in mention.signals and any(_heads(other, mention) for other in ranked):
        return True
    tells = mention.type in _CHANNELS and kind in _TOLD_BY_BANKS
    return tells and any(_is_repaid(other, mention) for other in ranked)


def _heads(product: Mention, funder: Mention) -> bool:
    """Whether a product stands over the rows of a page, of which one tells who funds it."""
    headed = {"alone", "title", "bracket"} & set(product.signals) and product.span < funder.span
    return bool(headed) and product.score > 0 and product.type in _LENDERS


def _is_repaid(lender: Mention, bank: Mention) -> bool:
    """Whether a message of `bank` tells that the money went to `lender`, whose loan it repays."""
    lends = lender.platform is not None and lender.type not in OFFICES | {"payment"}
    return lends and "repaid" in lender.signals and _family(lender) != _family(bank) and lender.score > 0


def _is_paid(mention: Mention) -> bool:
    """Whether a wallet or a bank may tell of its dealings with somebody: a lender, or a merchant that nobody knows."""
    return mention.type in _LENDERS or (mention.platform is None and not _ON_BEHALF.search(mention.name))


def _spoken_of(family: list[Mention], *, with_brand: bool) -> Mention:
    """Return the one of a brand and its products that the item is about.

    A label says so, unless it tells who is paid for a product that is named. A dealing with the brand (`with_brand`)
    is about it where a title or signature names it. Else it is the only product that is named, or the one that a
    title or signature names, or the only one that something is done with; with several products it is their brand.
    """
    products = [mention for mention in family if mention.platform and mention.platform.group]
    brand = next((mention for mention in family if mention not in products), None)
    labelled = [mention for mention in family if "subject_label" in mention.signals]
    if brand and products and "merchant" in brand.signals:
        labelled = [mention for mention in labelled if mention is not brand]
    labelled.sort(key=lambda mention: mention.name.endswith("公司"))  # a product before the company behind it
    if labelled:
        return next((mention for mention in labelled if mention in products), labelled[0])
    if brand and with_brand and {"bracket", "title", "sender"} & set(brand.signals):
        return brand
    if len(products) == 1:
        return products[0]
    headed = [mention for mention in products if {"title", "bracket"} & set(mention.signals)]
    acted = [mention for mention in products if "acted" in mention.signals]
    if not headed and len(acted) == 1:
        return acted[0]
    return headed[0] if headed else brand or family[0]


def lists_agreements(text: str) -> bool:
    """Whether a page lists what is paid automatically, several parties' agreements, and is about none of them."""
    top = "\n".join(text.split("\n", _TITLES)[:_TITLES])
    entries = _ENTRY.finditer(text) if _LIST.search(top) else ()
    return sum(1 for _ in entries) >= _FEWEST_ENTRIES


def _family(mention: Mention) -> str:
    platform = mention.platform
    return (platform.group or platform.id) if platform else mention.key
