"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Callable
from typing import Any

import click

from cli.localized import language, option
from vault.language import mark, translator
from vault.model import Channel, Kind
from vault.wording import KINDS
from vault.world import World, is_sensible


class Moment(click.ParamType[dt.datetime]):
    """A day or a moment: `2026-03-05`, `2026-03-05 14:22`, `2026-03-05T14:22:00+08:00`; without a zone, local."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Return the moment in UTC; fails with usage help."""
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(translator(language())(mark("write it as 2026-03-05 or 2026-03-05 14:22")), param, ctx)
        if not is_sensible(moment):
            self.fail(translator(language())(mark("write it as 2026-03-05 or 2026-03-05 14:22")), param, ctx)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=World().zone)
        return moment.astimezone(dt.UTC)


class Day(click.ParamType[str]):
    """A calendar day, `2026-03-05`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO 8601; fails with usage help."""
        try:
            return dt.date.fromisoformat(value).isoformat()
        except (TypeError, ValueError):
            self.fail(translator(language())(mark("write it as 2026-03-05")), param, ctx)


class KindChoice(click.Choice[str]):
    """A kind of evidence: its code, or the words that are shown for it."""

    def __init__(self) -> None:
        super().__init__([one.value for one in Kind])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code; fails with usage help."""
        say = translator(language())
        codes = {say(words): kind.value for kind, words in KINDS.items()}
        return super().convert(codes.get(value, value), param, ctx)


as_json = option("--json", "as_json", is_flag=True, help=mark("Print one JSON object a line, for programs."))

engine = option(
    "--engine",
    type=click.Choice(["auto", "rapidocr", "tesseract"]),
    default="auto",
    show_default=True,
    help=mark(
        "Which OCR engine reads pictures. auto: RapidOCR, with Tesseract as second opinion on numbers."
    ),
)

domain_keys = option(
    "--dkim-key",
    "key_files",
    multiple=True,
    type=click.Path(path_type=pathlib.Path),
    metavar=mark("FILE"),
    help=mark(
        "Judge the DKIM signatures of mails with the key of a domain: a file with the answer of dig TXT "
        "SELECTOR._domainkey.DOMAIN, or of nslookup -type=TXT (repeatable)."
    ),
)

captured_at = option(
    "--captured-at",
    type=Moment(),
    metavar=mark("WHEN"),
    help=mark(
        "When the trace was made; 'yesterday' in it counts from here. Default: EXIF, mail date, file time."
    ),
)

kind = option(
    "--kind",
    type=KindChoice(),
    metavar=mark("KIND"),
    help=mark(
        "The kind of evidence: settlement, cancellation_request, cancellation, authorization_revocation, "
        "autopay_termination, renewal_termination, repayment, customer_service, call_note, complaint, credit_report, "
        "dunning, identity_document, other."
    ),
)


def circumstances(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a trace was got."""
    for decorate in (
        option(
            "--app",
            metavar=mark("NAME"),
            help=mark("App and version that showed it, for example 'Alipay 10.5.90'."),
        ),
        option(
            "--system",
            metavar=mark("NAME"),
            help=mark("Operating system of the device, for example 'iOS 19.1'."),
        ),
        option(
            "--device",
            metavar=mark("NAME"),
            help=mark("Device that it was taken on, for example 'iPhone 15'."),
        ),
        option(
            "--via",
            type=click.Choice([one.value for one in Channel]),
            help=mark("Where it was got: app, web page, WeChat account, hotline, mail, SMS, counter."),
        ),
    ):
        function = decorate(function)
    return function
