"""Fuzz every reader, or those that are named: `python -m tests.fuzz [--seconds N] [--seed N] [--list] [TARGET …]`.

Each target runs in a process of its own. Crashes are left in `build/fuzz/<target>/crashes`, each with its input; the
exit code is 1 when there is one.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from tests.fuzz.crashes import PROJECT
from tests.fuzz.targets import TARGETS

OUT = PROJECT / "build" / "fuzz"
SLACK = 120
"""Seconds that a target may take beyond its time: to load, to make its seeds, to end."""

DONE = re.compile(r"number_of_executed_units: (\d+)")


@dataclass(frozen=True)
class Ended:
    """How a target's run ended. `fatal` says how the process was taken down, "" if it was not."""

    runs: int
    crashes: tuple[str, ...]
    fatal: str


def fuzz(name: str, seconds: int, seed: int) -> Ended:
    """Fuzz one target in a process of its own.

    Args:
        name: The target.
        seconds: How long.
        seed: Makes the choices of a run the same again, as far as time allows.

    Returns:
        What came about.
    """
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
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
    found = sorted(path.read_text("utf-8").partition("\n")[0] for path in folder.glob("crashes/*.txt"))
    fatal = "" if code == 0 and done else f"exit code {code}, see {log}"
    return Ended(int(done[-1]) if done else 0, tuple(found), fatal)


def main() -> int:
    """Fuzz, and print one line for each target.

    Returns:
        1 if anything crashed.
    """
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only name the targets")
    chosen = parser.parse_args()
    if unknown := set(chosen.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if chosen.list:
        print(*TARGETS, sep="\n")
        return 0
    print(f"{'target':<14}{'runs':>12}{'seconds':>9}{'crashes':>9}")
    bad = 0
    for name in chosen.targets or TARGETS:
        ended = fuzz(name, chosen.seconds, chosen.seed)
        crashes = (*ended.crashes, *([ended.fatal] if ended.fatal else []))
        print(f"{name:<14}{ended.runs:>12,}{chosen.seconds:>9}{len(crashes):>9}", flush=True)
        for crash in crashes:
            print(f"    {crash}")
        bad += len(crashes)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
