"""Writes the pictures and their truth to a folder: `python -m samples.reading_set FOLDER`."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from samples.generate import encoded
from samples.reading_set.pictures import Part, pictures


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m samples.reading_set", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", type=Part, choices=list(Part), action="append")
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    told = {}
    for picture in pictures(options.seed, tuple(options.part or Part)):
        if options.only in picture.name:
            made, file = picture.made(), f"{picture.name}.png"
            (options.folder / file).write_bytes(encoded(made.image, file))
            told[file] = dataclasses.asdict(made.truth)
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"
    (options.folder / "truth.json").write_text(text, encoding="utf-8")
    print(f"{len(told)} pictures in {options.folder}")


if __name__ == "__main__":
    main()
