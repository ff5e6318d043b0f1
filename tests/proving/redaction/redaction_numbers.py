"""Numbers that are valid and belong to nobody, for the tests of redaction."""

from __future__ import annotations

import datetime as dt

from stdnum import luhn
from stdnum.cn import ric

ID = "11010519491231002X"  # the example of GB 11643-1999
CARD = "6217001940028473155"
PHONE = "13800138000"
TODAY = dt.date(2026, 11, 22)


def identity_number(area: str, born: dt.date, sequence: int) -> str:
    base = f"{area}{born:%Y%m%d}{sequence:03}"
    return base + str(ric.calc_check_digit(base + "0"))


def card_number(first: str, length: int, filling: int) -> str:
    base = (first + f"{filling:018}")[: length - 1]
    return base + str(luhn.calc_check_digit(base))
