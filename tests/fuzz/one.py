"""Fuzz one target in this process: `python -m tests.fuzz.one TARGET SECONDS SEED FOLDER`.

With atheris, inputs are guided by what they make the product run; without it they are drawn by Hypothesis. The end of
the process, however it comes about, is for the caller to judge: a decoder may take it down.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    atheris = None

LONGEST_RUN = 30
"""Seconds for one input, on a machine that may be busy."""

MEMORY = 2048
"""MiB for the whole process."""


def _guided(name: str, seconds: int, start: int, folder: Path, fuzzer: Any) -> None:
    with fuzzer.instrument_imports(include=["vault"]):
        from tests.fuzz.crashes import Crashes
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds()):
        (corpus / f"{number:04}").write_bytes(data)
    options = {
        "max_total_time": seconds,
        "seed": start,
        "max_len": target.longest,
        "timeout": LONGEST_RUN,
        "rss_limit_mb": MEMORY,
        "artifact_prefix": f"{folder}/",
        "verbosity": 0,
        "print_final_stats": 1,
    }
    arguments = [name, *(f"-{key}={value}" for key, value in options.items()), str(corpus)]
    fuzzer.Setup(arguments, Crashes(folder / "crashes").watch(target))
    fuzzer.Fuzz()


def _drawn(name: str, seconds: int, start: int, folder: Path) -> None:
    from tests.fuzz.crashes import Crashes
    from tests.fuzz.mutating import fuzz
    from tests.fuzz.targets import TARGETS

    feed = Crashes(folder / "crashes").watch(TARGETS[name])
    runs = fuzz(TARGETS[name], feed, seconds=seconds, start=start)
    sys.stderr.write(f"stat::number_of_executed_units: {runs}\n")


def main() -> None:
    """Run it."""
    name, seconds, start, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    if atheris is None:
        _drawn(name, seconds, start, folder)
    else:
        _guided(name, seconds, start, folder, atheris)


if __name__ == "__main__":
    main()
