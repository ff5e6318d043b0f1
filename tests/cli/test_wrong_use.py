"""A wrong use of the command line is told like every other error, to people and to programs."""

from __future__ import annotations

import re

import pytest

from tests.cli.shell import Shell

WRONG = (
    ("--wrong",),
    ("nonsense",),
    ("show",),
    ("packet",),
    ("search", "--limit", "0"),
    ("search", "--limit", "many"),
    ("search", "--kind", "cancelled"),
    ("search", "--since", "gestern"),
    ("search", "--since"),
    ("show", "7kq2", "m3xd"),
    ("add", "x.png", "--via", "pigeon"),
    ("edit", "7kq2", "--fact", "f1"),
    ("edit", "7kq2", "--new", "colour=red"),
    ("recipients", "add"),
    ("completion",),
    ("profile", "set"),
    ("profile", "--from", "absent.toml", "set"),
    ("verify", "packet.zip", "--tsa-ca", "absent.pem"),
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_it_is_an_error_with_a_hint(vault: Shell, arguments: tuple[str, ...]) -> None:
    ended = vault(*arguments)
    assert (ended.code, ended.out) == (2, "")
    problem, hint = ended.err.splitlines()
    assert re.fullmatch(r"error \[usage\] \S.+\.?", problem)
    assert re.fullmatch(r"  what to do: .*vault.*; see vault.* --help", hint)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_chinese_speaks_no_english(vault: Shell, arguments: tuple[str, ...]) -> None:
    vault.set(VAULT_LANG="zh")
    ended = vault(*arguments)
    assert re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", ended.err.replace("vault ", "")) is None
    assert not re.search(r"[\u4e00-\u9fff][.:,]|[.:,][\u4e00-\u9fff]", ended.err)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_programs_are_given_one_object(vault: Shell, arguments: tuple[str, ...]) -> None:
    (record,) = vault(*arguments, "--json").records
    assert record["error"]["code"] == "usage"
    assert record["exit_code"] == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("list", "vault search"), ("delete", "vault rm"), ("serach", "vault search"), ("help", "vault --help")],
)
def test_a_command_of_another_name_is_guessed(shell: Shell, typed: str, meant: str) -> None:
    assert f"Did you mean `{meant}`?" in shell(typed).err


def test_an_option_that_is_nearly_right_is_guessed(shell: Shell) -> None:
    assert "Did you mean --platform?" in shell("search", "--platfrom", "x").err
