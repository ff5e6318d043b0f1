"""Moments over the messages of a chat: 2026-03-05 14:22 客服小王 over a message, [03-05 14:22] 我: before one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vault.reading.facts.dates.lines import line_end, line_start

_BEFORE = re.compile(r" {0,4}[\[(【<]?")
_NAME = re.compile(
    r"[\])】>]? {0,3}[-|]? ?(?P<name>[一-龥A-Za-z*][一-龥A-Za-z0-9*_.()#· -]{0,24}?) {0,2}(?P<says>:|\n|\Z)"
)
_DOING = "已|正|受理|处理|办|审|跟进|介入|回[访电复]|致电|接单|确认|登记|核实"
_SPEAKER = re.compile(
    r"我|您|你|我方|本人|自己|(?:用户|客户|顾客|访客|会员)[A-Za-z0-9*]{0,12}|对方"
    r"|[一-龥A-Za-z]{0,10}(?:客服|[坐座]席|专员|机器人|助手|经理|顾问|催收员?|商家|店家|人工)[A-Za-z0-9#*() -]{0,12}"
    rf"|[一-龥]{{0,8}}(?:客服|[坐座]席|专员|经理)(?!{_DOING})[一-龥]{{1,3}}"
    r"|[一-龥A-Za-z]{2,16} ?[(](?:客服|[坐座]席|专员|用户|客户)[^()]{0,8}[)]"
    r"|(?i:me|you|visitor|customer|client|user"
    r"|(?:[a-z]{2,16} )?(?:agent|support|bot|advisor|representative)(?: [a-z0-9]{1,12})?"
    r"|[a-z]{2,16} [(](?:agent|support|customer|advisor|bot)[)])"
)
_SHORTEST = 2
"""Messages that a chat has at least."""


def heads_of_messages(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return which of the dates at `spans` are moments at which somebody named behind them wrote.

    Two moments at least must begin their lines, each with a name behind it; one of the names is that of a speaker, and
    where names fill their lines, all are, or stand over several messages: else the lines are the steps of something.
    """
    named = [(span, name) for span in spans if (name := _name_behind(text, span))]
    if len(named) < _SHORTEST:
        return frozenset()
    speakers = {name["name"] for _, name in named if _SPEAKER.fullmatch(name["name"])}
    often = [name["name"] for _, name in named]
    said = {name for name in often if name in speakers or often.count(name) > 1}
    if not speakers:
        return frozenset()
    return frozenset(span for span, name in named if name["says"] == ":" or name["name"] in said)


def _name_behind(text: str, span: tuple[int, int]) -> re.Match[str] | None:
    """Return the name behind a moment that begins its line, and whether a colon or the line's end follows it."""
    if ":" not in text[slice(*span)]:
        return None
    if not _BEFORE.fullmatch(text, line_start(text, span[0]), span[0]):
        return None
    return _NAME.match(text, span[1], min(line_end(text, span[1]) + 1, len(text)))
