"""A packet's PDF that is handed over alone: what its signature says, and that less can be judged than of a packet."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving_authority import TestAuthority
from proving_judging import codes
from proving_making import MADE_AT, SIGNER, members, sha, small_pdf

from vault.proving.errors import NotAPacketError
from vault.proving.pdf_signature import sign_document
from vault.proving.signer import signer_fingerprint
from vault.proving.verify import Severity, Verdict, verify

OF = sha(b"the full packet")


@pytest.fixture(scope="module")
def copy(authority: TestAuthority) -> bytes:
    stamp = authority.stamp
    return sign_document(small_pdf(), SIGNER, packet="jd-1", at=MADE_AT, stamp=stamp, copy_of=OF)


def test_a_reduced_copy_says_whose_it_is_and_is_never_valid_without_caveats(
    copy: bytes, authority: TestAuthority, tmp_path: Path
) -> None:
    file = tmp_path / "small.pdf"
    file.write_bytes(copy)
    report = verify(
        file, trusted_roots=(authority.root_pem,), trusted_signer=signer_fingerprint(SIGNER), at=MADE_AT
    )
    assert report.verdict is Verdict.VALID_WITH_CAVEATS
    assert report.packet == "jd-1"
    assert report.stamped_at
    assert {"document-alone", "document-reduced-copy", "signer-expected", "timestamp-good"} <= codes(
        report, None
    )
    verdicts = {one.area.value: one.verdict.value for one in report.aspects}
    assert verdicts["content"] == verdicts["custody"] == "unknown"
    assert verdicts["signature"] == verdicts["document"] == verdicts["timestamp"] == "pass"


def test_the_pdf_of_a_packet_names_its_packet(stamped: bytes) -> None:
    report = verify(members(stamped)["data/packet.pdf"], at=MADE_AT)
    assert report.packet == "packet-jd-2026-11-22"
    assert "document-of-packet" in codes(report, None)


@pytest.mark.parametrize("place", [20, 300, -20])
def test_a_flipped_bit_in_a_copy_is_found(copy: bytes, place: int) -> None:
    changed = bytearray(copy)
    changed[place] ^= 1
    report = verify(bytes(changed), at=MADE_AT)
    assert report.verdict is Verdict.INVALID
    assert "document-changed" in codes(report)
    assert report.signer is None


def test_bytes_behind_a_copy_are_found(copy: bytes) -> None:
    assert "document-changed" in codes(verify(copy + b"\n%%EOF\n", at=MADE_AT))


def test_a_copy_by_somebody_else_is_not_the_expected_ones(copy: bytes) -> None:
    report = verify(copy, trusted_signer="0" * 64, at=MADE_AT)
    assert "signer-not-expected" in codes(report)
    assert report.verdict is Verdict.INVALID


def test_a_copy_without_a_token_says_that_nobody_vouches_for_its_time() -> None:
    bare = sign_document(small_pdf(), SIGNER, packet="jd-1", at=MADE_AT, stamp=None, copy_of=OF)
    report = verify(bare, at=MADE_AT)
    assert codes(report, Severity.CAVEAT) >= {"timestamp-none"}
    assert not codes(report)


def test_a_token_that_no_root_vouches_for_is_a_claim(copy: bytes) -> None:
    assert {"timestamp-claimed", "authority-not-vouched"} <= codes(verify(copy, at=MADE_AT), None)


def test_any_other_pdf_is_unsigned(tmp_path: Path) -> None:
    report = verify(small_pdf(), at=MADE_AT)
    assert report.verdict is Verdict.INVALID
    assert "document-unsigned" in codes(report)


def test_what_is_neither_pdf_nor_zip_is_no_packet() -> None:
    with pytest.raises(NotAPacketError):
        verify(b"%PD", at=MADE_AT)
