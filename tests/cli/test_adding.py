"""`vault add`: every source gets in, bad ones say why, nothing is stored twice or in the clear."""

from __future__ import annotations

import email.message
import io
import os
import struct
import sys
import threading
import zlib
from pathlib import Path

import pytest
from PIL import Image
from rich.cells import cell_len

from tests.cli.shell import MATERIAL, Shell

SMS = "【京东金融】尊敬的用户，您的京东白条账户已于2026年3月10日注销成功，受理编号ZX2026030600158472。"


def test_a_pasted_message_is_added_and_understood(vault: Shell) -> None:
    (record,) = vault("add", "-", "--via", "sms", "--json", stdin=SMS.encode()).records
    assert record["status"] == "added"
    assert record["kind"] == "cancellation"
    assert record["event_date"] == "2026-03-10"
    assert record["media_type"] == "text/plain"
    assert record["timestamp"] == "none"
    assert record["error"] is None
    references = [fact["value"] for fact in record["facts"] if fact["type"] == "reference"]
    assert references == ["ZX2026030600158472"]


def test_a_picture_is_read_by_ocr(vault: Shell) -> None:
    (record,) = vault("add", MATERIAL / "06-jd-cancelled.png", "--json").records
    assert record["kind"] == "cancellation"
    assert record["engine"] == "rapidocr"
    assert record["lines"] > 5
    boxes = [fact["box"] for fact in record["facts"] if fact["type"] == "reference"]
    assert boxes
    assert all(box and len(box) == 4 for box in boxes)


def test_adding_needs_no_secret(vault: Shell) -> None:
    vault.set(VAULT_IDENTITY=None)
    assert vault("add", "-", stdin=SMS.encode()).code == 0


def test_the_same_bytes_twice_are_one_item_when_unlocked(vault: Shell) -> None:
    path = vault.write("sms.txt", SMS)
    (first,) = vault("add", path, "--json").records
    (second,) = vault("add", path, "--json").records
    assert (second["status"], second["id"]) == ("duplicate", first["id"])
    assert second["facts"] == first["facts"]
    (shown,) = vault("show", first["id"], "--json").records
    assert len(shown["acquisitions"]) == 2


def test_the_same_bytes_twice_in_one_run_are_one_item_even_when_locked(vault: Shell) -> None:
    vault.set(VAULT_IDENTITY=None)
    first, second = vault.write("a.txt", SMS), vault.write("b.txt", SMS)
    statuses = [record["status"] for record in vault("add", first, second, "--json").records]
    assert statuses == ["added", "duplicate"]


def test_copies_that_were_added_while_locked_are_joined_at_the_next_unlock(vault: Shell) -> None:
    path = vault.write("sms.txt", SMS)
    identity = str(vault.home / "identity.txt")
    vault.set(VAULT_IDENTITY=None)
    first = vault("add", path, "--json").records[0]["id"]
    second = vault("add", path, "--json").records[0]["id"]
    assert first != second
    vault.set(VAULT_IDENTITY=identity)
    hits = vault("search", "注销", "--json").records
    assert len(hits) == 1
    for one in (first, second):
        assert vault("export", one, "-o", "-").out.encode() == path.read_bytes()


def test_a_folder_is_walked_and_the_bad_ones_do_not_stop_the_others(vault: Shell) -> None:
    vault.write("in/a.txt", SMS)
    vault.write("in/deep/b.txt", SMS + "（二）")
    vault.write("in/empty.txt", b"")
    ended = vault("add", "in", "--json")
    assert ended.code == 3
    assert {Path(one["path"]).name: one["status"] for one in ended.records} == {
        "a.txt": "added",
        "b.txt": "added",
        "empty.txt": "failed",
    }


def test_attachments_of_a_mail_become_items_that_know_their_parent(vault: Shell) -> None:
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "service@example.com", "me@example.com", "结清证明"
    mail["Date"] = "Fri, 06 Mar 2026 10:00:00 +0800"
    mail.set_content("您的贷款已于2026年3月5日结清。")
    mail.add_attachment(SMS.encode(), maintype="text", subtype="plain", filename="附件.txt")
    parent, child = vault("add", vault.write("mail.eml", mail.as_bytes()), "--json").records
    assert parent["media_type"] == "message/rfc822"
    assert child["parent"] == parent["id"]
    (shown,) = vault("show", parent["id"], "--json").records
    assert shown["acquisitions"][0]["captured_from"] == "mail"
    assert shown["acquisitions"][0]["captured_at"] == "2026-03-06T02:00:00+00:00"
    assert shown["acquisitions"][0]["channel"] == "mail"


@pytest.mark.parametrize("claimed", ["Fri, 31 Dec 9999 20:00:00 +0000", "Mon, 01 Jan 1601 09:00:00 +0000"])
def test_a_mail_that_claims_an_impossible_time_is_dated_by_its_file(vault: Shell, claimed: str) -> None:
    mail = f"From: a@example.com\nSubject: x\nDate: {claimed}\nContent-Type: text/plain; charset=utf-8\n\n昨天{SMS}\n"
    path = vault.write("in/a.eml", mail)
    vault.write("in/b.txt", SMS)
    os.utime(path, (1_772_762_400, 1_772_762_400))
    ended = vault("add", "in", "--json")
    assert [(one["status"], one["error"]) for one in ended.records] == [("added", None)] * 2
    (shown,) = vault("show", ended.records[0]["id"], "--json").records
    (acquired,) = shown["acquisitions"]
    assert (acquired["captured_from"], acquired["captured_at"]) == ("file", "2026-03-06T02:00:00+00:00")


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-08:00"])
def test_a_moment_of_another_age_is_wrong_use(vault: Shell, moment: str) -> None:
    assert vault("add", vault.write("a.txt", SMS), "--captured-at", moment).code == 2
    assert vault("note", "--said", SMS, "--when", moment).code == 2


def test_a_title_that_cannot_be_recorded_leaves_no_original_behind(vault: Shell) -> None:
    (record,) = vault("add", vault.write("a.txt", SMS), "--title", "bad\udcff", "--json").records
    assert (record["status"], record["error"]["code"]) == ("failed", "event-unwritable")
    assert list((vault.home / "vault" / "objects").rglob("*.age")) == []
    assert vault("add", "a.txt").code == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [(("note", "--said", "\udcff"), 4), (("show", "\udcff"), 5), (("export", "\udcff", "-o", "x"), 5)],
)
def test_arguments_that_are_no_text_are_told(vault: Shell, command: tuple[str, ...], code: int) -> None:
    assert vault("add", vault.write("a.txt", SMS)).code == 0
    assert vault(*command).code == code


def test_how_it_was_got_is_kept(vault: Shell) -> None:
    path = vault.write("sms.txt", SMS)
    options = ("--via", "app", "--device", "Pixel 9", "--system", "Android 16", "--app", "京东金融 8.0")
    (record,) = vault("add", path, *options, "--captured-at", "2026-03-10 09:42", "--json").records
    (shown,) = vault("show", record["id"], "--json").records
    how = shown["acquisitions"][0]
    assert (how["channel"], how["device"], how["system"], how["app"]) == (
        "app",
        "Pixel 9",
        "Android 16",
        "京东金融 8.0",
    )
    assert how["captured_at"] == "2026-03-10T01:42:00+00:00"
    assert how["captured_from"] == "stated"


def test_a_relative_date_counts_from_the_capture(vault: Shell) -> None:
    text = "京东金融客服：您的白条账户昨天已注销成功。"
    (record,) = vault("add", "-", "--captured-at", "2026-03-11 10:00", "--json", stdin=text.encode()).records
    assert "2026-03-10" in [fact["value"] for fact in record["facts"] if fact["type"] == "date"]


def test_a_recording_is_kept_unread_and_comes_back_byte_for_byte(vault: Shell) -> None:
    content = b"RIFF" + (2_000_036).to_bytes(4, "little") + b"WAVEfmt " + bytes(2_000_024)
    ended = vault("add", vault.write("call.wav", content), "--json")
    (record,) = ended.records
    assert (record["status"], record["engine"], record["lines"]) == ("added", "none", 0)
    assert vault("export", record["id"], "-o", "back.wav").code == 0
    assert (vault.home / "back.wav").read_bytes() == content


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


def test_a_picture_without_text_says_so(vault: Shell) -> None:
    ended = vault("add", vault.write("blank.png", png(400, 300)))
    assert ended.code == 0
    assert "nothing found" in ended.out


BAD = {
    "empty-file": b"",
    "picture-broken": png(300, 300)[:200],
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
    vault.write("odd\nname.txt", SMS)
    ended = vault("add", "odd\nname.txt")
    assert ended.code == 0
    assert r"odd\nname.txt" in ended.out


def test_a_missing_file_is_not_found(vault: Shell) -> None:
    ended = vault("add", "nowhere.png")
    assert ended.code == 5
    assert "[source-not-found]" in ended.err
    assert "Traceback" not in ended.err


def test_without_a_vault_adding_says_so(shell: Shell) -> None:
    ended = shell("add", shell.write("sms.txt", SMS))
    assert ended.code == 10


def test_the_original_is_left_as_it_is(vault: Shell) -> None:
    path = vault.write("sms.txt", SMS)
    before = path.stat()
    vault("add", path)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_ino) == (
        after.st_mtime_ns,
        after.st_size,
        after.st_ino,
    )


def test_no_word_name_or_digest_of_evidence_lies_in_the_vault_in_the_clear(vault: Shell) -> None:
    (record,) = vault("add", vault.write("secret-name.txt", SMS), "--json").records
    assert vault("search", "注销").code == 0
    needles = [
        SMS[:10].encode(),
        "注销".encode(),
        "注销".encode("utf-16-le"),
        b"ZX2026030600158472",
        b"secret-name",
    ]
    needles.append(record["sha256"].encode())
    needles.append(bytes.fromhex(record["sha256"]))
    for folder in ("vault", "state"):
        for path in (vault.home / folder).rglob("*"):
            content = str(path.relative_to(vault.home)).encode() + (
                path.read_bytes() if path.is_file() else b""
            )
            assert not [needle for needle in needles if needle in content], path


def test_read_keeps_nothing_and_needs_no_vault(shell: Shell) -> None:
    (record,) = shell("read", "-", "--json", "--text", stdin=SMS.encode()).records
    assert record["status"] == "read"
    assert record["id"] is None
    assert record["text"] == SMS
    assert not (shell.home / "vault").exists()


def test_read_and_add_understand_alike(vault: Shell) -> None:
    path = MATERIAL / "16-jd-mail-answer.eml"
    read, added = vault("read", path, "--json").records, vault("add", path, "--json").records
    for one in (*read, *added):
        for name in ("status", "id", "parent"):
            del one[name]
    assert read == added


def test_adding_a_removed_item_again_brings_it_back(vault: Shell) -> None:
    path = vault.write("sms.txt", SMS)
    (record,) = vault("add", path, "--json").records
    vault("rm", record["id"], "--reason", "by mistake")
    assert vault("add", path).code == 0
    assert [one["id"] for one in vault("search", "注销", "--json").records] == [record["id"]]


def test_an_animation_that_is_read_in_part_says_so(vault: Shell) -> None:
    file = io.BytesIO()
    frames = [Image.new("L", (60, 40), shade) for shade in range(0, 200, 10)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    path = vault.write("moving.gif", file.getvalue())
    assert vault("read", path, "--json").records[0]["partly"] is True
    assert "read in part" in vault("add", path).out


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
    vault.write("in/a.txt", SMS)
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
    picture, text = vault.write("p.png", png(200, 100)), vault.write("t.txt", SMS)
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


WAV = b"RIFF" + (2036).to_bytes(4, "little") + b"WAVEfmt " + bytes(2024)


def test_a_recording_from_standard_input_or_in_a_mail_is_kept(vault: Shell) -> None:
    (piped,) = vault("add", "-", "--json", stdin=WAV).records
    assert (piped["status"], piped["media_type"]) == ("added", "audio/vnd.wave")
    mail = email.message.EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@example.com", "录音", "Fri, 06 Mar 2026 10:00:00 +0800"
    mail.set_content("附件是通话录音。")
    mail.add_attachment(WAV + b"2", maintype="audio", subtype="wav", filename="call.wav")
    parent, child = vault("add", vault.write("mail.eml", mail.as_bytes()), "--json").records
    assert (child["status"], child["parent"]) == ("added", parent["id"])
    (shown,) = vault("show", child["id"], "--json").records
    assert shown["acquisitions"][0]["captured_at"] == "2026-03-06T02:00:00+00:00"


def test_what_is_said_of_an_item_fits_80_columns(vault: Shell) -> None:
    for language in ("en", "zh"):
        vault.set(VAULT_LANG=language)
        ended = vault("read", MATERIAL / "07-jd-sms-thread.png", MATERIAL / "16-jd-mail-answer.eml")
        told = [line for line in ended.out.splitlines() if line.startswith(" ")]
        assert told
        assert max(map(cell_len, told)) <= 80
