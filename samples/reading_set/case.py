"""One case of a wording: the party, the moments, the numbers, each written with its mark."""

from __future__ import annotations

import datetime as dt
import random
import string
from dataclasses import dataclass

from samples.reading_set import dates
from samples.reading_set.marks import marked
from samples.reading_set.parties import Party

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # issuers leave out what looks like a digit


@dataclass(frozen=True, slots=True)
class Case:
    """What varies from one picture to the next. `at` is when it happened, `now` when the screen was captured."""

    rng: random.Random
    party: Party
    at: dt.datetime
    now: dt.datetime

    # Parties

    def me(self, name: str = "") -> str:
        """Name the party that the evidence is about, by its brand or by `name`."""
        return marked("platform", self.party.id, name or self.party.brand, "subject")

    def legal(self) -> str:
        """Name it as documents do."""
        return self.me(self.party.legal or self.party.brand)

    def signature(self) -> str:
        """Return the signature of a text message."""
        return f"【{self.me(self.party.signed)}】"

    def somewhere(self) -> str:
        """Name it where nothing tells whether the evidence is about it."""
        return marked("platform", self.party.id, self.party.brand, "subject|named")

    def other(self, id_: str, name: str) -> str:
        """Name a party that merely occurs."""
        return marked("platform", id_, name, "named")

    # Dates

    def day(self, at: dt.date | None = None, role: str = "happened", form: str = "") -> str:
        """Write a day in full; `form` is a key of `dates.DAYS`, chosen by chance if empty."""
        moment = self._moment(at)
        writing = dates.DAYS[form or self.rng.choice(list(dates.DAYS))]
        return marked("date", f"{moment:%Y-%m-%d}", writing(moment), role)

    def moment(self, at: dt.datetime | None = None, role: str = "happened", form: str = "") -> str:
        """Write a day in full and a time; `form` is a key of `dates.MOMENTS`."""
        moment = at or self.at
        shown = dates.MOMENTS[form or self.rng.choice(list(dates.MOMENTS))](moment)
        return marked("date", f"{moment:%Y-%m-%dT%H:%M}", shown, role)

    def yearless(self, at: dt.date | None = None, role: str = "happened", form: str = "") -> str:
        """Write a day without its year; `form` is a key of `dates.YEARLESS`."""
        moment = self._moment(at)
        key = form or self.rng.choice(list(dates.YEARLESS))
        value = f"{moment:%Y-%m-%d}" if key == "chinese" else f"{moment:%Y-%m-%dT%H:%M}"
        return marked("date", value, dates.YEARLESS[key](moment), role)

    def english(self, at: dt.date | None = None, role: str = "happened", form: str = "") -> str:
        """Write a day in English; `form` is a key of `dates.ENGLISH`."""
        moment = self._moment(at)
        writing = dates.ENGLISH[form or self.rng.choice(list(dates.ENGLISH))]
        return marked("date", f"{moment:%Y-%m-%d}", writing(moment), role)

    def as_written(self, shown: str, at: dt.date, role: str = "happened") -> str:
        """Write a day in words of the wording's own: 3天前, 上周三, 刚刚, 二〇二六年三月五日."""
        return marked("date", f"{at:%Y-%m-%d}", shown, role)

    def sent(self, at: dt.datetime) -> str:
        """Write when a message was sent, as phones do: relative for the last days."""
        shown = dates.relative(at, self.now, self.rng)
        if shown is None:
            same_year = at.year == self.now.year and self.rng.random() < 0.6
            return (
                self.yearless(at, "message", "chinese-time")
                if same_year
                else self.moment(at, "message", "chinese")
            )
        return marked("date", f"{at:%Y-%m-%dT%H:%M}", shown, "message")

    def clock(self, at: dt.datetime) -> str:
        """Write the time alone, as between two messages of one day: no date, nor wrong if taken with its day."""
        return self.optional(f"{at:%H:%M}")

    def later(self, days: int) -> dt.datetime:
        """Return the moment that many days after what happened."""
        return self.at + dt.timedelta(days=days)

    def minutes(self, minutes: int) -> dt.datetime:
        """Return the moment that many minutes after what happened."""
        return self.at + dt.timedelta(minutes=minutes)

    def _moment(self, at: dt.date | None) -> dt.datetime:
        if at is None:
            return self.at
        return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time(9, 30))

    # Numbers

    def reference(self, label: str, pattern: str, at: dt.date | None = None) -> str:
        """Write a reference number: `@` is the day, `#` a digit, `?` a letter, `&` either; the rest stands for itself.

        Spaces are shown and are no part of the value.
        """
        shown = "".join(self._filled(char, at or self.at) for char in pattern)
        return marked("reference", shown.replace(" ", ""), shown, label)

    def row(self, label: str, pattern: str) -> tuple[str, str]:
        """Return a row of a label and its reference number."""
        return label, self.reference(label, pattern)

    def _filled(self, char: str, at: dt.date) -> str:
        match char:
            case "@":
                return f"{at:%Y%m%d}"
            case "#":
                return self.rng.choice(string.digits)
            case "?":
                return self.rng.choice(LETTERS)
            case "&":
                return self.rng.choice(string.ascii_uppercase + string.digits)
            case _:
                return char

    def money(self, low: int = 200, high: int = 50_000, form: str = "") -> str:
        """Write an amount in yuan between the two; forms: yuan, sign, separated, bare."""
        cents = self.rng.randrange(low * 100, high * 100)
        return self.amount(f"{cents // 100}.{cents % 100:02}", form)

    def amount(self, value: str, form: str = "") -> str:
        """Write this amount; `value` is a decimal in yuan."""
        whole = float(value)
        shown = {
            "yuan": f"{value}元",
            "separated": f"{whole:,.2f}元",
            "sign": f"¥{whole:,.2f}",
            "wide-sign": f"￥{value}",
            "rmb": f"人民币{whole:,.2f}元",
            "english": f"CNY {whole:,.2f}",
        }
        return marked(
            "amount", value, shown[form or self.rng.choice(("yuan", "separated", "sign", "wide-sign"))]
        )

    def amount_as(self, value: str, shown: str) -> str:
        """Write an amount in words of the wording's own: 1.2万元, 壹万贰仟元整."""
        return marked("amount", value, shown)

    def phone(self, number: str = "", shown: str = "") -> str:
        """Write a telephone number, by default the party's hotline; spaces and dashes are no part of the value."""
        number = number or self.party.hotline
        return marked("phone", number, shown or number)

    def staff(self, shown: str = "") -> str:
        """Write the number of a member of staff."""
        number = shown or str(self.rng.randrange(1000, 99_999))
        return marked("employee", number, number)

    # What is neither right nor wrong, and what blocks

    def optional(self, shown: str) -> str:
        """Write what a reader may take for a fact or leave."""
        return marked("optional", "", shown)

    def mobile(self) -> str:
        """Write the person's own number, masked as apps do."""
        return self.optional(self.rng.choice(("138****0000", "139****0027", "186****3305", "177****0916")))

    def blocked(self, obstacle: str, shown: str) -> str:
        """Say what stands in the way; `obstacle` is a `vault.model.Obstacle`."""
        return marked("obstacle", obstacle, shown)

    def authorised(self, state: str, shown: str) -> str:
        """Say how far an authorisation reaches or that it ended; `state` is a `vault.model.Authorization`."""
        return marked("authorization", state, shown)
