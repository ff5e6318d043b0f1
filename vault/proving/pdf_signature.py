"""Signs the packet's PDF: a PAdES signature in the one revision that it adds, over the whole file.

Source: ETSI EN 319 142-1 (PAdES) section 6.3, levels B-B, B-T and B-LT; ISO 32000-1 sections 12.8.1 (byte range) and
12.8.2.2 (DocMDP); ISO 19005-2 section 6.4.3 (signatures in PDF/A); ISO 14289-1 section 7.18 (annotations in PDF/UA).

The field is invisible and lies outside the page, which both PDF/A and PDF/UA allow without a tag. The document's own
metadata stays as it is: PDF/A wants the two places that tell of it to agree. Certificates and revocation lists that are
known beforehand go into the document security store of the same revision, so that nothing follows the signature.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from asn1crypto import cms, crl, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import ByteStringObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.attributes import CMSAttributeProvider, UnsignedAttributeProviderSpec
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData
from pyhanko.sign.validation.dss import DocumentSecurityStore

from vault.model import Sha256, Token
from vault.proving.errors import DocumentUnsignableError
from vault.proving.layout import copy_reason, document_reason
from vault.proving.signer import Signer, sign_raw, signer_certificates

FIELD = "Signature"
LABEL = "Signature of the packet"
SPACE = 65_536  # hexadecimal digits: a signature with a token and its chain takes a third of it
ROOM = 24_000  # bytes of tokens that fit into it beside the signature

Stamp = Callable[[Sha256], tuple[Token, ...]]
"""Asks the configured authorities for tokens over one digest; gives those that were to be had."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was to be had about the authorities beforehand: their certificates, and revocation lists in DER."""

    certificates: Sequence[x509.Certificate] = ()
    revocations: Sequence[bytes] = ()


def sign_document(
    document: bytes,
    signer: Signer,
    *,
    packet: str,
    at: dt.datetime,
    stamp: Stamp | None,
    known: Evidence = Evidence(),
    copy_of: Sha256 | None = None,
) -> bytes:
    """Return the PDF with a signature that covers all of it and certifies that nothing may follow.

    Args:
        document: A PDF without a signature.
        signer: Key and certificate.
        packet: The packet's id; it stands in the signature, so that a PDF of another packet shows.
        at: What the signature says about its own time; only a token proves it.
        stamp: Gets tokens over the signature's value, one from each authority. None, or none to be had: level B-B.
        known: For level B-LT.
        copy_of: Digest of the full packet, for a reduced copy of its document; the signature says which it is.

    Returns:
        The same bytes, and one revision after them.

    Raises:
        DocumentUnsignableError: It is no PDF that can be signed.
        SignerUnreadableError: Key or certificate is damaged.
    """
    try:
        reason = document_reason(packet) if copy_of is None else copy_reason(packet, copy_of)
        return _signed(document, signer, reason, at, stamp, known)
    except (PdfError, SigningError, ValueError, KeyError) as error:
        raise DocumentUnsignableError from error


class _Writer(IncrementalPdfFileWriter):
    """Leaves the document's metadata alone, and gives the revision an id that follows from the document."""

    def _update_meta(self) -> None:
        pass


class _KeyHolder(signers.Signer):
    """Signs with the vault's own code, which draws no random number."""

    def __init__(self, signer: Signer, stamp: Stamp | None) -> None:
        own, *above = signer_certificates(signer)
        self._held = signer
        super().__init__(signing_cert=_asn1(own))
        self.cert_registry.register_multiple([_asn1(certificate) for certificate in above])
        self.unsigned_attr_prov_spec = _Tokens(stamp)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002
        return sign_raw(data, self._held)


class _Tokens(UnsignedAttributeProviderSpec):
    """Gets tokens where all tokens are got; the library's own network code is not used.

    Source: ETSI EN 319 122-1 section 5.3 (signature-time-stamp): over the signature's value; the library puts those of
    several authorities into one attribute, in the order of DER.
    """

    def __init__(self, stamp: Stamp | None) -> None:
        self._stamp = stamp

    def unsigned_attr_providers(
        self,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,  # noqa: ARG002
        digest_algorithm: str,  # noqa: ARG002
    ) -> Iterator[CMSAttributeProvider]:
        digest = Sha256(hashlib.sha256(signature).hexdigest())
        tokens = self._stamp(digest) if self._stamp is not None else ()
        sizes = itertools.accumulate(len(token.response) for token in tokens)
        for token, size in zip(tokens, sizes, strict=True):
            if size <= ROOM:
                yield _Given(tsp.TimeStampResp.load(token.response)["time_stamp_token"])


class _Given(CMSAttributeProvider):
    """A token as an attribute of a signature."""

    attribute_type = "signature_time_stamp_token"

    def __init__(self, token: cms.ContentInfo) -> None:
        self._token = token

    async def build_attr_value(self, dry_run: bool = False) -> cms.ContentInfo:  # noqa: ARG002, FBT001, FBT002
        return self._token


def _signed(
    document: bytes, signer: Signer, reason: str, at: dt.datetime, stamp: Stamp | None, known: Evidence
) -> bytes:
    output = io.BytesIO(document)
    writer = _Writer(output)
    revision = ByteStringObject(hashlib.sha256(document).digest()[:16])
    writer._document_id[1] = revision  # noqa: SLF001 - it would be random: the same packet is to give the same bytes
    if known.certificates or known.revocations:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[_asn1(certificate) for certificate in known.certificates],
            crls=[crl.CertificateList.load(der) for der in known.revocations],
        )
    field = SigFieldSpec(
        FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True), readable_field_name=LABEL
    )
    embedder = PdfCMSEmbedder(new_field_spec=field).write_cms(FIELD, writer)
    next(embedder)
    _order_by_structure(writer)
    placeholder = PdfSignedData(
        pdf_name("/Sig"), subfilter=SigSeedSubFilter.PADES, timestamp=at, bytes_reserved=SPACE
    )
    placeholder[pdf_name("/Reason")] = pdf_string(reason)
    embedder.send(
        SigObjSetup(
            placeholder,
            mdp_setup=SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES),
        )
    )
    digest, result = embedder.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    embedder.send(asyncio.run(_message(_KeyHolder(signer, stamp), digest.document_digest)))
    return bytes(result.getvalue())


def _order_by_structure(writer: IncrementalPdfFileWriter) -> None:
    # Source: ISO 14289-1 section 7.18.3: a page with an annotation is read in the order of its tags.
    page, _ = writer.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")


async def _message(holder: _KeyHolder, digest: bytes) -> cms.ContentInfo:
    return await holder.async_sign(digest, "sha256", use_pades=True)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
