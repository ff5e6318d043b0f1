"""What a user asks to be covered in a packet: classes, facts, areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vault.errors import NotFoundError, UsageError
from vault.language import mark
from vault.model import Box
from vault.proving.redaction.reasons import CLASSES, Reason

ALL = "all"
FACT = re.compile(r"([0-9a-z]{1,8}):((?:[0-9a-z]{8}\.)?(?:f[1-9][0-9]{0,5}|n[0-9a-z]{4}))")
BOX = re.compile(r"([0-9a-z]{2,8}):([1-9][0-9]{0,3}):" + ",".join([r"([0-9]{1,6}(?:\.[0-9]{1,3})?)"] * 4))


class RedactionUnknownError(UsageError):
    """What shall be redacted is no class and no fact."""

    code = "redaction-unknown"
    message = mark("{word} is not something that can be redacted.")
    hint = mark("Use {classes}, all, or a fact such as 7kq2:f3; several are separated by commas.")


class RedactionBoxError(UsageError):
    """An area is not written as one."""

    code = "redaction-box"
    message = mark("{box} is not an area of a page.")
    hint = mark(
        "Write ID:PAGE:X0,Y0,X1,Y1: pages from 1, pixels from the top left, such as 7kq2:1:40,300,620,380"
    )


class RedactionTargetError(NotFoundError):
    """A fact or an area is not in the packet."""

    code = "redaction-target"
    message = mark("{target} is not in this packet.")
    hint = mark("Look at the facts with `vault show ID`; an area must lie on a page of a picture or PDF.")


@dataclass(frozen=True, slots=True)
class Request:
    """What shall be covered: classes, facts as (item, fact id), areas as (item, page from 0, box)."""

    reasons: frozenset[Reason] = frozenset()
    facts: tuple[tuple[str, str], ...] = ()
    boxes: tuple[tuple[str, int, Box], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.reasons or self.facts or self.boxes)


NOTHING = Request()


def parse(words: Iterable[str], boxes: Iterable[str]) -> Request:
    """Read what the user asks to be covered.

    Args:
        words: Each a list separated by commas: classes, `all`, facts as `ID:f3`.
        boxes: Areas as `ID:PAGE:X0,Y0,X1,Y1`.

    Returns:
        The request.

    Raises:
        RedactionUnknownError: A word is neither class nor fact.
        RedactionBoxError: An area is written in another way, or is empty.
    """
    reasons: set[Reason] = set()
    facts: list[tuple[str, str]] = []
    for word in (part.strip() for words_ in words for part in words_.split(",")):
        fact = FACT.fullmatch(word)
        if fact:
            facts.append((fact[1], fact[2]))
        elif word == ALL:
            reasons |= CLASSES
        elif word in set(CLASSES):
            reasons.add(Reason(word))
        else:
            raise RedactionUnknownError(word=word, classes=", ".join(sorted(CLASSES)))
    return Request(frozenset(reasons), tuple(facts), tuple(_box(text) for text in boxes))


def _box(text: str) -> tuple[str, int, Box]:
    match = BOX.fullmatch(text.replace(" ", ""))
    if match is None:
        raise RedactionBoxError(box=text)
    box = Box(*(float(number) for number in match.groups()[2:]))
    if not (box.x0 < box.x1 and box.y0 < box.y1):
        raise RedactionBoxError(box=text)
    return match[1], int(match[2]) - 1, box
