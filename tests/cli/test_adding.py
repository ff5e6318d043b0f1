"""`vault add`: every source gets in, bad ones say why, nothing is stored twice or in the clear."""

from __future__ import annotations

import email.message
import io
import os

import pytest
from PIL import Image
from rich.cells import cell_len

from tests.cli.shell import MATERIAL, Shell, blank_png
from tests.cli.sms import BAITIAO_POLITE


def test_a_pasted_message_is_added_and_understood(vault: Shell) -> None:
    (record,) = vault("add", "-", "--via", "sms", "--json", stdin=BAITIAO_POLITE.encode()).records
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
    assert vault("add", "-", stdin=BAITIAO_POLITE.encode()).code == 0


def test_attachments_of_a_mail_become_items_that_know_their_parent(vault: Shell) -> None:
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "service@example.com", "me@example.com", "结清证明"
    mail["Date"] = "Fri, 06 Mar 2026 10:00:00 +0800"
    mail.set_content("您的贷款已于2026年3月5日结清。")
    mail.add_attachment(BAITIAO_POLITE.encode(), maintype="text", subtype="plain", filename="附件.txt")
    parent, child = vault("add", vault.write("mail.eml", mail.as_bytes()), "--json").records
    assert parent["media_type"] == "message/rfc822"
    assert child["parent"] == parent["id"]
    (shown,) = vault("show", parent["id"], "--json").records
    assert shown["acquisitions"][0]["captured_from"] == "mail"
    assert shown["acquisitions"][0]["captured_at"] == "2026-03-06T02:00:00+00:00"
    assert shown["acquisitions"][0]["channel"] == "mail"


@pytest.mark.parametrize("claimed", ["Fri, 31 Dec 9999 20:00:00 +0000", "Mon, 01 Jan 1601 09:00:00 +0000"])
def test_a_mail_that_claims_an_impossible_time_is_dated_by_its_file(vault: Shell, claimed: str) -> None:
    header = f"From: a@example.com\nSubject: x\nDate: {claimed}\nContent-Type: text/plain; charset=utf-8\n"
    path = vault.write("in/a.eml", f"{header}\n昨天{BAITIAO_POLITE}\n")
    vault.write("in/b.txt", BAITIAO_POLITE)
    os.utime(path, (1_772_762_400, 1_772_762_400))
    ended = vault("add", "in", "--json")
    assert [(one["status"], one["error"]) for one in ended.records] == [("added", None)] * 2
    (shown,) = vault("show", ended.records[0]["id"], "--json").records
    (acquired,) = shown["acquisitions"]
    assert (acquired["captured_from"], acquired["captured_at"]) == ("file", "2026-03-06T02:00:00+00:00")


def test_how_it_was_got_is_kept(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO_POLITE)
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


def test_a_picture_without_text_says_so(vault: Shell) -> None:
    ended = vault("add", vault.write("blank.png", blank_png(400, 300)))
    assert ended.code == 0
    assert "nothing found" in ended.out


def test_the_original_is_left_as_it_is(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO_POLITE)
    before = path.stat()
    vault("add", path)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_ino) == (
        after.st_mtime_ns,
        after.st_size,
        after.st_ino,
    )


def test_no_word_name_or_digest_of_evidence_lies_in_the_vault_in_the_clear(vault: Shell) -> None:
    (record,) = vault("add", vault.write("secret-name.txt", BAITIAO_POLITE), "--json").records
    assert vault("search", "注销").code == 0
    needles = [
        BAITIAO_POLITE[:10].encode(),
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
    (record,) = shell("read", "-", "--json", "--text", stdin=BAITIAO_POLITE.encode()).records
    assert record["status"] == "read"
    assert record["id"] is None
    assert record["text"] == BAITIAO_POLITE
    assert not (shell.home / "vault").exists()


def test_read_and_add_understand_alike(vault: Shell) -> None:
    path = MATERIAL / "16-jd-mail-answer.eml"
    read, added = vault("read", path, "--json").records, vault("add", path, "--json").records
    for one in (*read, *added):
        for name in ("status", "id", "parent"):
            del one[name]
    assert read == added


def test_an_animation_that_is_read_in_part_says_so(vault: Shell) -> None:
    file = io.BytesIO()
    frames = [Image.new("L", (60, 40), shade) for shade in range(0, 200, 10)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    path = vault.write("moving.gif", file.getvalue())
    assert vault("read", path, "--json").records[0]["partly"] is True
    assert "read in part" in vault("add", path).out


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
