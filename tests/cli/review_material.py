"""What a review is about, and the keys that answer it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
from typing import Any

from tests.cli.shell import MATERIAL, Shell
from tests.cli.terminal import Terminal
from vault.model import (
    Acquisition,
    Added,
    Box,
    ClaimLevel,
    EventType,
    Fact,
    FactType,
    Findings,
    ItemId,
    Kind,
    Line,
    Reading,
)
from vault.opening import Vault

SURE = "【京东金融】您的京东白条账户已于2026年3月10日注销成功。"
AMBIGUOUS = "Your (Example) account was closed on 03/04/2026."
PROMPT = "q quit"
OURS = "ZX20240305-8801"
OTHERS = "ZX20240305-88O1"


class Keys(Terminal):
    """A terminal on which single keys are pressed."""

    def press(self, key: str, then: str = "") -> None:
        """Press a key once the question stands, and wait for what it leads to."""
        self.expect(PROMPT)
        self.printed = ""
        os.write(self._fd, key.encode())
        if then:
            self.expect(then)


def disagreement(
    shell: Shell, material: str, media_type: str, *, second: str = OTHERS, page: int = 0
) -> ItemId:
    """Enter a picture whose reference number two engines read differently."""
    line = f"受理编号 {OURS}"
    fact = Fact(
        FactType.REFERENCE,
        OURS,
        OURS,
        "reference.label",
        0.97,
        (5, len(line)),
        "受理编号",
        page=page,
        box=Box(100, 200, 400, 240),
        engines=("rapidocr",),
        second=second,
        id="f1",
    )
    return entered(shell, material, media_type, line, fact)


def entered(shell: Shell, material: str, media_type: str, line: str, *facts: Fact) -> ItemId:
    at = dt.datetime(2026, 3, 11, 6, 0, tzinfo=dt.UTC)
    data = (MATERIAL / material).read_bytes()
    with Vault.open(shell.home / "vault") as vault:
        stored = vault.store.put(io.BytesIO(data))
        assert stored.sha256 == hashlib.sha256(data).hexdigest()
        body = Added(
            sha256=stored.sha256,
            size=stored.size,
            media_type=media_type,
            title=material,
            claim=ClaimLevel.OWN_SCREENSHOT,
            acquisition=Acquisition(at, material, at, "file"),
            reading=Reading("rapidocr", "3", (Line(line),)),
            findings=Findings(facts, Kind.CANCELLATION, "cancelled"),
        )
        vault.append(EventType.ITEM_ADDED, stored.id, body)
    return stored.id


def shown(shell: Shell, item: str) -> list[dict[str, Any]]:
    """Return the facts of an item as `show --json` prints them."""
    (record,) = shell("show", item, "--json").records
    facts: list[dict[str, Any]] = record["facts"]
    return facts


def added(shell: Shell, text: str) -> str:
    (record,) = shell("add", "-", "--json", stdin=text.encode()).records
    return str(record["id"])


def dates(shell: Shell, item: str) -> list[tuple[str, str]]:
    return [(one["value"], one["state"]) for one in shown(shell, item) if one["type"] == "date"]
