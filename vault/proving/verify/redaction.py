"""Is a redacted packet what it says: copies of pixels and text alone, and nothing covered told elsewhere?

What the covers hide cannot be judged without the original; that a copy has no other layer, and that no number of a
covered class can be read anywhere in the packet, can.
"""

from __future__ import annotations

from collections.abc import Iterator

from vault.proving import layout
from vault.proving.manifest import ExhibitEntry, Manifest
from vault.proving.redaction.bare import is_bare
from vault.proving.redaction.finding import Wanted, find
from vault.proving.redaction.reasons import Reason
from vault.proving.verify.archive import Archive
from vault.proving.verify.report import Finding
from vault.proving.verify.rules import redaction as rules

LARGEST_COPY = 256 << 20  # bytes
LARGEST_TEXT = 64 << 20  # bytes
JUDGED = frozenset({Reason.IDS, Reason.CARDS, Reason.EMAILS})
"""Classes whose patterns need no knowledge of persons or platforms."""

LEAST_DIGITS = 10  # of the shortest number judged, an older identity number of 15, with a third of it misread

TEXTS = (layout.MANIFEST, layout.CUSTODY)


def says_redacted(manifest: Manifest | None) -> bool:
    """Tell whether a packet says that something in it is covered."""
    return manifest is not None and (
        bool(manifest.redacted) or any(one.redaction is not None for one in manifest.exhibits)
    )


def check_redaction(manifest: Manifest | None, archive: Archive) -> Iterator[Finding]:
    """Judge the copies of a redacted packet, and what its texts tell.

    Args:
        manifest: The packet's manifest, if it could be read.
        archive: The packet.

    Yields:
        What is wrong, and that a copy is one.
    """
    if manifest is None or not says_redacted(manifest):
        return
    for exhibit in manifest.exhibits:
        yield from _check_copy(manifest, exhibit, archive)
    yield from _check_texts(manifest, archive)


def _check_copy(manifest: Manifest, exhibit: ExhibitEntry, archive: Archive) -> Iterator[Finding]:
    made = exhibit.redaction
    if made is None:
        if manifest.redacted:
            yield Finding(rules.REDACTION_LACKING, exhibit.name)
        return
    if made.covered and made.original == exhibit.sha256:
        yield Finding(rules.REDACTION_UNDONE, exhibit.name)
    raw = archive.read(exhibit.file, LARGEST_COPY)
    if raw is None:
        yield Finding(rules.REDACTION_UNKNOWN, exhibit.name)
    elif not is_bare(raw, exhibit.media_type):
        yield Finding(rules.REDACTION_LAYER, exhibit.name)
    yield Finding(rules.REDACTED_COPY if made.original else rules.REDACTED_UNNAMED, exhibit.name)


def _check_texts(manifest: Manifest, archive: Archive) -> Iterator[Finding]:
    reasons = frozenset(Reason(one) for one in manifest.redacted if one in set(Reason)) & JUDGED
    wanted = Wanted(reasons, manifest.made_at.date())
    copies = (one.file for one in manifest.exhibits if one.media_type == "text/plain")
    for name in (*TEXTS, *copies, *(one.file for one in manifest.letter if one.file.endswith(".txt"))):
        raw = archive.read(name, LARGEST_TEXT)
        if raw is None:
            yield Finding(rules.REDACTION_UNKNOWN, name)
            continue
        lines = (line for line in raw.decode("utf-8", "replace").split("\n") if _may_tell(line))
        found = {place.reason for line in lines for place in find(line, wanted)}
        for reason in sorted(found):
            yield Finding(rules.REDACTION_TOLD, name, values={"reason": reason.value})


def _may_tell(line: str) -> bool:
    """Tell whether a line is worth a look: most of a long manifest has neither number nor address."""
    return "@" in line or sum(map(str.isdigit, line)) >= LEAST_DIGITS
