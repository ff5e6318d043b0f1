"""The place in the picture that a review shows: in the terminal or in a window, never on the disk."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import random
import re
import time
from pathlib import Path

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import crops
from tests.cli.review_material import AMBIGUOUS, PROMPT, Keys, added, disagreement
from tests.cli.shell import MATERIAL, Shell

pytestmark = pytest.mark.usefixtures("plain_terminal")
KITTY = re.compile(r"\x1b_G([^;]*);([A-Za-z0-9+/=]*)\x1b\\")
SILENT, WITH_SIXELS, WITHOUT = "", "\x1b[?62;4;22c", "\x1b[?64;1;2;22c"


def picture(printed: str) -> PIL.Image.Image:
    """Return the picture that was sent by the protocol of kitty."""
    pieces = KITTY.findall(printed)
    keys = [dict(pair.split("=") for pair in head.split(",")) for head, _ in pieces]
    assert {one["q"] for one in keys} == {"2"}
    assert [one["m"] for one in keys] == ["1"] * (len(keys) - 1) + ["0"]
    assert (keys[0]["a"], keys[0]["f"]) == ("T", "100")
    assert max(len(data) for _, data in pieces) <= 4096
    return PIL.Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in pieces), validate=True)))


def files(folder: Path) -> dict[Path, str]:
    """Return every file with its digest; the encrypted index writes its pages anew whenever it is opened."""
    return {
        path: "" if path.name == "index.db" else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("material", "media_type"),
    [
        ("06-jd-cancelled.png", "image/png"),
        ("08-jd-autopay-ended.jpg", "image/jpeg"),
        ("17-jd-settlement-certificate.pdf", "application/pdf"),
        ("28-bank-settlement-scanned.pdf", "application/pdf"),
    ],
)
def test_kitty_is_shown_the_place_and_the_disk_is_not(vault: Shell, material: str, media_type: str) -> None:
    item = disagreement(vault, material, media_type)
    assert vault("review", "--json").code == 0  # brings the index up to date
    before = files(vault.home)
    vault.set(KITTY_WINDOW_ID="1", TMPDIR=str(vault.home))
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    crop = picture(terminal.printed)
    assert 300 <= crop.width < 400
    assert 40 <= crop.height < 100
    assert "vault export" not in terminal.printed
    terminal.press("s")
    assert terminal.ended() == 0
    assert files(vault.home) == before


def test_the_crop_is_that_place_of_the_picture(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    vault.set(KITTY_WINDOW_ID="1")
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    with PIL.Image.open(MATERIAL / "06-jd-cancelled.png") as whole:
        expected = whole.convert("RGB").crop((76, 176, 425, 265))
    assert picture(terminal.printed).tobytes() == expected.tobytes()
    terminal.press("q")
    assert terminal.ended() == 0


def test_a_text_has_no_picture_and_needs_none(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    vault.set(KITTY_WINDOW_ID="1")
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    assert "\x1b_G" not in terminal.printed
    assert "vault export" not in terminal.printed
    terminal.press("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize(
    ("environment", "answer", "expected"),
    [
        ({"KITTY_WINDOW_ID": "3"}, SILENT, crops.Protocol.KITTY),
        ({"TERM": "xterm-kitty"}, WITH_SIXELS, crops.Protocol.KITTY),
        ({"TERM_PROGRAM": "iTerm.app"}, SILENT, crops.Protocol.ITERM),
        ({"TERM_PROGRAM": "WezTerm"}, SILENT, crops.Protocol.ITERM),
        ({"TERM": "foot"}, SILENT, crops.Protocol.SIXEL),
        ({"TERM": "xterm-256color"}, WITH_SIXELS, crops.Protocol.SIXEL),
        ({"TERM": "xterm-256color"}, WITHOUT, None),
        ({"TERM": "xterm-256color"}, "\x1b[?4c", None),
        ({"TERM": "dumb"}, WITH_SIXELS, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, SILENT, None),
        ({"KITTY_WINDOW_ID": "3", "TMUX": "/tmp/tmux", "TERM": "tmux"}, SILENT, None),
        ({"KITTY_WINDOW_ID": "3", "TMUX": "/tmp/tmux", "TERM": "tmux"}, WITH_SIXELS, crops.Protocol.SIXEL),
        ({}, SILENT, None),
    ],
)
def test_the_environment_or_the_terminal_itself_tells_what_it_shows(
    environment: dict[str, str], answer: str, expected: crops.Protocol | None
) -> None:
    assert crops.protocol(environment, lambda question: answer) is expected


def test_iterm_is_sent_one_sequence_no_wider_than_the_line() -> None:
    file = io.BytesIO()
    PIL.Image.new("RGB", (2000, 50), "white").save(file, "PNG")
    sequence = crops.inline(file.getvalue(), crops.Protocol.ITERM, 80)
    head, data = sequence.removeprefix("\x1b]1337;File=").removesuffix("\x07").split(":")
    assert "inline=1" in head
    assert "width=80" in head
    assert f"size={len(file.getvalue())}" in head
    assert base64.b64decode(data, validate=True) == file.getvalue()


@given(
    st.integers(1, 40),
    st.integers(1, 20),
    st.lists(st.tuples(*[st.sampled_from([0, 51, 204, 255])] * 3), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_sixels_draw_the_picture(
    width: int, height: int, colours: list[tuple[int, ...]], random: random.Random
) -> None:
    whole = PIL.Image.new("RGB", (width, height))
    whole.putdata([random.choice(colours) for _ in range(width * height)])
    file = io.BytesIO()
    whole.save(file, "PNG")
    assert drawn(crops.inline(file.getvalue(), crops.Protocol.SIXEL, 80)).tobytes() == whole.tobytes()


def test_sixels_are_no_wider_than_the_line_and_use_64_colours() -> None:
    file = io.BytesIO()
    PIL.Image.radial_gradient("L").resize((900, 90)).convert("RGB").save(file, "PNG")
    sequence = crops.inline(file.getvalue(), crops.Protocol.SIXEL, 60)
    assert drawn(sequence).size == (600, 60)
    assert 2 < len(set(re.findall(r"#(\d+);2;", sequence))) <= 64
    assert re.fullmatch(r"\x1bP[\x20-\x7e]*\x1b\\", sequence)


def drawn(sequence: str) -> PIL.Image.Image:
    """Draw sixels as a terminal does (DEC STD 070): a slow reader of its own."""
    head = re.match(r'\x1bP[0-9;]*q"1;1;(\d+);(\d+)', sequence)
    assert head
    picture = PIL.Image.new("RGB", (int(head[1]), int(head[2])), (1, 2, 3))
    registers: dict[int, tuple[int, ...]] = {}
    x = top = 0
    colour = (0, 0, 0)
    body = sequence[head.end() : -2]
    for number, percents, count, char in re.findall(r"#(\d+)((?:;\d+){4})?|(?:!(\d+))?([?-~$-])", body):
        if number and percents:
            registers[int(number)] = tuple(round(int(part) * 255 / 100) for part in percents.split(";")[2:])
        elif number:
            colour = registers[int(number)]
        elif char in "$-":
            x, top = 0, top + 6 * (char == "-")
        else:
            for column in range(x, x + int(count or 1)):
                for row in range(6):
                    if ord(char) - 63 >> row & 1:
                        picture.putpixel((column, top + row), colour)
            x += int(count or 1)
    return picture


def test_a_terminal_that_says_so_is_drawn_sixels(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review", item)
    terminal.expect("\x1b[c")
    os.write(terminal._fd, WITH_SIXELS.encode())
    terminal.expect(PROMPT)
    sequence = re.search(r"\x1bP.*?\x1b\\", terminal.printed, re.DOTALL)
    assert sequence
    assert drawn(sequence[0].replace("\r\n", "")).width > 300
    assert "vault export" not in terminal.printed
    terminal.press("a", "1 confirmed")
    assert terminal.ended() == 0


def test_a_terminal_that_does_not_answer_is_not_waited_for(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    assert terminal.printed.count("\x1b[c") == 1
    assert "\x1bP" not in terminal.printed
    os.write(terminal._fd, WITH_SIXELS.encode())  # an answer that comes late is no key
    terminal.press("s", "1 left")
    assert terminal.ended() == 0


def test_a_desktop_shows_the_place_from_memory_as_long_as_it_is_asked_about(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    opener, seen = vault.home / "bin" / "xdg-open", vault.home / "seen"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}.tmp && mv {seen}.tmp {seen}\n')
    opener.chmod(0o755)
    vault.set(DISPLAY=":0", PATH=f"{opener.parent}:{os.environ['PATH']}")
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    assert "is open in a window" in terminal.printed
    end = time.monotonic() + 30
    while not seen.exists() and time.monotonic() < end:
        time.sleep(0.01)
    file = Path(seen.read_text())
    assert file.parts[1:3] in {("dev", "shm"), ("run", "user")}
    with PIL.Image.open(file) as crop:
        assert crop.height >= 40
    terminal.press("s", "1 left")
    assert terminal.ended() == 0
    assert not file.parent.exists()
