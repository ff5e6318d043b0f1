"""What the verifier says of a packet, in short."""

from __future__ import annotations

from proving_authority import TestAuthority
from proving_making import MADE_AT, zipped

from vault.proving import layout
from vault.proving.verify import Area, AspectVerdict, Report, Severity, verify

TOKEN = layout.token_file(layout.TAG_MANIFEST, 1)


def judged(files: dict[str, bytes], authority: TestAuthority | None = None, **options: object) -> Report:
    roots = (authority.root_pem,) if authority else ()
    return verify(zipped(files), trusted_roots=roots, at=MADE_AT, **options)  # type: ignore[arg-type]


def codes(report: Report, severity: Severity | None = Severity.FAILURE) -> set[str]:
    return {f.code for f in report.findings if severity is None or f.severity is severity}


def aspect(report: Report, area: Area) -> AspectVerdict:
    order = list(AspectVerdict)
    return max((a.verdict for a in report.aspects if a.area is area), key=order.index)


def flipped(content: bytes, where: float, bit: int) -> bytes:
    changed = bytearray(content)
    changed[int(where * len(content))] ^= 1 << bit
    return bytes(changed)
