"""Generated items for tests and measurements: no real person's words."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
from collections.abc import Iterator

from vault.keeping.store import Store
from vault.keeping.writer import Entry
from vault.model import (
    Acquisition,
    Added,
    ClaimLevel,
    EventType,
    Fact,
    FactType,
    Findings,
    ItemId,
    Kind,
    Line,
    Reading,
    Role,
    Sha256,
)

WORDS = (
    "注销",
    "账户",
    "贷款",
    "客服",
    "京东",
    "还款",
    "成功",
    "结清",
    "申请",
    "您好",
    "短信",
    "逾期",
    "协议",
    "银行",
    "身份",
    "验证",
)
_COMMON = (
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生"
    "自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与"
    "好看学进种将还分此心前面又定见只主没公从"
)
_RARE = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
_PLATFORMS = (
    ("jd_jinrong", "京东金融"),
    ("huabei", "花呗"),
    ("weilidai", "微粒贷"),
    ("duxiaoman", "度小满"),
    ("360jietiao", "360借条"),
)


def number(chance: random.Random) -> str:
    """Return a made-up reference number of 18 digits."""
    return f"{chance.randrange(10**18):018}"


def text(chance: random.Random, reference: str, size: int = 300) -> str:
    """Return lines of Chinese with a reference number, `size` characters."""
    body: list[str] = []
    while sum(map(len, body)) < size - 24:
        draw = chance.random()
        if draw < 0.25:
            body.append(chance.choice(WORDS))
        elif draw < 0.8:
            body.append(chance.choice(_COMMON))
        else:
            body.append(chance.choice(_RARE))
        if draw > 0.97:
            body.append("\n")
    body.insert(len(body) // 2, f"编号{reference}，")
    body.insert(0, "注销")
    return "".join(body)


def added(chance: random.Random, content: str, reference: str, at: dt.datetime) -> Added:
    """Return what the addition of a made-up screenshot says."""
    platform, name = chance.choice(_PLATFORMS)
    start = content.find(reference)
    facts = (
        Fact(
            FactType.REFERENCE, reference, reference, "number", 0.97, (start, start + len(reference)), id="f1"
        ),
        Fact(FactType.PLATFORM, platform, name, "name", 0.9, (0, 2), role=Role.SUBJECT, name=name, id="f2"),
    )
    date = f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return Added(
        sha256=Sha256(hashlib.sha256(content.encode()).hexdigest()),
        size=len(content),
        media_type="image/png",
        title="截图",
        claim=ClaimLevel.OWN_SCREENSHOT,
        acquisition=Acquisition(at, f"IMG_{chance.randrange(10**6)}.png", at, "file"),
        reading=Reading("made", "1", tuple(Line(line, 0.98) for line in content.split("\n"))),
        findings=Findings(facts, chance.choice(list(Kind)), "words", date, "only"),
    )


def entries(count: int, seed: int, at: dt.datetime) -> Iterator[Entry]:
    """Yield additions of made-up items that have no object."""
    chance = random.Random(seed)  # noqa: S311 - made-up text
    for serial in range(count):
        reference = number(chance)
        body = added(chance, text(chance, reference), reference, at)
        yield Entry(EventType.ITEM_ADDED, ItemId(f"{serial:08}"), body)


def fill(store: Store, count: int, seed: int, at: dt.datetime) -> None:
    """Append made-up items in batches; give the store a `Disk(sync=False)`, or it takes long."""
    source = entries(count, seed, at)
    while batch := list(itertools.islice(source, 1000)):
        store.append(batch, at)
