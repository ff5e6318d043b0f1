"""Rules that tell a value by the wording of a clause: patterns for it, and patterns around a hit that take it back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_BEFORE, _AFTER = 10, 8
_LABEL = re.compile(
    r"(?:^|[ 。;])(?P<label>[一-龥]{0,6}(?:原因|理由|说明|期限|范围|方式|用途|类型|次数|状态|事项)|reason|term|scope|status)[: ]"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What says `value`; patterns are for text in lower case. An empty `none` takes nothing back."""

    value: str
    any: re.Pattern[str]
    none: re.Pattern[str] | None

    def said(self, clause: str) -> re.Match[str] | None:
        """Return the first hit that nothing around it takes back."""
        for match in self.any.finditer(clause):
            behind = clause[match.end() : match.end() + _AFTER].split(",", maxsplit=1)[0]
            around = clause[max(0, match.start() - _BEFORE) : match.end()] + behind
            if self.none is None or not self.none.search(around):
                return match
        return None


@dataclass(frozen=True, slots=True)
class ReasonFound:
    """A value that a page says, where it says so, and the label in front of the words."""

    value: str
    span: tuple[int, int]
    rule: str
    label: str | None = None
    confidence: float = 0.85


def wording(row: Mapping[str, Any]) -> Wording:
    """Return the wording of a row of rule data."""
    none = "|".join(row.get("none", ()))
    return Wording(
        row.get("value", ""), re.compile("|".join(row["any"])), re.compile(none) if none else None
    )


def label_before(clause: str, start: int) -> str | None:
    """Return the label that a clause bears in front of the words at `start`."""
    labels = list(_LABEL.finditer(clause, 0, start))
    return labels[-1]["label"] if labels else None
