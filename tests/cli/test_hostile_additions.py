"""What hostile files cost on the command line: their own item, never the run."""

from __future__ import annotations

import json

import pytest

from tests.cli.shell import MATERIAL, Shell
from tests.hostile.hostile_pictures import files

DECODER_KILLER = "PDF with forms that double"
TEXT = "您的借呗账户已于2026年3月10日注销成功。"


@pytest.fixture
def folder(vault: Shell) -> Shell:
    for name in ("20-jiebei-closed.png", "17-jd-settlement-certificate.pdf"):
        vault.write(f"in/{name}", (MATERIAL / name).read_bytes())
    vault.write("in/18-broken.png", (MATERIAL / "20-jiebei-closed.png").read_bytes()[:5000])
    vault.write("in/note.txt", TEXT)
    return vault


@pytest.mark.slow
def test_a_file_that_kills_its_decoder_costs_itself(folder: Shell) -> None:
    folder.write("in/19-killer.pdf", dict(files())[DECODER_KILLER])
    ended = folder("add", "--json", folder.home / "in")
    found = {record["path"].rsplit("/", 1)[1]: record for record in ended.records}
    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert found["18-broken.png"]["error"]["code"] == "picture-broken"
    assert found["19-killer.pdf"]["error"]["code"].startswith("decoder-")
    assert "--unread" in found["19-killer.pdf"]["error"]["hint"]
    assert {one["status"] for name, one in found.items() if name[:2] not in {"18", "19"}} == {"added"}
    assert folder("check", "--read-data").code == 0


def test_what_cannot_be_read_can_be_kept_unread_and_is_shown_so(folder: Shell) -> None:
    broken = folder.home / "in" / "18-broken.png"
    (record,) = folder("add", "--unread", "--json", broken).records
    assert (record["status"], record["engine"], record["lines"], record["facts"]) == ("added", "none", 0, [])
    assert "not read" in folder("show", record["id"]).out
    assert json.loads(folder("show", record["id"], "--json").out)["engine"] == "none"
    assert folder("export", record["id"], "-o", folder.home / "back.png").code == 0
    assert (folder.home / "back.png").read_bytes() == broken.read_bytes()
    assert folder("check", "--read-data").code == 0


def test_unread_is_said_as_it_is_added(folder: Shell) -> None:
    out = folder("add", "--unread", folder.home / "in" / "17-jd-settlement-certificate.pdf").out
    assert "kept, not read, as you asked" in out
    assert "recordings" not in out


def test_an_item_kept_unread_lies_in_a_packet_undrawn_and_is_left_out_of_a_redacted_one(
    folder: Shell,
) -> None:
    broken, note = folder.home / "in" / "18-broken.png", folder.home / "in" / "note.txt"
    (record,) = folder("add", "--unread", "--json", broken).records
    assert folder("add", note).code == 0
    made = folder(
        "packet", "--platform", "借呗", "--item", record["id"], "-o", folder.home / "p.zip", "--json"
    )
    assert made.code == 31, made.err  # made, without a timestamp
    assert made.records[0]["exhibits"] == 2
    redacted = folder(
        "packet",
        "--platform",
        "借呗",
        "--item",
        record["id"],
        "--redact",
        "all",
        "-o",
        folder.home / "r.zip",
        "--json",
    )
    assert redacted.code == 31, redacted.err
    assert redacted.records[0]["exhibits"] == 1
