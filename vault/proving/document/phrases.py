"""Dates, amounts and sentences in the language of the document."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from vault.language import Language, mark, translator
from vault.model import Money
from vault.proving.dossier import BEIJING

SET_OF_DATES = re.compile(r"\[(?P<dates>[^\]]+)\]")  # ISO 8601-2, clause 6.4: one of a set


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says things in one language."""

    language: Language

    def say(self, text: str, /, **values: object) -> str:
        """Return the marked `text` in this language with its placeholders filled."""
        said = translator(self.language)(text)
        return said.format_map(values) if values else said

    def moment(self, at: dt.datetime) -> str:
        """Return an instant in Beijing time, to the second."""
        return self.say(mark("{time} Beijing time"), time=f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}")

    def day(self, at: dt.datetime) -> str:
        """Return the day of an instant in Beijing, ISO 8601."""
        return f"{at.astimezone(BEIJING):%Y-%m-%d}"

    def date_value(self, value: str) -> str:
        """Return the value of a date fact: a date, a date and time, or one of several possible dates."""
        several = SET_OF_DATES.fullmatch(value)
        if several is None:
            return value.replace("T", " ")
        return self.listed([date.strip() for date in several["dates"].split(",")], mark(" or "))

    def listed(self, parts: list[str], between: str = mark(", ")) -> str:
        """Return `parts` as one list."""
        return self.say(between).join(parts)

    def money(self, money: Money) -> str:
        """Return an amount with its currency."""
        if money.currency == "CNY":
            return self.say(mark("CNY {sum}"), sum=money.amount)
        return f"{money.currency} {money.amount}"

    def weight(self, size: int) -> str:
        """Return a size in bytes."""
        return self.say(mark("{size} bytes"), size=f"{size:,}")
