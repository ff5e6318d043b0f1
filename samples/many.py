"""Any number of varied phone screenshots from a seed, to measure with: `python -m samples.many FOLDER`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

from samples.blocks import (
    Block,
    Bubble,
    Button,
    Look,
    Mark,
    Moment,
    Notice,
    Prose,
    Result,
    Rows,
    Screen,
    Side,
)
from samples.generate import encoded
from samples.looks import BLUE, DARK, GREEN, ORANGE, PAPER, RED, SMS
from samples.phone import draw

SIZES = ((1080, 2340), (1170, 2532), (1080, 2400), (750, 1624), (1440, 3200), (1284, 2778), (720, 1600))
PLATFORMS = (
    "京东白条",
    "京东金条",
    "蚂蚁借呗",
    "微粒贷",
    "度小满",
    "分期乐",
    "美团借钱",
    "安逸花",
    "还呗",
    "拍拍贷",
)
FIRST_DAY = dt.datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - the clock of a phone has no zone


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """What varies from one picture to the next."""

    rng: random.Random
    platform: str
    at: dt.datetime

    @property
    def moment(self) -> str:
        """Date and time as apps write them."""
        return f"{self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def day(self) -> str:
        """The day in Chinese."""
        return f"{self.at.year}年{self.at.month}月{self.at.day}日"

    def number(self, prefix: str) -> str:
        """A reference number with the day in it."""
        return f"{prefix}{self.at:%Y%m%d}{self.rng.randrange(10**8):08}"

    def money(self) -> str:
        """An amount with separators."""
        return f"{self.rng.randrange(1_000, 5_000_000) / 100:,.2f}"


def _cancelled(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (
        ("服务名称", case.platform),
        ("账户姓名", "李*四"),
        ("手机号码", "139****0000"),
        ("申请编号", case.number("ZX")),
        ("注销时间", case.moment),
    )
    result = Result(Mark.DONE, f"{case.platform}注销成功", "账户已注销，额度失效")
    return "注销结果", (result, Rows(rows), Button("完成"))


def _repaid(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (
        ("借款产品", case.platform),
        ("还款金额", f"¥{case.money()}"),
        ("还款时间", case.moment),
        ("交易流水号", case.number("LS")),
        ("剩余待还", "¥0.00"),
    )
    return "还款详情", (
        Result(Mark.DONE, "还款成功", "本笔借款已结清"),
        Rows(rows, "还款信息"),
        Button("返回", main=False),
    )


def _refused(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (("申请业务", f"注销{case.platform}"), ("申请时间", case.moment), ("待还金额", f"¥{case.money()}"))
    result = Result(Mark.REFUSED, "暂时无法注销", "您尚有未结清的借款，请还清后再试")
    return "账户注销", (result, Rows(rows), Notice("全部结清后可重新提交申请。"), Button("去还款"))


def _complaint(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (
        ("投诉编号", case.number("TS")),
        ("被投诉机构", case.platform),
        ("投诉事项", "账户已注销，征信报告仍显示未销户，要求更正"),
        ("受理时间", case.moment),
    )
    return "投诉详情", (Result(Mark.WAITING, "投诉已受理", "将在15日内答复"), Rows(rows, "受理回执"))


def _messages(case: Case) -> tuple[str, tuple[Block, ...]]:
    first = f"【{case.platform}】您的注销申请已受理，受理编号{case.number('SL')}，预计3个工作日内完成。"
    second = f"【{case.platform}】您的账户已于{case.day}注销成功。如非本人操作请联系客服。"
    third = f"【{case.platform}】您尾号0000的账单{case.money()}元已还清，感谢您的使用。"
    blocks = tuple(
        block
        for text in (third, first, second)
        for block in (Moment(f"{case.day} {case.at:%H:%M}"), Bubble(Side.THEY, text))
    )
    return "1069 0000 0000", blocks


def _talk(case: Case) -> tuple[str, tuple[Block, ...]]:
    parts = (
        (Side.ME, f"我要注销{case.platform}账户"),
        (Side.THEY, f"您好，工号{case.rng.randrange(1000, 9999)}为您服务，请稍等，正在核实。"),
        (Side.THEY, f"已为您登记，工单号：{case.number('GD')}，3个工作日内答复。"),
        (Side.ME, "注销后征信什么时候更新？"),
        (Side.THEY, "次月报送更新，具体以征信机构为准。"),
        (Side.ME, "好的，谢谢"),
    )
    return "在线客服", (Moment(f"{case.day} {case.at:%H:%M}"), *(Bubble(*part) for part in parts))


def _report(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (("报告编号", case.number("")), ("报告时间", case.moment), ("姓名", "李四"))
    loan = f"{case.platform}发放的{case.money()}元其他个人消费贷款"
    text = f"账户1\n{loan}，截至{case.at.year}年{case.at.month}月，已结清。"
    return "个人信用报告", (Rows(rows, "中国人民银行征信中心"), Prose(text, "信贷交易信息明细"))


def _english(case: Case) -> tuple[str, tuple[Block, ...]]:
    rows = (
        ("Product", "Weilidai (WeBank)"),
        ("Account holder", "LI SI"),
        ("Closed on", f"{case.at:%d %b %Y}"),
        ("Reference No.", case.number("CL-")),
        ("Outstanding", f"CNY {case.money()}"),
    )
    return "Account Closure", (
        Result(Mark.DONE, "Account closed", "Your credit line has been cancelled"),
        Rows(rows),
        Button("Done"),
    )


Kind = Callable[[Case], tuple[str, tuple[Block, ...]]]
KINDS: tuple[Kind, ...] = (
    _cancelled,
    _messages,
    _repaid,
    _talk,
    _refused,
    _report,
    _complaint,
    _english,
)
CHATS: dict[Kind, Look] = {_messages: SMS, _talk: GREEN}
LOOKS = (RED, BLUE, ORANGE, DARK, PAPER)


def screens(count: int, seed: int) -> list[Screen]:
    """Return `count` screens: every kind in turn, everything else by `seed`."""
    rng = random.Random(seed)
    made = []
    for index in range(count):
        kind = KINDS[index % len(KINDS)]
        at = FIRST_DAY + dt.timedelta(minutes=rng.randrange(300 * 24 * 60), seconds=rng.randrange(60))
        title, blocks = kind(Case(rng, rng.choice(PLATFORMS), at))
        width, height = rng.choice(SIZES)
        look = CHATS.get(kind) or rng.choice(LOOKS)
        clock = f"{at:%H:%M}"
        battery = rng.randrange(5, 100)
        made.append(
            Screen(title, clock, blocks, look, width, height, battery=battery, avatars=kind is not _messages)
        )
    return made


def write(folder: Path, count: int = 48, seed: int = 1) -> list[Path]:
    """Write `count` screenshots to `folder`, every fifth as JPEG; return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for index, screen in enumerate(screens(count, seed)):
        file = folder / f"screen-{index:03}.{'jpg' if index % 5 == 4 else 'png'}"
        file.write_bytes(encoded(draw(screen), file.name))
        files.append(file)
    return files


def main() -> None:
    """Write the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m samples.many", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{len(write(options.folder, options.count, options.seed))} pictures in {options.folder}")


if __name__ == "__main__":
    main()
