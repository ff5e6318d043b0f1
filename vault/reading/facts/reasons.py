"""Values that a page tells in words, and the label in front of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vault.reading.facts.clauses import Clause
from vault.reading.facts.wordings import Wording

_LABEL = re.compile(
    r"(?:^|[ 。;])(?P<label>[一-龥]{0,6}(?:原因|理由|说明|期限|范围|方式|用途|类型|次数|状态|事项)"
    r"|reason|term|scope|status)[: ]"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A value, and what says it."""

    value: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class ReasonFound:
    """A value that a page tells, and where."""

    value: str
    span: tuple[int, int]
    rule: str
    label: str | None = None
    confidence: float = 0.85


def reason(value: str, family: str, clause: Clause, span: tuple[int, int]) -> ReasonFound:
    """Return the value that the characters `span` of a clause tell; `family` is the first part of the rule's name."""
    labels = list(_LABEL.finditer(clause.text, 0, span[0]))
    return ReasonFound(
        value,
        clause.span(*span),
        f"{family}.{value.replace('_', '-')}",
        labels[-1]["label"] if labels else None,
    )
