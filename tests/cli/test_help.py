"""The help as a stranger reads it: every command, both languages, within 80 columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cli.localized import COMMANDS
from cli.wrapping import wrapped
from tests.cli.shell import Shell


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_fits_and_has_examples(shell: Shell, command: str | None, language: str) -> None:
    shell.set(VAULT_LANG=language)
    ended = shell(*([command] if command else []), "--help")
    assert ended.code == 0
    assert max(map(cell_len, ended.out.splitlines())) <= 80
    assert {"en": "Examples:", "zh": "示例："}[language] in ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_chinese_help_leaves_no_english_sentence(shell: Shell, command: str) -> None:
    shell.set(VAULT_LANG="zh")
    out = shell(command, "--help").out
    assert re.search(r"[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+", out.split("示例：")[0]) is None


def test_every_command_is_listed_with_one_line_each(shell: Shell) -> None:
    out = shell("--help").out
    assert all(re.search(rf"^  {command} +\S", out, re.MULTILINE) for command in COMMANDS)


def test_usage_errors_speak_the_users_language(shell: Shell) -> None:
    shell.set(VAULT_LANG="zh")
    ended = shell("search", "--since", "gestern")
    assert ended.code == 2
    assert "请写成 2026-03-05" in ended.err
    assert shell("nonsense").code == 2


@given(st.text(alphabet="ab 注销，。（）“”A1\n", max_size=200), st.integers(8, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width or " " not in line.strip() for line in lines)


@given(st.text(alphabet="注销，。（）“”", max_size=200), st.integers(8, 40))
def test_closing_punctuation_clings_to_what_it_closes(text: str, width: int) -> None:
    assert not any(line[0] in "，。）”" for line in wrapped(text, width)[1:])


def test_commands_are_listed_by_what_they_are_for(shell: Shell) -> None:
    out = shell("--help").out
    assert out.index("Bring evidence in:") < out.index("  add ") < out.index("Hand it over:")


def test_chinese_help_names_values_in_chinese(shell: Shell) -> None:
    shell.set(VAULT_LANG="zh")
    assert shell("show", "--help").out.startswith("用法：vault show [选项] 编号\n")
    assert "--platform 名称" in shell("search", "--help").out
    assert "选项：" in shell("show", "-h").out
