"""`timestamp --renew`, `packet --signer`, and the separate verdicts of `verify`, as a user types them."""

from __future__ import annotations

import datetime as dt
import json
import os
import zipfile
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from samples.authority import DemoAuthority
from tests.cli.shell import MATERIAL, Shell

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
NOTE = MATERIAL / "14-jd-sms-pasted.txt"


def certificate_file(path: Path, *, with_key: bool = True) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Zhang San")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .sign(key, hashes.SHA256())
    )
    encryption = BestAvailableEncryption(b"correct horse")
    own = (key, made) if with_key else (None, None)
    others = None if with_key else [made]
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"", *own, others, encryption))
    return made


def test_an_ageing_timestamp_is_renewed_and_the_packet_carries_both(shell: Shell) -> None:
    past = NOW - 20 * DAY
    with DemoAuthority(clock=lambda: past, started=past - DAY, lifetime=30 * DAY) as authority:
        root = shell.write("root.pem", authority.root_pem)
        shell("init", "--tsa", authority.url, "--tsa-ca", root)
        shell("add", NOTE)
        assert shell("timestamp", "--dry-run", "--json").records == [{"due": 0}]
        assert shell("timestamp", "--renew", "--dry-run", "--json").records == [{"due": 1}]
        renewed = shell("timestamp", "--renew", "--json")
        assert (renewed.code, renewed.records) == (0, [{"renewed": 1, "pending": 0}])
        assert shell("timestamp", "--dry-run", "--json").records == [
            {"due": 0}
        ]  # a renewal replaces no token
        assert shell("packet", "--platform", "京东金融", "-o", "packet.zip").code == 0
        with zipfile.ZipFile("packet.zip") as packet:
            names = {name.partition("/")[2] for name in packet.namelist()}
        assert {"data/exhibits/E01.txt.tsr", "data/exhibits/E01.txt.tsr.tsr"} <= names
        assert shell("verify", "packet.zip", "--tsa-ca", root).code == 0


def test_renewing_needs_an_authority(vault: Shell) -> None:
    vault("add", NOTE)
    assert vault("timestamp", "--renew").code == 31


def test_the_verdicts_are_told_one_by_one(shell: Shell) -> None:
    with DemoAuthority() as authority:
        root = shell.write("root.pem", authority.root_pem)
        shell("init", "--tsa", authority.url, "--tsa-ca", root)
        shell("add", NOTE)
        shell("packet", "--platform", "京东金融", "-o", "packet.zip")
    (judged,) = shell("verify", "packet.zip", "--tsa-ca", root, "--json").records
    name = "DEMO timestamp authority - not trusted"
    assert judged["verdicts"] == {
        "content": "pass",
        "signature": "pass",
        "document": "pass",
        "timestamp": {name: "pass"},
        "custody": "pass",
        "redaction": "none",
    }
    (judged,) = shell("verify", "packet.zip", "--json").records
    assert judged["verdicts"]["timestamp"] == {name: "caveat"}
    said = shell("verify", "packet.zip").out
    for aspect in (
        "content",
        "signature",
        "signature of the PDF",
        f"timestamp ({name})",
        "custody",
        "redaction",
    ):
        assert f"  {aspect}: " in said


def test_without_a_timestamp_the_verdict_on_time_is_unknown(vault: Shell) -> None:
    vault("add", NOTE)
    vault("packet", "--platform", "京东金融", "-o", "packet.zip")
    (judged,) = vault("verify", "packet.zip", "--json").records
    assert judged["verdicts"]["timestamp"] == {"": "unknown"}
    assert judged["verdict"] == "valid-with-caveats"


def test_a_packet_signed_with_the_users_own_certificate(vault: Shell) -> None:
    vault("add", NOTE)
    own = certificate_file(Path("me.p12"))
    vault.set(VAULT_SIGNER_PASSPHRASE_FILE=str(vault.write("passphrase", b"correct horse\n")))
    assert vault("packet", "--platform", "京东金融", "--signer", "me.p12", "-o", "packet.zip").code == 31
    fingerprint = own.fingerprint(hashes.SHA256()).hex()
    judged = vault("verify", "packet.zip", "--signer", fingerprint, "--json").records[0]
    assert (judged["verdicts"]["signature"], judged["verdicts"]["document"]) == ("pass", "pass")
    with zipfile.ZipFile("packet.zip") as packet:
        (name,) = (one for one in packet.namelist() if one.endswith("manifest.json"))
        assert json.loads(packet.read(name))["signer"] == fingerprint


@pytest.mark.parametrize(
    ("make", "passphrase", "code", "shown"),
    [
        (certificate_file, "wrong", 12, "signer-file-passphrase"),
        (lambda path: certificate_file(path, with_key=False), "correct horse", 4, "signer-file-without-key"),
        (lambda path: path.write_bytes(b"no certificate"), "x", 4, "signer-file-unreadable"),
        (lambda _path: None, "x", 5, "signer-file-missing"),
    ],
    ids=["wrong passphrase", "no key", "garbage", "no file"],
)
def test_a_certificate_that_cannot_sign_makes_no_packet(
    vault: Shell, make: object, passphrase: str, code: int, shown: str
) -> None:
    vault("add", NOTE)
    make(Path("me.p12"))  # type: ignore[operator]
    vault.set(VAULT_SIGNER_PASSPHRASE_FILE=str(vault.write("passphrase", passphrase.encode())))
    ended = vault("packet", "--platform", "京东金融", "--signer", "me.p12", "-o", "packet.zip")
    assert ended.code == code
    assert shown in ended.err
    assert not Path("packet.zip").exists()


def test_a_byte_order_mark_is_no_part_of_the_certificates_passphrase(vault: Shell) -> None:
    vault("add", NOTE)
    certificate_file(Path("me.p12"))
    vault.set(VAULT_SIGNER_PASSPHRASE_FILE=str(vault.write("passphrase", "\ufeffcorrect horse\n")))
    assert vault("packet", "--platform", "京东金融", "--signer", "me.p12").code == 31


def test_a_pipe_is_neither_packet_nor_certificate(vault: Shell) -> None:
    vault("add", NOTE)
    os.mkfifo("pipe")
    assert "pipe cannot be read (a pipe, device or socket, not a file)" in vault("verify", "pipe").err
    vault.set(VAULT_LANG="zh")
    signing = vault("packet", "--platform", "京东金融", "--signer", "pipe")
    assert (signing.code, "signer-file-missing" in signing.err) == (5, True)
    assert "不是文件" in signing.err


def test_nobody_to_ask_for_the_passphrase(vault: Shell) -> None:
    vault("add", NOTE)
    certificate_file(Path("me.p12"))
    ended = vault("packet", "--platform", "京东金融", "--signer", "me.p12", "-o", "packet.zip")
    assert ended.code == 12
    assert "signer-passphrase-needed" in ended.err


def test_the_packet_says_when_no_revocation_list_was_to_be_had(vault: Shell) -> None:
    with DemoAuthority() as authority:
        vault.set(VAULT_TSA=authority.url)
        vault("add", NOTE)
        vault("packet", "--platform", "京东金融", "-o", "with.zip")
    with zipfile.ZipFile("with.zip") as packet:
        (name,) = (one for one in packet.namelist() if one.endswith("tsa-crls.pem"))
        assert b"BEGIN X509 CRL" in packet.read(name)
    vault.set(VAULT_TSA="none")
    vault("packet", "--platform", "京东金融", "-o", "without.zip")
    with zipfile.ZipFile("without.zip") as packet:
        (name,) = (one for one in packet.namelist() if one.endswith("tsa-crls.pem"))
        assert b"No revocation list" in packet.read(name)
