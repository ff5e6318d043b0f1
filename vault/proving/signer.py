"""Who signs a packet: the vault's own key, made once, or the user's own certificate from a PKCS#12 file."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs7,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from vault.model import Sha256
from vault.proving.cms import MALFORMED, with_its_names
from vault.proving.errors import (
    FingerprintUnreadableError,
    SignerFileKeylessError,
    SignerFilePassphraseError,
    SignerFileUnreadableError,
    SignerFileUnusableError,
    SignerUnreadableError,
)

NO_EXPIRY = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
"""Source: RFC 5280 section 4.1.2.5, for certificates without a well-defined end."""


SEQUENCE = b"\x30"
"""How every PKCS#12 file begins: a sequence in DER or BER (RFC 7292 section 4)."""

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Signer(NamedTuple):
    """A private key (PKCS#8) and its certificate, both in PEM; certificates of its issuers may follow that."""

    key_pem: bytes
    certificate_pem: bytes


def new_signer(common_name: str, *, now: dt.datetime, serial: int) -> Signer:
    """Make an ECDSA P-256 key and a self-signed certificate that `openssl cms -verify` accepts as it is.

    Args:
        common_name: Shown to readers, 1 to 64 characters.
        now: Start of validity, less a day for clocks that differ.
        serial: Random, 1 to 2**159 - 1.

    Returns:
        The key and the certificate.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(NO_EXPIRY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Signer(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        certificate.public_bytes(Encoding.PEM),
    )


def sign_detached(data: bytes, signer: Signer) -> bytes:
    """Sign bytes with SHA-256; the signature stands by itself and carries the certificate.

    The signing time inside is the machine's clock and proves nothing; the timestamp does.
    Source: RFC 5652 section 5.2 (external signatures).

    Args:
        data: What is signed, byte for byte.
        signer: Key and certificate.

    Returns:
        CMS SignedData in DER; the signer's certificate is the only one in it.

    Raises:
        SignerUnreadableError: Key or certificate is damaged, or they do not belong together.
    """
    key, certificate = _opened(signer)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    options = [
        pkcs7.PKCS7Options.DetachedSignature,
        pkcs7.PKCS7Options.Binary,
        pkcs7.PKCS7Options.NoCapabilities,
    ]
    return builder.sign(Encoding.DER, options)


def sign_raw(data: bytes, signer: Signer) -> bytes:
    """Sign bytes with SHA-256 and nothing around them; the same bytes give the same signature.

    Source: RFC 6979 (deterministic ECDSA), RFC 8017 section 8.2 (PKCS #1 v1.5).

    Args:
        data: What is signed.
        signer: Key and certificate.

    Returns:
        The signature: ECDSA in DER, or RSA.

    Raises:
        SignerUnreadableError: Key or certificate is damaged, or they do not belong together.
    """
    key, _ = _opened(signer)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def signer_certificates(signer: Signer) -> tuple[x509.Certificate, ...]:
    """Return the signer's certificate and those of its issuers, as far as they are known.

    Raises:
        SignerUnreadableError: The certificate is damaged.
    """
    try:
        return tuple(map(with_its_names, x509.load_pem_x509_certificates(signer.certificate_pem)))
    except MALFORMED as error:
        raise SignerUnreadableError from error


def holders(signer: Signer) -> str:
    """Return what the signer's certificate, and those that go along with it, say of their holders, line by line.

    Raises:
        SignerUnreadableError: The certificate is damaged.
    """
    told: list[str] = []
    for certificate in signer_certificates(signer):
        told += (str(attribute.value) for attribute in certificate.subject)
        told += (str(name.value) for name in _alternative_names(certificate))
    return "\n".join(told)


def _alternative_names(certificate: x509.Certificate) -> tuple[x509.GeneralName, ...]:
    try:
        return tuple(certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    except (x509.ExtensionNotFound, *MALFORMED):
        return ()


def is_pair(signer: Signer) -> bool:
    """Tell whether key and certificate can be read and belong together."""
    try:
        _opened(signer)
    except SignerUnreadableError:
        return False
    return True


def is_issued(signer: Signer) -> bool:
    """Tell whether somebody else than its holder issued the signer's certificate.

    Raises:
        SignerUnreadableError: The certificate is damaged.
    """
    own = signer_certificates(signer)[0]
    return own.issuer != own.subject


def signer_from_file(data: bytes, passphrase: str, *, path: str, at: dt.datetime) -> Signer:
    """Read the user's own key and certificate from a PKCS#12 file (.p12, .pfx).

    Source: RFC 7292 (PKCS #12); RFC 5280 section 4.2.1.3 (key usage).

    Args:
        data: The file.
        passphrase: Of the file; "" for none.
        path: What to call the file in an error.
        at: Now; the certificate must be valid then.

    Returns:
        The signer, with the issuers' certificates that the file holds.

    Raises:
        SignerFileUnreadableError: It is no PKCS#12 file.
        SignerFilePassphraseError: The passphrase does not open it.
        SignerFileKeylessError: It holds no private key, or no certificate for it.
        SignerFileUnusableError: The key or the certificate is not one to sign with now.
    """
    if not data.startswith(SEQUENCE):
        raise SignerFileUnreadableError(path=path)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignerFilePassphraseError(path=path) from error
    if key is None or certificate is None:
        raise SignerFileKeylessError(path=path)
    if not isinstance(key, Key) or not _may_sign(certificate, at):
        raise SignerFileUnusableError(path=path)
    return Signer(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        b"".join(one.public_bytes(Encoding.PEM) for one in (certificate, *others)),
    )


def fingerprint(certificate: x509.Certificate) -> Sha256:
    """Return the SHA-256 of a certificate in DER, as `openssl x509 -fingerprint -sha256` shows it."""
    return Sha256(certificate.fingerprint(hashes.SHA256()).hex())


def signer_fingerprint(signer: Signer) -> Sha256:
    """Return the fingerprint of a signer's certificate.

    Raises:
        SignerUnreadableError: The certificate is damaged.
    """
    return fingerprint(signer_certificates(signer)[0])


def parse_fingerprint(text: str) -> Sha256:
    """Read a fingerprint as people write it, with colons or spaces, in either case.

    Args:
        text: 64 hexadecimal digits.

    Returns:
        The digits alone, in lower case.

    Raises:
        FingerprintUnreadableError: It is not that.
    """
    digits = "".join(char for char in text.lower() if char not in ": ")
    if len(digits) != 64 or any(char not in "0123456789abcdef" for char in digits):
        raise FingerprintUnreadableError(fingerprint=text)
    return Sha256(digits)


def _opened(signer: Signer) -> tuple[Key, x509.Certificate]:
    try:
        key = load_pem_private_key(signer.key_pem, password=None)
        certificate = x509.load_pem_x509_certificate(signer.certificate_pem)
    except MALFORMED as error:
        raise SignerUnreadableError from error
    if not isinstance(key, Key) or not _belong(key, certificate):
        raise SignerUnreadableError
    return key, certificate


def _belong(key: Key, certificate: x509.Certificate) -> bool:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*form) == certificate.public_key().public_bytes(*form)


def _may_sign(certificate: x509.Certificate, at: dt.datetime) -> bool:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        return False
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
