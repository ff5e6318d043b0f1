"""What cannot be added: each input is told with its code, and the others go on."""

from __future__ import annotations

import struct
import sys
import threading
import zlib
from pathlib import Path

import pytest

from tests.cli.shell import Shell, blank_png
from tests.cli.sms import BAITIAO_POLITE


def test_a_folder_is_walked_and_the_bad_ones_do_not_stop_the_others(vault: Shell) -> None:
    vault.write("in/a.txt", BAITIAO_POLITE)
    vault.write("in/deep/b.txt", BAITIAO_POLITE + "（二）")
    vault.write("in/empty.txt", b"")
    ended = vault("add", "in", "--json")
    assert ended.code == 3
    assert {Path(one["path"]).name: one["status"] for one in ended.records} == {
        "a.txt": "added",
        "b.txt": "added",
        "empty.txt": "failed",
    }


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-08:00"])
def test_a_moment_of_another_age_is_wrong_use(vault: Shell, moment: str) -> None:
    assert vault("add", vault.write("a.txt", BAITIAO_POLITE), "--captured-at", moment).code == 2
    assert vault("note", "--said", BAITIAO_POLITE, "--when", moment).code == 2


def test_a_title_that_cannot_be_recorded_leaves_no_original_behind(vault: Shell) -> None:
    (record,) = vault("add", vault.write("a.txt", BAITIAO_POLITE), "--title", "bad\udcff", "--json").records
    assert (record["status"], record["error"]["code"]) == ("failed", "event-unwritable")
    assert list((vault.home / "vault" / "objects").rglob("*.age")) == []
    assert vault("add", "a.txt").code == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [(("note", "--said", "\udcff"), 4), (("show", "\udcff"), 5), (("export", "\udcff", "-o", "x"), 5)],
)
def test_arguments_that_are_no_text_are_told(vault: Shell, command: tuple[str, ...], code: int) -> None:
    assert vault("add", vault.write("a.txt", BAITIAO_POLITE)).code == 0
    assert vault(*command).code == code


BAD = {
    "empty-file": b"",
    "picture-broken": blank_png(300, 300)[:200],
    "unknown-kind": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("code", BAD)
def test_bad_input_gets_its_code_and_a_hint_and_leaves_nothing(vault: Shell, code: str) -> None:
    ended = vault("add", vault.write("bad", BAD[code]), "--json")
    (record,) = ended.records
    assert ended.code == 4
    assert record["status"] == "failed"
    assert record["error"]["code"] == code
    assert record["error"]["hint"]
    assert not list((vault.home / "vault").glob("objects/*/*"))


def test_a_name_with_a_newline_is_shown_on_one_line(vault: Shell) -> None:
    vault.write("odd\nname.txt", BAITIAO_POLITE)
    ended = vault("add", "odd\nname.txt")
    assert ended.code == 0
    assert r"odd\nname.txt" in ended.out


def test_a_missing_file_is_not_found(vault: Shell) -> None:
    ended = vault("add", "nowhere.png")
    assert ended.code == 5
    assert "[source-not-found]" in ended.err
    assert "Traceback" not in ended.err


def test_without_a_vault_adding_says_so(shell: Shell) -> None:
    ended = shell("add", shell.write("sms.txt", BAITIAO_POLITE))
    assert ended.code == 10


def huge_png() -> bytes:
    """A picture that says it has 50,000 x 50,000 pixels, and holds none."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    end = b"IEND"
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)),
            struct.pack(">I", 0) + end + struct.pack(">I", zlib.crc32(end)),
        )
    )


def test_a_picture_of_50000_by_50000_is_refused_before_it_is_decoded(vault: Shell) -> None:
    ended = vault("add", vault.write("huge.png", huge_png()), "--json")
    assert (ended.code, ended.records[0]["error"]["code"]) == (4, "picture-too-large")


def test_a_loop_of_links_ends_and_the_rest_goes_on(vault: Shell) -> None:
    vault.write("in/a.txt", BAITIAO_POLITE)
    (vault.home / "in" / "loop").symlink_to(vault.home / "in")
    ended = vault("add", "in", "--json")
    assert ended.code == 3
    assert sorted(one["status"] for one in ended.records) == ["added", "failed"]
    assert {one["error"]["code"] for one in ended.records if one["error"]} == {"symlink-loop"}


def test_a_missing_engine_is_told_and_texts_go_on(vault: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    # Importing it fails, as where it is not installed; an earlier test may have imported it.
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.delitem(sys.modules, "vault.reading.engines.tesseract_library", raising=False)
    vault.set(PATH=str(vault.home))
    picture, text = vault.write("p.png", blank_png(200, 100)), vault.write("t.txt", BAITIAO_POLITE)
    ended = vault("add", "--engine", "tesseract", picture, text, "--json")
    assert ended.code == 3
    assert [one["status"] for one in ended.records] == ["failed", "added"]
    assert ended.records[0]["error"]["code"] == "tesseract-missing"
    assert "apt-get install" in ended.records[0]["error"]["hint"]
    assert vault("add", "--engine", "tesseract", picture).code == 30


def test_a_file_that_is_written_to_meanwhile_is_refused(vault: Shell) -> None:
    path = vault.write(
        "growing.wav", b"RIFF" + (2**31).to_bytes(4, "little") + b"WAVEfmt " + bytes(60_000_000)
    )
    ended = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not ended.wait(0.001):
                file.write(bytes(1000))
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        added = vault("add", path, "--json")
    finally:
        ended.set()
        writer.join()
    assert (added.code, added.records[0]["error"]["code"]) == (4, "source-changed")
    assert not list((vault.home / "vault").glob("objects/*/*"))
