"""Fuzz every reader, or those that are named: `python -m tests.fuzz [--seconds N] [--seed N] [--list] [TARGET …]`.

Each target runs in a process of its own until it has had its processor seconds, whatever else the machine does. Its
corpus stays in `build/fuzz/<target>` and the next run goes on from there. Crashes are left in its `crashes`, each with
its input; the exit code is 1 when there is one.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.crashes import PROJECT
from tests.fuzz.targets import TARGETS

OUT = PROJECT / "build" / "fuzz"
SLACK = 120
"""Seconds that one process may take beyond its time: to load, to make its seeds, to end."""
SHORTEST = 2
"""Processor seconds that are worth one more process."""

DONE = re.compile(r"number_of_executed_units: (\d+)")


@dataclass(frozen=True)
class Ended:
    """How a target's run ended. `fatal` says how a process was taken down, "" if none was."""

    runs: int
    spent: float
    crashes: tuple[str, ...]
    fatal: str


def fuzz(name: str, seconds: int, seed: int) -> Ended:
    """Fuzz one target, one process after the other, until it has had its processor seconds.

    Args:
        name: The target.
        seconds: Processor seconds, those for loading and for reading the corpus again included.
        seed: Makes the choices of a run the same again, as far as time allows.

    Returns:
        What came about.
    """
    folder = OUT / name
    _try_again(folder)
    runs, spent, fatal = 0, 0.0, ""
    while seconds - spent > SHORTEST and not fatal:
        before = _spent_by_children()
        done, fatal = _one_process(name, max(1, round(seconds - spent)), seed, folder)
        runs, seed, spent = runs + done, seed + 1, spent + _spent_by_children() - before
    found = sorted(path.read_text("utf-8").partition("\n")[0] for path in folder.glob("crashes/*.txt"))
    return Ended(runs, spent, tuple(found), fatal)


def _try_again(folder: Path) -> None:
    """Put the inputs that crashed an earlier run among the inputs to begin with."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for crashed in folder.glob("crashes/*.input"):
        crashed.replace(corpus / crashed.name)
        crashed.with_suffix(".txt").unlink()


def _one_process(name: str, seconds: int, seed: int, folder: Path) -> tuple[int, str]:
    """Return how many inputs a process of at most so many seconds read, and what took it down."""
    command = [sys.executable, "-m", "tests.fuzz.one", name, str(seconds), str(seed), str(folder)]
    log = folder / "log.txt"
    with log.open("wb") as out:
        try:
            code = subprocess.run(
                command, cwd=PROJECT, stdout=out, stderr=out, timeout=seconds + SLACK, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
    done = DONE.findall(log.read_text("utf-8", "replace"))
    return int(done[-1]) if done else 0, "" if code == 0 and done else f"exit code {code}, see {log}"


def _spent_by_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def main() -> int:
    """Fuzz, and print one line for each target.

    Returns:
        1 if anything crashed.
    """
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="processor seconds for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only name the targets")
    chosen = parser.parse_args()
    if unknown := set(chosen.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if chosen.list:
        print(*TARGETS, sep="\n")
        return 0
    print(f"{'target':<14}{'runs':>12}{'CPU s':>9}{'crashes':>9}")
    bad = 0
    for name in chosen.targets or TARGETS:
        ended = fuzz(name, chosen.seconds, chosen.seed)
        crashes = (*ended.crashes, *([ended.fatal] if ended.fatal else []))
        print(f"{name:<14}{ended.runs:>12,}{ended.spent:>9,.0f}{len(crashes):>9}", flush=True)
        for crash in crashes:
            print(f"    {crash}")
        bad += len(crashes)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
