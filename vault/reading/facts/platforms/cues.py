"""The cues of `rules/platform_cues.toml`, compiled."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from vault.reading.facts.rules import table
from vault.reading.facts.signs import any_of

_QUOTES = '“"『「<《'


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party stands without label or signature, as group `name`; every match holds one of `needs`."""

    needs: tuple[str, ...]
    any: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues and their weights."""

    subject_label: re.Pattern[str]
    named_label: re.Pattern[str]
    any_subject_label: re.Pattern[str]
    directed: re.Pattern[str]
    directs: frozenset[str]
    acted: re.Pattern[str]
    acted_english: re.Pattern[str]
    card: re.Pattern[str]
    card_closed: re.Pattern[str]
    title: tuple[re.Pattern[str], re.Pattern[str]]
    not_a_name: re.Pattern[str]
    no_signature: re.Pattern[str]
    deals_in_money: re.Pattern[str]
    service_title: re.Pattern[str]
    standing: tuple[Standing, ...]
    standing_on_pages: tuple[Standing, ...]
    payee_labels: frozenset[str]
    funding_labels: frozenset[str]
    merchant_labels: frozenset[str]
    agreement: re.Pattern[str]
    signed: re.Pattern[str]
    service_labels: frozenset[str]
    spoken: re.Pattern[str]
    talked: re.Pattern[str]
    entrance: re.Pattern[str]
    address: re.Pattern[str]
    address_before: re.Pattern[str]
    repaid: re.Pattern[str]
    repaid_before: re.Pattern[str]
    purchase: re.Pattern[str]
    any_label: re.Pattern[str]
    account: re.Pattern[str]
    queried: re.Pattern[str]
    of_a_house: re.Pattern[str]
    weights: dict[str, int]


@functools.cache
def cues() -> Cues:
    """Return the packaged cues."""
    rows = table("platform_cues")
    before, after = rows["title"].split("(?:NAME)")
    subject, named = _label(rows["subject_labels"]), _label(rows["named_labels"])
    return Cues(
        subject_label=re.compile(subject + r"\Z", re.IGNORECASE),
        named_label=re.compile(named + r"\Z", re.IGNORECASE),
        any_subject_label=re.compile(rf"(?m)(?:^|(?<=[ 。;,，；])){subject}(?=[^\s:])", re.IGNORECASE),
        directed=re.compile(rf"(?:{'|'.join(rows['directed'])}) ?[{_QUOTES}]?\Z", re.IGNORECASE),
        directs=frozenset(" " + _QUOTES + "".join(word[-1] + word[-1].upper() for word in rows["directed"])),
        acted=re.compile(rows["acted"]),
        acted_english=re.compile(rows["acted_english"], re.IGNORECASE),
        card=re.compile(rows["card"], re.IGNORECASE),
        card_closed=re.compile(rows["card_closed"]),
        title=(re.compile(before), re.compile(after)),
        not_a_name=re.compile("|".join(rows["not_a_name"])),
        no_signature=re.compile("|".join(rows["no_signature"])),
        deals_in_money=re.compile(rows["deals_in_money"]),
        service_title=re.compile(rows["service_title"], re.IGNORECASE),
        standing=_standing(rows["standing"]),
        standing_on_pages=_standing(rows["standing_on_pages"]),
        payee_labels=frozenset(rows["payee_labels"]),
        funding_labels=frozenset(rows["funding_labels"]),
        merchant_labels=frozenset([*rows["payee_labels"], *rows["merchant_labels"]]),
        agreement=re.compile(rows["agreement"]),
        signed=re.compile(rows["signed"]),
        service_labels=frozenset(rows["service_labels"]),
        spoken=re.compile(rows["spoken"]),
        talked=re.compile(rows["talked"]),
        entrance=re.compile(rows["entrance"]),
        address=re.compile(rows["address"]),
        address_before=re.compile(rows["address_before"]),
        repaid=re.compile(rows["repaid"]),
        repaid_before=re.compile(rows["repaid_before"]),
        purchase=re.compile(rows["purchase"]),
        any_label=re.compile(rows["any_label"], re.IGNORECASE),
        account=re.compile(rows["account"]),
        queried=re.compile(rows["queried"]),
        of_a_house=re.compile(rows["of_a_house"]),
        weights=rows["weights"],
    )


def _standing(rows: list[dict[str, Any]]) -> tuple[Standing, ...]:
    return tuple(Standing(tuple(row["needs"]), re.compile(row["any"], re.MULTILINE)) for row in rows)


def _label(words: list[str]) -> str:
    first = "".join(sorted({word[0] for word in words}))  # a cheap first look
    gap = r"(?:(?: ?:| ?为|是) {0,3}\n? {0,3}| {1,8}|\n) {0,3}"
    return rf"(?<![A-Za-z])(?=[{first}])(?P<label>{any_of(words)})[\])】]?{gap}[“\"《【]?"
