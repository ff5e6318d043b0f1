"""What happens on a terminal: a passphrase asked twice, an editor, a question before loss, completion, colour."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.shell import Shell, words_of
from tests.cli.sms import JIEBEI
from tests.cli.terminal import ROOT, Terminal


def test_a_passphrase_is_asked_twice_and_never_shown(shell: Shell) -> None:
    shell.set(VAULT_IDENTITY=None)
    terminal = Terminal(shell, "init", "--tsa", "none")
    terminal.expect("New passphrase")
    terminal.type("tee mit milch und zucker")
    terminal.expect("The same again")
    terminal.type("tee mit milch und zucker")
    terminal.expect("Save the recovery kit as")
    terminal.type("-")
    assert terminal.ended() == 0
    assert "zucker" not in terminal.printed
    assert shell("add", "-", stdin=JIEBEI).code == 0
    searching = Terminal(shell, "search", "注销")
    searching.expect("Passphrase")
    searching.type("tee mit milch und zucker")
    assert searching.ended() == 0
    assert "2026-03-10" in searching.printed
    assert "\x1b[" in searching.printed


def test_a_weak_passphrase_is_asked_for_again(shell: Shell) -> None:
    shell.set(VAULT_IDENTITY=None)
    terminal = Terminal(shell, "init", "--tsa", "none", "--recovery-kit", "kit.pdf")
    for passphrase in ("12345678", "tee mit milch und zucker"):
        terminal.printed = ""
        terminal.expect("New passphrase")
        terminal.type(passphrase)
        terminal.expect("The same again")
        terminal.type(passphrase)
    for _ in range(3):
        terminal.expect("of the kit: ")
        terminal.printed = ""
        terminal.type("wrong")
    assert terminal.ended() == 4
    assert "[words-not-copied]" in terminal.printed
    assert (shell.home / "kit.pdf").read_bytes().startswith(b"%PDF")
    assert not (shell.home / "vault" / "keys" / "recovery.age").exists()


def test_three_words_of_the_kit_are_asked_back(shell: Shell) -> None:
    shell.set(VAULT_IDENTITY=None)
    terminal = Terminal(shell, "init", "--tsa", "none", "--recovery-kit", "kit.pdf")
    terminal.expect("New passphrase")
    terminal.type("tee mit milch und zucker")
    terminal.expect("The same again")
    terminal.type("tee mit milch und zucker")
    for _ in range(3):
        terminal.expect("of the kit: ")
        asked = re.findall(r"word (\d+) of the kit: ", terminal.printed)[-1]
        terminal.printed = ""
        terminal.type(words_of(shell.home / "kit.pdf").split()[int(asked) - 1])
    terminal.expect("The kit is in force")
    assert terminal.ended() == 0
    assert (shell.home / "vault" / "keys" / "recovery.age").exists()


def test_a_wrong_passphrase_ends_with_its_code_after_the_third(shell: Shell) -> None:
    shell.protect("tee mit milch und zucker")
    assert shell("init", "--tsa", "none").code == 0
    shell.set(VAULT_PASSPHRASE_FILE=None)
    terminal = Terminal(shell, "search", "注销")
    for wrong in ("kaffee", "cacao", "kefir"):
        terminal.expect("Passphrase: ")
        terminal.printed = ""
        terminal.type(wrong)
    assert terminal.ended() == 12
    assert "[wrong-passphrase]" in terminal.printed
    assert "kefir" not in terminal.printed


def test_a_passphrase_that_was_mistyped_is_asked_for_again(shell: Shell) -> None:
    shell.protect("tee mit milch und zucker")
    assert shell("init", "--tsa", "none").code == 0
    shell.set(VAULT_PASSPHRASE_FILE=None)
    terminal = Terminal(shell, "check")
    terminal.expect("Passphrase: ")
    terminal.printed = ""
    terminal.type("kaffee")
    terminal.expect("Passphrase: ")
    assert "The passphrase is wrong. Try again" in terminal.printed
    terminal.type("tee mit milch und zucker")
    assert terminal.ended() == 0


def editor(shell: Shell, text: str) -> Path:
    """Make an editor that writes `text` above what is there."""
    path = shell.write(
        "editor", f'#!/bin/sh\n{{ printf \'%s\\n\' \'{text}\'; cat "$1"; }} > "$1.new" && mv "$1.new" "$1"\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_call_note_is_written_in_the_editor(vault: Shell) -> None:
    vault.set(VISUAL=str(editor(vault, "客服说微粒贷账户已注销")), TZ="Asia/Shanghai")
    ended = vault("note", "--number", "95384", "--with", "微粒贷", "--when", "2026-03-05 14:22", "--json")
    (record,) = ended.records
    assert (record["status"], record["kind"], record["event_date"]) == ("added", "call_note", "2026-03-05")
    (shown,) = vault("show", record["id"], "--json", "--text").records
    assert "客服说微粒贷账户已注销" in shown["text"]
    assert "#" not in shown["text"]
    assert shown["claim"] == "own_note"
    assert shown["acquisitions"][0]["channel"] == "hotline"
    assert [one["id"] for one in shown["platforms"]] == ["weilidai"]


def test_an_empty_note_is_not_kept(vault: Shell) -> None:
    vault.set(VISUAL="true")
    ended = vault("note", "--number", "95384")
    assert ended.code == 4
    assert "[empty-note]" in ended.err


def test_a_note_by_options_needs_no_editor(vault: Shell) -> None:
    vault.set(VISUAL="false")
    options = (
        "--number",
        "95118",
        "--staff",
        "8812",
        "--said",
        "已注销",
        "--promised",
        "短信通知",
        "--by",
        "2026-03-12",
    )
    for language, word in (("zh", "通话记录"), ("en", "Call note")):
        vault.set(VAULT_LANG=language)
        (record,) = vault("note", *options, "--with", f"京东金融{language}", "--json").records
        (shown,) = vault("show", record["id"], "--json", "--text").records
        assert shown["text"].startswith(word)
        assert "8812" in shown["text"]


def test_removing_and_confirming_ask_first(vault: Shell) -> None:
    (record,) = vault("add", "-", "--json", stdin=JIEBEI).records
    removing = Terminal(vault, "rm", record["id"], "--reason", "test")
    removing.expect("Remove this item?")
    removing.type("n")
    assert removing.ended() == 130
    assert len(vault("search", "注销", "--json").records) == 1
    confirming = Terminal(vault, "confirm", record["id"])
    confirming.expect("as in the original?")
    confirming.type("y")
    assert confirming.ended() == 0
    (shown,) = vault("show", record["id"], "--json").records
    assert {fact["state"] for fact in shown["facts"]} == {"confirmed"}


def test_there_is_no_colour_outside_a_terminal(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    assert "\x1b[" not in vault("search", "注销").out


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: Shell, shell_name: str) -> None:
    assert "_VAULT_COMPLETE" in shell("completion", shell_name).out


def test_commands_complete(shell: Shell) -> None:
    environment = os.environ | {
        "_VAULT_COMPLETE": "bash_complete",
        "COMP_WORDS": "vault ti",
        "COMP_CWORD": "1",
    }
    command = [sys.executable, "-m", "cli.main"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert done.stdout.split() == ["plain,timestamp"]


def test_a_bar_is_shown_on_a_terminal_and_gone_afterwards(vault: Shell) -> None:
    for number in range(3):
        vault.write(f"in/{number}.txt", f"第{number}条：您的借呗账户已注销。")
    adding = Terminal(vault, "add", "in")
    assert adding.ended() == 0
    assert "adding" in adding.printed
    assert "3/3" in adding.printed or "2/3" in adding.printed


def test_a_bar_makes_way_for_results(vault: Shell) -> None:
    vault.write("sms.txt", JIEBEI)
    terminal = Terminal(vault, "add", "sms.txt", "absent.txt")
    assert terminal.ended() == 3
    assert "━" in terminal.printed
    shown = terminal.lines
    assert any(re.match(r"\+ \w{8} sms.txt", line) for line in shown)
    assert any(line.startswith("error [source-not-found]") for line in shown)
    assert not any("━" in line for line in shown)


def test_a_bar_makes_way_for_the_passphrase(shell: Shell) -> None:
    shell.protect("tee mit milch und zucker")
    assert shell("init", "--tsa", "none").code == 0
    shell.set(VAULT_PASSPHRASE_FILE=None)
    terminal = Terminal(shell, "check")
    terminal.expect("Passphrase: ")
    time.sleep(0.5)
    terminal.expect("Passphrase: ")
    assert "Passphrase: " in terminal.lines
    terminal.type("tee mit milch und zucker")
    assert terminal.ended() == 0


def test_results_on_a_pipe_are_not_moved_to_the_terminal(vault: Shell) -> None:
    vault.write("sms.txt", JIEBEI)
    script = f"{sys.executable} -m cli.main add sms.txt --json > records"
    terminal = Terminal(vault, program=("sh", "-c", script))
    assert terminal.ended() == 0
    assert json.loads((vault.home / "records").read_text())["status"] == "added"
