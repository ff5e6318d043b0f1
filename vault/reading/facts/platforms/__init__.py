"""Platforms of an item: whom it is about, and who is merely named."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vault.model import Kind, Role
from vault.reading.directory import Directory, Platform
from vault.reading.facts.platforms.mentions import Mention, mentions_in
from vault.reading.facts.platforms.signals import label_of
from vault.reading.facts.platforms.subjects import lists_agreements, subject_of

_SIGNALS = ("subject_label", "bracket", "title", "sender", "named_label")
_UNKNOWN, _SLIP = 0.25, 0.1
"""What a name loses in confidence that the directory does not know, or that was read with another character."""


@dataclass(frozen=True, slots=True)
class PlatformFound:
    """A platform of the item, at its best place. `platform` is None for a name that the directory does not know."""

    span: tuple[int, int]
    name: str
    platform: Platform | None
    role: Role
    rule: str
    confidence: float


def platforms(
    text: str, directory: Directory, sender: str | None, sender_lines: Iterable[tuple[int, int]], kind: Kind
) -> list[PlatformFound]:
    """Return the platforms of an item, one for each, the subject first.

    Args:
        text: The folded text.
        directory: The known platforms.
        sender: Who sent the message, as its headers say; None when unknown.
        sender_lines: Spans of telephone numbers that fill a line of their own at the top.
        kind: What the item is evidence of.
    """
    mentions = mentions_in(text, directory, sender, sender_lines, kind)
    keys = [mention.key for mention in mentions]
    best: dict[str, Mention] = {}
    for key, mention in zip(keys, mentions, strict=True):
        other = best.get(key)
        if other is None or mention.score > other.score:
            best[key] = mention
    counts = Counter(keys)
    ranked = sorted(
        (
            mention
            if counts[key] == 1
            else dataclasses.replace(mention, score=mention.score + min(2, counts[key] - 1))
            for key, mention in best.items()
        ),
        key=lambda mention: (-mention.score, mention.span),
    )
    subject = None if kind is Kind.OTHER and lists_agreements(text) else subject_of(ranked, kind)
    return [
        _found(mention, Role.SUBJECT if mention.key == subject else Role.NAMED)
        for mention in sorted(ranked, key=lambda mention: mention.key != subject)
    ]


def _found(mention: Mention, role: Role) -> PlatformFound:
    signal = next((name for name in _SIGNALS if name in mention.signals), "name")
    confidence = {"name": 0.85, "title": 0.9}.get(signal, 0.95)
    if mention.platform is None:
        confidence -= _UNKNOWN
    elif not mention.exact:
        confidence -= _SLIP
    rule = f"platform.{signal.replace('_', '-')}"
    return PlatformFound(mention.span, mention.name, mention.platform, role, rule, round(confidence, 2))


__all__ = ["PlatformFound", "label_of", "lists_agreements", "platforms"]
