"""How exhibits are ordered and numbered: in time, or by groups as a court's evidence list has them.

Source: Provisions on Evidence in Civil Procedure (2019), art. 19 (evidence is classified and numbered).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vault.language import Language, mark, translator
from vault.proving.dossier import Exhibit
from vault.proving.recipients.loading import evidence
from vault.proving.recipients.names import Layout


def named(number: int, count: int) -> str:
    """Return what an exhibit's file is called: `E01`; with as many digits as `count` needs."""
    return f"E{number:0{max(2, len(str(count)))}}"


def arranged(exhibits: Sequence[Exhibit], layout: Layout, language: Language) -> tuple[Exhibit, ...]:
    """Order and number exhibits.

    Args:
        exhibits: In order of time.
        layout: How.
        language: Of the groups' names.

    Returns:
        The exhibits, numbered from 1 in their new order.
    """
    if layout is Layout.TIME:
        return tuple(exhibits)
    groups = _by_group(exhibits)
    heading = translator(language)(mark("Group {number}: {name}"))
    arranged_: list[Exhibit] = []
    for number, (name, members) in enumerate(groups, 1):
        for place, exhibit in enumerate(members, 1):
            position = len(arranged_) + 1
            arranged_.append(
                replace(
                    exhibit,
                    number=position,
                    name=named(position, len(exhibits)),
                    group=heading.format(number=number, name=name[language]),
                    numbered=f"{number}-{place}",
                )
            )
    return tuple(arranged_)


def _by_group(exhibits: Sequence[Exhibit]) -> list[tuple[dict[Language, str], list[Exhibit]]]:
    """Return the groups that have exhibits, in the order of the data."""
    words = evidence()
    found = []
    for group in words.groups:
        members = [one for one in exhibits if words.kinds[one.item.findings.kind].group == group.id]
        if members:
            found.append(({language: group.name.said(language) for language in Language}, members))
    return found
