"""Is every file the one that the manifests list, and does every file stand in one?"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from vault.model import Sha256
from vault.proving import layout
from vault.proving.bag import BagTextError, read_manifest, read_oxum
from vault.proving.verify.archive import Archive
from vault.proving.verify.report import Finding
from vault.proving.verify.rules import bag as rules

PAYLOAD = "data/"


def check_bag(archive: Archive, digests: Mapping[str, Sha256]) -> Iterator[Finding]:
    """Compare the files with both manifests, in both directions.

    Source: RFC 8493 section 3 (complete and valid bags).

    Args:
        archive: The packet.
        digests: SHA-256 of its members.

    Yields:
        What does not agree.
    """
    payload = yield from _manifest(archive, layout.PAYLOAD_MANIFEST, in_payload=True)
    tags = yield from _manifest(archive, layout.TAG_MANIFEST, in_payload=False)
    for name in sorted(
        {*payload, *tags, *layout.TAG_FILES, layout.TAG_MANIFEST, layout.DOCUMENT, layout.CUSTODY}
    ):
        listed = payload.get(name) or tags.get(name)
        if name not in archive.members:
            yield Finding(rules.DOCUMENT_MISSING if name == layout.DOCUMENT else rules.FILE_MISSING, name)
        elif listed is not None and name in digests and digests[name] != listed:
            yield Finding(rules.FILE_CHANGED, name)
    for name in layout.TAG_FILES:
        if name not in tags:
            yield Finding(rules.NOT_COVERED, name)
    for name in archive.members:
        loose = name in {layout.TAG_MANIFEST, layout.SIGNATURE} or layout.PACKET_TOKEN.fullmatch(name)
        if not loose and name not in payload and name not in tags:
            yield Finding(rules.FILE_UNLISTED, name)
    yield from _check_texts(archive)


def _manifest(
    archive: Archive, name: str, *, in_payload: bool
) -> Generator[Finding, None, dict[str, Sha256]]:
    raw = archive.read(name)
    if raw is None:
        return {}
    try:
        digests = read_manifest(raw)
    except BagTextError:
        yield Finding(rules.MANIFEST_MALFORMED, name)
        return {}
    if any(listed.startswith(PAYLOAD) is not in_payload for listed in digests):
        yield Finding(rules.MANIFEST_MALFORMED, name)
    return digests


def _check_texts(archive: Archive) -> Iterator[Finding]:
    declaration = archive.read(layout.BAGIT)
    if declaration is not None and declaration != layout.BAGIT_TEXT.encode():
        yield Finding(rules.DECLARATION_WRONG, layout.BAGIT)
    info = archive.read(layout.BAG_INFO)
    sizes = [member.file_size for name, member in archive.members.items() if name.startswith(PAYLOAD)]
    if info is not None and read_oxum(info) != (sum(sizes), len(sizes)):
        yield Finding(rules.OXUM_WRONG, layout.BAG_INFO)
