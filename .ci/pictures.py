"""Draws the pictures of the README: a page of a packet, and the terminal (`python .ci/pictures.py`).

Makes a vault of the samples in a temporary folder, runs the commands on a terminal of its own and draws what they
show. Three facts are confirmed in between.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from noto_cjk import otc_path
from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color_triplet import ColorTriplet
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import MONOKAI as THEME
from rich.text import Text

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
sys.path.insert(0, str(PROJECT))

from samples.authority import DemoAuthority  # noqa: E402

MATERIAL = PROJECT / "samples" / "material"
ADDED_BEFORE = (
    "03-jd-settlement-certificate.png",
    "04-jd-cancellation-request.png",
    "07-jd-sms-thread.png",
    "13-jd-call-note.txt",
)
SHOWN = "06-jd-cancelled.png"
COMMANDS = (
    "vault add screenshot.png",
    "vault search 注销",
    "vault packet --platform 京东金融 -o packet.zip",
    "vault verify packet.zip --tsa-ca tsa-root.pem",
)
CONFIRMED = ("--fact", "f1", "--fact", "f2", "--fact", "f3")
PAGE_WIDTH = 900  # pixels
COLUMNS = 84
FONT_SIZE, LINE, MARGIN = 22, 31, 24  # pixels
MONO_SC = 7  # the face "Noto Sans Mono CJK SC" in the collection
ON_THE_PAGE = ("screenshot.png", "ZX2026030600158472", "SHA-256")


def main() -> None:
    """Draw both."""
    with tempfile.TemporaryDirectory() as name, DemoAuthority() as authority:
        folder = Path(name)
        environment = _environment(folder)
        (folder / "tsa-root.pem").write_bytes(authority.root_pem)
        (folder / "screenshot.png").write_bytes((MATERIAL / SHOWN).read_bytes())
        _run(
            folder,
            environment,
            "vault",
            "init",
            "--identity",
            "identity.txt",
            "--tsa",
            authority.url,
            "--tsa-ca",
            "tsa-root.pem",
        )
        _run(folder, environment, "vault", "add", *(str(MATERIAL / name) for name in ADDED_BEFORE))
        shown = ""
        for command in COMMANDS:
            shown += f"$ {command}\n{_on_a_terminal(folder, environment, command)}\n"
            if command == COMMANDS[0]:
                _run(folder, environment, "vault", "confirm", _id_in(shown), *CONFIRMED)
        _save(_terminal(shown.rstrip()), PICTURES / "terminal.png")
        _run(folder, environment, "unzip", "-q", "packet.zip")
        _save(_page(folder / "packet" / "data" / "packet.pdf"), PICTURES / "packet-page.png")


def _environment(folder: Path) -> dict[str, str]:
    programs = folder / "bin"
    programs.mkdir()
    (programs / "vault").write_text(
        f'#!/bin/sh\nPYTHONPATH={PROJECT} exec {sys.executable} -m cli.main "$@"\n'
    )
    (programs / "vault").chmod(0o755)
    own = {
        "HOME": str(folder),
        "VAULT_IDENTITY": "identity.txt",
        "VAULT_LANG": "zh",
        "TERM": "xterm-256color",
    }
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VAULT_", "XDG_"))}
    return kept | own | {"PATH": path, "COLUMNS": str(COLUMNS)}


def _run(folder: Path, environment: Mapping[str, str], *command: str) -> None:
    subprocess.run(command, cwd=folder, env=dict(environment), check=True, stdout=subprocess.DEVNULL)


def _on_a_terminal(folder: Path, environment: Mapping[str, str], command: str) -> str:
    """Return what a command shows on a terminal, colours included; what goes to standard error is left out.

    Raises:
        CalledProcessError: The command failed.
    """
    terminal, side = pty.openpty()
    with subprocess.Popen(
        ["/bin/sh", "-c", f"{command} 2>>log"], cwd=folder, env=dict(environment), stdin=side, stdout=side
    ) as process:
        os.close(side)
        shown = b"".join(_read(terminal))
    os.close(terminal)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=(folder / "log").read_text())
    return shown.decode().replace("\r\n", "\n")


def _id_in(shown: str) -> str:
    return re.findall(r"\b[0-9a-z]{8}\b", Text.from_ansi(shown).plain)[0]


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            return
        if not piece:
            return
        yield piece


def _terminal(shown: str) -> Image.Image:
    """Draw text with colours on a grid: a Chinese character takes two cells."""
    console = Console(width=COLUMNS)
    text = Text.from_ansi(shown)
    rows = [
        line
        for whole in text.split("\n")
        for line in whole.wrap(console, COLUMNS, tab_size=8, overflow="fold")
    ]
    font = ImageFont.truetype(otc_path("sans"), FONT_SIZE, index=MONO_SC)
    cell = font.getlength("0")
    size = (round(cell * COLUMNS) + 2 * MARGIN, LINE * len(rows) + 2 * MARGIN)
    picture = Image.new("RGB", size, tuple(THEME.background_color))
    draw = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        x = float(MARGIN)
        for segment in row.render(console):
            style = segment.style or Style()
            for char in segment.text.rstrip("\n"):
                place = (x, MARGIN + number * LINE)
                draw.text(place, char, _colour(style), font, stroke_width=0.4 if style.bold else 0)
                x += cell * max(
                    cell_len(char), round(font.getlength(char) / cell)
                )  # this font draws some wider
    return picture


def _colour(style: Style) -> tuple[int, int, int]:
    if style.color is None:
        return tuple(THEME.foreground_color)
    found: ColorTriplet = style.color.get_truecolor(THEME)
    return found.red, found.green, found.blue


def _page(document: Path) -> Image.Image:
    """Draw the page of the exhibit that the terminal adds, found by its reference number."""
    pages = pypdfium2.PdfDocument(document)
    chosen = next(page for page in pages if all(words in _text(page) for words in ON_THE_PAGE))
    return chosen.render(scale=PAGE_WIDTH / chosen.get_width()).to_pil().convert("RGB")


def _text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return text


def _save(picture: Image.Image, path: Path) -> None:
    """Save with 128 colours, which is enough for text on one ground."""
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, picture.size, path.stat().st_size)


if __name__ == "__main__":
    main()
