"""What the verifier says: findings, a verdict for each aspect, a verdict for the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vault.errors import printable
from vault.language import Translator, mark
from vault.model import Sha256


class Severity(StrEnum):
    """What a finding means for the packet."""

    INFO = "info"
    CAVEAT = "caveat"
    FAILURE = "failure"


class Area(StrEnum):
    """What is judged by itself."""

    CONTENT = "content"
    SIGNATURE = "signature"
    DOCUMENT = "document"
    TIMESTAMP = "timestamp"
    CUSTODY = "custody"
    REDACTION = "redaction"


class AspectVerdict(StrEnum):
    """The judgement of one aspect. Unknown, not examined or not there, is never a pass.

    `NONE` says that there is nothing to judge: a packet that covers nothing has no redaction.
    """

    PASS = "pass"  # noqa: S105 - not a password
    NONE = "none"
    CAVEAT = "caveat"
    UNKNOWN = "unknown"
    FAIL = "fail"


class Verdict(StrEnum):
    """The judgement of the packet."""

    VALID = "valid"
    VALID_WITH_CAVEATS = "valid-with-caveats"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding. `unknown` marks one after which its aspect counts as not examined."""

    code: str
    area: Area
    severity: Severity
    message: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `subject` is a member of the packet or an authority, never content of evidence."""

    rule: Rule
    subject: str = ""
    authority: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def said(self, translate: Translator = mark) -> str:
        """Return the message in the translator's language, fit for one line of a terminal."""
        values = {**self.values, "subject": self.subject, "authority": self.authority}
        return translate(self.rule.message).format_map({k: printable(v) for k, v in values.items()})


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect's verdict; a timestamp aspect names its authority, "" when there is none."""

    area: Area
    verdict: AspectVerdict
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the verifier found out.

    `packet` is the id that the manifest names, "" if it could not be read. `manifest` is the digest of the
    tag manifest as it stands there, None if it is missing. `signer` is the fingerprint of the certificate whose
    signature holds. `stamped_at` are the times of sound tokens over the packet whose authorities a
    trusted root vouches for.
    """

    verdict: Verdict
    aspects: tuple[Aspect, ...]
    findings: tuple[Finding, ...]
    packet: str = ""
    manifest: Sha256 | None = None
    signer: Sha256 | None = None
    stamped_at: tuple[tuple[str, dt.datetime], ...] = ()


def judge(
    findings: Iterable[Finding], authorities: Sequence[str], *, redacted: bool
) -> tuple[Verdict, tuple[Aspect, ...]]:
    """Derive the verdicts from the findings.

    Args:
        findings: All of them.
        authorities: Those whose tokens were found; one timestamp aspect each, one unnamed without any.
        redacted: Whether the packet says that something in it is covered.

    Returns:
        The packet's verdict and the aspects'.
    """
    listed = tuple(findings)
    named = {f.authority for f in listed if f.rule.area is Area.TIMESTAMP}
    unnamed = not authorities or "" in named
    aspects = (
        _aspect(Area.CONTENT, "", listed),
        _aspect(Area.SIGNATURE, "", listed),
        _aspect(Area.DOCUMENT, "", listed),
        *(_aspect(Area.TIMESTAMP, authority, listed) for authority in authorities),
        *([_aspect(Area.TIMESTAMP, "", listed)] if unnamed else []),
        _aspect(Area.CUSTODY, "", listed),
        _redaction(listed, redacted=redacted),
    )
    if any(f.severity is Severity.FAILURE for f in listed):
        return Verdict.INVALID, aspects
    if all(aspect.verdict in {AspectVerdict.PASS, AspectVerdict.NONE} for aspect in aspects):
        return Verdict.VALID, aspects
    return Verdict.VALID_WITH_CAVEATS, aspects


def _redaction(findings: Sequence[Finding], *, redacted: bool) -> Aspect:
    if redacted or any(f.rule.area is Area.REDACTION for f in findings):
        return _aspect(Area.REDACTION, "", findings)
    return Aspect(Area.REDACTION, AspectVerdict.NONE)


def _aspect(area: Area, authority: str, findings: Iterable[Finding]) -> Aspect:
    mine = [f.rule for f in findings if f.rule.area is area and f.authority == authority]
    if any(rule.severity is Severity.FAILURE for rule in mine):
        return Aspect(area, AspectVerdict.FAIL, authority)
    if any(rule.unknown for rule in mine):
        return Aspect(area, AspectVerdict.UNKNOWN, authority)
    if any(rule.severity is Severity.CAVEAT for rule in mine):
        return Aspect(area, AspectVerdict.CAVEAT, authority)
    return Aspect(area, AspectVerdict.PASS, authority)
