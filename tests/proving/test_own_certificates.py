"""The user's own certificate: it signs packet and document, or it is said why it cannot."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from proving_authority import DAY, TestAuthority
from proving_making import MADE_AT, SIGNER, dossier, members, small_pdf, three_exhibits

from vault.errors import BadInputError, WrongKeyError
from vault.language import Language
from vault.proving import layout
from vault.proving.document import Stamping, Standing, render
from vault.proving.packet import write_packet
from vault.proving.signer import is_issued, signer_certificates, signer_fingerprint, signer_from_file
from vault.proving.verify import Verdict, verify
from vault.proving.verify.document import read_document

PASSPHRASE = "correct horse"


def certificate(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    *,
    end: dt.datetime = MADE_AT + DAY,
    signs: bool = True,
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "张三")])
    usage = x509.KeyUsage(signs, False, not signs, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Some CA")]))
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(MADE_AT - 9 * DAY)
        .not_valid_after(end)
        .add_extension(usage, critical=True)
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )


def p12(key: object, cert: x509.Certificate | None, passphrase: str = PASSPHRASE) -> bytes:
    encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"mine", key, cert, None, encryption)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)], ids=["ec", "rsa"]
)
def test_the_users_own_certificate_signs_packet_and_document(
    tmp_path: Path, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, authority: TestAuthority
) -> None:
    own = signer_from_file(p12(key, certificate(key)), PASSPHRASE, path="me.p12", at=MADE_AT)
    out = tmp_path / "p.zip"
    made = dossier(three_exhibits(authority))
    roots = (authority.root_pem,)
    write_packet(made, draw=lambda _: small_pdf(), signer=own, stamp=authority.stamp, roots=roots, out=out)
    report = verify(out, trusted_roots=roots, trusted_signer=signer_fingerprint(own), at=MADE_AT)
    assert report.verdict is Verdict.VALID
    files = members(out.read_bytes())
    found = read_document(files[layout.DOCUMENT])
    assert found is not None
    assert found.signer.subject.rfc4514_string() == "CN=张三"
    for name in (layout.SIGNATURE, layout.TAG_MANIFEST, layout.SIGNER):
        (tmp_path / name).write_bytes(files[name])
    command = next(
        line.strip() for line in files[layout.VERIFY].decode().splitlines() if "openssl cms" in line
    )
    result = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "CMS Verification successful" in result.stderr  # no issuer at hand, and none is needed


def test_the_last_pages_do_not_call_an_issued_certificate_self_made() -> None:
    import pypdfium2

    def said(*, issued: bool) -> str:
        standing = Standing(signer_fingerprint(SIGNER), Stamping.NONE, issued=issued)
        document = pypdfium2.PdfDocument(render(dossier(three_exhibits(None), Language.EN), standing))
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)

    assert "made by the program itself" in said(issued=False)
    assert "made by the program itself" not in said(issued=True)
    assert "How far its issuer is to be trusted" in said(issued=True)


def test_the_issuers_certificates_come_along() -> None:
    above = TestAuthority("Some CA")
    key = ec.generate_private_key(ec.SECP256R1())
    data = pkcs12.serialize_key_and_certificates(b"", key, certificate(key), [above.root], NoEncryption())
    own = signer_from_file(data, "", path="me.p12", at=MADE_AT)
    assert signer_certificates(own)[1] == above.root
    assert is_issued(own)
    assert not is_issued(SIGNER)


def test_a_wrong_passphrase() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(WrongKeyError, match=r"me\.p12"):
        signer_from_file(p12(key, certificate(key)), "wrong", path="me.p12", at=MADE_AT)


KEY = ec.generate_private_key(ec.SECP256R1())

ODD = ed25519.Ed25519PrivateKey.generate()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "signer-file-unreadable"),
        (b"-----BEGIN CERTIFICATE-----", "signer-file-unreadable"),
        (p12(None, certificate(KEY)), "signer-file-without-key"),
        (p12(KEY, None), "signer-file-without-key"),
        (p12(KEY, certificate(KEY, end=MADE_AT - DAY)), "signer-file-unusable"),
        (p12(KEY, certificate(KEY, signs=False)), "signer-file-unusable"),
        (p12(ODD, certificate(ODD)), "signer-file-unusable"),
    ],
    ids=["empty", "pem", "no key", "no certificate", "expired", "not for signatures", "another kind of key"],
)
def test_a_certificate_file_that_cannot_sign(data: bytes, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        signer_from_file(data, PASSPHRASE, path="me.p12", at=MADE_AT)
    assert caught.value.code == code
