"""Packets that somebody tampered with, each named after its attack; every one must be found."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import DAY, GEN_TIME, TestAuthority
from proving_making import (
    MADE_AT,
    NOTE,
    PNG,
    SIGNER,
    members,
    reseal,
    sha,
    small_pdf,
    zipped,
)

from vault.proving import layout
from vault.proving.custody import canonical
from vault.proving.pdf_signature import sign_document
from vault.proving.signer import new_signer, sign_detached, signer_fingerprint
from vault.proving.verify import Area, AspectVerdict, Report, Severity, Verdict, verify

TOKEN = layout.token_file(layout.TAG_MANIFEST, 1)
OTHER_SIGNER = new_signer("Somebody else", now=MADE_AT, serial=66)


def judged(files: dict[str, bytes], authority: TestAuthority | None = None, **options: object) -> Report:
    roots = (authority.root_pem,) if authority else ()
    return verify(zipped(files), trusted_roots=roots, at=MADE_AT, **options)  # type: ignore[arg-type]


def codes(report: Report, severity: Severity | None = Severity.FAILURE) -> set[str]:
    return {f.code for f in report.findings if severity is None or f.severity is severity}


def aspect(report: Report, area: Area) -> AspectVerdict:
    order = list(AspectVerdict)
    return max((a.verdict for a in report.aspects if a.area is area), key=order.index)


@pytest.fixture
def files(stamped: bytes) -> dict[str, bytes]:
    return members(stamped)


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


def test_without_a_trusted_root_the_tokens_are_a_caveat(stamped: bytes) -> None:
    report = verify(stamped, at=MADE_AT)
    assert report.verdict is Verdict.VALID_WITH_CAVEATS
    assert aspect(report, Area.TIMESTAMP) is AspectVerdict.CAVEAT
    assert codes(report, Severity.CAVEAT) == {"authority-not-vouched"}
    assert report.stamped_at == ()
    assert "timestamp-claimed" in codes(report, Severity.INFO)


def test_a_packet_without_a_token_is_unknown_in_time(unstamped: bytes) -> None:
    report = verify(unstamped, at=MADE_AT)
    assert report.verdict is Verdict.VALID_WITH_CAVEATS
    assert aspect(report, Area.TIMESTAMP) is AspectVerdict.UNKNOWN
    assert codes(report, Severity.CAVEAT) == {"timestamp-none"}


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


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_changes_what_a_token_says(
    stamped: bytes, authority: TestAuthority, where: float, bit: int
) -> None:
    files = members(stamped)
    report = judged({**files, TOKEN: flipped(files[TOKEN], where, bit)}, authority)
    assert report.verdict is Verdict.INVALID or report.stamped_at in {(), (("Test TSA", GEN_TIME),)}


def flipped(content: bytes, where: float, bit: int) -> bytes:
    changed = bytearray(content)
    changed[int(where * len(content))] ^= 1 << bit
    return bytes(changed)


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


def test_a_token_for_other_bytes(files: dict[str, bytes], authority: TestAuthority) -> None:
    token = authority.token(sha(b"other")).response
    report = judged({**files, TOKEN: token}, authority)
    assert codes(report) == {"token-mismatch"}


def test_a_token_of_an_authority_that_nobody_trusts(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    evil = TestAuthority("Evil TSA", embed_root=True).token(sha(files[layout.TAG_MANIFEST])).response
    report = judged({**files, TOKEN: evil}, authority)
    assert report.verdict is Verdict.VALID_WITH_CAVEATS
    assert {a.authority: a.verdict for a in report.aspects if a.area is Area.TIMESTAMP} == {
        "Evil TSA": AspectVerdict.CAVEAT,
        "Test TSA": AspectVerdict.PASS,
    }


def test_a_token_of_an_authority_that_takes_the_name_of_a_trusted_one(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    twin = dataclasses.replace(authority, key_suffix=" twin", embed_root=True)
    assert twin.leaf.subject == authority.leaf.subject
    forged = {**files, TOKEN: twin.token(sha(files[layout.TAG_MANIFEST])).response}
    forged[layout.TSA_CHAIN] = twin.root_pem.encode()
    report = judged({**files, TOKEN: forged[TOKEN]}, authority)
    assert codes(report, Severity.CAVEAT) == {"authority-not-vouched"}
    assert judged(forged, authority).verdict is Verdict.INVALID  # the chain file is signed


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"usage": ()}, "token-wrong-usage"),
        ({"critical": False}, "token-wrong-usage"),
        ({"lifetime": DAY / 2}, "token-outside-validity"),
        ({"start": GEN_TIME + DAY}, "token-outside-validity"),
    ],
)
def test_a_token_of_a_certificate_that_may_not_sign_it(
    files: dict[str, bytes], fault: dict[str, object], code: str
) -> None:
    from asn1crypto import tsp

    from vault.proving.tokens import make_request

    bad = dataclasses.replace(TestAuthority(), **fault)
    request = tsp.TimeStampReq.load(make_request(sha(files[layout.TAG_MANIFEST]), 7))
    assert codes(judged({**files, TOKEN: bad.respond(request).dump()})) == {code}


def test_a_token_that_has_expired_since_still_counts_with_a_caveat(
    stamped: bytes, files: dict[str, bytes]
) -> None:
    short = TestAuthority(lifetime=2 * DAY)
    token = short.token(sha(files[layout.TAG_MANIFEST])).response
    aged = zipped({**files, TOKEN: token})
    report = verify(aged, trusted_roots=(short.root_pem,), at=MADE_AT + DAY / 2)
    assert report.verdict is Verdict.VALID
    report = verify(aged, trusted_roots=(short.root_pem,), at=MADE_AT + 365 * DAY)
    assert codes(report, Severity.CAVEAT) == {"token-aged"}
    assert report.stamped_at == (("Test TSA", GEN_TIME),)


def test_a_token_from_the_future_is_remarked_on(stamped: bytes, authority: TestAuthority) -> None:
    report = verify(stamped, trusted_roots=(authority.root_pem,), at=MADE_AT - DAY)
    assert codes(report, Severity.CAVEAT) == {"token-from-future"}


def test_a_second_token_counts_for_its_own_authority(
    files: dict[str, bytes], authority: TestAuthority
) -> None:
    other = TestAuthority("Second TSA")
    files[layout.token_file(layout.TAG_MANIFEST, 2)] = other.token(sha(files[layout.TAG_MANIFEST])).response
    report = verify(zipped(files), trusted_roots=(authority.root_pem, other.root_pem), at=MADE_AT)
    assert report.verdict is Verdict.VALID
    assert [name for name, _ in report.stamped_at] == ["Second TSA", "Test TSA"]


# Custody: even an attacker who holds the key and signs anew must break the chain or leave its head.


def with_custody(files: dict[str, bytes], lines: list[bytes]) -> dict[str, bytes]:
    return reseal({**files, layout.CUSTODY: b"".join(line + b"\n" for line in lines)}, SIGNER)


def with_head(files: dict[str, bytes], lines: list[bytes]) -> dict[str, bytes]:
    """The log together with the head in the manifest, so that both agree."""
    manifest = json.loads(files[layout.MANIFEST])
    manifest["custody"] = {"count": len(lines), "sha256": sha(lines[-1])}
    return with_custody({**files, layout.MANIFEST: json.dumps(manifest).encode()}, lines)


def test_custody_reordered(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    report = judged(with_custody(files, [lines[1], lines[0], *lines[2:]]))
    assert codes(report) >= {"custody-reordered"}
    assert "custody-shortened" not in codes(report)


def test_custody_shortened_at_its_tail(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    for cut in (lines[:-1], lines[:3], []):
        assert {"custody-shortened", "custody-head-wrong"} <= codes(judged(with_custody(files, cut)))


def test_custody_shortened_at_its_front_or_in_the_middle(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    assert "custody-shortened" in codes(judged(with_custody(files, lines[1:])))
    assert "custody-shortened" in codes(judged(with_custody(files, [*lines[:4], *lines[5:]])))


def test_a_record_doubled(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    assert "custody-added" in codes(judged(with_custody(files, [lines[0], *lines])))


def test_custody_edited(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    edited = [lines[0].replace(b"exif", b"file"), *lines[1:]]
    assert "custody-broken-link" in codes(judged(with_custody(files, edited)))


def test_the_last_record_edited_misses_the_head(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    lines[-1] = lines[-1].replace(b"packet-jd", b"packet-jx")
    assert codes(judged(with_custody(files, lines))) >= {"custody-head-wrong"}


def test_a_record_invented(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    record = json.loads(lines[-1])
    record["seq"] += 5
    forged = with_custody(files, [*lines, canonical(record)])
    assert {"custody-added", "custody-head-wrong"} <= codes(judged(forged))


def test_a_record_about_something_else(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    record = json.loads(lines[-1])
    record |= {"seq": record["seq"] + 1, "prev": sha(lines[-1]), "exhibit": "E99"}
    assert "custody-of-no-exhibit" in codes(judged(with_head(files, [*lines, canonical(record)])))


def test_a_record_that_is_not_canonical(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    forged = with_custody(files, [lines[0].replace(b'":', b'" :', 1), *lines[1:]])
    assert "custody-malformed" in codes(judged(forged))


def test_a_log_that_does_not_tell_where_an_exhibit_came_from(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    lines[0] = lines[0].replace(b"item.added", b"item.edited")
    for number in range(1, len(lines)):
        record = json.loads(lines[number])
        lines[number] = canonical({**record, "prev": sha(lines[number - 1])})
    report = judged(with_head(files, lines))
    assert {code for code in codes(report) if code.startswith("custody")} == set()
    assert "custody-without-origin" in codes(report, Severity.CAVEAT)


def test_a_log_that_withholds_the_digest_of_an_exhibit_that_is_not_redacted(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    for number in range(len(lines)):
        record = json.loads(lines[number])
        if number == 0:
            del record["body"]["sha256"]
            record["withheld"] = sorted([*record["withheld"], "sha256"])
        before = {"prev": sha(lines[number - 1])} if number else {}
        lines[number] = canonical({**record, **before})
    report = judged(with_head(files, lines))
    assert {code for code in codes(report) if code.startswith("custody")} == set()
    assert "custody-without-origin" in codes(report, Severity.CAVEAT)


def test_a_log_that_does_not_reach_to_the_packet(files: dict[str, bytes]) -> None:
    report = judged(with_head(files, files[layout.CUSTODY].splitlines()[:-1]))
    assert "custody-without-end" in codes(report, Severity.CAVEAT)


def test_an_unreadable_manifest_leaves_custody_unknown(files: dict[str, bytes]) -> None:
    report = judged({**files, layout.MANIFEST: b"{}"})
    assert aspect(report, Area.CUSTODY) is AspectVerdict.UNKNOWN
    assert "manifest-unreadable" in codes(report)


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
