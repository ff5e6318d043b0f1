"""Findings about the packet's signature."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

SIGNATURE_MISSING = Rule(
    "signature-missing", Area.SIGNATURE, Severity.FAILURE, mark("The signature {subject} is missing.")
)
SIGNATURE_BAD = Rule(
    "signature-bad", Area.SIGNATURE, Severity.FAILURE, mark("The signature {subject} does not hold.")
)
SIGNER_DIFFERS = Rule(
    "signer-differs",
    Area.SIGNATURE,
    Severity.FAILURE,
    mark("The packet was signed with another certificate than {subject} names."),
)
SIGNER_UNTRUSTED = Rule(
    "signer-not-expected",
    Area.SIGNATURE,
    Severity.FAILURE,
    mark("The packet was signed with certificate {fingerprint}, not with the expected one."),
)
SIGNER_SELF_SIGNED = Rule(
    "signer-self-signed",
    Area.SIGNATURE,
    Severity.INFO,
    mark(
        "Signed with certificate {fingerprint}; compare this with the fingerprint that the owner gives you."
    ),
)
SIGNER_EXPECTED = Rule(
    "signer-expected",
    Area.SIGNATURE,
    Severity.INFO,
    mark("Signed with the expected certificate {fingerprint}."),
)
