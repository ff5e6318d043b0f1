"""Shows findings: of `verify` on a packet, of `check` on the own vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import click

from cli.exit_codes import ExitCode
from cli.facts import labelled
from cli.screen import Screen
from vault.language import Translator, mark

if TYPE_CHECKING:
    from vault.check import CheckReport
    from vault.proving.verify import Report


class Finding(Protocol):
    """What both kinds of findings have in common."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def severity(self) -> str:
        """How bad it is."""

    @property
    def subject(self) -> str:
        """What it is about."""

    def said(self, translate: Translator) -> str:
        """Return the message."""


VERDICTS = {
    "valid": (mark("VALID"), "green", ExitCode.DONE),
    "valid-with-caveats": (mark("VALID WITH CAVEATS"), "yellow", ExitCode.CAVEATS),
    "invalid": (mark("NOT VALID"), "red", ExitCode.PACKET_INVALID),
}
AREAS = {
    "content": mark("content"),
    "signature": mark("signature"),
    "document": mark("signature of the PDF"),
    "timestamp": mark("timestamp"),
    "custody": mark("custody"),
    "redaction": mark("redaction"),
}
ASPECTS = {
    "pass": (mark("in order"), "green"),
    "none": (mark("none"), None),
    "caveat": (mark("with caveats"), "yellow"),
    "unknown": (mark("unknown, which is no pass"), "yellow"),
    "fail": (mark("FAILED"), "red"),
}
SIGNS = {
    "failure": ("✗", "red"),
    "error": ("✗", "red"),
    "caveat": ("!", "yellow"),
    "warning": ("!", "yellow"),
    "info": ("·", None),
}


def show_verdict(out: Screen, report: Report) -> int:
    """Show the verdict of a packet, then each aspect's, then what they rest on.

    Returns:
        0 valid, 22 valid with caveats, 21 invalid.
    """
    text, colour, code = VERDICTS[report.verdict.value]
    if out.as_json:
        out.emit(
            {
                "verdict": report.verdict.value,
                "packet": report.packet,
                "verdicts": verdicts(report),
                "aspects": [
                    {"aspect": one.area.value, "authority": one.authority, "verdict": one.verdict.value}
                    for one in report.aspects
                ],
                "findings": [record(one, out.translate) for one in report.findings],
            }
        )
        return int(code)
    out.out(click.style(out.translate(text), fg=colour, bold=True))
    for aspect in report.aspects:
        shown, aspect_colour = ASPECTS[aspect.verdict.value]
        about = out.translate(mark(" ({about})")).format(about=aspect.authority) if aspect.authority else ""
        verdict = click.style(out.translate(shown), fg=aspect_colour)
        out.out("  " + labelled(f"{out.translate(AREAS[aspect.area.value])}{about}", verdict, out.translate))
    for authority, at in report.stamped_at:
        out.out(
            out.translate(mark("  existed at {at}, says {authority}")).format(
                at=at.isoformat(), authority=authority
            )
        )
    for finding in report.findings:
        said = finding.said(out.translate)
        told = finding.subject in said  # of nothing, too
        out.out(
            f"{_sign(finding)} [{finding.code}] {said if told else labelled(finding.subject, said, out.translate)}"
        )
    return int(code)


def verdicts(report: Report) -> dict[str, object]:
    """Return the verdict of each aspect by its name; of timestamps, the verdict of each authority by its name."""
    single: dict[str, object] = {one.area.value: one.verdict.value for one in report.aspects}
    stamps = {one.authority: one.verdict.value for one in report.aspects if one.area.value == "timestamp"}
    return single | {"timestamp": stamps}


def show_check(out: Screen, report: CheckReport) -> int:
    """Show the audit of the own vault.

    Returns:
        0 when nothing is damaged, else 20.
    """
    code = ExitCode.VAULT_DAMAGED if report.damaged else ExitCode.DONE
    if out.as_json:
        for one in report.findings:
            out.emit(record(one, out.translate))
        return int(code)
    for finding in report.findings:
        out.out(f"{_sign(finding)} [{finding.code}] {finding.said(out.translate)}")
    counted = out.translate(mark("{originals} originals, {events} events looked at.")).format(
        originals=report.originals, events=report.events
    )
    verdict = mark("Something is damaged.") if report.damaged else mark("Everything is there and in order.")
    out.out(counted)
    out.out(click.style(out.translate(verdict), fg="red" if report.damaged else "green", bold=True))
    if not report.unlocked:
        out.say(mark("Without the key only names, gaps and rights were looked at."))
    elif not report.data_read:
        out.say(mark("Originals were not decrypted; vault check --read-data does that."))
    return int(code)


def record(finding: Finding, translate: Translator) -> dict[str, str]:
    """Return a finding as the contract's object."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "subject": finding.subject,
        "message": finding.said(translate),
    }


def _sign(finding: Finding) -> str:
    sign, colour = SIGNS[str(finding.severity)]
    return click.style(sign, fg=colour)
