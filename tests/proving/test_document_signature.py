"""The signature inside the PDF: PAdES that other people's tools accept."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from proving_authority import DAY, TestAuthority
from proving_making import MADE_AT, PDF, SIGNER, dossier, sha, three_exhibits

from vault.language import Language
from vault.model import Sha256, Token
from vault.proving.document import Stamping, Standing, render
from vault.proving.errors import DocumentUnsignableError
from vault.proving.packet import write_packet
from vault.proving.pdf_signature import Evidence, sign_document
from vault.proving.signer import signer_certificates, signer_fingerprint
from vault.proving.tokens import as_response, read_stamp
from vault.proving.verify import verify
from vault.proving.verify.document import read_document


@pytest.fixture(scope="module")
def drawn() -> bytes:
    standing = Standing(signer_fingerprint(SIGNER), Stamping.STAMPED)
    return render(dossier(three_exhibits(None), Language.ZH), standing)


@pytest.fixture(scope="module")
def signed(drawn: bytes, authority: TestAuthority) -> bytes:
    known = Evidence((authority.leaf, authority.root))
    return sign_document(drawn, SIGNER, packet="7kq2m3xd", at=MADE_AT, stamp=authority.stamp, known=known)


def plain(document: bytes) -> bytes:
    return sign_document(document, SIGNER, packet="7kq2m3xd", at=MADE_AT, stamp=None)


def test_the_document_is_kept_and_one_revision_follows(drawn: bytes, signed: bytes) -> None:
    assert signed.startswith(drawn)
    assert signed[len(drawn) :].count(b"%%EOF") == 1


def test_the_signature_covers_all_of_it_and_names_the_packet(signed: bytes) -> None:
    found = read_document(signed)
    assert found is not None
    assert found.signer == signer_certificates(SIGNER)[0]
    assert found.reason == "Evidence packet 7kq2m3xd"
    assert len(found.tokens) == 1


@pytest.mark.parametrize("place", [0, 9, 0.5, -30, -1])
def test_one_flipped_bit_anywhere_breaks_it(signed: bytes, place: float) -> None:
    changed = bytearray(signed)
    changed[int(place * len(signed)) if isinstance(place, float) else place] ^= 1
    assert read_document(bytes(changed)) is None


def test_no_byte_may_follow_and_none_may_hide_behind_the_signature(signed: bytes) -> None:
    assert read_document(signed + b"\n") is None
    end = signed.index(b">\n/ByteRange")
    assert signed[end - 1 : end] == b"0"
    assert read_document(signed[: end - 1] + b"1" + signed[end:]) is None


def test_without_a_token_it_is_signed_all_the_same(drawn: bytes) -> None:
    found = read_document(plain(drawn))
    assert found is not None
    assert found.tokens == ()
    silent = sign_document(drawn, SIGNER, packet="7kq2m3xd", at=MADE_AT, stamp=lambda _digest: ())
    assert silent == plain(drawn)


def test_the_same_document_gives_the_same_bytes(drawn: bytes) -> None:
    assert plain(drawn) == plain(drawn)


@pytest.mark.parametrize("document", [b"", b"%PDF-1.7", b"no PDF at all", PDF[:100]])
def test_what_is_no_pdf_cannot_be_signed(document: bytes) -> None:
    with pytest.raises(DocumentUnsignableError):
        plain(document)


@pytest.fixture(scope="module")
def twice(drawn: bytes, authority: TestAuthority) -> bytes:
    second = TestAuthority("Second TSA")

    def stamp(digest: Sha256) -> tuple[Token, ...]:
        return authority.token(digest), second.token(digest)

    return sign_document(drawn, SIGNER, packet="7kq2m3xd", at=MADE_AT, stamp=stamp)


def test_tokens_of_two_authorities_enter_the_one_signature(drawn: bytes, twice: bytes) -> None:
    found = read_document(twice)
    assert found is not None
    assert twice[len(drawn) :].count(b"%%EOF") == 1
    stamps = [read_stamp(as_response(token), found.stamped) for token in found.tokens]
    assert {stamp.authority for stamp in stamps} == {"Test TSA", "Second TSA"}


def test_verify_judges_each_of_them(twice: bytes, authority: TestAuthority) -> None:
    report = verify(twice, trusted_roots=(authority.root_pem,), at=MADE_AT)
    verdicts = {one.authority: one.verdict.value for one in report.aspects if one.area.value == "timestamp"}
    assert verdicts == {"Test TSA": "pass", "Second TSA": "caveat"}


def test_tokens_without_end_do_not_burst_the_signature(drawn: bytes, authority: TestAuthority) -> None:
    many = sign_document(
        drawn, SIGNER, packet="7kq2m3xd", at=MADE_AT, stamp=lambda digest: (authority.token(digest),) * 40
    )
    found = read_document(many)
    assert found is not None
    assert 1 <= len(found.tokens) < 40


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler's pdfsig is not installed")
def test_pdfsig_says_valid_and_whole(tmp_path: Path, signed: bytes, twice: bytes, drawn: bytes) -> None:
    for name, content in (("stamped.pdf", signed), ("twice.pdf", twice), ("plain.pdf", plain(drawn))):
        (tmp_path / name).write_bytes(content)
        said = subprocess.run(
            ["pdfsig", name], cwd=tmp_path, capture_output=True, text=True, check=False
        ).stdout
        assert "Signature is Valid." in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(tmp_path: Path, signed: bytes) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)
    subprocess.run(["qpdf", "--check", "signed.pdf"], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize("which", ["signed", "twice"])
def test_pyhanko_finds_it_intact_and_trusted_under_its_roots(
    which: str, authority: TestAuthority, request: pytest.FixtureRequest
) -> None:
    import io

    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    def trusting(*roots: x509.Certificate) -> ValidationContext:
        anchors = [asn1_x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots]
        return ValidationContext(trust_roots=anchors, allow_fetching=False, moment=MADE_AT + DAY)

    (embedded,) = PdfFileReader(io.BytesIO(request.getfixturevalue(which))).embedded_signatures
    status = validate_pdf_signature(
        embedded,
        signer_validation_context=trusting(signer_certificates(SIGNER)[0]),
        ts_validation_context=trusting(authority.root),
        key_usage_settings=None,
    )
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.trusted


def test_it_stays_pdf_a_and_readable_to_screen_readers(drawn: bytes, signed: bytes) -> None:
    """ISO 19005-2 sections 6.1.12, 6.3.2, 6.4.1 and 6.4.3; ISO 14289-1 sections 7.18.1 and 7.18.3."""
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader

    before, after = (PdfFileReader(io.BytesIO(one)).root for one in (drawn, signed))
    for kept in (
        "/Metadata",
        "/OutputIntents",
        "/MarkInfo",
        "/StructTreeRoot",
        "/Lang",
        "/ViewerPreferences",
    ):
        assert after.raw_get(kept) == before.raw_get(kept), kept
    assert b"pdfaid:part" in signed
    form = after["/AcroForm"]
    assert {"/NeedAppearances", "/XFA"}.isdisjoint(form)
    (field,) = (one.get_object() for one in form["/Fields"])
    assert int(field["/F"]) & 0b100 == 0b100  # print
    assert int(field["/F"]) & 0b100011 == 0  # neither invisible, hidden nor unseen
    assert all(float(corner) < -1000 for corner in field["/Rect"])  # outside the page: needs no tag
    assert "/TU" in field
    assert field["/P"]["/Tabs"] == "/S"
    assert set(after["/Perms"]) == {"/DocMDP"}
    (reference,) = field["/V"]["/Reference"]
    assert {"/DigestLocation", "/DigestMethod", "/DigestValue"}.isdisjoint(reference)


def test_what_was_known_of_the_authority_lies_in_the_same_revision(signed: bytes) -> None:
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader

    store = PdfFileReader(io.BytesIO(signed)).root["/DSS"]
    assert len(store["/Certs"]) == 2


def test_an_authority_that_is_silent_is_waited_for_once(tmp_path: Path) -> None:
    asked = []

    def stamp(digest: str) -> tuple[()]:
        asked.append(digest)
        return ()

    made = dataclasses.replace(dossier(three_exhibits(None)))
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=stamp, out=tmp_path / "p.zip")
    assert len(asked) == 1
    assert asked != [sha(PDF)]
