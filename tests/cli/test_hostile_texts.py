"""Mails and pages that would play with the terminal of whoever reads them."""

from __future__ import annotations

import email.message

import pytest

from tests.cli.shell import Shell
from tests.cli.terminal import Terminal
from vault.errors import harmless

EVIL = "\x1b]52;c;cm0=\x07\x1b[2J\u202eexe.gnp \x9b31m"
SENTENCE = "您的京东白条账户已于2026年3月10日注销成功"


def mail() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["Date"] = "service@example.com", "Fri, 06 Mar 2026 10:00:00 +0800"
    message["Subject"] = "=?utf-8?B?G11wO3B3bmVkB+KArg==?="
    message.set_content(SENTENCE + EVIL, cte="base64")
    return message.as_bytes()


def page() -> bytes:
    escaped = "".join(f"&#{ord(char)};" for char in EVIL)
    return f"<html><body><p>{SENTENCE}{escaped}</p></body></html>".encode()


@pytest.mark.parametrize(("name", "content"), [("mail.eml", mail()), ("page.html", page())])
def test_what_a_text_holds_does_not_reach_the_terminal(vault: Shell, name: str, content: bytes) -> None:
    path = vault.write(name, content)
    (record,) = vault("add", path, "--json").records
    item = record["id"]
    assert vault("edit", item, "--title", f"title {EVIL}", "--note", f"note {EVIL}").code == 0
    for command in (("read", name, "--text"), ("show", item, "--text"), ("search", "注销")):
        terminal = Terminal(vault, *command)
        assert terminal.ended() == 0
        assert SENTENCE in terminal.printed.replace("\x1b[33m\x1b[1m", "").replace("\x1b[0m", "")
        assert not [
            mark for mark in ("\x1b]", "\x1b[2J", "\u202e", "\x9b", "\x07") if mark in terminal.printed
        ]


def test_what_a_program_reads_is_unchanged(vault: Shell) -> None:
    (record,) = vault("add", "-", "--json", stdin=SENTENCE.encode()).records
    assert vault("edit", record["id"], "--note", EVIL).code == 0
    (shown,) = vault("show", record["id"], "--json").records
    assert shown["note"] == EVIL


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1m\x1b[33m借呗\x1b[0m\t已注销\n", "\x1b[1m\x1b[33m借呗\x1b[0m\t已注销\n"),
        ("全\u3000角 é👨\u200d👩", "全\u3000角 é👨\u200d👩"),
        ("a\x1b]0;b\x07c\rd", "a\\x1b]0;b\\x07c\\rd"),
        ("a\u202eb\u2066c\x85", "a\\u202eb\\u2066c\\x85"),
        ("a\udc80b", "a\\udc80b"),
    ],
)
def test_only_what_plays_with_a_terminal_is_escaped(text: str, shown: str) -> None:
    assert harmless(text) == shown
