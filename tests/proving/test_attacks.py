"""Packets that somebody tampered with, each named after its attack; every one must be found."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from proving_authority import GEN_TIME, TestAuthority
from proving_judging import TOKEN, aspect, codes, flipped, judged
from proving_making import MADE_AT, NOTE, PNG, SIGNER, members, reseal, small_pdf

from vault.proving import layout
from vault.proving.pdf_signature import sign_document
from vault.proving.signer import new_signer, sign_detached, signer_fingerprint
from vault.proving.verify import Area, AspectVerdict, Severity, Verdict, verify

OTHER_SIGNER = new_signer("Somebody else", now=MADE_AT, serial=66)


def test_an_untouched_packet_passes_in_every_aspect(stamped: bytes, authority: TestAuthority) -> None:
    report = verify(stamped, trusted_roots=(authority.root_pem,), at=MADE_AT)
    assert report.verdict is Verdict.VALID
    assert {a.area: a.verdict for a in report.aspects} == {
        **dict.fromkeys(Area, AspectVerdict.PASS),
        Area.REDACTION: AspectVerdict.NONE,
    }
    assert report.packet == "packet-jd-2026-11-22"
    assert report.stamped_at == (("Test TSA", GEN_TIME),)
    assert report.signer == signer_fingerprint(SIGNER)
    assert codes(report, None) == {
        "signer-self-signed",
        "document-signed-and-stamped",
        "timestamp-good",
        "revocation-unknown",
    }


def test_the_same_files_zipped_again_pass(files: dict[str, bytes], authority: TestAuthority) -> None:
    assert judged(files, authority).verdict is Verdict.VALID


def test_one_flipped_bit_in_every_member_in_turn(files: dict[str, bytes], authority: TestAuthority) -> None:
    for name, content in files.items():
        for position in (0, len(content) // 3, len(content) // 2, len(content) - 1):
            flipped = bytearray(content)
            flipped[position] ^= 1
            report = judged({**files, name: bytes(flipped)}, authority)
            assert report.verdict is Verdict.INVALID, (name, position)


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_of_the_signature_can_be_changed(stamped: bytes, where: float, bit: int) -> None:
    files = members(stamped)
    report = judged({**files, layout.SIGNATURE: flipped(files[layout.SIGNATURE], where, bit)})
    assert aspect(report, Area.SIGNATURE) is AspectVerdict.FAIL


@given(
    name=st.sampled_from([layout.SIGNATURE, TOKEN, layout.MANIFEST, layout.CUSTODY]),
    garbage=st.binary(max_size=200),
)
def test_garbage_in_a_proof_is_a_finding_and_never_a_traceback(
    stamped: bytes, name: str, garbage: bytes
) -> None:
    assert judged({**members(stamped), name: garbage}).verdict is Verdict.INVALID


def test_every_member_is_missed(files: dict[str, bytes], authority: TestAuthority) -> None:
    own_codes = {
        layout.SIGNATURE: "signature-missing",
        TOKEN: "timestamp-missing",
        layout.DOCUMENT: "document-missing",
    }
    for name in files:
        rest = {other: content for other, content in files.items() if other != name}
        report = judged(rest, authority)
        assert report.verdict is Verdict.INVALID, name
        expected = own_codes.get(name, "file-missing")
        assert expected in codes(report), name


def test_an_exhibit_swapped_for_another_picture(files: dict[str, bytes]) -> None:
    report = judged({**files, "data/exhibits/E01.png": PNG[::-1]})
    assert {"file-changed", "exhibit-differs", "token-mismatch"} <= codes(report)


def test_two_exhibits_exchanged(files: dict[str, bytes]) -> None:
    one, two = "data/exhibits/E01.png", "data/exhibits/E02.txt"
    report = judged({**files, one: files[two], two: files[one]})
    assert {f.subject for f in report.findings if f.code == "exhibit-differs"} == {"E01", "E02"}


def test_an_exhibit_added(files: dict[str, bytes]) -> None:
    report = judged({**files, "data/exhibits/E04.png": PNG})
    assert {"file-unlisted", "exhibit-unlisted", "oxum-wrong"} <= codes(report)


def test_a_file_added_beside_the_manifests(files: dict[str, bytes]) -> None:
    assert codes(judged({**files, "README.txt": b"trust me"})) == {"file-unlisted"}


def test_manifests_rewritten_without_the_key(files: dict[str, bytes], authority: TestAuthority) -> None:
    report = judged(reseal({**files, "data/exhibits/E03.pdf": b"%PDF-forged"}), authority)
    assert {"signature-bad", "token-mismatch", "exhibit-differs"} <= codes(report)
    assert "file-changed" not in codes(report)


def test_everything_rewritten_and_signed_by_another_key(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    report = judged(reseal(files, OTHER_SIGNER), authority, trusted_signer=signer_fingerprint(SIGNER))
    assert {"signer-differs", "signer-not-expected", "token-mismatch"} <= codes(report)


def test_a_whole_packet_by_another_signer_is_told_by_its_fingerprint(files: dict[str, bytes]) -> None:
    manifest = json.loads(files[layout.MANIFEST])
    manifest["signer"] = signer_fingerprint(OTHER_SIGNER)
    manifest["timestamp"] = "none"
    forged = {name: content for name, content in files.items() if name != TOKEN}
    forged[layout.MANIFEST] = json.dumps(manifest).encode()
    forged = reseal(forged, OTHER_SIGNER)
    forged[layout.DOCUMENT] = sign_document(
        small_pdf(), OTHER_SIGNER, packet=manifest["packet"], at=MADE_AT, stamp=None
    )
    forged = reseal(forged, OTHER_SIGNER)
    assert judged(forged).verdict is Verdict.VALID_WITH_CAVEATS
    assert codes(judged(forged, trusted_signer=signer_fingerprint(SIGNER))) == {"signer-not-expected"}


def test_the_expected_signer_is_said(stamped: bytes, authority: TestAuthority) -> None:
    shown = ":".join(signer_fingerprint(SIGNER).upper()[i : i + 2] for i in range(0, 64, 2))
    report = verify(stamped, trusted_roots=(authority.root_pem,), trusted_signer=shown, at=MADE_AT)
    assert report.verdict is Verdict.VALID
    assert "signer-expected" in codes(report, Severity.INFO)


def test_a_signature_over_another_packet(files: dict[str, bytes]) -> None:
    assert "signature-bad" in codes(judged({**files, layout.SIGNATURE: sign_detached(b"other", SIGNER)}))


def test_bag_info_that_counts_wrongly(files: dict[str, bytes]) -> None:
    wrong = reseal(files)
    wrong[layout.BAG_INFO] = wrong[layout.BAG_INFO].replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")
    assert "oxum-wrong" in codes(judged(wrong))


def test_findings_never_show_content_and_exist_in_chinese(files: dict[str, bytes]) -> None:
    from vault.language import Language, translator

    report = judged({**files, "data/exhibits/E02.txt": NOTE[::-1]})
    for finding in report.findings:
        said = finding.said(translator(Language.ZH))
        assert any("\u4e00" <= char <= "\u9fff" for char in said), finding.code
        assert "KF2026" not in said
