"""`packet`, `timestamp` and `verify` against a real authority on the loopback address."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from samples.authority import DemoAuthority
from tests.cli.shell import MATERIAL, Shell

NOBODY = "http://127.0.0.1:9/"


@pytest.fixture(scope="module")
def authority() -> Iterator[DemoAuthority]:
    with DemoAuthority() as running:
        yield running


@pytest.fixture
def root(shell: Shell, authority: DemoAuthority) -> Path:
    return shell.write("root.pem", authority.root_pem)


@pytest.fixture
def stamped(shell: Shell, authority: DemoAuthority, root: Path) -> Shell:
    """A vault with an authority and three items about 京东金融."""
    assert shell("init", "--tsa", authority.url, "--tsa-ca", root).code == 0
    names = ("14-jd-sms-pasted.txt", "16-jd-mail-answer.eml", "13-jd-call-note.txt", "27-bank-sms-pasted.txt")
    ended = shell("add", *(MATERIAL / name for name in names), "--json")
    assert ended.code == 0
    assert {record["timestamp"] for record in ended.records} == {"stamped"}
    return shell


def test_a_packet_verifies_under_the_root_that_the_reader_trusts(stamped: Shell, root: Path) -> None:
    ended = stamped("packet", "--platform", "京东金融", "-o", "packet.zip", "--json")
    assert ended.code == 0
    (made,) = ended.records
    assert (made["path"], made["timestamp"]) == ("packet.zip", "stamped")
    assert made["bytes"] == Path("packet.zip").stat().st_size
    trusted = stamped("verify", "packet.zip", "--tsa-ca", root, "--json")
    assert (trusted.code, trusted.records[0]["verdict"]) == (0, "valid")
    unknown = stamped("verify", "packet.zip", "--json")
    assert (unknown.code, unknown.records[0]["verdict"]) == (22, "valid-with-caveats")


def test_an_item_that_only_names_the_platform_is_told_on_the_screen_and_in_no_packet(stamped: Shell) -> None:
    words = "【微粒贷】您的借款已于2026年4月2日结清。京东金融的账户请另行办理。"
    stamped.write("与律师商量.txt", words)
    (added,) = stamped("add", "与律师商量.txt", "--json").records
    ended = stamped("packet", "--platform", "京东金融", "-o", "packet.zip")
    assert f"Only names the platform, not enclosed: {added['id']}" in ended.err
    with zipfile.ZipFile("packet.zip") as packet:
        files = {name: packet.read(name) for name in packet.namelist()}
    (document,) = (data for name, data in files.items() if name.endswith("packet.pdf"))
    with contextlib.closing(pypdfium2.PdfDocument(document)) as pages:
        said = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    assert "京东金融" in said
    assert "律师" not in said
    assert not any(added["id"].encode() in data or "律师".encode() in data for data in files.values())


def test_one_changed_byte_makes_it_invalid(stamped: Shell, root: Path) -> None:
    stamped("packet", "--platform", "京东金融", "-o", "packet.zip")
    with zipfile.ZipFile("packet.zip") as whole, zipfile.ZipFile("changed.zip", "w") as changed:
        for member in whole.infolist():
            content = bytearray(whole.read(member))
            if "/exhibits/E01" in member.filename and not member.filename.endswith(".tsr"):
                content[10] ^= 1
            changed.writestr(member, bytes(content))
    ended = stamped("verify", "changed.zip", "--tsa-ca", root, "--json")
    assert (ended.code, ended.records[0]["verdict"]) == (21, "invalid")


def test_a_packet_zipped_again_in_a_folder_with_a_chinese_name(stamped: Shell, root: Path) -> None:
    stamped("packet", "--platform", "京东金融", "-o", "packet.zip")
    with zipfile.ZipFile("packet.zip") as whole, zipfile.ZipFile("我的证据.zip", "w") as again:
        for name in whole.namelist():
            again.writestr("我的证据/" + name.partition("/")[2], whole.read(name))
        for name in ("我的证据/.DS_Store", "__MACOSX/我的证据/._data", "我的证据/data/Thumbs.db"):
            again.writestr(name, b"x")
    ended = stamped("verify", "我的证据.zip", "--tsa-ca", root, "--json")
    assert (ended.code, ended.records[0]["verdict"]) == (0, "valid")
    assert "system-files" in {finding["code"] for finding in ended.records[0]["findings"]}
    assert "not judged: 3, the first of them 我的证据/.DS_Store" in stamped("verify", "我的证据.zip").out


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_stock_tools_check_the_packet(stamped: Shell, root: Path) -> None:
    stamped("packet", "--platform", "京东金融", "-o", "packet.zip")
    with zipfile.ZipFile("packet.zip") as packet:
        packet.extractall("open")
    (bag,) = Path("open").iterdir()
    sums = ["sha256sum", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    subprocess.run(sums, cwd=bag, check=True, capture_output=True)
    token = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        "tagmanifest-sha256.txt",
        "-in",
        "tagmanifest-sha256.txt.tsr",
    ]
    subprocess.run([*token, "-CAfile", root.resolve()], cwd=bag, check=True, capture_output=True)
    signature = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "tagmanifest-sha256.txt.p7s",
    ]
    content = ["-content", "tagmanifest-sha256.txt", "-CAfile", "signer.crt", "-out", "/dev/null"]
    subprocess.run([*signature, *content], cwd=bag, check=True, capture_output=True)


def test_the_originals_are_in_it_byte_for_byte_and_the_packet_is_in_their_custody(stamped: Shell) -> None:
    stamped("packet", "--platform", "京东金融", "-o", "packet.zip")
    with zipfile.ZipFile("packet.zip") as packet:
        contents = {packet.read(name) for name in packet.namelist() if "/exhibits/" in name}
    assert (MATERIAL / "14-jd-sms-pasted.txt").read_bytes() in contents
    assert (MATERIAL / "27-bank-sms-pasted.txt").read_bytes() not in contents
    for record in stamped("search", "--platform", "京东金融", "--json").records:
        (shown,) = stamped("show", record["id"], "--json").records
        assert shown["custody"][-1]["type"] == "packet.made"


def test_without_an_authority_the_packet_is_made_and_says_so(vault: Shell) -> None:
    vault("add", MATERIAL / "14-jd-sms-pasted.txt")
    ended = vault("packet", "--platform", "京东金融", "-o", "packet.zip", "--json")
    assert ended.code == 31
    assert ended.records[0]["timestamp"] == "none"
    assert vault("verify", "packet.zip").code == 22


def test_an_authority_that_does_not_answer_leaves_items_pending(
    vault: Shell, authority: DemoAuthority
) -> None:
    vault.set(VAULT_TSA=NOBODY)
    ended = vault("add", MATERIAL / "14-jd-sms-pasted.txt", "--json")
    assert (ended.code, ended.records[0]["status"], ended.records[0]["timestamp"]) == (31, "added", "pending")
    assert vault("timestamp").code == 31
    made = vault("packet", "--platform", "京东金融", "-o", "packet.zip", "--json")
    assert (made.code, made.records[0]["timestamp"]) == (31, "pending")
    assert made.err.count("authority-unreachable") == 1
    vault.set(VAULT_TSA=authority.url)
    assert vault("timestamp", "--json").records == [{"stamped": 1, "pending": 0}]
    assert vault("timestamp", "--json").records == [{"stamped": 0, "pending": 0}]


def test_two_authorities_at_once(vault: Shell, authority: DemoAuthority) -> None:
    with DemoAuthority() as second:
        vault.set(VAULT_TSA=f"{authority.url} {second.url}")
        vault("add", MATERIAL / "14-jd-sms-pasted.txt")
        (record,) = vault("search", "白条", "--json").records
        (shown,) = vault("show", record["id"], "--json").records
        assert {one["authority"] for one in shown["timestamps"]} == {authority.url, second.url}


def test_an_authority_that_is_named_twice_is_asked_once(vault: Shell, authority: DemoAuthority) -> None:
    vault.set(VAULT_TSA=f"{authority.url} {authority.url}")
    (record,) = vault("add", MATERIAL / "14-jd-sms-pasted.txt", "--json").records
    (shown,) = vault("show", record["id"], "--json").records
    assert [one["authority"] for one in shown["timestamps"]] == [authority.url]


def test_a_second_authority_that_is_silent_is_not_passed_over(vault: Shell, authority: DemoAuthority) -> None:
    vault.set(VAULT_TSA=f"{authority.url} {NOBODY}")
    ended = vault("add", MATERIAL / "14-jd-sms-pasted.txt", "--json")
    (record,) = ended.records
    assert (ended.code, record["timestamp"], record["unstamped_by"]) == (31, "stamped", [NOBODY])
    assert vault("timestamp", "--json").records == [{"stamped": 0, "pending": 1}]


def test_an_unknown_platform_or_one_without_items_makes_no_packet(vault: Shell) -> None:
    vault("add", MATERIAL / "14-jd-sms-pasted.txt")
    unknown = vault("packet", "--platform", "京东金容")
    assert unknown.code == 5
    assert "京东金融" in unknown.err
    empty = vault("packet", "--platform", "借呗")
    assert empty.code == 5
    assert "[no-items]" in empty.err
    assert "The vault has items about: 京东金融. Add what is about it" in empty.err
    assert not list(vault.home.glob("packet*"))


def test_what_an_empty_vault_lacks_is_told_without_empty_lists(vault: Shell) -> None:
    ended = vault("packet", "--platform", "借呗")
    assert ended.err.splitlines()[1] == "  what to do: Add what is about it: vault add FILE"


def test_items_that_only_name_it_are_offered_before_anything_else(vault: Shell) -> None:
    words = "【微粒贷】您的借款已于2026年4月2日结清。京东金融的账户请另行办理。"
    (added,) = vault("add", vault.write("微粒贷.txt", words), "--json").records
    ended = vault("packet", "--platform", "京东金融")
    named = f"Items that only name it: {added['id']}; enclose one with --item ID."
    assert f"The vault has items about: 微粒贷. {named} Add what" in ended.err


def test_a_removed_item_is_not_enclosed_in_silence(vault: Shell) -> None:
    vault("add", MATERIAL / "14-jd-sms-pasted.txt")
    (other,) = vault("add", MATERIAL / "27-bank-sms-pasted.txt", "--json").records
    assert vault("rm", other["id"], "--reason", "x").code == 0
    ended = vault("packet", "--platform", "京东金融", "--item", other["id"])
    assert ended.code == 6
    assert "[item-removed]" in ended.err
    assert f"vault rm {other['id']} --undo" in ended.err
    assert not list(vault.home.glob("packet*"))


def test_an_output_that_exists_is_not_overwritten(vault: Shell) -> None:
    vault("add", MATERIAL / "14-jd-sms-pasted.txt")
    vault.write("packet.zip", "mine")
    assert vault("packet", "--platform", "京东金融", "-o", "packet.zip").code == 6
    assert Path("packet.zip").read_text() == "mine"


def test_items_can_be_taken_in_and_left_out(vault: Shell) -> None:
    vault(
        "add",
        MATERIAL / "14-jd-sms-pasted.txt",
        MATERIAL / "13-jd-call-note.txt",
        MATERIAL / "27-bank-sms-pasted.txt",
    )
    ids = {record["name"]: record["id"] for record in vault("search", "--json").records}
    options = ("--item", ids["27-bank-sms-pasted.txt"], "--without", ids["13-jd-call-note.txt"])
    vault("packet", "--platform", "京东金融", *options, "-o", "packet.zip")
    with zipfile.ZipFile("packet.zip") as packet:
        (name,) = (name for name in packet.namelist() if name.endswith("manifest.json"))
        manifest = json.loads(packet.read(name))
    enclosed = {exhibit["item"] for exhibit in manifest["exhibits"]}
    assert enclosed == {ids["14-jd-sms-pasted.txt"], ids["27-bank-sms-pasted.txt"]}


def test_something_that_is_no_packet_is_bad_input(shell: Shell) -> None:
    assert shell("verify", shell.write("some.zip", "no zip at all")).code == 4
    assert shell("verify", "nowhere.zip").code == 5


def test_a_second_copy_in_one_run_counts_as_stamped_with_the_first(
    shell: Shell, authority: DemoAuthority
) -> None:
    shell("init", "--tsa", authority.url)
    first = shell.write("a.txt", "您的借呗账户已注销。")
    second = shell.write("b.txt", "您的借呗账户已注销。")
    ended = shell("add", first, second, "--json")
    assert [(one["status"], one["timestamp"]) for one in ended.records] == [
        ("added", "stamped"),
        ("duplicate", "stamped"),
    ]
    assert ended.code == 0
