"""What costs nothing should take no time: `--version`; and a large recording no memory."""

from __future__ import annotations

import os
import pathlib
import statistics
from collections.abc import Iterator, Mapping

from tests.bench.measuring import MEBIBYTE, vault
from tests.bench.report import Figure

RECORDING = 500 * 1000 * 1000  # bytes


def measure(folder: pathlib.Path, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure start-up and a recording of 500 MB."""
    times = [vault("--version", environment=environment).wall for _ in range(15)]
    yield Figure("`vault --version`", statistics.median(times), 0.15, "s")
    home = environment | {"VAULT_DIR": str(folder / "vault-recording")}
    vault("init", "--tsa", "none", environment=home)
    path = folder / "call.wav"
    with path.open("wb") as file:
        file.write(b"RIFF" + (RECORDING + 36).to_bytes(4, "little") + b"WAVEfmt ")
        for _ in range(RECORDING // 1_000_000):
            file.write(os.urandom(1_000_000))
    added = vault("add", path, environment=home)
    if added.code:
        raise SystemExit("the recording was not added")
    path.unlink()
    yield Figure(
        "peak memory of adding a recording of 500 MB",
        added.peak / MEBIBYTE,
        300,
        "MiB",
        f"{added.wall:.1f} s",
    )
