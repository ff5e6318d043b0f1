"""A packet, whole and part by part, and what a timestamp authority answers."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pathlib
import sys
import tempfile
from collections.abc import Sequence

from tests.fuzz.target import Target
from vault.model import Sha256
from vault.proving import bag, layout, revocation, tokens
from vault.proving.cms import CmsError, open_signed
from vault.proving.manifest import ManifestError, NewerManifestError, decode, encode
from vault.proving.verify import verify
from vault.proving.verify.custody import check_custody
from vault.proving.verify.document import read_document

sys.path.append(
    str(pathlib.Path(__file__).parent.parent / "proving")
)  # its helpers import each other by name
from proving_authority import TestAuthority
from proving_making import MADE_AT, members, written, zipped

DIGEST = Sha256(hashlib.sha256(b"evidence").hexdigest())


@functools.cache
def _packet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "packet.zip"
        written(path, TestAuthority())
        return path.read_bytes()


@functools.cache
def _members() -> dict[str, bytes]:
    return members(_packet())


@functools.cache
def _answer() -> bytes:
    return TestAuthority().token(DIGEST).response


def _whole(data: bytes) -> None:
    for finding in verify(data, at=MADE_AT).findings:
        assert finding.said().isprintable()


def _part(data: bytes) -> None:
    """Put bytes in the place of one file of a packet; the first byte says which. It must be noticed."""
    names = sorted(_members())
    name = names[(data or b"\0")[0] % len(names)]
    report = verify(zipped(_members() | {name: data[1:]}), at=MADE_AT)
    assert report.findings
    for finding in report.findings:
        assert finding.said().isprintable()


def _parts() -> Sequence[bytes]:
    return tuple(bytes([place]) + _members()[name][:30_000] for place, name in enumerate(sorted(_members())))


def _manifest(data: bytes) -> None:
    with contextlib.suppress(ManifestError, NewerManifestError):
        encode(decode(data))


def _custody(data: bytes) -> None:
    for finding in check_custody(data, decode(_members()[layout.MANIFEST])):
        assert finding.said().isprintable()


def _bag(data: bytes) -> None:
    if b"Payload-Oxum" in data:
        bag.read_oxum(data)
        return
    digests = bag.read_manifest(data)
    assert bag.read_manifest(bag.manifest_text(digests).encode()) == digests


def _bags() -> Sequence[bytes]:
    return tuple(_members()[name] for name in (layout.BAG_INFO, layout.PAYLOAD_MANIFEST, layout.TAG_MANIFEST))


def _token(data: bytes) -> None:
    """Judge an answer; only the authority's own bytes are good."""
    with contextlib.suppress(tokens.TokenFlawError):
        assert tokens.read_stamp(data, DIGEST).at


def _document_token(data: bytes) -> None:
    """Exchange the token in the PDF's signature, which no signature covers, for bytes of its length."""
    raw, token = _members()[layout.DOCUMENT], _own_token()
    forged = data[: len(token)].ljust(len(token), b"\0").hex()
    document = read_document(raw.replace(token.hex().encode(), forged.encode()))
    if document is not None and document.tokens:
        with contextlib.suppress(tokens.TokenFlawError):
            tokens.read_stamp(tokens.as_response(document.tokens[0]), document.stamped)


@functools.cache
def _own_token() -> bytes:
    document = read_document(_members()[layout.DOCUMENT])
    assert document is not None
    assert document.tokens
    return document.tokens[0]


def _signature(data: bytes) -> None:
    with contextlib.suppress(CmsError):
        open_signed(data, detached=_members()[layout.TAG_MANIFEST])
    with contextlib.suppress(CmsError):
        open_signed(data)


def _certificates(data: bytes) -> None:
    revocation.read_lists(data)
    chain = tokens.read_certificates(data, "--tsa-ca")
    tokens.pem_text(chain)
    revocation.distribution_points(chain)


TARGETS = (
    Target("packet", lambda: (_packet(),), _whole, longest=200_000),
    Target("packet-part", _parts, _part, longest=40_000),
    Target("manifest", lambda: (_members()[layout.MANIFEST],), _manifest, longest=16384),
    Target("custody", lambda: (_members()[layout.CUSTODY],), _custody, longest=16384),
    Target("bag", _bags, _bag, refusals=(bag.BagTextError,)),
    Target("token", lambda: (_answer(),), _token, longest=16384),
    Target("document-token", lambda: (_own_token(),), _document_token, longest=16384),
    Target("signature", lambda: (_members()[layout.SIGNATURE],), _signature, longest=16384),
    Target("certificates", lambda: (_members()[layout.SIGNER],), _certificates, longest=16384),
    Target("document", lambda: (_members()[layout.DOCUMENT],), read_document, longest=80_000),
)
