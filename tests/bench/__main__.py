"""`make bench`: every figure, each beside its goal; `python -m tests.bench searches` runs one part."""

from __future__ import annotations

import pathlib
import sys
import tempfile

from tests.bench import keys, packets, pictures, searches, starting, texts
from tests.bench.report import show

PARTS = {
    "starting": starting,
    "texts": texts,
    "pictures": pictures,
    "packets": packets,
    "searches": searches,
    "keys": keys,
}


def main(names: list[str]) -> None:
    """Measure the parts that were named, or all."""
    for name in names or list(PARTS):
        with tempfile.TemporaryDirectory(prefix="vault-bench-") as place:
            folder = pathlib.Path(place)
            environment = {
                "VAULT_IDENTITY": str(folder / "identity.txt"),
                "VAULT_TSA": "none",
                "XDG_STATE_HOME": str(folder / "state"),
                "XDG_CONFIG_HOME": str(folder / "config"),
            }
            for figure in PARTS[name].measure(folder, environment):
                show(figure)


if __name__ == "__main__":
    main(sys.argv[1:])
