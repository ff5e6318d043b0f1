"""`packet --redact` from end to end: real pictures, real engines, and a look into every byte of the packet."""

from __future__ import annotations

import io
import json
import zipfile

import pypdfium2
import pytest
from PIL import Image

from tests.cli.redacted_material import (
    HOTLINE,
    ID,
    LONG_REFERENCE,
    MAIL,
    NAME,
    OWN_FORMS,
    OWN_MAIL,
    OWN_SMS,
    OWNER,
    PHONE,
    REFERENCE,
    SECRETS,
    SMS,
    WAV,
    as_png,
    fill,
    paper,
    screenshot,
)
from tests.cli.redacted_material import OWNERS_ADDRESS as ADDRESS
from tests.cli.shell import Shell
from vault import packet, redaction
from vault.opening import Vault
from vault.reading.engines import choose, read_picture


def members(path: str) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def manifest(files: dict[str, bytes]) -> dict[str, object]:
    described: dict[str, object] = json.loads(files["data/manifest.json"])
    return described


def text_of_pdf(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def read_again(picture: bytes) -> str:
    """What an engine sees that is told of no covers."""
    with Image.open(io.BytesIO(picture)) as opened:
        lines = read_picture(choose("rapidocr").first, opened.convert("RGB"))
    return "".join("".join(line.text.split()) for line in lines)


def assert_untold(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        for value in SECRETS:
            if not name.endswith((".png", ".jpg")):  # compressed pixels hold any four letters by chance
                assert value.encode() not in content, (name, value)
    text = text_of_pdf(files["data/packet.pdf"])
    assert [value for value in SECRETS if value in text] == []


@pytest.fixture
def filled(vault: Shell) -> Shell:
    return fill(vault)


def test_nothing_personal_is_left_and_the_evidence_is(filled: Shell) -> None:
    ended = filled("packet", "--platform", "京东金融", "--redact", "all", "-o", "packet.zip", "--json")
    assert ended.code == 31
    (made,) = ended.records
    files = members("packet.zip")
    assert_untold(files)
    told = {one["id"]: set(one["covered"]) for one in made["redacted"]}
    assert {"ids", "cards", "phones", "names", "addresses", "emails", "codes"} in told.values()
    seen = read_again(next(content for name, content in files.items() if name.endswith(".png")))
    assert [value for value in SECRETS if value in seen] == []
    assert PHONE[:7] not in seen
    assert ID[6:14] not in seen
    for kept in (REFERENCE, LONG_REFERENCE, HOTLINE, "2026年3月2日", "账户注销成功", "12,000.00"):
        assert kept in seen
    texts = "".join(
        content.decode() for name, content in files.items() if name.endswith(".txt") and "E0" in name
    )
    assert REFERENCE in texts
    assert "service@jd.example" in texts
    assert [entry["redaction"] is not None for entry in manifest(files)["exhibits"]] == [True] * 3  # type: ignore[attr-defined]
    judged = filled("verify", "packet.zip", "--json").records[0]
    assert judged["verdict"] == "valid-with-caveats"
    assert {f["code"] for f in judged["findings"] if f["severity"] == "failure"} == set()


@pytest.mark.parametrize("covered", [[], ["all"]])
def test_progress_counts_every_exhibit_once(vault: Shell, covered: list[str]) -> None:
    assert vault("add", vault.write("sms.txt", SMS), vault.write("mail.eml", MAIL)).code == 0
    steps: list[int] = []
    order = packet.Order("京东金融", redact=redaction.parse(covered, []), output=vault.home / "out.zip")
    with Vault.open(vault.home / "vault") as opened:
        made = packet.make(opened, order, done=steps.append)
    assert steps == [1] * made.exhibits == [1, 1]


def test_the_owners_particulars_are_gone_in_every_form(vault: Shell) -> None:
    profile = f'name = "{OWNER}"\nid_number = "{ID}"\nphone = "{PHONE}"\nemail = "zxm@qq.com"\naddress = "{ADDRESS}"\n'
    assert vault("profile", "set", "--from", vault.write("profile.toml", profile)).code == 0
    for name, content in ((f"{OWNER}-{PHONE}.txt", OWN_SMS), ("mine.eml", OWN_MAIL)):
        record = vault("add", vault.write(name, content), "--json").records[0]
        assert vault("confirm", record["id"], "--yes").code == 0
        assert vault("edit", record["id"], "--title", f"{OWNER} {ID}").code == 0
    ended = vault(
        "packet", "--platform", "京东金融", "--for", "heimao", "-o", "public.zip", "--language", "zh"
    )
    assert ended.code == 31, ended.err
    files = members("public.zip")
    with zipfile.ZipFile(io.BytesIO(files["data/letter.docx"])) as letter:
        files |= {f"letter.docx/{name}": letter.read(name) for name in letter.namelist()}
    files["packet.pdf as text"] = text_of_pdf(files["data/packet.pdf"]).encode()
    told = [
        (name, value)
        for name, content in files.items()
        for value in (*OWN_FORMS, PHONE, ID, "478号", "1203室", "zxm", "李雷", "lilei", "203.0.113.7")
        if value.encode() in b"".join(content.split(b" "))
    ]
    assert told == []
    everything = b"".join(files.values()).decode("utf-8", "replace")
    for kept in ("GD20260306142201", "ZX20260302000118", "2026年3月2日", "95118", "service@jd.example"):
        assert kept in everything


@pytest.mark.slow
def test_a_document_loses_its_text_layer_and_what_lies_under_a_box(vault: Shell) -> None:
    assert vault("add", vault.write("paper.pdf", paper())).code == 0
    ended = vault("packet", "--platform", "京东金融", "--redact", "all", "-o", "packet.zip", "--json")
    assert ended.code == 31
    files = members("packet.zip")
    assert_untold(files)
    copy = next(content for name, content in files.items() if "/E01" in name)
    assert text_of_pdf(copy).strip() == ""
    document = pypdfium2.PdfDocument(copy)
    shown = io.BytesIO()
    document[0].render(scale=2).to_pil().save(shown, "PNG")
    document.close()
    seen = read_again(shown.getvalue())
    assert [value for value in SECRETS if value in seen] == []
    assert REFERENCE in seen


@pytest.mark.slow
def test_a_dark_screen_and_one_upside_down(vault: Shell) -> None:
    dark = vault.write("dark.png", as_png(screenshot(dark=True)))
    turned = vault.write("turned.png", as_png(screenshot().rotate(180)))
    assert vault("add", dark, turned).code == 0
    also = [record["id"] for record in vault("add", turned, "--json").records]
    ended = vault(
        "packet",
        "--platform",
        "京东金融",
        "--item",
        also[0],
        "--redact",
        "ids,phones,names",
        "-o",
        "packet.zip",
    )
    assert ended.code == 31, ended.err
    files = members("packet.zip")
    pictures = [content for name, content in files.items() if name.endswith(".png")]
    assert len(pictures) == 2
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as opened:
            back = as_png(opened.rotate(180))
        for seen in (read_again(picture), read_again(back)):
            assert [value for value in (ID, PHONE, NAME) if value in seen] == []


@pytest.mark.slow
def test_a_chosen_fact_and_a_chosen_area_are_covered_and_nothing_else(vault: Shell) -> None:
    record = vault("add", vault.write("shot.png", as_png(screenshot())), "--json").records[0]
    item = record["id"]
    fact = next(f for f in record["facts"] if f["value"] == REFERENCE)
    ended = vault(
        "packet", "--platform", "京东金融", "--redact", f"{item}:{fact['id']}",
        "--redact-box", f"{item}:1:0,40,900,130", "-o", "packet.zip", "--json",
    )  # fmt: skip
    assert ended.code == 31
    files = members("packet.zip")
    assert REFERENCE.encode() not in b"".join(c for n, c in files.items() if n.endswith((".json", ".jsonl")))
    assert REFERENCE not in text_of_pdf(files["data/packet.pdf"])
    picture = next(content for name, content in files.items() if name.endswith(".png"))
    seen = read_again(picture)
    assert REFERENCE not in seen
    assert "账户注销成功" not in seen
    assert ID in seen
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.convert("L").crop((10, 50, 890, 60)).getextrema()[1] < 40


@pytest.mark.slow
def test_a_recording_is_left_out_and_said_so(filled: Shell) -> None:
    sound = filled("add", filled.write("call.wav", WAV), "--json").records[0]["id"]
    ended = filled(
        "packet", "--platform", "京东金融", "--item", sound, "--redact", "ids", "-o", "packet.zip", "--json"
    )
    assert ended.code == 31
    assert [one["left_out"] for one in ended.records[0]["redacted"]].count(True) == 1
    files = members("packet.zip")
    assert not [name for name in files if name.endswith(".wav")]
    assert manifest(files)["withheld"] == [
        {"kind": "other", "event_date": None, "media_type": "audio/vnd.wave"}
    ]
    assert [entry["number"] for entry in manifest(files)["exhibits"]] == [1, 2, 3]  # type: ignore[attr-defined]


def test_the_public_site_gets_a_redacted_packet_in_any_case(vault: Shell) -> None:
    sms = vault("add", vault.write("sms.txt", SMS), "--json").records[0]
    assert vault("confirm", sms["id"], "--yes").code == 0
    ended = vault("packet", "--platform", "京东金融", "--for", "heimao", "-o", "public.zip")
    assert ended.code == 31, ended.err
    files = members("public.zip")
    assert_untold(files)
    assert manifest(files)["redacted"] == [
        "ids", "cards", "phones", "addresses", "names", "emails", "codes"
    ]  # fmt: skip


def test_copies_of_identity_documents_bear_purpose_and_day(vault: Shell) -> None:
    record = vault("add", vault.write("id.png", as_png(screenshot())), "--json").records[0]
    assert vault("edit", record["id"], "--kind", "identity_document").code == 0
    assert vault("packet", "--platform", "京东金融", "-o", "marked.zip", "--language", "zh").code == 31
    (entry,) = manifest(members("marked.zip"))["exhibits"]  # type: ignore[misc]
    assert entry["redaction"]["original"] == record["sha256"]
    assert entry["redaction"]["watermark"].startswith("仅用于办理京东金融相关事宜，20")
    assert entry["sha256"] != record["sha256"]
    assert vault("packet", "--platform", "京东金融", "-o", "plain.zip", "--no-watermark").code == 31
    (entry,) = manifest(members("plain.zip"))["exhibits"]  # type: ignore[misc]
    assert entry["sha256"] == record["sha256"]


def test_a_fact_that_a_person_added_can_be_covered(vault: Shell) -> None:
    sms = vault("add", vault.write("sms.txt", SMS), "--json").records[0]["id"]
    assert vault("edit", sms, "--new", "reference=KF778899").code == 0
    (fact,) = [
        one["id"] for one in vault("show", sms, "--json").records[0]["facts"] if one["value"] == "KF778899"
    ]
    ended = vault("packet", "--platform", "京东金融", "--redact", f"{sms}:{fact}", "-o", "covered.zip")
    assert ended.code == 31, ended.err
    assert not [name for name, content in members("covered.zip").items() if b"KF778899" in content]


def test_what_was_stated_of_the_device_tells_nothing(vault: Shell) -> None:
    stated = tuple(
        part for name in ("device", "system", "app") for part in (f"--{name}", f"of {PHONE} {name}")
    )
    assert vault("add", vault.write("sms.txt", SMS), *stated).code == 0
    ended = vault("packet", "--platform", "京东金融", "--redact", "phones", "-o", "covered.zip")
    assert ended.code == 31, ended.err
    files = members("covered.zip")
    (acquired,) = manifest(files)["exhibits"][0]["acquisitions"]  # type: ignore[index]
    assert all(PHONE not in acquired[name] for name in ("device", "system", "app"))
    assert not [name for name, content in files.items() if PHONE.encode() in content]
