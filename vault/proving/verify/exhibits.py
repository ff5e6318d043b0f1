"""Does the manifest describe the exhibits that are there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vault.model import Sha256
from vault.proving import layout
from vault.proving.manifest import Manifest
from vault.proving.verify.archive import Archive
from vault.proving.verify.report import Finding
from vault.proving.verify.rules import exhibits as rules


def check_exhibits(manifest: Manifest, archive: Archive, digests: Mapping[str, Sha256]) -> Iterator[Finding]:
    """Compare the exhibits with what `data/manifest.json` says of them, in both directions.

    Args:
        manifest: The packet's manifest.
        archive: The packet.
        digests: SHA-256 of its members.

    Yields:
        What does not agree.
    """
    for number, exhibit in enumerate(manifest.exhibits, start=1):
        member = archive.members.get(exhibit.file)
        if exhibit.number != number or exhibit.file != layout.exhibit_file(exhibit.name, exhibit.media_type):
            yield Finding(rules.EXHIBIT_NUMBERING, layout.MANIFEST)
        if member is None:
            yield Finding(rules.EXHIBIT_MISSING, exhibit.name)
        elif member.file_size != exhibit.size or digests.get(exhibit.file) != exhibit.sha256:
            yield Finding(rules.EXHIBIT_DIFFERS, exhibit.name)
    for letter in manifest.letter:
        if digests.get(letter.file) != letter.sha256:
            yield Finding(rules.LETTER_DIFFERS, letter.file)
    named = [exhibit.file for exhibit in manifest.exhibits]
    named += [token.file for exhibit in manifest.exhibits for token in exhibit.tokens]
    if len(set(named)) != len(named):
        yield Finding(rules.EXHIBIT_NUMBERING, layout.MANIFEST)
    for name in archive.members:
        if name.startswith(layout.EXHIBITS) and name not in named:
            yield Finding(rules.EXHIBIT_UNLISTED, name)
