"""Cryptographic Message Syntax, as far as packets need it: one signer, SHA-2, signed attributes.

Source: RFC 5652 (CMS), RFC 5035 (signing certificate attributes). Trust is not decided here: a good signature
says only that the holder of the embedded certificate's key signed these bytes.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
MALFORMED = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    AttributeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What asn1crypto and cryptography raise on bytes that are not what they should be."""


class CmsError(Exception):
    """The bytes are no signed message, or the signature does not hold."""


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message whose signature holds.

    `content` is the enclosed content, None for a detached signature. `names_signer` tells whether the signed
    attributes name the signer's certificate by digest (RFC 5035), and name this one. `signature` is the signature's
    value; `tokens` are timestamp tokens over it (RFC 3161 appendix A), each as ContentInfo in DER.
    """

    content_type: str
    content: bytes | None
    signer: x509.Certificate
    certificates: tuple[x509.Certificate, ...]
    names_signer: bool
    signature: bytes
    tokens: tuple[bytes, ...] = ()


def open_signed(der: bytes, *, detached: bytes | None = None, stamped: bool = False) -> SignedMessage:
    """Parse a signed message and check its signature with the certificate that it carries.

    Args:
        der: ContentInfo with SignedData in DER, nothing after it.
        detached: The content that was signed, for a detached signature.
        stamped: Whether a detached signature may carry timestamp tokens, which the signature does not cover.

    Returns:
        The message.

    Raises:
        CmsError: Malformed, more or fewer than one signer, an algorithm that is not accepted, the signer's
            certificate is not inside, or the signature does not hold.
    """
    try:
        return _open(der, detached, stamped=stamped)
    except InvalidSignature as error:
        raise CmsError("signature") from error
    except MALFORMED as error:
        raise CmsError("form") from error


def _open(der: bytes, detached: bytes | None, *, stamped: bool) -> SignedMessage:
    info = cms.ContentInfo.load(der, strict=True)
    if info["content_type"].native != "signed_data":
        raise CmsError("form")
    data = info["content"]
    if len(data["signer_infos"]) != 1:
        raise CmsError("signers")
    signer_info = data["signer_infos"][0]
    if detached is not None:
        _check_nothing_unsigned(data, signer_info, stamped=stamped)
    certificates = tuple(load_certificate(choice.chosen) for choice in data["certificates"])
    signer = _signer(signer_info, certificates)
    content_type = str(data["encap_content_info"]["content_type"].native)
    enclosed = data["encap_content_info"]["content"]
    content = enclosed.contents if detached is None else detached
    attributes = _attributes(signer_info)
    _check_attributes(signer_info, attributes, content_type, content)
    _check_signature(signer_info, signer)
    return SignedMessage(
        content_type,
        content if detached is None else None,
        signer,
        certificates,
        _names(attributes, signer),
        signer_info["signature"].native,
        _tokens(signer_info),
    )


def _tokens(info: cms.SignerInfo) -> tuple[bytes, ...]:
    return tuple(
        token.dump() for one in info["unsigned_attrs"] if _holds_tokens(one) for token in one["values"]
    )


def _holds_tokens(attribute: cms.CMSAttribute) -> bool:
    """Tell whether an attribute holds tokens and nothing else, one for each authority."""
    return attribute["type"].native == "signature_time_stamp_token" and len(attribute["values"]) > 0


def _check_nothing_unsigned(data: cms.SignedData, info: cms.SignerInfo, *, stamped: bool) -> None:
    # A signature of ours has one form; fixing the fields that it does not cover leaves no bit open to change.
    # Source: RFC 5652 sections 5.1 and 5.3 (version numbers for plain data and this signer identifier).
    versions = data["version"].native, info["version"].native
    algorithms = [algorithm.dump() for algorithm in data["digest_algorithms"]]
    unsigned = [one for one in info["unsigned_attrs"] if not (stamped and _holds_tokens(one))]
    extras = len(unsigned) + len(data["crls"])
    if versions != ("v1", "v1") or algorithms != [info["digest_algorithm"].dump()] or extras:
        raise CmsError("form")


def load_certificate(enclosed: asn1_x509.Certificate) -> x509.Certificate:
    """Return a certificate as cryptography reads it.

    Raises:
        CmsError: Its serial number is not positive.
    """
    if enclosed.serial_number <= 0:  # not allowed by RFC 5280 section 4.1.2.2; loading it would only warn
        raise CmsError("form")
    return with_its_names(x509.load_der_x509_certificate(enclosed.dump()))


def with_its_names(certificate: x509.Certificate) -> x509.Certificate:
    """Return a certificate after its names were read, which cryptography remembers.

    Of names that only break a rule of lengths, such as a country of more than two letters (ITU-T X.520, 6.3.1),
    it warns, and that once: here, where nobody is to see it.

    Raises:
        ValueError: A name cannot be read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _ = certificate.subject, certificate.issuer
    return certificate


def _signer(info: cms.SignerInfo, certificates: tuple[x509.Certificate, ...]) -> x509.Certificate:
    if info["sid"].name != "issuer_and_serial_number":
        raise CmsError("signer identifier")
    wanted = info["sid"].chosen
    for certificate in certificates:
        same_issuer = certificate.issuer.public_bytes() == wanted["issuer"].dump()
        if same_issuer and certificate.serial_number == wanted["serial_number"].native:
            return certificate
    raise CmsError("no certificate")


def _attributes(info: cms.SignerInfo) -> dict[str, cms.SetOf]:
    attributes: dict[str, cms.SetOf] = {}
    for attribute in info["signed_attrs"]:
        name = attribute["type"].native
        if name in attributes:
            raise CmsError("attribute twice")
        attributes[name] = attribute["values"]
    return attributes


def _check_attributes(
    info: cms.SignerInfo, attributes: dict[str, cms.SetOf], content_type: str, content: bytes
) -> None:
    # Source: RFC 5652 sections 5.4, 11.1 and 11.2: both attributes, one value each.
    algorithm = info["digest_algorithm"]["algorithm"].native
    if algorithm not in HASHES:
        raise CmsError("digest algorithm")
    types, digests = attributes["content_type"], attributes["message_digest"]
    if len(types) != 1 or len(digests) != 1 or types[0].native != content_type:
        raise CmsError("attributes")
    if digests[0].native != hashlib.new(algorithm, content).digest():
        raise CmsError("digest")


def _check_signature(info: cms.SignerInfo, signer: x509.Certificate) -> None:
    signed = info["signed_attrs"].untag().dump()
    signature = info["signature"].native
    algorithm = info["signature_algorithm"]
    digest = HASHES[info["digest_algorithm"]["algorithm"].native]
    key = signer.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        if algorithm.signature_algo == "rsassa_pss":
            scheme: padding.AsymmetricPadding = padding.PSS(
                padding.MGF1(
                    HASHES[algorithm["parameters"]["mask_gen_algorithm"]["parameters"]["algorithm"].native]
                ),
                algorithm["parameters"]["salt_length"].native,
            )
        else:
            scheme = padding.PKCS1v15()
        key.verify(signature, signed, scheme, digest)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        named = HASHES[algorithm.hash_algo]
        key.verify(signature, signed, ec.ECDSA(named))
    else:
        raise CmsError("key type")


def _names(attributes: dict[str, cms.SetOf], signer: x509.Certificate) -> bool:
    # Source: RFC 5035 sections 3 and 4: the first certificate identifier is the signer's.
    der = signer.public_bytes(Encoding.DER)
    if values := attributes.get("signing_certificate_v2"):
        first = values[0]["certs"][0]
        algorithm = first["hash_algorithm"]["algorithm"].native
        return bool(algorithm in HASHES and first["cert_hash"].native == hashlib.new(algorithm, der).digest())
    if values := attributes.get("signing_certificate"):
        # The first version of the attribute fixes SHA-1; the signature over it is SHA-2 all the same.
        digest = hashlib.sha1(der, usedforsecurity=False).digest()
        return bool(values[0]["certs"][0]["cert_hash"].native == digest)
    return False
