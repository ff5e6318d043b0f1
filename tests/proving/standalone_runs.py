"""Runs of the `verify.py` that a packet carries, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import subprocess
import sys
import zipfile
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "vault/proving/standalone/verify.py"


def run(path: Path) -> tuple[int, str]:
    """Exit code and output of the program on a zip or a folder, in this process."""
    spec = importlib.util.spec_from_file_location("packet_verify", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = module.main([str(path)])
    return code, said.getvalue()


def run_alone(*arguments: str, python: str = sys.executable, folder: Path) -> tuple[int, str]:
    """The same in a process without any installed package and without the environment."""
    command = [python, "-I", "-S", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def unpacked(packet: bytes, into: Path) -> Path:
    """The packet's folder, unpacked by the standard library."""
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        archive.extractall(into)
        return into / archive.namelist()[0].partition("/")[0]
