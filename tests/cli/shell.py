"""A shell for the command line, in this process: the real commands, their real output."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from cli.main import run

MATERIAL = Path(__file__).parent.parent.parent / "samples" / "material"


@dataclass(frozen=True)
class Ended:
    """What a command left: exit code, standard output and error."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects that `--json` printed."""
        return [json.loads(line) for line in self.out.splitlines()]


class Shell:
    """Runs `vault` with an environment of its own, in a folder of its own."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.home, self._patch, self._capture = home, patch, capture
        for name in ("VAULT_PASSPHRASE_FILE", "VAULT_PASSPHRASE_COMMAND", "VAULT_TSA", "VAULT_DEBUG", "TZ"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("VAULT_DIR", str(home / "vault"))
        patch.setenv("VAULT_IDENTITY", str(home / "identity.txt"))
        patch.setenv("VAULT_LANG", "en")
        patch.setenv("COLUMNS", "80")
        patch.chdir(home)

    def set(self, **environment: str | None) -> None:
        """Change the environment; None removes."""
        for name, value in environment.items():
            if value is None:
                self._patch.delenv(name, raising=False)
            else:
                self._patch.setenv(name, value)

    def protect(self, passphrase: str) -> Path:
        """Have vaults under a passphrase from now on; return the file that tells it."""
        secret = self.write("secret", passphrase)
        self.set(VAULT_IDENTITY=None, VAULT_PASSPHRASE_FILE=str(secret))
        return secret

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        self._patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False))
        self._capture.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = self._capture.readouterr()
        return Ended(code, captured.out, captured.err)

    def write(self, name: str, content: str | bytes) -> Path:
        """Make a file in the home folder."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def blank_png(width: int, height: int) -> bytes:
    """Return a white picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


def words_of(kit: Path) -> str:
    """Read the words off the page, as a person would."""
    text = subprocess.run(["pdftotext", "-layout", kit, "-"], check=True, capture_output=True).stdout.decode()
    found = {}
    for line in text.splitlines():
        parts = line.split()
        for place, word in itertools.pairwise(parts):
            if place.isdigit() and word.isalpha() and word.islower() and 1 <= int(place) <= 12:
                found.setdefault(int(place), word)
    return " ".join(found[place] for place in range(1, 13))
