"""Tokens that somebody forged, exchanged or took away, and tokens that nobody here vouches for."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import DAY, GEN_TIME, TestAuthority
from proving_judging import TOKEN, aspect, codes, flipped, judged
from proving_making import MADE_AT, members, sha, zipped

from vault.proving import layout
from vault.proving.verify import Area, AspectVerdict, Severity, Verdict, verify


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


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_changes_what_a_token_says(
    stamped: bytes, authority: TestAuthority, where: float, bit: int
) -> None:
    files = members(stamped)
    report = judged({**files, TOKEN: flipped(files[TOKEN], where, bit)}, authority)
    assert report.verdict is Verdict.INVALID or report.stamped_at in {(), (("Test TSA", GEN_TIME),)}


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
