"""`vault review`: one key for each uncertain fact, recorded at once; crops that stay in memory."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import os
import random
import re
import time
from pathlib import Path
from typing import Any

import click
import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import crops
from tests.cli.shell import MATERIAL, Shell
from tests.cli.terminal import Terminal
from vault.model import (
    Acquisition,
    Added,
    Box,
    ClaimLevel,
    EventType,
    Fact,
    FactType,
    Findings,
    ItemId,
    Kind,
    Line,
    Reading,
)
from vault.opening import Vault

SURE = "【京东金融】您的京东白条账户已于2026年3月10日注销成功。"
AMBIGUOUS = "Your (Example) account was closed on 03/04/2026."
PROMPT = "q quit"
OURS = "ZX20240305-8801"
OTHERS = "ZX20240305-88O1"
KITTY = re.compile(r"\x1b_G([^;]*);([A-Za-z0-9+/=]*)\x1b\\")


class Keys(Terminal):
    """A terminal on which single keys are pressed."""

    def press(self, key: str, then: str = "") -> None:
        """Press a key once the question stands, and wait for what it leads to."""
        self.expect(PROMPT)
        self.printed = ""
        os.write(self._fd, key.encode())
        if then:
            self.expect(then)


@pytest.fixture(autouse=True)
def plain_terminal(shell: Shell) -> None:
    """Start from a terminal that shows no pictures, without a desktop."""
    shell.set(
        KITTY_WINDOW_ID=None, TERM_PROGRAM=None, TMUX=None, STY=None, DISPLAY=None, WAYLAND_DISPLAY=None
    )


def disagreement(
    shell: Shell, material: str, media_type: str, *, second: str = OTHERS, page: int = 0
) -> ItemId:
    """Enter a picture whose reference number two engines read differently."""
    line = f"受理编号 {OURS}"
    fact = Fact(
        FactType.REFERENCE,
        OURS,
        OURS,
        "reference.label",
        0.97,
        (5, len(line)),
        "受理编号",
        page=page,
        box=Box(100, 200, 400, 240),
        engines=("rapidocr",),
        second=second,
        id="f1",
    )
    return entered(shell, material, media_type, line, fact)


def entered(shell: Shell, material: str, media_type: str, line: str, *facts: Fact) -> ItemId:
    at = dt.datetime(2026, 3, 11, 6, 0, tzinfo=dt.UTC)
    data = (MATERIAL / material).read_bytes()
    with Vault.open(shell.home / "vault") as vault:
        stored = vault.store.put(io.BytesIO(data))
        assert stored.sha256 == hashlib.sha256(data).hexdigest()
        body = Added(
            sha256=stored.sha256,
            size=stored.size,
            media_type=media_type,
            title=material,
            claim=ClaimLevel.OWN_SCREENSHOT,
            acquisition=Acquisition(at, material, at, "file"),
            reading=Reading("rapidocr", "3", (Line(line),)),
            findings=Findings(facts, Kind.CANCELLATION, "cancelled"),
        )
        vault.append(EventType.ITEM_ADDED, stored.id, body)
    return stored.id


def shown(shell: Shell, item: str) -> list[dict[str, Any]]:
    """Return the facts of an item as `show --json` prints them."""
    (record,) = shell("show", item, "--json").records
    facts: list[dict[str, Any]] = record["facts"]
    return facts


def added(shell: Shell, text: str) -> str:
    (record,) = shell("add", "-", "--json", stdin=text.encode()).records
    return str(record["id"])


def dates(shell: Shell, item: str) -> list[tuple[str, str]]:
    return [(one["value"], one["state"]) for one in shown(shell, item) if one["type"] == "date"]


def test_only_what_is_uncertain_is_listed(vault: Shell) -> None:
    added(vault, SURE)
    item = added(vault, AMBIGUOUS)
    records = [one for one in vault("review", "--json").records if one["fact"]["type"] == "date"]
    (record,) = records
    assert (record["id"], record["doubt"]) == (item, "ambiguous")
    assert record["alternatives"] == ["2026-03-04", "2026-04-03"]
    assert record["line"] == AMBIGUOUS
    assert record["fact"]["value"] == "[2026-03-04,2026-04-03]"


def test_all_lists_every_fact_that_nobody_judged(vault: Shell) -> None:
    item = added(vault, SURE)
    assert vault("review", item, "--json").out == ""
    proposed = {one["id"] for one in shown(vault, item)}
    assert {one["fact"]["id"] for one in vault("review", "--all", "--json").records} == proposed
    assert {one["doubt"] for one in vault("review", "--all", "--json").records} == {"none"}
    assert vault("confirm", item, "--yes").code == 0
    assert vault("review", "--all", "--json").out == ""


def test_disagreeing_engines_are_listed_with_both_readings(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    (record,) = vault("review", item, "--json").records
    assert (record["doubt"], record["alternatives"]) == ("disagreement", [OTHERS])
    assert record["fact"]["value"] == OURS


def test_a_long_line_is_cut_around_what_was_read(vault: Shell) -> None:
    added(vault, "x " * 5000 + AMBIGUOUS + " y" * 5000)
    records = vault("review", "--json").records
    assert records
    assert all(len(one["line"]) < 200 for one in records)
    assert all(one["fact"]["raw"] in one["line"] for one in records)


def test_without_a_terminal_it_says_what_to_use(vault: Shell) -> None:
    ended = vault("review")
    assert ended.code == 2
    assert "[review-needs-terminal]" in ended.err
    assert "vault confirm" in ended.err
    assert "vault edit" in ended.err


def test_an_unknown_item_is_an_error(vault: Shell) -> None:
    assert vault("review", "zzzz", "--json").code == 5


def test_nothing_to_review_is_said(vault: Shell) -> None:
    item = added(vault, SURE)
    terminal = Keys(vault, "review", item)
    assert terminal.ended() == 0
    assert "Nothing to review." in terminal.printed


@pytest.mark.parametrize(
    ("key", "state", "value", "summary"),
    [
        ("a", "confirmed", OURS, "1 confirmed, 0 corrected, 0 rejected, 0 left."),
        ("o", "corrected", OTHERS, "0 confirmed, 1 corrected, 0 rejected, 0 left."),
        ("r", "rejected", OURS, "0 confirmed, 0 corrected, 1 rejected, 0 left."),
        ("s", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
        ("q", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
        ("\x04", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
    ],
)
def test_one_key_answers(vault: Shell, key: str, state: str, value: str, summary: str) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    told = click.unstyle(terminal.printed)
    assert f"  a  {OURS}  rapidocr" in told
    assert f"  o  {OTHERS}" in told
    assert f"vault export {item}" in terminal.printed
    terminal.press(key, "left.")
    assert terminal.ended() == 0
    assert summary in terminal.printed
    (fact,) = shown(vault, item)
    assert (fact["state"], fact["value"]) == (state, value)


def test_a_value_is_typed_and_one_that_does_not_fit_is_asked_for_again(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    terminal.press("t", "Value")
    terminal.type("soon")
    terminal.expect("[fact-value]")
    terminal.press("t", "Value")
    terminal.type("")
    terminal.press("t", "Value")
    terminal.type("2026-05-06")
    assert terminal.ended() == 0
    assert "1 corrected" in terminal.printed
    assert dates(vault, item) == [("2026-05-06", "corrected")]


@pytest.mark.parametrize(("keys", "day"), [("1", "2026-03-04"), ("2", "2026-04-03"), ("o2", "2026-04-03")])
def test_one_of_two_days_is_chosen(vault: Shell, keys: str, day: str) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    for key in keys[:-1]:
        terminal.press(key, "1/2")
        terminal.printed += PROMPT
    terminal.press(keys[-1], "1 corrected")
    assert terminal.ended() == 0
    assert dates(vault, item) == [(day, "corrected")]
    (record,) = vault("show", item, "--json").records
    assert record["event_date"] == day


def test_a_rejected_date_is_no_longer_what_the_item_is_about(vault: Shell) -> None:
    item = added(vault, "Account cancelled on 2026-05-06\nWe received your request on 2026-05-02")
    (before,) = vault("show", item, "--json").records
    terminal = Keys(vault, "review", "--all", item)
    terminal.expect(PROMPT)
    for fact in before["facts"]:
        terminal.press("r" if fact["value"] == "2026-05-06" else "s", "")
    assert terminal.ended() == 0
    (after,) = vault("show", item, "--json").records
    assert (before["event_date"], after["event_date"]) == ("2026-05-06", "2026-05-02")


def test_quitting_keeps_the_answers_that_were_given(vault: Shell) -> None:
    items = [added(vault, AMBIGUOUS.replace("Example", name)) for name in ("First", "Second", "Third")]
    terminal = Keys(vault, "review", *items)
    terminal.press("a")
    terminal.press("q", "1 confirmed, 0 corrected, 0 rejected, 2 left.")
    assert terminal.ended() == 0
    assert [dates(vault, item)[0][1] for item in items] == ["confirmed", "proposed", "proposed"]


def test_an_interrupt_keeps_the_answers_and_restores_the_terminal(vault: Shell) -> None:
    items = [added(vault, AMBIGUOUS.replace("Example", name)) for name in ("First", "Second")]
    terminal = Keys(vault, "review", *items)
    terminal.press("r")
    terminal.press("\x03", "Interrupted")
    assert terminal.ended() == 130
    assert [dates(vault, item)[0][1] for item in items] == ["rejected", "proposed"]


def test_other_keys_and_arrows_answer_nothing(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    for key in ("x", "3", "\x1b[A", "\n"):
        os.write(terminal._fd, key.encode())
    terminal.press("s", "1 left")
    assert terminal.ended() == 0


def test_a_correction_leaves_what_the_engine_read(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review")
    terminal.press("o", "1 corrected")
    assert terminal.ended() == 0
    (fact,) = shown(vault, item)
    assert (fact["raw"], fact["value"]) == (OURS, OTHERS)
    (record,) = vault("show", item, "--json").records
    assert [event["type"] for event in record["custody"]] == ["item.added", "facts.judged"]


def test_a_second_engine_that_read_nothing_offers_no_other_reading(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png", second="")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    assert "The other engine read nothing here." in terminal.printed
    assert "o the other" not in terminal.printed
    terminal.press("q")
    assert terminal.ended() == 0


def picture(printed: str) -> PIL.Image.Image:
    """Return the picture that was sent by the protocol of kitty."""
    pieces = KITTY.findall(printed)
    keys = [dict(pair.split("=") for pair in head.split(",")) for head, _ in pieces]
    assert {one["q"] for one in keys} == {"2"}
    assert [one["m"] for one in keys] == ["1"] * (len(keys) - 1) + ["0"]
    assert (keys[0]["a"], keys[0]["f"]) == ("T", "100")
    assert max(len(data) for _, data in pieces) <= 4096
    return PIL.Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in pieces), validate=True)))


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


def test_the_review_speaks_chinese(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png")
    vault.set(VAULT_LANG="zh")
    terminal = Keys(vault, "review")
    terminal.expect("q 退出")
    assert "两个引擎读得不一样" in terminal.printed
    terminal.printed = PROMPT
    terminal.press("a", "确认 1 条，更正 0 条，否定 0 条，还剩 0 条。")
    assert terminal.ended() == 0


def test_control_characters_of_evidence_do_not_reach_the_terminal(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png", second="88\x1b]0;owned\x07")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    assert "\x1b]0" not in terminal.printed
    terminal.press("q")
    assert terminal.ended() == 0


SILENT, WITH_SIXELS, WITHOUT = "", "\x1b[?62;4;22c", "\x1b[?64;1;2;22c"


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


def test_nothing_but_the_list_reaches_a_pipe(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png")
    vault.set(KITTY_WINDOW_ID="1", DISPLAY=":0")
    assert "\x1b" not in vault("review", "--json").out


@pytest.mark.parametrize("key", ["a", "o", "r", "s"])
def test_the_last_answer_is_taken_back_and_asked_again(vault: Shell, key: str) -> None:
    first = disagreement(vault, "06-jd-cancelled.png", "image/png")
    second = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", first, second)
    terminal.expect(PROMPT)
    assert "u undo" not in terminal.printed
    terminal.press(key)
    terminal.expect("u undo the last")
    terminal.press("u")
    terminal.press("r")
    terminal.press("s", "0 confirmed, 0 corrected, 1 rejected, 1 left.")
    assert terminal.ended() == 0
    (fact,) = shown(vault, first)
    assert (fact["state"], fact["value"]) == ("rejected", OURS)


def test_an_answer_that_was_taken_back_stands_as_it_was_read(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    other = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item, other)
    terminal.press("o")
    terminal.press("u")
    terminal.press("q", "0 confirmed, 0 corrected, 0 rejected, 2 left.")
    assert terminal.ended() == 0
    (fact,) = shown(vault, item)
    assert (fact["state"], fact["value"], fact["second"]) == ("proposed", OURS, OTHERS)


def test_a_day_that_was_taken_back_is_no_longer_what_the_item_is_about(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    other = added(vault, AMBIGUOUS.replace("Example", "Second"))
    (before,) = vault("show", item, "--json").records
    terminal = Keys(vault, "review", item, other)
    terminal.press("2")
    terminal.press("u")
    terminal.press("q", "2 left.")
    assert terminal.ended() == 0
    (after,) = vault("show", item, "--json").records
    assert after["facts"] == before["facts"]
    assert after["event_date"] == before["event_date"]


def files(folder: Path) -> dict[Path, str]:
    """Return every file with its digest; the encrypted index writes its pages anew whenever it is opened."""
    return {
        path: "" if path.name == "index.db" else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
