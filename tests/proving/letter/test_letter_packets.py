"""A packet for a recipient: the letter among its files and pages, a court's order, a smaller copy."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from letter_cases import CANCELLED, ZHANG, case, evidence, fact, platform
from proving_making import MADE_AT, SIGNER, dossier, members, reseal, zipped

from vault.language import Language
from vault.model import Channel, FactType, Kind, Sha256
from vault.proving import layout
from vault.proving.document import Stamping, Standing, render
from vault.proving.document.listing import entries
from vault.proving.document.phrases import Phrases
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.errors import PacketExistsError, ReducedTooLargeError
from vault.proving.grouping import arranged
from vault.proving.letter.composing import compose
from vault.proving.packet import write_packet
from vault.proving.pdf_signature import sign_document
from vault.proving.recipients.names import Layout, Recipient
from vault.proving.reduced import write_reduced
from vault.proving.sheets import reopened
from vault.proving.verify import Verdict, verify

STANDING = Standing(None, Stamping.NONE)


def addressed(*exhibits: Exhibit, recipient: Recipient = Recipient.PLATFORM, **more: object) -> Dossier:
    made = dossier(exhibits or (CANCELLED,))
    letter = compose(case(*made.exhibits, recipient=recipient, **more))  # type: ignore[arg-type]
    language = letter.language
    return replace(made, letter=letter, recipient=recipient.value, language=language)


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = addressed(
        evidence(1, Kind.CANCELLATION, CANCELLED.item.findings.facts),
        evidence(2, Kind.SETTLEMENT, (platform(), fact(FactType.REFERENCE, "HT1"))),
    )
    made = replace(made, exhibits=tuple(_readable(one) for one in made.exhibits))
    out = tmp_path_factory.mktemp("letter") / "packet.zip"
    write_packet(
        made,
        draw=lambda stamping: render(made, replace(STANDING, stamping=stamping)),
        signer=SIGNER,
        stamp=None,
        out=out,
    )
    return out.read_bytes()


def _readable(exhibit: Exhibit) -> Exhibit:
    import io

    return replace(exhibit, original=lambda: io.BytesIO(f"evidence {exhibit.number}".encode()))


def codes(packet: bytes) -> set[str]:
    return {finding.code for finding in verify(packet, at=MADE_AT).findings}


def test_the_letter_is_in_the_packet_and_in_its_manifest(packet: bytes) -> None:
    assert verify(packet, at=MADE_AT).verdict is not Verdict.INVALID
    files = members(packet)
    listed = json.loads(files[layout.MANIFEST])
    assert [one["file"] for one in listed["letter"]] == [layout.LETTER_WORD, layout.LETTER_TEXT]
    assert listed["recipient"] == "platform"
    assert files[layout.LETTER_TEXT].decode().startswith("关于注销账户及处理个人信息的请求函\n")
    assert files[layout.LETTER_WORD].startswith(b"PK")


def test_the_owners_particulars_are_in_the_letter_and_nowhere_else(packet: bytes) -> None:
    files = members(packet)
    told = [name for name, data in files.items() if ZHANG.id_number.encode() in data]
    assert told == [layout.LETTER_TEXT]  # the PDF and the document are compressed


@pytest.mark.parametrize("name", [layout.LETTER_TEXT, layout.LETTER_WORD])
def test_a_changed_letter_is_found(packet: bytes, name: str) -> None:
    files = members(packet)
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])
    assert {"file-changed", "letter-differs"} <= codes(zipped(files))
    assert "letter-differs" in codes(zipped(reseal(files)))


@pytest.mark.parametrize("name", [layout.LETTER_TEXT, layout.LETTER_WORD])
def test_a_letter_that_was_taken_out_is_found(packet: bytes, name: str) -> None:
    files = members(packet)
    del files[name]
    assert {"file-missing", "letter-differs"} <= codes(zipped(files))


@pytest.mark.parametrize("language", list(Language))
def test_the_letter_stands_before_the_evidence_list(language: Language) -> None:
    made = addressed(language=language)
    pages = pages_of(render(made, STANDING))
    assert made.letter is not None
    at = next(number for number, page in enumerate(pages[1:], 1) if made.letter.addressee in page)
    lists = next(n for n, page in enumerate(pages) if "证明目的" in page or "Purpose of proof" in page)
    assert 0 < at < lists
    assert "证据1" in pages[at].replace(" ", "") or "Exhibit 1" in pages[at]


NAMES = ["李" * 200, "محمد عبد الله", "A\u202ecba", "😀 王 👩\u200d👧", "#let x = [$*_`", "x\x00\x07y"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_drawn(name: str) -> None:
    made = addressed(particulars=replace(ZHANG, name=name), platform_name=name)
    text = "".join(pages_of(render(replace(made, platform=name), STANDING)))
    assert "请求事项" in text
    if name.startswith("李"):
        assert text.count("李") >= 400


def test_a_packet_without_a_letter_has_no_page_for_one() -> None:
    assert "请求事项" not in "".join(pages_of(render(dossier((CANCELLED,)), STANDING)))


def test_a_court_gets_groups_in_their_order_numbered_within() -> None:
    exhibits = (
        evidence(1, Kind.CANCELLATION, (platform(),)),
        evidence(2, Kind.SETTLEMENT, (platform(),)),
        evidence(3, Kind.CANCELLATION_REQUEST, (platform(),)),
    )
    ordered = arranged(exhibits, Layout.COURT, Language.ZH)
    assert [(one.number, one.name, one.label, one.group) for one in ordered] == [
        (1, "E01", "1-1", "第1组：借款与结清"),
        (2, "E02", "2-1", "第2组：账户注销"),
        (3, "E03", "2-2", "第2组：账户注销"),
    ]
    assert [one.item.id for one in ordered] == ["item0002", "item0001", "item0003"]
    assert arranged(exhibits, Layout.TIME, Language.ZH) == exhibits


def test_the_list_has_what_a_court_asks_for_and_originals_only_on_request() -> None:
    made = replace(dossier(arranged((CANCELLED,), Layout.COURT, Language.ZH)), originals=False)
    (entry,) = entries(made, Phrases(Language.ZH))
    assert (entry.label, entry.group, entry.form) == ("1-1", "第1组：账户注销", "")
    assert entry.purpose == "拟证明账户已注销*"  # nobody stated its kind
    assert entry.kind == "电子数据"
    assert "时间依据" in entry.origin
    assert (entry.carrier, len(entry.digest)) == ("Phone 9", 16)
    (asked,) = entries(replace(made, originals=True), Phrases(Language.ZH))
    assert asked.form == "原件"


def test_a_photograph_of_paper_from_a_counter_is_a_copy() -> None:
    item = CANCELLED.item
    paper = replace(
        item, media_type="image/jpeg", acquisitions=(replace(item.acquisitions[0], channel=Channel.COUNTER),)
    )
    made = replace(dossier((replace(CANCELLED, item=paper),)), originals=True)
    (entry,) = entries(made, Phrases(Language.EN))
    assert entry.form == "copy"


def noisy(number: int) -> Exhibit:
    """An exhibit whose picture does not compress."""
    import io

    from PIL import Image

    size = (600, 1200)
    pixels = random.Random(number).randbytes(size[0] * size[1])  # noqa: S311
    out = io.BytesIO()
    Image.frombytes("L", size, pixels).convert("RGB").save(out, "JPEG", quality=95)
    made = evidence(number, Kind.CANCELLATION, CANCELLED.item.findings.facts)
    return replace(
        made, item=replace(made.item, media_type="image/jpeg"), picture=lambda: [reopened(out.getvalue())]
    )


def signed(document: bytes, of: Sha256, *, stamped: bool) -> bytes:
    return sign_document(document, SIGNER, packet="jd-1", at=MADE_AT, stamp=None, copy_of=of)


def unsigned(document: bytes, of: Sha256, *, stamped: bool) -> bytes:
    return document


def test_a_smaller_copy_fits_says_so_and_names_the_full_packet(tmp_path: Path) -> None:
    import hashlib

    full = tmp_path / "packet.zip"
    full.write_bytes(b"the full packet")
    made = addressed(*(noisy(number) for number in (1, 2, 3)), recipient=Recipient.NIFA)
    plain = render(made, STANDING)
    limit = len(plain) // 2
    out = tmp_path / "small.pdf"
    write_reduced(made, of=full, draw=lambda one: render(one, STANDING), sign=signed, limit=limit, out=out)
    small = out.read_bytes()
    assert len(small) <= limit < len(plain)
    digest = hashlib.sha256(b"the full packet").hexdigest()
    for page in pages_of(small):
        assert "缩减版" in page
        assert digest in "".join(page.split())
    assert f"{limit:,}" in pages_of(small)[0]
    assert {path.name for path in tmp_path.iterdir()} == {"packet.zip", "small.pdf"}
    report = verify(out, at=MADE_AT)
    assert report.verdict is Verdict.VALID_WITH_CAVEATS
    assert report.packet == "jd-1"
    (said,) = (found for found in report.findings if found.code == "document-reduced-copy")
    assert said.values["of"] == digest


def test_a_copy_that_cannot_be_small_enough_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    full = tmp_path / "packet.zip"
    full.write_bytes(b"x")
    made = addressed(recipient=Recipient.NIFA)
    with pytest.raises(ReducedTooLargeError):
        write_reduced(
            made, of=full, draw=lambda _one: b"12345", sign=unsigned, limit=4, out=tmp_path / "small.pdf"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["packet.zip"]


def test_a_file_that_stands_there_is_not_replaced(tmp_path: Path) -> None:
    full, out = tmp_path / "packet.zip", tmp_path / "small.pdf"
    full.write_bytes(b"x")
    out.write_bytes(b"mine")
    with pytest.raises(PacketExistsError):
        write_reduced(addressed(), of=full, draw=lambda _one: b"12345", sign=unsigned, limit=9, out=out)
    assert out.read_bytes() == b"mine"


@pytest.mark.parametrize("count", [5, *(pytest.param(n, marks=pytest.mark.slow) for n in (4, 6, 7, 27, 28))])
def test_the_place_to_sign_stands_below_words_of_the_letter(count: int) -> None:
    made = addressed(recipient=Recipient.COURT)
    assert made.letter is not None
    *others, grounds = made.letter.sections
    points = tuple(f"{'事实' * 40}{number}" for number in range(count))
    letter = replace(made.letter, sections=(*others[:-1], replace(others[-1], points=points), grounds))
    (signed,) = (
        page for page in pages_of(render(replace(made, letter=letter), STANDING)) if "（签名）" in page
    )
    assert f"{len(grounds.points)}. " in signed.split("此致")[0]
    assert "附件" in signed.split("（签名）")[1]
