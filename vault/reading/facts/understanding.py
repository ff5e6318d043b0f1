"""From lines to findings: runs the rules in the order in which one kind of fact may take digits from another.

Sure dates come first, then labelled reference numbers, staff numbers, telephone numbers and amounts, and last what only
looks like a date. Pure: no file, clock or network; the time that relative dates count from is an argument.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from vault.model import Channel, Fact, FactType, Findings, Kind, Line, Reading, Side
from vault.reading.directory import Directory, load_directory
from vault.reading.facts.amounts import AmountFound, amounts, under_heads
from vault.reading.facts.authorizations import authorizations
from vault.reading.facts.clauses import clauses
from vault.reading.facts.conversation import Grounds, messages, no_ground
from vault.reading.facts.dates import DateFound, is_weak, resolved_dates, written_dates
from vault.reading.facts.employees import EmployeeFound, employees
from vault.reading.facts.event_date import day_of_message, event_date
from vault.reading.facts.kinds import CONVERSATION, Ruled, kind_of, plain
from vault.reading.facts.likeness import WHY, decisive, likelier
from vault.reading.facts.local_time import local_time
from vault.reading.facts.making import (
    amount_fact,
    date_fact,
    employee_fact,
    phone_fact,
    platform_fact,
    reason_fact,
    reference_fact,
)
from vault.reading.facts.obstacles import obstacles
from vault.reading.facts.page import Page, page_of
from vault.reading.facts.phones import PhoneFound, phones
from vault.reading.facts.platforms import lists_agreements, platforms
from vault.reading.facts.references import ReferenceFound, references
from vault.reading.facts.sent import Sent, SentFound, sent_as_said
from vault.reading.facts.spans import Claims, within_number
from vault.reading.facts.statements import Statements
from vault.reading.facts.surroundings import neighbours_of

CHINA = ZoneInfo("Asia/Shanghai")

_TOP_LINES = 3
_MORE_THAN_A_CHAT = frozenset({Kind.CANCELLATION, Kind.DUNNING})


@dataclasses.dataclass(frozen=True, slots=True)
class _Found:
    dates: list[DateFound]
    references: list[ReferenceFound]
    employees: list[EmployeeFound]
    phones: list[PhoneFound]
    amounts: list[AmountFound]


def extract(text: str, captured_on: dt.date | None = None) -> tuple[Fact, ...]:
    """Return the facts of a text alone, in order of place.

    Args:
        text: Any text; line breaks separate lines. Spans of the facts count in it.
        captured_on: The day that 昨天, 3天前 and a missing year count from. Without it relative dates are left out, and
            a date without any year in the text is given with the year unspecified (`XXXX-03-05`, ISO 8601-2).
    """
    reading = Reading("text", "1", tuple(Line(line) for line in text.split("\n")))
    moment = dt.datetime.combine(captured_on, dt.time(12)) if captured_on else None
    return _understood(reading, moment, load_directory(), sender=None, is_call_note=False).facts


def understand(
    reading: Reading,
    *,
    captured_at: dt.datetime,
    directory: Directory,
    sender: str | None = None,
    channel: Channel | None = None,
    is_call_note: bool = False,
    time_zone: dt.tzinfo = CHINA,
    grounds: Grounds = no_ground,
    sent: Sent | None = None,
) -> Findings:
    """Return all that the rules understand of one item.

    Args:
        reading: What an engine or a text layer gave.
        captured_at: When the item was captured (aware); relative dates and missing years count from it, those of a mail
            from when it was sent.
        directory: The known platforms.
        sender: Who sent it, as a mail's From or an SMS's number says.
        channel: How the item was got; a call note by hotline is a call note.
        is_call_note: Whether a person wrote the text about a call.
        time_zone: Where the screen's clock stood.
        grounds: The colour that each line is written on: red, green and blue in 0..255, None where no picture tells.
        sent: The Date field of a mail, which is a date of the item.

    Raises:
        ValueError: `captured_at` is not aware.
    """
    if captured_at.tzinfo is None:
        raise ValueError("captured_at must be aware")
    moment = local_time(captured_at, time_zone)
    noted = is_call_note or (channel is Channel.HOTLINE and reading.engine == "none")
    header = sent_as_said(sent, moment, time_zone) if sent else None
    return _understood(
        reading, moment, directory, sender=sender, is_call_note=noted, grounds=grounds, header=header
    )


def _understood(
    reading: Reading,
    moment: dt.datetime | None,
    directory: Directory,
    *,
    sender: str | None,
    is_call_note: bool,
    grounds: Grounds = no_ground,
    header: SentFound | None = None,
) -> Findings:
    page = page_of(reading)
    moment = header.moment if header else moment
    found = _found(page, moment)
    said = Statements(clauses(plain(page.text)))
    said_by = messages(page, found.dates, moment, grounds)
    is_conversation = {message.side for message in said_by} == set(Side)
    ruled = (
        Ruled(Kind.CALL_NOTE, "call-note")
        if is_call_note
        else _ruled(said, page, is_conversation=is_conversation)
    )
    dates = [header.date, *found.dates] if header else found.dates
    day, day_why = event_date(
        ruled.kind,
        dates,
        lambda: _told_on(page, found.dates, said, ruled),
        text=page.text,
        captured_on=moment.date() if moment else None,
    )
    on = dt.date.fromisoformat(day) if day else None
    named = platforms(page.text, directory, sender, _sender_lines(page, found.phones), ruled.kind)
    facts = [
        *([header.fact(reading.engine)] if header else ()),
        *(date_fact(page, date) for date in found.dates),
        *(reference_fact(page, number) for number in found.references),
        *(employee_fact(page, number) for number in found.employees),
        *(phone_fact(page, phone) for phone in found.phones),
        *(amount_fact(page, amount) for amount in found.amounts),
        *(platform_fact(page, platform, on) for platform in named),
        *(reason_fact(page, FactType.AUTHORIZATION, reason) for reason in authorizations(said)),
        *(reason_fact(page, FactType.OBSTACLE, reason) for reason in obstacles(said)),
    ]
    facts.sort(key=lambda fact: (fact.span, fact.type))
    return Findings(tuple(facts), ruled.kind, ruled.why, day, day_why, said_by)


def _ruled(said: Statements, page: Page, *, is_conversation: bool) -> Ruled:
    """Return the kind by the rules and by likeness.

    By the rules alone where the page is a list of agreements, or a chat: what is asked and answered there is like much
    that it is not. Only a closing that it tells of, or a collector's words, may make more of what is a chat by its
    look alone.
    """
    ruled = kind_of(said, is_conversation=is_conversation)
    if ruled.kind is Kind.OTHER and lists_agreements(page.text):
        return ruled
    is_chat = ruled.kind is Kind.CUSTOMER_SERVICE and is_conversation
    if is_chat and ruled.why != CONVERSATION:
        return ruled
    likeliest = likelier(ruled, said)
    return ruled if is_chat and likeliest.kind not in _MORE_THAN_A_CHAT else likeliest


def _told_on(page: Page, dates: Sequence[DateFound], said: Statements, ruled: Ruled) -> str | None:
    """Return the day of the message that says what the page is evidence of."""
    place = decisive(ruled.kind, said) if ruled.why == WHY else ruled.place
    return None if place is None else day_of_message(page.text, dates, place)


def _found(page: Page, moment: dt.datetime | None) -> _Found:
    claims = Claims(len(page.text))
    writings = written_dates(page.text)
    doubtful = {
        writing.span for writing in writings if is_weak(writing) or within_number(page.text, writing.span)
    }
    sure = [writing for writing in writings if writing.span not in doubtful]
    for writing in sure:
        claims.take(writing.span)
    numbers = list(references(page, claims))
    staff = list(employees(page, claims))
    calls = [phone for phone in phones(page.text) if claims.take(phone.span)]
    sums = sorted(
        (*amounts(page.text), *under_heads(page)),
        key=lambda amount: (amount.span[0] - amount.span[1], -amount.confidence),
    )
    sums = [amount for amount in sums if claims.take(amount.span)]
    weak = [writing for writing in writings if writing.span in doubtful and claims.take(writing.span)]
    standing = sorted([*sure, *weak], key=lambda writing: writing.span)
    dates = resolved_dates(page.text, standing, moment, neighbours_of(page))
    return _Found(dates, numbers, staff, calls, sums)


def _sender_lines(page: Page, calls: Iterable[PhoneFound]) -> list[tuple[int, int]]:
    """Return the telephone numbers that stand alone on a line at the top: whom a thread of messages is with."""
    top = []
    for phone in calls:
        number = page.line_number(phone.span[0])
        if number < _TOP_LINES and page.line_text(number).strip(" <>()+") == page.text[
            slice(*phone.span)
        ].strip(" ()+"):
            top.append(phone.span)
    return top
