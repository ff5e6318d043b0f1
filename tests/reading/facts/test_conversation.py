"""Conversations: whose message it is, who speaks, and when, from where lines stand or from what is written."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import Findings, Line, Reading, Side
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 3, 7, 2, 0, tzinfo=dt.UTC)
WIDTH = 1080


def at(text: str, x: float, y: float, *, height: float = 44) -> Line:
    right = x + height * sum(1.0 if ord(char) > 255 else 0.55 for char in text)
    return Line(text, 0.99, ((x, y), (right, y), (right, y + height), (x, y + height)))


def ending(text: str, right: float, y: float) -> Line:
    (left, _), (end, _), *_ = at(text, 0, y).quad or ()
    return at(text, right - (end - left), y)


def middle(text: str, y: float, *, height: float = 36) -> Line:
    (left, _), (end, _), *_ = at(text, 0, y, height=height).quad or ()
    return at(text, (WIDTH - end + left) / 2, y, height=height)


def seen(*lines: Line, grounds: dict[str, tuple[int, int, int]] | None = None) -> tuple[Findings, Reading]:
    reading = Reading("a", "1", (at("10:00", 60, 30), at("5G 88%", 900, 30), *lines))
    found = understand(
        reading,
        captured_at=CAPTURED,
        directory=load_directory(),
        grounds=lambda line: (grounds or {}).get(line.text),
    )
    return found, reading


def told(found: Findings, reading: Reading) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (message.side.value, message.speaker, message.at, reading.text[slice(*message.span)])
        for message in found.messages
    ]


CHAT = (
    middle("京东金融客服", 160, height=50),
    middle("2026年3月6日 14:22", 260),
    at("您好，请描述您的问题。", 170, 340),
    ending("我要注销白条", 910, 460),
    middle("14:29", 560),
    at("好的，已为您登记，工单号", 170, 640),
    at("GD20260306142201，请留意。", 170, 690),
)


def test_bubbles_have_a_side_a_speaker_and_the_time_of_the_mark_over_them() -> None:
    assert told(*seen(*CHAT)) == [
        ("theirs", "京东金融客服", "2026-03-06T14:22", "您好，请描述您的问题。"),
        ("own", None, "2026-03-06T14:22", "我要注销白条"),
        (
            "theirs",
            "京东金融客服",
            "2026-03-06T14:29",
            "好的，已为您登记，工单号\nGD20260306142201，请留意。",
        ),
    ]


def test_a_portrait_with_writing_is_no_message() -> None:
    found, _ = seen(*CHAT[:3], at("正", 40, 330, height=90), *CHAT[3:])
    assert len(found.messages) == 3


def test_a_name_over_a_bubble_is_its_speaker() -> None:
    lines = [*CHAT[:4], CHAT[4], at("小王", 170, 610, height=28), CHAT[5], CHAT[6]]
    found, reading = seen(*lines)
    assert told(found, reading)[-1][1] == "小王"
    assert "小王" not in told(found, reading)[-1][3]


@pytest.mark.parametrize(("colour", "side"), [((152, 232, 104), Side.OWN), ((248, 248, 248), Side.THEIRS)])
def test_the_colour_tells_whose_the_widest_bubbles_are(colour: tuple[int, int, int], side: Side) -> None:
    wide = "我要注销账户我要注销账户我要注销"  # from one edge to the other
    white, green = (248, 248, 248), (152, 232, 104)
    grounds = {line.text: white for line in CHAT} | {"我要注销白条": green, wide: colour}
    found, reading = seen(*CHAT, at(wide, 170, 800, height=46), grounds=grounds)
    assert [m.side for m in found.messages if reading.text[slice(*m.span)] == wide] == [side]


def test_a_thread_of_text_messages_has_each_its_own_time() -> None:
    found, reading = seen(
        middle("1069 0000 0000 00", 160, height=50),
        middle("2026年3月6日 15:21", 260),
        at("【京东金融】您的注销申请已受理", 80, 330),
        at("，请留意。", 80, 380),
        middle("昨天 09:42", 480),
        at("【京东金融】您的账户已注销。", 80, 550),
    )
    assert [(side, who, when) for side, who, when, _ in told(found, reading)] == [
        ("theirs", "1069 0000 0000 00", "2026-03-06T15:21"),
        ("theirs", "1069 0000 0000 00", "2026-03-06T09:42"),
    ]


def test_labels_and_values_are_no_conversation() -> None:
    rows = [("受理编号", "GD20260306142201"), ("受理时间", "2026-03-06 14:22"), ("当前状态", "已注销")]
    lines = [
        line
        for y, (label, value) in enumerate(rows)
        for line in (at(label, 80, 400 + 90 * y), ending(value, 1000, 400 + 90 * y))
    ]
    assert seen(middle("注销结果", 160, height=50), *lines)[0].messages == ()


def test_a_letter_is_no_conversation() -> None:
    lines = (
        middle("贷款结清证明", 160, height=60),
        at("兹证明张三名下贷款本息已全部结清，该授信额度已终止。", 80, 330, height=36),
        ending("招商银行股份有限公司", 1000, 600),
        ending("2026年3月5日", 1000, 660),
    )
    assert seen(*lines)[0].messages == ()


def of_text(text: str) -> list[tuple[str, str | None, str | None, str]]:
    reading = Reading("text", "1", tuple(Line(line) for line in text.split("\n")))
    return told(understand(reading, captured_at=CAPTURED, directory=load_directory()), reading)


def test_a_transcript_names_who_speaks() -> None:
    assert of_text("2026-03-06 14:22 客服：您好\n我：我要注销\n对方：好的，\n已登记") == [
        ("theirs", "客服", "2026-03-06T14:22", "您好"),
        ("own", None, None, "我要注销"),
        ("theirs", "对方", None, "好的，\n已登记"),
    ]


def test_a_name_and_a_time_over_each_message() -> None:
    assert of_text("京东客服 2026-03-06 14:22\n您好\n我 14:23\n我要注销") == [
        ("theirs", "京东客服", "2026-03-06T14:22", "您好"),
        ("own", None, "2026-03-06T14:23", "我要注销"),
    ]


@pytest.mark.parametrize("text", ["受理编号：123\n客服：95118", "我：注销了", "", "a:b\nc:d"])
def test_other_texts_are_no_conversation(text: str) -> None:
    assert of_text(text) == []


@pytest.mark.parametrize("mark", ["04/07/2026", "04/07/2026 14:22"])
def test_a_mark_whose_order_stays_open_tells_no_moment(mark: str) -> None:
    found, _ = seen(CHAT[0], middle(mark, 260), *CHAT[2:4])
    assert [message.at for message in found.messages] == [None, None]
    assert {
        message[2] for message in of_text(f"客服 {mark}\n您好,请描述您的问题\n我 {mark}\n我要注销白条")
    } <= {None}
