"""Recall, precision and speed of the reading: `python -m tests.bench.reading [--data FOLDER]`."""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Mapping

from samples.reading_set.pictures import Part
from tests.bench.reading import cases, tables
from tests.bench.reading.beside import dateparser_tally
from tests.bench.reading.readers import PLAIN, READERS, Pairs, Run, run
from tests.bench.reading.scores import Scores, Tally, compared, score, value_of
from vault.model import FactType
from vault.reading import Directory, load_directory, understand


def main() -> None:
    """Measure what the command line asks for."""
    options = _parser().parse_args()
    directory = load_directory()
    parts = tuple(options.part or Part)
    picked = cases.chosen(parts, options.only, options.layout, options.wording, options.limit)
    measured = list(cases.drawn(picked))
    if options.data:
        measured += [case for case in cases.real(options.data) if options.only in case.name]
    if not measured:
        raise SystemExit("no picture bears such a name")
    runs = {}
    for name in options.engine or READERS:
        taken = measured[:: options.plain_step] if name in PLAIN else measured
        runs[name] = run(*READERS[name](directory), taken)
        print(f"{name}: {len(taken)} pictures in {runs[name].wall:.0f} s", flush=True)
    _show(runs, directory, verbose=options.verbose)
    if options.data:
        _show_messages(options.data, directory, verbose=options.verbose)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument(
        "--data", type=pathlib.Path, help="a folder of real screens and messages, measured too"
    )
    parser.add_argument("--part", type=Part, choices=list(Part), action="append")
    parser.add_argument("--engine", choices=list(READERS), action="append")
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--layout", default="", help="part of a layout's name")
    parser.add_argument("--wording", default="", help="part of a wording's name")
    parser.add_argument("--limit", type=int, help="about this many pictures, evenly chosen")
    parser.add_argument(
        "--plain-step", type=int, default=3, help="the plain engines read every so many pictures alone"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="list each miss and each extra")
    return parser


def _show(runs: Mapping[str, Run], directory: Directory, *, verbose: bool) -> None:
    """Print a table for each part of the pictures, what damage costs the first reader, and the speed of all."""
    first = next(iter(runs.values()))
    for part in dict.fromkeys(case.part for case in first.cases):
        columns = {name: _scored(_of_part(one, part), directory) for name, one in runs.items()}
        tables.show_table(part, columns)
        tally = dateparser_tally(_of_part(first, part))
        print(f"dates by dateparser on the first reader's text: {tables.cell(FactType.DATE, tally)}")
        if verbose:
            tables.show_misses(f"{part}, {next(iter(columns))}", next(iter(columns.values())))
    damages = dict.fromkeys(case.damage for case in first.cases)
    tables.show_damages(
        {
            damage: _scored([pair for pair in first.pairs if pair[0].damage == damage], directory)
            for damage in damages
        }
    )
    tables.show_speed(runs)


def _of_part(run_: Run, part: str) -> Pairs:
    return [pair for pair in run_.pairs if pair[0].part == part]


def _scored(pairs: Pairs, directory: Directory) -> Scores:
    scores = Scores()
    for case, outcome in pairs:
        text = outcome.reading.text
        score(scores, case.name, case.truth, outcome.findings, text, directory, case.asserted)
    return scores


def _show_messages(folder: pathlib.Path, directory: Directory, *, verbose: bool) -> None:
    """Real messages assert one day and one amount each, so that recall alone can be told."""
    tallies = {FactType.DATE: Tally(), FactType.AMOUNT: Tally()}
    told = list(cases.messages(folder))
    for message in told:
        findings = understand(
            message.reading, captured_at=message.captured_at, directory=directory, sender=message.sender
        )
        for type_, value in ((FactType.DATE, message.day), (FactType.AMOUNT, message.amount)):
            if value:
                wanted = {compared(type_, value)}
                found = {value_of(fact) for fact in findings.facts if fact.type is type_}
                tallies[type_].add(message.name, wanted, wanted & found)
    print(f"\nreal messages ({len(told)})")
    for type_, tally in tallies.items():
        print(f"{type_:14}recall {tally.recall or 0:.3f}")
        for name, value in tally.missed if verbose else ():
            print(f"  missed {value}  [{name}]")


if __name__ == "__main__":
    main()
