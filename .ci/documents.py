"""Check the documents against the project: every relative link leads somewhere, every `vault` command line exists."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

FENCE = re.compile(r"^(?P<fence>```+|~~~+).*?\n(?P<body>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)\s#]+)[^)]*\)")
COMMAND = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?P<line>vault [^#|>\n]+)", re.MULTILINE)
PLACEHOLDER = re.compile(r"[A-Z]{2,}|…|\[|<")


def documents() -> list[Path]:
    """Return the project's documents: those at the top and those in `docs/`."""
    return sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])


def broken_links(document: Path, text: str) -> Iterator[str]:
    """Yield the relative links that lead nowhere."""
    for link in LINK.finditer(FENCE.sub("", text)):
        target = unquote(link["target"])
        if not (document.parent / target).exists():
            yield f"link leads nowhere: {target}"


def unknown_commands(text: str) -> Iterator[str]:
    """Yield the command lines in fenced blocks that name a command or an option that does not exist."""
    from cli.main import group  # noqa: PLC0415 - only once there is a document to check

    context = click.Context(group)
    known = {name: options(group.get_command(context, name)) for name in group.list_commands(context)}
    for fence in FENCE.finditer(text):
        for match in COMMAND.finditer(fence["body"]):
            words = shlex.split(match["line"].rstrip("\\ "))[1:]
            name = next((word for word in words if not word.startswith("-")), "")
            if name and name not in known and not PLACEHOLDER.match(name):
                yield f"no such command: {match['line']}"
            elif unknown := dashed(words) - options(group) - known.get(name, set()):
                yield f"no option {', '.join(sorted(unknown))}: {match['line']}"


def dashed(words: list[str]) -> set[str]:
    """Return the options among `words`, without their values."""
    return {word.split("=")[0] for word in words if word.startswith("-") and word not in {"-", "--"}}


def options(command: object) -> set[str]:
    """Return every spelling of a command's options."""
    spelled = {"--help"}
    for parameter in getattr(command, "params", ()):
        spelled.update(parameter.opts, parameter.secondary_opts)
    return spelled


def main() -> int:
    """Name everything that is wrong; 1 if anything is."""
    wrong = 0
    for document in documents():
        text = document.read_text("utf-8")
        for problem in (*broken_links(document, text), *unknown_commands(text)):
            print(f"{document.relative_to(PROJECT)}: {problem}", file=sys.stderr)
            wrong += 1
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
