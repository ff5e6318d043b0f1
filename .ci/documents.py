"""Check the documents against the project; `--write` brings their generated parts up to date.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end of NAME -->`. Besides, every relative link
leads somewhere, and every `vault` command line in a fenced block names a command and options that exist.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ["VAULT_LANG"] = "en"  # before the help texts are asked for

from document_parts import commands, fields, outcomes  # noqa: E402

PARTS: Mapping[str, Callable[[], str]] = {
    "commands": commands.reference,
    "json": outcomes.json_objects,
    "exit codes": outcomes.exit_codes,
    "errors": outcomes.errors,
    "packet findings": outcomes.packet_findings,
    "vault findings": outcomes.vault_findings,
    "events": fields.events,
    "event types": fields.event_types,
    "event bodies": fields.bodies,
    "values": fields.values,
    "words": fields.words,
    "device": fields.device,
    "manifest": fields.manifest,
}
PART = re.compile(
    r"(?<=<!-- generated: )(?P<name>[a-z ]+)( -->\n).*?(?=<!-- end of (?P=name) -->)", re.DOTALL
)
FENCE = re.compile(r"^(?P<fence>```+|~~~+).*?\n(?P<body>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<target>[^)\s#]*)(?:#(?P<anchor>[^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMAND = re.compile(r"(?:^|\| )(?:\$ )?(?:[A-Z_]+=\S+ )*(?P<line>vault [^#|>\n]+)", re.MULTILINE)


def documents() -> list[Path]:
    """Return the project's documents: those at the top and those in `docs/`."""
    return sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])


def refreshed(text: str) -> str:
    """Return a document with its generated parts made anew."""
    return PART.sub(lambda part: f"{part['name']}{part[2]}\n{PARTS[part['name']]().strip()}\n\n", text)


def stale_parts(text: str) -> Iterator[str]:
    """Yield what is generated and not current."""
    if refreshed(text) != text:
        yield "a generated part is not current: run python .ci/documents.py --write"


def broken_links(document: Path, text: str) -> Iterator[str]:
    """Yield the relative links that lead nowhere, to no file or to no heading."""
    for link in LINK.finditer(FENCE.sub("", text)):
        path = document.parent / unquote(link["target"]) if link["target"] else document
        if not path.exists():
            yield f"link leads nowhere: {link['target']}"
        elif link["anchor"] and link["anchor"] not in anchors(path.read_text("utf-8")):
            yield f"link leads to no heading: {link['target']}#{link['anchor']}"


def anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    titles = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def unknown_commands(text: str) -> Iterator[str]:
    """Yield the command lines in fenced blocks that name a command or an option that does not exist."""
    for fence in FENCE.finditer(text):
        for match in COMMAND.finditer(fence["body"].replace("\\\n", " ")):
            unknown = commands.unknown(shlex.split(match["line"])[1:])
            if unknown:
                yield f"no {unknown}: {match['line']}"


def main() -> int:
    """Name everything that is wrong; 1 if anything is."""
    wrong = 0
    for document in documents():
        text = document.read_text("utf-8")
        if "--write" in sys.argv[1:]:
            text = refreshed(text)
            document.write_text(text, "utf-8")
        for problem in (*stale_parts(text), *broken_links(document, text), *unknown_commands(text)):
            print(f"{document.relative_to(PROJECT)}: {problem}", file=sys.stderr)
            wrong += 1
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
