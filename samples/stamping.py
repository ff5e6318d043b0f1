"""A timestamp authority's answers in DER: request in, response out, no network.

Source: RFC 3161 sections 2.4.1 and 2.4.2 (request, response), RFC 5816 (ESSCertIDv2), RFC 5652 section 5
(SignedData), RFC 5280 section 5 (revocation list).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DEMO_POLICY = "1.3.6.1.4.1.32473.1"  # below the enterprise number that RFC 5612 reserves for documentation
DIGEST_SIZES = {"sha256": 32, "sha384": 48, "sha512": 64}
ROOT_NAME = "DEMO root - not trusted"
LEAF_NAME = "DEMO timestamp authority - not trusted"

Clock = Callable[[], dt.datetime]


class _Refusal(core.Sequence):  # type: ignore[misc]  # a TimeStampResp without a token
    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


@dataclass(frozen=True, slots=True)
class Signer:
    """The authority's key with its certificate, and the root that issued it, with its key."""

    key: ec.EllipticCurvePrivateKey
    leaf: x509.Certificate
    root: x509.Certificate
    root_key: ec.EllipticCurvePrivateKey

    @property
    def root_pem(self) -> bytes:
        """The root certificate for `openssl ts -verify -CAfile`."""
        return self.root.public_bytes(serialization.Encoding.PEM)


def new_signer(start: dt.datetime, lifetime: dt.timedelta, lists: str = "") -> Signer:
    """Make a root and, below it, a certificate that may only sign timestamps, valid from `start`.

    `lists` is where the root publishes its revocation list, "" for nowhere.
    """
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = (
        _certificate(ROOT_NAME, ROOT_NAME, root_key.public_key(), start, lifetime * 2)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _certificate(LEAF_NAME, ROOT_NAME, key.public_key(), start, lifetime)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
    )
    if lists:
        place = x509.DistributionPoint([x509.UniformResourceIdentifier(lists)], None, None, None)
        leaf = leaf.add_extension(x509.CRLDistributionPoints([place]), critical=False)
    return Signer(key, leaf.sign(root_key, hashes.SHA256()), root, root_key)


def revocation_list(
    signer: Signer, now: dt.datetime, revoked: Sequence[x509.RevokedCertificate] = ()
) -> bytes:
    """Return the root's list of revoked certificates in DER, valid for a week from an hour before `now`."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(signer.root.subject)
        .last_update(now - dt.timedelta(hours=1))
        .next_update(now + dt.timedelta(days=7))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.root_key.public_key()), critical=False
        )
    )
    for one in revoked:
        builder = builder.add_revoked_certificate(one)
    return builder.sign(signer.root_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePublicKey, start: dt.datetime, lifetime: dt.timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + lifetime)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def answer(query: bytes, signer: Signer, now: dt.datetime) -> bytes:
    """Return the DER response to a DER request: a token, or a refusal that says why."""
    try:
        request = tsp.TimeStampReq.load(query, strict=True)
        request.native  # parses all of it  # noqa: B018
    except (ValueError, TypeError, KeyError):
        return _refusal("bad_data_format", "not a timestamp request")
    if (reason := _objection(request)) is not None:
        return _refusal(*reason)
    status = tsp.PKIStatusInfo({"status": "granted"})
    token = _token(_statement(request, now, signer), request["cert_req"].native, signer)
    made: bytes = tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump()
    return made


def _objection(request: tsp.TimeStampReq) -> tuple[str, str] | None:
    imprint = request["message_imprint"]
    size = DIGEST_SIZES.get(imprint["hash_algorithm"]["algorithm"].native)
    if size is None:
        return "bad_alg", "the digest is none of SHA-256, SHA-384, SHA-512"
    if len(imprint["hashed_message"].native) != size:
        return "bad_data_format", "the digest's length does not fit its algorithm"
    if request["req_policy"].native not in {None, DEMO_POLICY}:
        return "unaccepted_policy", "no other policy than the demo's"
    if request["extensions"].native:
        return "unaccepted_extensions", "no extensions"
    return None


def _refusal(failure: str, text: str) -> bytes:
    status = {"status": "rejection", "status_string": [text], "fail_info": {failure}}
    made: bytes = _Refusal({"status": status}).dump()
    return made


def _statement(request: tsp.TimeStampReq, now: dt.datetime, signer: Signer) -> bytes:
    values = {
        "version": "v1",
        "policy": DEMO_POLICY,
        "message_imprint": request["message_imprint"],
        "serial_number": secrets.randbits(64),
        "gen_time": now.replace(microsecond=0),
        "accuracy": {"seconds": 1},
        "tsa": asn1_x509.GeneralName(name="directory_name", value=_as_asn1(signer.leaf).subject),
    }
    if request["nonce"].native is not None:
        values["nonce"] = request["nonce"]
    made: bytes = tsp.TSTInfo(values).dump()
    return made


def _token(statement: bytes, with_certificates: bool, signer: Signer) -> cms.ContentInfo:  # noqa: FBT001
    leaf, root = _as_asn1(signer.leaf), _as_asn1(signer.root)
    leaf_digest = hashlib.sha256(signer.leaf.public_bytes(serialization.Encoding.DER)).digest()
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(statement).digest()]}),
            cms.CMSAttribute(
                {"type": "signing_certificate_v2", "values": [{"certs": [{"cert_hash": leaf_digest}]}]}
            ),
        ]
    )
    signature = signer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number}),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signature,
        }
    )
    data = {
        "version": "v3",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(statement)},
        "signer_infos": [info],
    }
    if with_certificates:
        data["certificates"] = [leaf, root]
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
