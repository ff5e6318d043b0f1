"""Redacted packets that somebody tampered with, each named after its attack."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from proving_authority import TestAuthority
from proving_judging import codes, judged
from proving_making import NOTE, SIGNER, dossier, exhibit, members, reseal, sha, written
from redaction_numbers import CARD, ID

from vault.model import Box
from vault.proving import layout
from vault.proving.dossier import Covered
from vault.proving.redaction import copies, pixels
from vault.proving.redaction.areas import upright
from vault.proving.redaction.reasons import CLASSES, Reason
from vault.proving.verify import Area, AspectVerdict, Report, Verdict

PICTURE, TEXT, PAGES = "data/exhibits/E01.png", "data/exhibits/E02.txt", "data/exhibits/E03.pdf"


def original_picture() -> Image.Image:
    image = Image.new("RGB", (400, 120), "white")
    ImageDraw.Draw(image).text((20, 20), ID, fill="black")
    return image


def as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def covered_picture() -> Image.Image:
    area = upright(0, Box(10, 10, 300, 50), Reason.IDS)
    return pixels.covered(original_picture(), [area.quad], "redacted")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, authority: TestAuthority) -> dict[str, bytes]:
    """A picture with a token, a text, and a document in pages, all redacted."""
    picture = exhibit(1, as_png(original_picture()), authority=authority)
    text = exhibit(2, NOTE, "text/plain", authority=authority)
    pages = exhibit(3, b"%PDF-1.4", "application/pdf")
    shown = [covered_picture()]
    one = [Covered("ids", 1)]
    exhibits = (
        copies.exhibit(picture, picture.item, copies.of_images(shown, single=True), one),
        copies.exhibit(text, text.item, copies.of_text("客服承诺 [redacted]"), one),
        copies.exhibit(pages, pages.item, copies.of_images(shown * 2, single=False), one),
    )
    made = dataclasses.replace(
        dossier((picture, text, pages)),
        exhibits=exhibits,
        redacted=tuple(sorted(CLASSES)),
    )
    out = tmp_path_factory.mktemp("redacted") / "packet-jd-2026-11-22.zip"
    written(out, authority, made=made)
    return members(Path(out).read_bytes())


def redaction(report: Report) -> AspectVerdict:
    return next(aspect.verdict for aspect in report.aspects if aspect.area is Area.REDACTION)


def changed(files: dict[str, bytes], name: str, content: bytes) -> dict[str, bytes]:
    """Another file in place of one, with manifest, bag and signature made to fit by somebody who has the key."""
    described = json.loads(files[layout.MANIFEST])
    for entry in described["exhibits"]:
        if entry["file"] == name:
            entry["sha256"], entry["size"] = sha(content), len(content)
    new = {**files, name: content, layout.MANIFEST: json.dumps(described).encode()}
    return reseal(new, SIGNER)


def test_a_redacted_packet_passes_and_says_what_its_tokens_are_over(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    report = judged(files, authority)
    assert report.verdict is Verdict.VALID
    assert redaction(report) is AspectVerdict.PASS
    told = {(f.code, f.subject) for f in report.findings if f.rule.area is Area.REDACTION}
    assert told == {("redacted-copy", "E01"), ("redacted-copy-unnamed", "E02"), ("redacted-copy", "E03")}


def test_the_manifest_keeps_the_digest_of_an_original_but_not_of_a_text_that_can_be_guessed(
    files: dict[str, bytes],
) -> None:
    picture, text, _ = json.loads(files[layout.MANIFEST])["exhibits"]
    assert picture["redaction"] == {
        "original": sha(as_png(original_picture())),
        "covered": [{"reason": "ids", "count": 1}],
        "watermark": "",
    }
    assert picture["sha256"] == sha(files[PICTURE])
    assert len(picture["tokens"]) == 1
    assert text["redaction"]["original"] is None
    assert text["tokens"] == []
    everything = b"".join(content for name, content in files.items() if not name.endswith(".pdf"))
    assert sha(NOTE).encode() not in everything
    assert ID.encode() not in everything


def test_the_commands_for_a_copys_token_name_the_original_by_its_digest(files: dict[str, bytes]) -> None:
    command = f"openssl ts -verify -digest {sha(as_png(original_picture()))} -in {PICTURE}.tsr"
    assert command in files[layout.VERIFY].decode()


@pytest.mark.parametrize("limit", ["LARGEST_COPY", "LARGEST_TEXT"])
def test_what_is_too_large_to_be_looked_through_is_no_pass(
    files: dict[str, bytes], authority: TestAuthority, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"vault.proving.verify.redaction.{limit}", 10)
    report = judged(files, authority)
    assert (redaction(report), report.verdict) == (AspectVerdict.UNKNOWN, Verdict.VALID_WITH_CAVEATS)


def test_a_redaction_that_leaves_the_text_layer(files: dict[str, bytes]) -> None:
    layer = b"Do Q BT 1 0 0 1 9 9 Tm (%b) Tj ET" % ID.encode()
    attacked = changed(files, PAGES, files[PAGES].replace(b"Do Q", layer, 1))
    assert "redaction-layer" in codes(judged(attacked))


def test_a_redaction_that_leaves_the_picture_in_its_metadata(files: dict[str, bytes]) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = ID
    covered_picture().save(file, "PNG", exif=exif)
    assert "redaction-layer" in codes(judged(changed(files, PICTURE, file.getvalue())))


def test_pixels_restored(files: dict[str, bytes]) -> None:
    attacked = changed(files, PICTURE, as_png(original_picture()))
    assert "redaction-undone" in codes(judged(attacked))
    assert "file-changed" in codes(judged({**files, PICTURE: as_png(original_picture())}))


def test_pixels_restored_in_a_file_of_another_digest_need_the_key(files: dict[str, bytes]) -> None:
    report = judged(reseal({**files, PICTURE: pixels.encoded(original_picture())[0]}))
    assert {"signature-bad", "exhibit-differs"} <= codes(report)


@pytest.mark.parametrize(
    ("value", "reason"), [(ID, "ids"), (f"{CARD}", "cards"), ("zhang.san@qq.com", "emails")]
)
def test_an_unredacted_value_in_the_manifest(files: dict[str, bytes], value: str, reason: str) -> None:
    described = json.loads(files[layout.MANIFEST])
    described["exhibits"][0]["title"] = f"卡 {value}"
    report = judged(
        reseal({**files, layout.MANIFEST: json.dumps(described, ensure_ascii=False).encode()}, SIGNER)
    )
    assert redaction(report) is AspectVerdict.FAIL
    told = [f for f in report.findings if f.code == "redaction-told"]
    assert [(f.subject, f.values["reason"]) for f in told] == [(layout.MANIFEST, reason)]
    assert value not in told[0].said()


def test_an_unredacted_value_in_a_text(files: dict[str, bytes]) -> None:
    attacked = changed(files, TEXT, f"证件 {ID}\n".encode())
    assert "redaction-told" in codes(judged(attacked))


def test_an_exhibit_that_was_not_redacted_at_all(files: dict[str, bytes]) -> None:
    described = json.loads(files[layout.MANIFEST])
    described["exhibits"][0]["redaction"] = None
    attacked = reseal({**files, layout.MANIFEST: json.dumps(described).encode()}, SIGNER)
    assert "redaction-lacking" in codes(judged(attacked))


def test_a_token_of_the_copy_instead_of_the_original(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    token = authority.token(sha(files[PICTURE]), 9).response
    attacked = reseal({**files, f"{PICTURE}.tsr": token}, SIGNER)
    assert "token-mismatch" in codes(judged(attacked, authority))
