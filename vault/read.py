"""Read inputs as `add` would, and keep nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vault.candidates import Failed, Input
from vault.intake import NOT_READ, Intake
from vault.mail_signatures import VERDICTS
from vault.model import Findings
from vault.outcome import Outcome
from vault.taking import Stated, Taken, failure, in_order

Done = Callable[[int], None]


def read(
    inputs: Iterable[Input], intake: Intake, stated: Stated, *, done: Done = lambda _n: None
) -> Iterator[Outcome]:
    """Read inputs one after the other.

    Args:
        inputs: From `candidates.plan`.
        intake: Reads them.
        stated: What the user said about them.
        done: Told after each input.

    Yields:
        One outcome for each input and attachment, in order.
    """
    for taken in in_order(inputs, intake, stated):
        yield from _seen(taken)
        done(1)


def _seen(taken: Taken | Failed) -> Iterator[Outcome]:
    if isinstance(taken, Failed) or taken.error is not None:
        yield failure(taken)
        return
    candidate, understood = taken.candidate, taken.understood
    yield Outcome(
        candidate.path,
        "read",
        sha256=candidate.sha256,
        media_type=candidate.media.name,
        reading=understood.reading if understood else NOT_READ,
        findings=understood.findings if understood else Findings(),
        partly=understood is not None and understood.partly,
        signatures=understood.metadata.get(VERDICTS) if understood else None,
    )
    for inside in taken.inside:
        yield from _seen(inside)
