"""The same bytes, added on two devices apart: one item after the folders are merged, and nothing said of it is lost."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell
from tests.cli.sms import BAITIAO
from vault import review
from vault.model import FactState
from vault.opening import Vault


@dataclass(frozen=True)
class Devices:
    """Two devices with folders of one vault; each adds the message for itself."""

    shell: Shell
    folders: tuple[Path, Path]

    def use(self, side: int) -> Shell:
        self.shell.set(
            VAULT_DIR=str(self.folders[side]), XDG_STATE_HOME=str(self.shell.home / f"state {side}")
        )
        return self.shell

    def add(self, side: int) -> str:
        (record,) = self.use(side)("add", self.shell.write("sms.txt", BAITIAO), "--json").records
        assert record["status"] == "added"
        return str(record["id"])

    def merge(self) -> None:
        """Carry every file over to the other side, as a sync program does."""
        for source, target in (self.folders, self.folders[::-1]):
            for name in source.rglob("*.age"):
                place = target / name.relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                if not place.exists():
                    shutil.copy2(name, place)

    def shown(self, item: str) -> dict[str, Any]:
        """Return the item as both sides show it."""
        first, second = (self.use(side)("show", item, "--json").records[0] for side in (0, 1))
        assert first == second
        return first


@pytest.fixture
def devices(vault: Shell) -> Devices:
    """Two devices, each knowing the vault."""
    folders = (vault.home / "vault", vault.home / "vault 1")
    shutil.copytree(*folders)
    shutil.copytree(vault.home / "state", vault.home / "state 0")
    return Devices(vault, folders)


def states(record: dict[str, Any]) -> dict[str, str]:
    return {fact["id"]: fact["state"] for fact in record["facts"]}


def test_what_only_the_copy_states_is_judged_like_any_other_fact(devices: Devices) -> None:
    first, second = devices.add(0), devices.add(1)
    assert devices.use(1)("edit", second, "--new", "reference=GD-77", "--new", "phone=95188").code == 0
    devices.merge()
    number, phone = [fact["id"] for fact in devices.shown(first)["facts"] if fact["id"].startswith(second)]
    assert devices.use(0)("confirm", first, "--fact", "f1", "--reject", phone).code == 0
    assert devices.use(0)("edit", first, "--fact", f"{number}=GD-78").code == 0
    devices.merge()
    record = devices.shown(first)
    assert [fact["value"] for fact in record["facts"] if fact["id"] == number] == ["GD-78"]
    assert states(record)[phone] == "rejected"
    assert states(record)["f1"] == "confirmed"
    assert states(record)[number] == "corrected"


def test_the_custody_of_a_packet_names_facts_as_they_are_shown(devices: Devices) -> None:
    first, second = devices.add(0), devices.add(1)
    for side, item in enumerate((first, second)):
        assert devices.use(side)("edit", item, "--new", "phone=95188").code == 0
    assert devices.use(1)("edit", second, "--new", "reference=GD-77").code == 0
    assert devices.use(1)("confirm", second, "--fact", "f1").code == 0
    devices.merge()
    facts = {fact["id"]: fact["value"] for fact in devices.shown(first)["facts"]}
    assert devices.use(0)("packet", "--platform", "京东金融", "-o", "packet.zip").code == 31
    with zipfile.ZipFile(devices.shell.home / "packet.zip") as packet:
        (name,) = [name for name in packet.namelist() if name.endswith("custody.jsonl")]
        records = [json.loads(line) for line in packet.read(name).splitlines()]
    told = [id_ for record in records for id_ in record["body"].get("facts", {})]
    assert len(told) == 4
    assert [facts[id_] for id_ in told].count("95188") == 2
    assert {facts[id_] for id_ in told} == {"95188", "GD-77", facts["f1"]}


def test_an_answer_finds_its_fact_when_the_item_was_joined_to_another_meanwhile(devices: Devices) -> None:
    sms = devices.shell.write("sms.txt", BAITIAO)
    first = str(devices.use(0)("add", sms, "--unread", "--json").records[0]["id"])
    second = devices.add(1)
    with Vault.open(devices.folders[1]) as vault:
        question = next(review.questions(vault, everything=True))
        devices.merge()
        vault.unlocked().index.refresh()
        fact = review.answer(vault, question, review.Answer(FactState.CONFIRMED))
        assert (fact.id, fact.value) == (f"{second}.f1", question.fact.value)
        review.take_back(vault, question)
    devices.merge()
    assert states(devices.shown(first))[f"{second}.f1"] == "proposed"


def test_a_description_that_was_given_to_the_copy_alone_stands(devices: Devices) -> None:
    first, second = devices.add(0), devices.add(1)
    given = ("--title", "白条注销", "--kind", "settlement", "--event-date", "2026-03-11")
    assert devices.use(1)("edit", second, *given).code == 0
    devices.merge()
    record = devices.shown(first)
    assert (record["id"], record["title"]) == (first, "白条注销")
    assert (record["kind"], record["event_date"]) == ("settlement", "2026-03-11")
    assert devices.use(0)("edit", first, "--title", "注销短信", "--event-date", "2026-03-12").code == 0
    devices.merge()
    record = devices.shown(first)
    assert (record["title"], record["kind"]) == ("注销短信", "settlement")
    assert record["event_date"] == "2026-03-12"


def test_what_one_device_removed_and_the_other_added_is_still_found(devices: Devices) -> None:
    first = devices.add(0)
    assert devices.use(0)("rm", first, "--reason", "twice").code == 0
    devices.add(1)
    devices.merge()
    assert devices.shown(first)["removed"] is None
    assert [hit["id"] for hit in devices.use(1)("search", "注销", "--json").records] == [first]


def test_a_joined_item_is_removed_and_brought_back_whole(devices: Devices) -> None:
    first, second = devices.add(0), devices.add(1)
    devices.merge()
    assert devices.use(1)("rm", second, "--reason", "not mine").code == 0
    devices.merge()
    assert devices.shown(first)["removed"] == "not mine"
    assert devices.use(0)("search", "注销", "--json").records == []
    assert devices.use(0)("rm", first, "--undo", "--reason", "mine after all").code == 0
    devices.merge()
    assert devices.shown(second)["removed"] is None


def test_a_removed_item_that_is_added_again_while_locked_is_found_again(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO)
    (first,) = vault("add", path, "--json").records
    assert vault("rm", first["id"], "--reason", "twice").code == 0
    vault.set(VAULT_IDENTITY=None)
    assert vault("add", path).code == 0
    vault.set(VAULT_IDENTITY=str(vault.home / "identity.txt"))
    assert [hit["id"] for hit in vault("search", "注销", "--json").records] == [first["id"]]
