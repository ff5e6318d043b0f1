"""Everything of a packet but the originals: drawn, signed and stamped before the first byte is written."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography import x509

from vault.model import Sha256, Token
from vault.proving import bag, custody, instructions, layout, manifest, renewals, revocation
from vault.proving.archive import Member
from vault.proving.document.standing import Stamping
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.enclosures import enclosures
from vault.proving.signer import Signer, sign_detached, signer_fingerprint
from vault.proving.tokens import TokenFlawError, pem_text, read_certificates, read_stamp

Draw = Callable[[Stamping], bytes]
"""Draws the PDF, which says on its first page whether the packet is stamped."""

Stamp = Callable[[Sha256], tuple[Token, ...]]
"""Asks the configured authorities for tokens over one digest; gives those that were to be had."""

PLAIN = "text/plain"
OPAQUE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Sealed:
    """Everything of a packet but the originals, ready to be written."""

    members: tuple[Member, ...]
    manifest: Sha256
    timestamp: Stamping


def seal(
    dossier: Dossier,
    draw: Draw,
    signer: Signer,
    stamp: Stamp | None,
    roots: Sequence[str],
    lists: Sequence[bytes],
) -> Sealed:
    """Return the packet's proofs and everything that they cover, but the originals, which are known by their digests.

    Args:
        dossier: What enters.
        draw: Draws the PDF; called again if no authority answered after all.
        signer: Key and certificate.
        stamp: Gets tokens; None if no authority is configured.
        roots: The authorities' root certificates in PEM, as configured.
        lists: Their revocation lists in DER.

    Returns:
        The members in the order of the archive.

    Raises:
        DocumentUnsignableError: The PDF cannot be signed.
        SignerUnreadableError: Key or certificate is damaged.
    """
    # The signed parts say "stamped" before the answer makes it true; without an answer they are made again.
    if stamp is not None:
        asking = _Asking(stamp)
        bag_members, tag_manifest = _bag(dossier, draw, signer, Stamping.STAMPED, roots, lists, asking)
        tokens = asking(_digest(tag_manifest))
        if tokens:
            return _sealed(bag_members, tag_manifest, signer, tokens, Stamping.STAMPED)
    status = Stamping.NONE if stamp is None else Stamping.PENDING
    bag_members, tag_manifest = _bag(dossier, draw, signer, status, roots, lists, None)
    return _sealed(bag_members, tag_manifest, signer, (), status)


@dataclass(slots=True)
class _Asking:
    """Asks for tokens until nobody answered once: a dead authority is waited for one time, not two."""

    stamp: Stamp
    silent: bool = False

    def __call__(self, digest: Sha256) -> tuple[Token, ...]:
        tokens = () if self.silent else self.stamp(digest)
        self.silent = not tokens
        return tokens


def _bag(
    dossier: Dossier,
    draw: Draw,
    signer: Signer,
    status: Stamping,
    roots: Sequence[str],
    lists: Sequence[bytes],
    stamp: Stamp | None,
) -> tuple[tuple[Member, ...], bytes]:
    """Return the bag's members in the order of the archive, and the tag manifest."""
    from vault.proving.pdf_signature import Evidence, sign_document  # a second to load, for this alone

    chain = known_certificates(dossier, roots)
    document = sign_document(
        draw(status),
        signer,
        packet=dossier.packet,
        at=dossier.made_at,
        stamp=stamp,
        known=Evidence(chain, lists),
    )
    letter = enclosures(dossier)
    described = manifest.compose(
        dossier, signer=signer_fingerprint(signer), timestamp=status, enclosures=letter
    )
    payload = [
        _member(layout.DOCUMENT, document, "application/pdf"),
        _member(layout.MANIFEST, manifest.encode(described), "application/json"),
        _member(layout.CUSTODY, custody.custody_text(custody.chain(dossier)), "application/json"),
        *(_member(one.file, one.content, one.media_type) for one in letter),
    ]
    for exhibit, entry in zip(dossier.exhibits, described.exhibits, strict=True):
        payload.append(_original(exhibit, entry.file))
        payload.extend(
            _member(one.file, one.token.response, OPAQUE)
            for one in renewals.filed(entry.file, exhibit.item.tokens)
        )
    texts = {
        layout.BAGIT: layout.BAGIT_TEXT,
        layout.BAG_INFO: bag.info_text(
            packet=dossier.packet,
            made_at=dossier.made_at,
            program=dossier.program,
            sizes=(member.size for member in payload),
        ),
        layout.PAYLOAD_MANIFEST: bag.manifest_text({member.name: member.sha256 for member in payload}),
        layout.VERIFY: instructions.text(described, has_chain=bool(chain), has_lists=bool(lists)),
        layout.PROGRAM: instructions.program(),
        layout.TSA_CHAIN: pem_text(chain)
        or "# No certificate of a timestamp authority was known when this packet was made.\n",
        layout.TSA_LISTS: revocation.pem_text(lists)
        or "# No revocation list of a timestamp authority was to be had when this packet was made.\n",
        layout.SIGNER: signer.certificate_pem.decode("ascii"),
    }
    tags = [_member(name, texts[name].encode(), PLAIN) for name in layout.TAG_FILES]
    tag_manifest = bag.manifest_text({member.name: member.sha256 for member in tags}).encode()
    return (*tags, *payload), tag_manifest


def _sealed(
    members: tuple[Member, ...],
    tag_manifest: bytes,
    signer: Signer,
    tokens: Sequence[Token],
    status: Stamping,
) -> Sealed:
    proofs = [
        _member(layout.TAG_MANIFEST, tag_manifest, PLAIN),
        _member(layout.SIGNATURE, sign_detached(tag_manifest, signer), OPAQUE),
        *(
            _member(layout.token_file(layout.TAG_MANIFEST, number), token.response, OPAQUE)
            for number, token in enumerate(tokens, start=1)
        ),
    ]
    tags = len(layout.TAG_FILES)
    return Sealed((*members[:tags], *proofs, *members[tags:]), _digest(tag_manifest), status)


def known_certificates(dossier: Dossier, roots: Sequence[str]) -> tuple[x509.Certificate, ...]:
    """Return the certificates that a reader may need besides a root of his own: those of the tokens and the roots."""
    certificates: list[x509.Certificate] = []
    for exhibit in dossier.exhibits:
        for token in exhibit.item.tokens:
            with contextlib.suppress(TokenFlawError):  # a bad token is the verifier's to report
                stamp = read_stamp(token.response, token.renews or exhibit.stamped or exhibit.item.sha256)
                certificates.extend(stamp.certificates)
    for root in roots:
        certificates.extend(read_certificates(root, "tsa"))
    return tuple(dict.fromkeys(certificates))


def _member(name: str, content: bytes, media_type: str) -> Member:
    return Member(name, _digest(content), len(content), media_type, lambda: io.BytesIO(content))


def _original(exhibit: Exhibit, file: str) -> Member:
    item = exhibit.item
    return Member(file, item.sha256, item.size, item.media_type, exhibit.original)


def _digest(content: bytes) -> Sha256:
    return Sha256(hashlib.sha256(content).hexdigest())
