"""Shows what became of each input of `add`, `note` and `read`, and sums up in an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from cli import facts, records, signed_mails
from cli.exit_codes import ExitCode, of_failures
from cli.screen import Screen
from vault.errors import EngineError, VaultError, printable
from vault.language import mark
from vault.outcome import Outcome
from vault.wording import KINDS

WIDTH = 72
"""Cells of a line of facts, beside its indentation."""

SIGNS = {
    "added": ("+", "green"),
    "duplicate": ("=", "yellow"),
    "read": ("·", "green"),
    "failed": ("!", "red"),
}


def show(out: Screen, outcomes: Iterable[Outcome], *, with_text: bool = False) -> int:
    """Show outcomes as they come.

    Returns:
        The exit code: as `of_failures`, and `AUTHORITY` when all were done but some are not stamped although an
        authority is configured.
    """
    failures: list[VaultError] = []
    counted: Counter[str] = Counter()
    pending = doubtful = 0
    for outcome in outcomes:
        counted[outcome.status] += 1
        if out.as_json:
            out.emit(records.outcome(outcome, out.translate, with_text=with_text))
        if outcome.error is not None:
            failures.append(outcome.error)
            if not out.as_json:
                out.error(outcome.error, printable(outcome.path))
            continue
        pending += outcome.timestamp == "pending" or bool(outcome.unstamped_by)
        if not out.as_json:
            doubtful += any(map(facts.is_doubtful, outcome.findings.facts if outcome.findings else ()))
            with out.aside():
                _show_one(out, outcome, with_text=with_text)
    if doubtful:
        out.say(mark("? marks what two engines read differently; look at it: vault review"))
    if pending:
        out.say(
            mark("{count} not stamped yet, or not by every authority. Later: vault timestamp"),
            count=pending,
        )
    if counted.total() > 1:
        sums = [out.translate(SUMS[status]).format(count=count) for status, count in counted.items()]
        out.say(mark("{sums}."), sums=out.translate(mark(", ")).join(sums))
    code = of_failures(failures, succeeded=counted.total() - len(failures))
    return int(ExitCode.AUTHORITY if code is ExitCode.DONE and pending else code)


def show_lacking(out: Screen, lacking: EngineError | None) -> None:
    """Say that reference numbers had no second reading, and how to get one."""
    if lacking is not None:
        out.say(mark("Reference numbers were read by one engine only:"))
        out.error(lacking, "")


def _show_one(out: Screen, outcome: Outcome, *, with_text: bool) -> None:
    """Print what was understood of one input: its line, then its facts."""
    sign, colour = SIGNS[outcome.status]
    name = printable(outcome.path)
    status = out.translate(STATUS[outcome.status])
    out.out(
        f"{click.style(sign, fg=colour, bold=True)} {outcome.id or ''} {name}  {status}".replace("  ", " ", 1)
    )
    if outcome.status != "duplicate":
        _show_found(out, outcome, with_text=with_text)
    for line in signed_mails.told(outcome.signatures or "", out.translate):
        out.out(f"    {line}")


def _show_found(out: Screen, outcome: Outcome, *, with_text: bool) -> None:
    """Print the kind, the day and the facts."""
    if outcome.findings is None or outcome.reading is None:
        return
    kind = out.translate(KINDS[outcome.findings.kind])
    out.out(f"    {kind}" + (f" · {outcome.findings.event_date}" if outcome.findings.event_date else ""))
    for line in facts.summary(outcome.findings.facts, out.translate):
        _indented(out, line)
    if outcome.reading.engine == "none":
        out.out("    " + out.translate(_why_unread(outcome.media_type or "")))
    elif not outcome.reading.lines:
        out.out("    " + out.translate(mark("nothing found: there is no text in it that could be read")))
    if outcome.partly:
        out.out("    " + out.translate(mark("read in part: only the first frames of the animation")))
    if with_text:
        out.out("\n".join(f"    | {line.text}" for line in outcome.reading.lines))


def _why_unread(media_type: str) -> str:
    if media_type.startswith(("audio/", "video/", "application/ogg")):
        return mark("kept, not read: recordings are not transcribed")
    return mark("kept, not read, as you asked; nothing in it is found by a search")


def _indented(out: Screen, line: str) -> None:
    """Print a line within the width, its further lines indented more."""
    from cli.wrapping import wrapped

    for number, piece in enumerate(wrapped(line, WIDTH)):
        out.out(("        " if number else "    ") + piece)


SUMS = {
    "added": mark("{count} added"),
    "duplicate": mark("{count} there already"),
    "read": mark("{count} read"),
    "failed": mark("{count} failed"),
}
STATUS = {
    "added": mark("added"),
    "duplicate": mark("already there; this acquisition was noted"),
    "read": mark("read, not kept"),
    "failed": mark("failed"),
}
