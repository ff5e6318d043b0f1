"""Tokens that age: which are due, how renewals lie in a packet, and what they are worth."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from proving_authority import DAY, GEN_TIME, TestAuthority
from proving_judging import codes
from proving_making import PNG, dossier, exhibit, members, sha, written

from vault.model import Token
from vault.proving.renewals import MARGIN, due, filed, response_digest
from vault.proving.verify import Severity, Verdict, verify

DIGEST = sha(PNG)
OLD = TestAuthority("Old TSA", lifetime=365 * DAY)
ENDS = GEN_TIME - DAY + 365 * DAY


def renewal(token: Token, at: dt.datetime, authority: TestAuthority = OLD) -> Token:
    later = dataclasses.replace(authority, at=at, start=at - DAY, key_suffix=f" of {at:%Y}")
    return dataclasses.replace(later.token(response_digest(token)), renews=response_digest(token))


def test_a_token_is_due_in_the_half_year_before_it_ages() -> None:
    token = OLD.token(DIGEST)
    for moment, expected in (
        (GEN_TIME, ()),
        (ENDS - MARGIN - DAY, ()),
        (ENDS - MARGIN + DAY, (token,)),
        (ENDS, (token,)),
        (ENDS + DAY, ()),  # too late
    ):
        assert due(DIGEST, (token,), now=moment) == expected


def test_a_token_of_a_short_certificate_is_due_in_the_last_half_of_its_life() -> None:
    token = TestAuthority("Short TSA", lifetime=31 * DAY).token(DIGEST)
    assert due(DIGEST, (token,), now=GEN_TIME + 10 * DAY) == ()
    assert due(DIGEST, (token,), now=GEN_TIME + 20 * DAY) == (token,)


def test_short_rsa_keys_age_with_the_year_2030() -> None:
    """NIST SP 800-131A: 112 bits of security until then."""
    token = TestAuthority(lifetime=7000 * DAY).token(DIGEST)
    assert due(DIGEST, (token,), now=dt.datetime(2030, 5, 1, tzinfo=dt.UTC)) == ()
    assert due(DIGEST, (token,), now=dt.datetime(2030, 12, 1, tzinfo=dt.UTC)) == (token,)


def test_what_is_renewed_is_not_due_but_its_renewal_may_be() -> None:
    token = OLD.token(DIGEST)
    newer = renewal(token, ENDS - 9 * DAY)
    assert due(DIGEST, (token, newer), now=ENDS - DAY) == ()
    assert due(DIGEST, (token, newer), now=ENDS - 9 * DAY + 350 * DAY) == (newer,)


def test_a_token_that_does_not_hold_is_not_renewed() -> None:
    assert due(sha(b"other"), (OLD.token(DIGEST),), now=ENDS - DAY) == ()
    assert due(DIGEST, (Token("https://x.test", GEN_TIME, b"garbage"),), now=ENDS - DAY) == ()


def test_the_files_say_what_a_token_is_over() -> None:
    first, second = OLD.token(DIGEST), TestAuthority("Second TSA").token(DIGEST)
    newer = renewal(second, ENDS - 9 * DAY)
    newest = renewal(newer, ENDS + 200 * DAY)
    listed = filed("E01.png", (first, second, newer, newest, renewal(first, ENDS)))
    assert [(one.file, one.subject) for one in listed] == [
        ("E01.png.tsr", "E01.png"),
        ("E01.png.2.tsr", "E01.png"),
        ("E01.png.2.tsr.tsr", "E01.png.2.tsr"),
        ("E01.png.2.tsr.tsr.tsr", "E01.png.2.tsr.tsr"),
        ("E01.png.tsr.tsr", "E01.png.tsr"),
    ]
    assert filed("E01.png", (newer,)) == ()  # what it renews is not there
    assert filed("E01.png", (newest, newer, second)) == filed("E01.png", (second, newer, newest))


def packet(path: Path, tokens: tuple[Token, ...]) -> Path:
    one = exhibit(1, PNG)
    item = dataclasses.replace(one.item, tokens=tokens)
    written(path, None, made=dossier([dataclasses.replace(one, item=item)]))
    return path


def aged(path: Path, at: dt.datetime) -> set[str]:
    roots = [OLD.root_pem]
    roots += [
        dataclasses.replace(OLD, start=OLD.start, key_suffix=f" of {year}").root_pem for year in (2027, 2028)
    ]
    report = verify(path, trusted_roots=roots, at=at)
    assert report.verdict is not Verdict.INVALID
    return codes(report, Severity.CAVEAT) - {"authority-not-vouched"}


def test_renewed_in_time_it_is_good_after_its_end_and_not_otherwise(tmp_path: Path) -> None:
    token = OLD.token(DIGEST)
    bare = packet(tmp_path / "bare.zip", (token,))
    in_time = packet(tmp_path / "in-time.zip", (token, renewal(token, ENDS - 9 * DAY)))
    too_late = packet(tmp_path / "too-late.zip", (token, renewal(token, ENDS + 9 * DAY)))
    afterwards = ENDS + 30 * DAY
    assert aged(bare, ENDS - DAY) == {"timestamp-none"}
    assert aged(bare, afterwards) == {"timestamp-none", "token-aged"}
    assert aged(in_time, afterwards) == {"timestamp-none"}
    assert aged(in_time, afterwards + 400 * DAY) == {"timestamp-none", "token-aged"}
    assert aged(too_late, afterwards) == {"timestamp-none", "token-aged"}


def test_a_renewal_over_another_token_is_found(tmp_path: Path) -> None:
    token = OLD.token(DIGEST)
    wrong = dataclasses.replace(OLD.token(sha(b"another token")), renews=response_digest(token))
    from vault.proving.errors import PacketUnsoundError

    with pytest.raises(PacketUnsoundError, match="token-mismatch"):
        packet(tmp_path / "p.zip", (token, wrong))


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_openssl_verifies_a_renewal_by_the_line_in_verify_txt(tmp_path: Path) -> None:
    token = OLD.token(DIGEST)
    newer = dataclasses.replace(
        dataclasses.replace(OLD, at=GEN_TIME + 90 * DAY).token(response_digest(token)),
        renews=response_digest(token),
    )
    made = packet(tmp_path / "packet.zip", (token, newer))
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "packet"
    (folder / "tsa-root.pem").write_text(OLD.root_pem)
    lines = [line.strip() for line in (folder / "VERIFY.txt").read_text("utf-8").splitlines()]
    commands = list(
        dict.fromkeys(line for line in lines if line.startswith("openssl ts") and ".tsr.tsr" in line)
    )
    assert len(commands) == 1
    assert "-data data/exhibits/E01.png.tsr -in data/exhibits/E01.png.tsr.tsr" in commands[0]
    said = subprocess.run(commands[0].split(), cwd=folder, capture_output=True, text=True, check=False)
    assert "Verification: OK" in said.stdout + said.stderr
    assert "data/exhibits/E01.png.tsr.tsr" in members(made.read_bytes())


def test_old_tokens_without_the_new_field_are_still_read() -> None:
    import msgspec

    token = OLD.token(DIGEST)
    plain = {key: value for key, value in msgspec.to_builtins(token).items() if key != "renews"}
    assert msgspec.convert(plain, Token) == token
