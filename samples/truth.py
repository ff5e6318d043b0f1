"""What each sample says, for tests that compare a reading with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """The facts that stand in one sample, as `vault read --json` names them.

    `subject` and `named` are platform names of the directory. A subject's product, brand or lender is the same party
    and may stand in for it or beside it. `dates` are ISO 8601 dates that are written out with their year; `amounts`
    are decimals in yuan.
    """

    kind: str
    event_date: str
    subject: tuple[str, ...]
    named: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
