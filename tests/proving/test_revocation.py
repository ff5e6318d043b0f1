"""Revocation lists: from the authority's own domain alone, believed under its own signature alone."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import DAY
from proving_judging import codes
from proving_making import MADE_AT, PDF, SIGNER, dossier, exhibit, reseal, zipped

from samples.authority import DemoAuthority
from samples.stamping import Signer, answer, new_signer, revocation_list
from vault.model import Authority, Sha256, Token
from vault.proving.errors import AuthorityRefusedError, AuthorityUnreachableError
from vault.proving.network import download
from vault.proving.packet import write_packet
from vault.proving.revocation import (
    Standing,
    distribution_points,
    fetch_lists,
    is_own,
    lists_about,
    pem_text,
    read_lists,
    standing,
)
from vault.proving.stamps import request_token
from vault.proving.verify import Report, Severity, Verdict, verify

URL = "http://tsa.example.org/tsr"
LISTS = "http://crl.example.org/tsa.crl"
OWN = new_signer(MADE_AT - 30 * DAY, 365 * DAY, LISTS)
OTHER = new_signer(MADE_AT - 30 * DAY, 365 * DAY, LISTS)
CHAIN = (OWN.leaf, OWN.root)


def revoked(
    at: dt.datetime, reason: x509.ReasonFlags | None = None, serial: int = OWN.leaf.serial_number
) -> bytes:
    builder = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
    if reason is not None:
        builder = builder.add_extension(x509.CRLReason(reason), critical=False)
    return revocation_list(OWN, MADE_AT, [builder.build()])


def judged(*lists: bytes, at: dt.datetime = MADE_AT) -> Standing:
    enclosed = [x509.load_der_x509_crl(one) for one in lists]
    return standing(OWN.leaf, at, lists_about(OWN.leaf, enclosed, CHAIN))


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://tsa.example.org/x.crl", True),
        ("https://crl3.example.org:8080/x.crl", True),
        ("http://example.org/x.crl", True),
        ("http://example.com/x.crl", False),
        ("http://example.org.evil.net/x.crl", False),
        ("http://notexample.org/x.crl", False),
        ("ldap:///cn=crl", False),
        ("http://[::1/x.crl", False),
    ],
)
def test_whose_domain_an_address_is_in(url: str, own: bool) -> None:
    assert is_own(url, [URL]) is own


@pytest.mark.parametrize(
    ("url", "authority", "own"),
    [
        ("http://crl.tsa.com.cn/a", "http://time.tsa.com.cn/", True),
        ("http://crl.other.com.cn/a", "http://time.tsa.com.cn/", False),
        ("http://10.0.0.9/a", "http://10.0.0.8/", False),
        ("http://127.0.0.1:9/a", "http://127.0.0.1:8/", True),
        ("http://localhost/a", "http://otherhost/", False),
    ],
)
def test_registered_domains_and_addresses(url: str, authority: str, own: bool) -> None:
    assert is_own(url, [authority]) is own


@given(url=st.text(), authority=st.text())
def test_no_text_is_a_traceback(url: str, authority: str) -> None:
    is_own(url, [authority])


def test_lists_are_fetched_and_kept_under_the_issuers_signature_alone() -> None:
    good = revocation_list(OWN, MADE_AT)
    assert distribution_points(CHAIN) == (LISTS,)
    found = fetch_lists(CHAIN, [URL], download=lambda _url: good)
    assert (found.found, found.missing) == ((good,), ())
    for bad in (revocation_list(OTHER, MADE_AT), b"garbage", b"", good[:-1]):
        found = fetch_lists(CHAIN, [URL], download=lambda _url, bad=bad: bad)
        assert (found.found, found.missing) == ((), (LISTS,))


def test_nobody_else_is_asked() -> None:
    def never(url: str) -> bytes:
        raise AssertionError(url)

    assert fetch_lists(CHAIN, ["http://tsa.elsewhere.net/"], download=never).missing == (LISTS,)


def test_an_authority_out_of_reach_has_no_list_and_is_waited_for_once() -> None:
    second = new_signer(MADE_AT - 30 * DAY, 365 * DAY, LISTS + "?second")
    asked = []

    def unreachable(url: str) -> bytes:
        asked.append(url)
        raise AuthorityUnreachableError(authority=url, reason="no route")

    lists = fetch_lists((*CHAIN, second.leaf), [URL], download=unreachable)
    assert lists.missing == (LISTS, LISTS + "?second")
    assert asked == [LISTS]


def test_what_a_list_says_of_a_certificate() -> None:
    harmless = x509.ReasonFlags.cessation_of_operation
    assert judged() is Standing.UNKNOWN
    assert judged(revocation_list(OTHER, MADE_AT)) is Standing.UNKNOWN
    assert judged(revoked(MADE_AT, serial=5)) is Standing.GOOD
    assert judged(revoked(MADE_AT - DAY, harmless)) is Standing.REVOKED
    assert (
        judged(revoked(MADE_AT + DAY, harmless)) is Standing.GOOD
    )  # RFC 3161 section 4: earlier tokens stay good
    assert judged(revoked(MADE_AT + DAY)) is Standing.REVOKED  # no reason given: none stays good
    assert judged(revoked(MADE_AT + DAY, x509.ReasonFlags.key_compromise)) is Standing.REVOKED


@given(garbage=st.binary(max_size=300))
def test_garbage_among_the_lists_says_nothing(garbage: bytes) -> None:
    assert isinstance(read_lists(b"-----BEGIN X509 CRL-----\n" + garbage), tuple)


def packet(out: Path, lists: tuple[bytes, ...], soul: Signer = OWN) -> Report:
    def stamp(digest: Sha256) -> tuple[Token, ...]:
        asked = Authority(URL, soul.root_pem.decode())
        return (
            request_token(digest, asked, nonce=1, fetch=lambda _url, query: answer(query, soul, MADE_AT)),
        )

    made = dossier([exhibit(1, b"\x89PNG")])
    roots = (soul.root_pem.decode(),)
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=stamp, roots=roots, lists=lists, out=out)
    return verify(out, trusted_roots=roots, at=MADE_AT)


def test_a_packet_with_a_list_leaves_nothing_unknown(tmp_path: Path) -> None:
    report = packet(tmp_path / "p.zip", (revocation_list(OWN, MADE_AT),))
    assert report.verdict is Verdict.VALID
    assert "revocation-unknown" not in codes(report, None)


def test_a_packet_without_a_list_says_so(tmp_path: Path) -> None:
    report = packet(tmp_path / "p.zip", ())
    assert "revocation-unknown" in codes(report, Severity.INFO)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert b"No revocation list" in archive.read("p/tsa-crls.pem")
        assert "whether its certificate was revoked is not known" in archive.read("p/VERIFY.txt").decode()


def test_no_packet_is_made_with_the_token_of_a_revoked_authority_and_the_error_names_it(
    tmp_path: Path,
) -> None:
    from vault.proving.errors import AuthorityRevokedError

    with pytest.raises(AuthorityRevokedError) as caught:
        packet(tmp_path / "p.zip", (revoked(MADE_AT - DAY),))
    name = OWN.leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert str(name) in str(caught.value)
    assert "VAULT_TSA" in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_token_of_a_revoked_certificate_is_found(tmp_path: Path) -> None:
    packet(tmp_path / "p.zip", (revocation_list(OWN, MADE_AT),))
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    files["tsa-crls.pem"] = pem_text([revoked(MADE_AT - DAY)]).encode()
    forged = zipped(reseal(files, SIGNER), "p/")
    report = verify(forged, trusted_roots=(OWN.root_pem.decode(),), at=MADE_AT)
    assert report.verdict is Verdict.INVALID
    assert "token-revoked" in codes(report)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_openssl_checks_the_lists_by_the_lines_in_verify_txt(tmp_path: Path) -> None:
    packet(tmp_path / "p.zip", (revocation_list(OWN, MADE_AT),))
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "p"
    (folder / "tsa-root.pem").write_bytes(OWN.root_pem)
    block = (folder / "VERIFY.txt").read_text("utf-8").split("[Linux, revocation]\n")[-1].split("\n\n")[0]
    said = subprocess.run(["bash", "-e"], input=block, cwd=folder, capture_output=True, text=True, check=True)
    assert "Verification: OK" in said.stdout + said.stderr
    (folder / "tsa-crls.pem").write_text("")
    assert subprocess.run(
        ["bash", "-e"], input=block, cwd=folder, capture_output=True, text=True, check=False
    ).returncode


def test_the_demo_authority_publishes_a_list() -> None:
    with DemoAuthority() as authority:
        chain = (authority.signer.leaf, authority.signer.root)
        lists = fetch_lists(chain, [authority.url], download=download)
        assert len(lists.found) == 1


def test_a_redirect_to_a_list_is_not_followed() -> None:
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.handle_request)
    thread.start()
    try:
        with pytest.raises(AuthorityRefusedError, match="302"):
            download(f"http://127.0.0.1:{server.server_port}/x.crl")
    finally:
        thread.join()
        server.server_close()
