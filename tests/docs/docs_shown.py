"""The project's documents as the tests see them: their text, and the commands that they show."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
RUN = re.compile(r"^```(?:sh|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"#.*?(?:exit code|退出码) (\d+)")
REMARK = re.compile(r"\s+#\s.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a document shows it, and the exit code that the document promises."""

    text: str
    code: int


def documents() -> list[Path]:
    """Return every document of the project."""
    return sorted([*PROJECT.glob("*.md"), *DOCS.rglob("*.md")])


def commands(text: str) -> list[Shown]:
    """Return the commands of the blocks that are to be run, remarks left out, loops in one piece."""
    found = []
    for block in RUN.finditer(text):
        for command in _whole(block["body"].splitlines()):
            expected = EXPECTED.search(command)
            found.append(Shown(REMARK.sub("", command), int(expected[1]) if expected else 0))
    return found


def _whole(lines: list[str]) -> Iterator[str]:
    """Join lines until bash finds them complete."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        command = "\n".join(waiting)
        if (
            not line.endswith("\\")
            and subprocess.run(["bash", "-n", "-c", command], capture_output=True, check=False).returncode
            == 0
        ):
            yield command
            waiting = []
    assert not waiting, waiting
