"""What a command can end with: JSON objects, exit codes, errors, findings."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import json
import pathlib
import pkgutil
from collections.abc import Iterator

import cli
import vault
from cli import exit_codes as codes
from cli import records, screen
from cli.commands import review
from cli.exit_codes import BY_CATEGORY, ExitCode
from vault.errors import VaultError
from vault.keeping.check.finding import MESSAGES, SEVERITIES
from vault.keeping.errors import ItemNotFoundError
from vault.keeping.index.index import Hit
from vault.keeping.index.snippet import Snippet
from vault.language import mark
from vault.model import (
    Acquisition,
    Box,
    Channel,
    ClaimLevel,
    Event,
    EventType,
    Fact,
    FactType,
    Findings,
    Item,
    ItemId,
    Kind,
    Line,
    Reading,
    Role,
    Sha256,
    WriterId,
)
from vault.outcome import Outcome
from vault.packet import Made
from vault.platforms import directory
from vault.proving.verify import rules
from vault.proving.verify.report import Rule
from vault.review import Doubt, Excerpt, Question

MEANINGS = {
    ExitCode.DONE: "Done.",
    ExitCode.BUG: "A bug in this program.",
    ExitCode.PARTLY: "Partly done: some inputs failed, each is listed; the others are safe.",
    ExitCode.CAVEATS: "A packet verifies with caveats.",
    ExitCode.AUTHORITY: "A timestamp authority did not answer or answered wrongly; all else that was asked is done.",
    ExitCode.INTERRUPTED: "Interrupted. What was reported as done is safe.",
}
MOMENT = dt.datetime(2026, 3, 5, 6, 22, tzinfo=dt.UTC)
DIGEST = Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")


def exit_codes() -> str:
    """Return the table of exit codes."""
    said = {code: _first_sentence(category) for category, code in BY_CATEGORY.items()} | MEANINGS
    rows = [f"| {code.value} | {said[code]} |" for code in ExitCode]
    return "\n".join(["| code | meaning |", "|---|---|", *rows])


def errors() -> str:
    """Return the table of errors: every class that has a message of its own, by exit code and error code.

    Raises:
        ValueError: Two classes state the same code.
    """
    stated = [kind for kind in _error_classes() if "code" in vars(kind)]
    for kind in stated:
        if any(other is not kind and other.code == kind.code for other in stated):
            raise ValueError(f"the code {kind.code} is given twice")
    shown = sorted(
        (kind for kind in _error_classes() if "message" in vars(kind)),
        key=lambda kind: (_exit(kind), kind.code),
    )
    rows = [
        f"| `{kind.code}` | {_cell(kind.message)} | {_cell(kind.hint)} | {_exit(kind)} |" for kind in shown
    ]
    return "\n".join(["| code | what is wrong | what to do | exit |", "|---|---|---|---|", *rows])


def packet_findings() -> str:
    """Return the table of what `verify` can find."""
    modules = [
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Rule)]
    found.sort(key=lambda rule: (list(type(rule.area)).index(rule.area), rule.code))
    rows = [
        f"| `{one.code}` | {one.area.value} | {one.severity.value} | {_cell(one.message)} |" for one in found
    ]
    return "\n".join(["| code | aspect | severity | message |", "|---|---|---|---|", *rows])


def vault_findings() -> str:
    """Return the table of what `check` can find."""
    rows = [
        f"| `{code}` | {SEVERITIES[code].value} | {_cell(text)} |" for code, text in sorted(MESSAGES.items())
    ]
    return "\n".join(["| code | severity | message |", "|---|---|---|", *rows])


def json_objects() -> str:
    """Return one example of each object that `--json` prints, made by the functions that print it."""
    missing = ItemNotFoundError(id="7kq3")
    objects = {
        "`add`, `note` and `read`, one for each input (`text` only with `--text`)": records.outcome(
            _outcome(), mark, with_text=True
        ),
        "`search`, one for each hit": records.hit(Hit(_item(), Snippet("您的账户已注销成功"), 8.25)),
        "`show` (`text` only with `--text`)": records.item(_item(), with_text=True)
        | {"custody": [records.event(_event())]},
        "`review`, one for each uncertain fact": review.record(_question()),
        "`packet`": records.packet(
            Made(
                pathlib.Path("packet-jd-finance-2026-03-05.zip"),
                823345,
                17,
                "stamped",
                12,
                (ItemId("m3xd4w0a"),),
            )
        ),
        "`platforms`, one for each entry": records.entry(directory(pathlib.Path("/nonexistent")).entries[0]),
        "any command that fails as a whole": {
            "error": screen.error_record(missing, mark),
            "exit_code": int(codes.exit_code(missing)),
        },
    }
    return "\n\n".join(f"{title}:\n\n```json\n{_compact(value)}\n```" for title, value in objects.items())


def _error_classes() -> Iterator[type[VaultError]]:
    """Yield every error below the categories, after importing all modules that could define one."""
    for package in (vault, cli):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("tesseract_library"):  # needs an optional library, defines no error
                importlib.import_module(module.name)
    waiting: list[type[VaultError]] = list(BY_CATEGORY)
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting += kind.__subclasses__()


def _exit(kind: type[VaultError]) -> int:
    return int(
        next((code for category, code in BY_CATEGORY.items() if issubclass(kind, category)), ExitCode.BUG)
    )


def _first_sentence(kind: type[VaultError]) -> str:
    return (inspect.getdoc(kind) or "").split("\n", 1)[0]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _compact(value: object) -> str:
    """Return JSON with the first two levels on lines of their own."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    lines = [f'  "{name}": {json.dumps(part, ensure_ascii=False)}' for name, part in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _facts() -> tuple[Fact, ...]:
    box = Box(64, 512, 420, 556)
    return (
        Fact(
            FactType.PLATFORM,
            "jd-finance",
            "京东金融",
            "platform.name",
            0.98,
            (1, 5),
            None,
            Role.SUBJECT,
            "京东金融",
            id="f1",
        ),
        Fact(
            FactType.REFERENCE,
            "ZX20260305",
            "ZX20260305",
            "reference.label",
            0.97,
            (24, 34),
            "受理编号",
            box=box,
            engines=("rapidocr", "tesseract"),
            id="f2",
        ),
    )


def _reading() -> Reading:
    return Reading("rapidocr", "3.10.0", (Line("您的账户已注销成功", 0.99),))


def _findings() -> Findings:
    return Findings(_facts(), Kind.CANCELLATION, "cancelled", "2026-03-05", "happened")


def _outcome() -> Outcome:
    return Outcome(
        "shot.png", "added", ItemId("7kq2m3xd"), DIGEST, "image/png", _reading(), _findings(), "stamped"
    )


def _item() -> Item:
    came = Acquisition(
        MOMENT, "shot.png", MOMENT, "exif", Channel.APP, "iPhone 15", "iOS 19.1", "京东金融 7.2"
    )
    findings, claim = _findings(), ClaimLevel.OWN_SCREENSHOT
    return Item(
        ItemId("7kq2m3xd"), DIGEST, 123456, "image/png", "shot.png", claim, (came,), _reading(), findings
    )


def _question() -> Question:
    read = Fact(
        FactType.REFERENCE,
        "ZX20260305-8801",
        "ZX20260305-8801",
        "reference.label",
        0.97,
        (5, 20),
        "受理编号",
        box=Box(64, 512, 420, 556),
        engines=("rapidocr",),
        second="ZX20260305-88O1",
        id="f3",
    )
    excerpt = Excerpt("受理编号：", read.raw, "")
    return Question(_item(), read, Doubt.DISAGREEMENT, excerpt, ("ZX20260305-88O1",), lambda: None)


def _event() -> Event:
    return Event(
        WriterId("2rt5v8ya"), 2, Sha256("0" * 64), MOMENT, EventType.ITEM_ADDED, "00" * 16, ItemId("7kq2m3xd")
    )
