"""What a recipient asks for and what is missing, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import records
from cli.exit_codes import ExitCode
from vault.language import mark
from vault.proving.recipients.names import Demand

if TYPE_CHECKING:
    from cli.screen import Screen
    from vault.matter import Matter

DEMANDS = {
    Demand.CLOSE_ACCOUNT: mark("close the account"),
    Demand.DELETE_DATA: mark("delete personal data"),
    Demand.WITHDRAW_AUTHORIZATION: mark("end the credit-query authorisation"),
    Demand.END_AUTOPAY: mark("end automatic debit"),
    Demand.END_RENEWAL: mark("end automatic renewal"),
    Demand.CONFIRM_SETTLEMENT: mark("confirm that the loan is settled"),
    Demand.CORRECT_REPORT: mark("correct the credit report"),
    Demand.WRITTEN_REPLY: mark("answer in writing"),
}


def checked(out: Screen, matter: Matter, exhibits: int) -> ExitCode:
    """Show what a recipient asks for.

    Args:
        out: Where to.
        matter: What is settled.
        exhibits: How many items enter.

    Returns:
        `BAD_INPUT` while something required is missing, else `DONE`.
    """
    if out.as_json:
        out.emit(records.requirements(matter, exhibits, out.language))
    else:
        _show(out, matter)
    return ExitCode.BAD_INPUT if any(one.required for one in matter.lacks) else ExitCode.DONE


def advise(out: Screen, matter: Matter) -> None:
    """Say what was left to the user when a packet was made."""
    for lack in matter.lacks:
        out.say(mark("Advised, and not in the vault: {what}"), what=lack.what)
    out.say(
        mark("Read the letter before you sign it: what each exhibit is about was found from its wording.")
    )


def _show(out: Screen, matter: Matter) -> None:
    profile = matter.profile
    out.out(profile.name.said(out.language))
    for channel in profile.channels:
        out.out(f"  {channel.value}")
    for statement in (*profile.deadlines, *profile.remarks):
        out.out(f"  · {statement.text.said(out.language)}")
    out.out(out.translate(mark("  As of {day}; sources with --json.")).format(day=profile.as_of))
    for demand in matter.demands:
        code = out.translate(mark(" ({about})")).format(about=demand.value)
        out.out("  " + out.translate(mark("demand: ")) + out.translate(DEMANDS[demand]) + code)
    _show_lacks(out, matter, required=True)
    _show_lacks(out, matter, required=False)
    if not matter.lacks:
        out.out(out.translate(mark("Nothing is missing.")))


def _show_lacks(out: Screen, matter: Matter, *, required: bool) -> None:
    lacks = [one for one in matter.lacks if one.required is required]
    if lacks:
        out.out(out.translate(mark("Missing:") if required else mark("Advised:")))
    for lack in lacks:
        out.out(f"  - {lack.what}\n      {lack.how}")
