"""What hostile files cost on the command line: their own item, never the run."""

from __future__ import annotations

import io
import json

import pytest
from PIL import ImageFile

from tests.cli.shell import MATERIAL, Ended, Shell
from tests.hostile.hostile_pictures import files, heavy_page
from vault import packet
from vault.assembling import ExhibitUndrawableError
from vault.confined import Decoders
from vault.opening import Vault

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


def packed(folder: Shell, *options: str) -> Ended:
    return folder("packet", "--platform", "借呗", "-o", folder.home / "out", *options)


def added(folder: Shell, page: bytes) -> str:
    """Keep a note and a document whose text reads well; return the document's id."""
    (folder.home / "out").mkdir()
    assert folder("add", folder.home / "in" / "note.txt").code == 0
    (record,) = folder("add", "--json", folder.write("in/heavy.pdf", page)).records
    assert (record["status"], record["engine"], record["lines"]) == ("added", "text", 1)
    return str(record["id"])


@pytest.mark.parametrize(
    "options", [(), pytest.param(("--redact", "all"), marks=pytest.mark.slow)], ids=["whole", "redacted"]
)
def test_a_page_that_kills_its_decoder_as_it_is_drawn_is_named_and_nothing_is_written(
    folder: Shell, options: tuple[str, ...]
) -> None:
    item = added(folder, heavy_page(side=3000, draws=1, depth=8))
    ended = packed(folder, "--item", item, *options)
    assert ended.code == 4
    assert f"{item} cannot be drawn (decoder-" in ended.err
    assert f"--without {item}" in ended.err
    assert "Traceback" not in ended.err
    assert list((folder.home / "out").iterdir()) == []
    assert "packet" not in folder("show", item, "--json").out
    assert packed(folder, *options).code == 31
    assert folder("check", "--read-data").code == 0


def test_a_page_whose_drawing_never_ends_makes_no_packet_and_is_named(folder: Shell) -> None:
    item = added(folder, heavy_page(side=2000, draws=3000, depth=2))
    with Vault.open(folder.home / "vault") as vault:
        vault._decoders = Decoders(patience=2)
        order = packet.Order("借呗", also=[item], output=folder.home / "out")
        with pytest.raises(ExhibitUndrawableError) as raised:
            packet.make(vault, order)
    assert raised.value.values == {"item": item, "reason": "decoder-too-slow"}
    assert list((folder.home / "out").iterdir()) == []


@pytest.mark.parametrize(
    "options", [(), pytest.param(("--redact", "all"), marks=pytest.mark.slow)], ids=["whole", "redacted"]
)
def test_the_process_that_holds_the_key_opens_no_file_of_a_stranger(
    vault: Shell, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    foreign = (MATERIAL / "20-jiebei-closed.png").read_bytes()
    opened: list[bytes] = []

    begin = ImageFile.ImageFile.__init__

    def watched(image: ImageFile.ImageFile, file: io.BytesIO, *rest: object) -> None:
        opened.append(file.getvalue())
        begin(image, file, *rest)

    monkeypatch.setattr(ImageFile.ImageFile, "__init__", watched)
    assert vault("add", vault.write("in.png", foreign)).code == 0
    ended = vault("packet", "--platform", "借呗", "-o", vault.home / "out.zip", *options)
    assert ended.code == 31, ended.err
    assert foreign not in opened
    assert bool(opened) is bool(options)  # what this program made itself is looked at again
