"""Prints the scores: a row for each fact type, a column for each reader."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.reading.readers import Run
from tests.bench.reading.scores import LINES, SUBJECT, VERDICTS, Scores, Tally
from vault.model import FactType

ROWS = (*(type_.value for type_ in FactType), SUBJECT, *VERDICTS)
WIDE = 17


def show_table(title: str, columns: Mapping[str, Scores]) -> None:
    """Print recall / precision of every type, the share of right answers, and what is firm and wrong."""
    print(f"\n{title:14}" + "".join(f"{name:>{WIDE}}" for name in columns))
    print(f"{'pictures':14}" + "".join(f"{scores.pictures:>{WIDE}}" for scores in columns.values()))
    for what in ROWS:
        tallies = [scores.of(what) for scores in columns.values()]
        if any(tally.recall is not None or tally.precision is not None for tally in tallies):
            print(f"{what:14}" + "".join(f"{cell(what, tally):>{WIDE}}" for tally in tallies))
    print(f"{'wrong, firm':14}" + "".join(f"{len(scores.wrong_firm):>{WIDE}}" for scores in columns.values()))
    print(f"{'to review':14}" + "".join(f"{scores.reviewed:>{WIDE}}" for scores in columns.values()))


def show_damages(by_damage: Mapping[str, Scores]) -> None:
    """Print what each kind of damage costs."""
    rows = (FactType.REFERENCE, FactType.DATE, FactType.AMOUNT, FactType.PLATFORM, LINES)
    print(f"\n{'by damage':14}" + "".join(f"{row:>{WIDE}}" for row in rows))
    for damage, scores in by_damage.items():
        cells = "".join(f"{cell(row, scores.of(row)):>{WIDE}}" for row in rows)
        print(f"{damage:14}{cells}  ({scores.pictures})")


def show_speed(runs: Mapping[str, Run]) -> None:
    """Print seconds a picture, and the share of the plain loop's wall time."""
    print(f"\n{'seconds':14}" + "".join(f"{name:>{WIDE}}" for name in runs))
    for what in ("wall", "cpu"):
        cells = (getattr(one, what) / len(one.outcomes) for one in runs.values())
        print(f"{what + ' a picture':14}" + "".join(f"{cell:>{WIDE}.2f}" for cell in cells))


def show_misses(title: str, scores: Scores) -> None:
    """Print each miss and each extra."""
    print(f"\n{title}")
    for what, tally in sorted(scores.tallies.items()):
        for name, value in tally.missed:
            print(f"  {what} missed {value}  [{name}]")
        for name, value in tally.extra:
            print(f"  {what} extra {value}  [{name}]")
    for name, value in scores.wrong_firm:
        print(f"  WRONG AND FIRM {value}  [{name}]")


def cell(what: str, tally: Tally) -> str:
    """Return recall / precision, or the share of right answers."""
    return _share(tally.recall) if what in VERDICTS else f"{_share(tally.recall)} / {_share(tally.precision)}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
