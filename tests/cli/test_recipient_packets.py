"""`vault packet --for`: what is missing is said first; the letter, a court's order, a copy that is small enough."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.shell import MATERIAL, Ended, Shell
from vault.proving.recipients.names import Recipient

ME = 'name = "张三"\nid_number = "11010519491231002X"\nphone = "13800138000"\naddress = "北京市某路1号"\n'
ABOUT = ("packet", "--platform", "京东金融")


@pytest.fixture
def filled(vault: Shell) -> Shell:
    """A vault with four items about 京东金融, facts of three confirmed, and the owner's particulars."""
    names = ("14-jd-sms-pasted.txt", "13-jd-call-note.txt", "16-jd-mail-answer.eml")
    ids = [one["id"] for one in vault("add", *(MATERIAL / name for name in names), "--json").records]
    for one in ids:
        assert vault("confirm", one, "--yes").code == 0
    assert vault("profile", "set", "--from", "-", stdin=ME.encode()).code == 0
    return vault


def opened(path: str) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packet:
        return {name.partition("/")[2]: packet.read(name) for name in packet.namelist()}


def error(ended: Ended) -> str:
    return str(ended.records[-1]["error"]["code"])


def test_what_is_missing_is_said_before_anything_is_made(vault: Shell) -> None:
    vault("add", MATERIAL / "14-jd-sms-pasted.txt")
    ended = vault(*ABOUT, "--for", "regulator", "-o", "packet.zip", "--json")
    assert (ended.code, error(ended)) == (4, "profile-lacks")
    assert not Path("packet.zip").exists()
    checked = vault(*ABOUT, "--for", "regulator", "--check", "--json")
    assert checked.code == 4
    hows = {one["how"] for one in checked.records[0]["missing"]}
    assert {"vault profile set", "vault review"} <= hows


@pytest.mark.parametrize("recipient", list(Recipient))
def test_check_tells_of_every_recipient(filled: Shell, recipient: Recipient) -> None:
    ended = filled(*ABOUT, "--for", recipient.value, "--check")
    assert ended.code in {0, 4}
    assert ended.out
    (record,) = filled(*ABOUT, "--for", recipient.value, "--check", "--json").records
    assert (record["for"], record["exhibits"]) == (recipient.value, 4)
    assert record["source"].startswith("http")
    assert not list(Path().glob("*.zip"))


def test_a_packet_for_the_platform_has_its_letter_and_verifies(filled: Shell) -> None:
    ended = filled(*ABOUT, "--for", "platform", "--language", "zh", "-o", "packet.zip", "--json")
    assert ended.code == 31
    assert ended.records[0]["for"] == "platform"
    files = opened("packet.zip")
    letter = files["data/letter.txt"].decode()
    assert "致：京东金融" in letter
    assert "张三" in letter
    assert "北京市某路1号" not in letter  # nobody there needs the address
    assert json.loads(files["data/manifest.json"])["recipient"] == "platform"
    assert filled("verify", "packet.zip").code == 22


def test_demands_that_the_user_names_are_the_only_ones(filled: Shell) -> None:
    filled(*ABOUT, "--for", "platform", "--demand", "end-autopay", "--language", "zh", "-o", "packet.zip")
    letter = opened("packet.zip")["data/letter.txt"].decode()
    assert "自动扣款" in letter
    assert "2. " not in letter.partition("事实与理由")[0]


def test_a_blank_is_no_detail(filled: Shell) -> None:
    blank = ("--detail", "respondent-address=北京市", "--detail", "conduct= \u3000")
    ended = filled(*ABOUT, "--for", "nifa", *blank, "--demand", "close-account", "--json")
    assert error(ended) == "profile-lacks"
    assert "conduct" in ended.err
    assert "respondent-address" not in ended.err


def test_a_demand_or_a_detail_that_the_recipient_does_not_take_is_refused(filled: Shell) -> None:
    ended = filled(*ABOUT, "--for", "credit-bureau", "--demand", "close-account", "--json")
    assert (ended.code, error(ended)) == (2, "demand-not-taken")
    ended = filled(*ABOUT, "--for", "platform", "--detail", "lender=x", "--json")
    assert (ended.code, error(ended)) == (2, "detail-unknown")
    assert filled(*ABOUT, "--for", "platform", "--detail", "lender").code == 2
    assert filled(*ABOUT, "--demand", "end-autopay").code == 2
    assert filled(*ABOUT, "--check").code == 2


def test_an_authority_in_china_gets_chinese_unless_another_language_is_named(filled: Shell) -> None:
    filled(*ABOUT, "--for", "regulator", "-o", "zh.zip")
    assert opened("zh.zip")["data/letter.txt"].decode().startswith("投诉书\n")
    filled(*ABOUT, "--for", "regulator", "--language", "en", "-o", "en.zip")
    assert opened("en.zip")["data/letter.txt"].decode().startswith("Complaint\n")


def test_the_text_keeps_to_the_length_of_the_form(filled: Shell) -> None:
    filled(*ABOUT, "--for", "regulator", "--form-length", "300", "-o", "packet.zip")
    letter = opened("packet.zip")["data/letter.txt"].decode()
    assert len(letter) <= 300
    assert "省略" in letter


def test_the_finance_association_gets_a_copy_of_at_most_two_megabytes(filled: Shell) -> None:
    details = ("--detail", "respondent-address=北京市", "--detail", "conduct=注销后仍催收")
    ended = filled(
        *ABOUT, "--for", "nifa", *details, "--demand", "close-account", "-o", "packet.zip", "--json"
    )
    (made,) = ended.records
    small = Path(made["reduced"])
    assert small == Path("packet-2MB.pdf")
    assert small.stat().st_size <= 2_000_000
    import pypdfium2

    with pypdfium2.PdfDocument(small.read_bytes()) as document:
        text = "".join(document[0].get_textpage().get_text_range().split())
    assert hashlib.sha256(Path("packet.zip").read_bytes()).hexdigest() in text
    again = filled(
        *ABOUT, "--for", "nifa", *details, "--demand", "close-account", "-o", "other.zip", "--json"
    )
    assert again.code == 31
    Path("other.zip").unlink()
    blocked = filled(
        *ABOUT, "--for", "nifa", *details, "--demand", "close-account", "-o", "other.zip", "--json"
    )
    assert (blocked.code, error(blocked)) == (6, "packet-exists")
    assert not Path("other.zip").exists()


def test_a_court_gets_groups(filled: Shell) -> None:
    filled(*ABOUT, "--for", "court", "--demand", "close-account", "-o", "packet.zip")
    letter = opened("packet.zip")["data/letter.txt"].decode()
    assert "证据1-1" in letter


def test_an_output_that_exists_is_left_as_it_is(filled: Shell) -> None:
    Path("packet.zip").write_bytes(b"mine")
    ended = filled(*ABOUT, "--for", "platform", "-o", "packet.zip", "--json")
    assert (ended.code, error(ended)) == (6, "packet-exists")
    assert Path("packet.zip").read_bytes() == b"mine"


def test_no_exhibit_is_an_error_of_its_own(filled: Shell) -> None:
    ended = filled("packet", "--platform", "微粒贷", "--for", "platform", "--json")
    assert (ended.code, error(ended)) == (5, "no-items")


def test_a_damaged_original_is_named_and_nothing_is_left(filled: Shell) -> None:
    for stored in (filled.home / "vault" / "objects").rglob("*.age"):
        stored.write_bytes(stored.read_bytes()[:-1])
    ended = filled(*ABOUT, "--for", "platform", "-o", "packet.zip", "--json")
    assert ended.code == 20
    assert not list(Path().glob("*.zip"))
    assert not list(Path().glob(".packet-*"))


def test_a_packet_to_nobody_in_particular_has_no_letter(filled: Shell) -> None:
    filled(*ABOUT, "-o", "packet.zip")
    assert "data/letter.txt" not in opened("packet.zip")


def test_a_public_site_only_ever_gets_a_redacted_packet(vault: Shell) -> None:
    sms = "【京东金融】张三您好，您的账户已于2026年3月10日注销成功，预留手机13800138000。\n"
    (added,) = vault("add", vault.write("sms.txt", sms), "--json").records
    vault("confirm", added["id"], "--yes")
    vault("profile", "set", "--from", "-", stdin=ME.encode())
    assert vault(*ABOUT, "--for", "heimao", "-o", "packet.zip").code == 31
    files = opened("packet.zip")
    assert "致：黑猫投诉平台" in files["data/letter.txt"].decode()
    for secret in ("13800138000", "张三", "11010519491231002X"):
        assert [name for name, data in files.items() if secret.encode() in data] == []
    assert json.loads(files["data/manifest.json"])["redacted"]
