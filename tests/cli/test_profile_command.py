"""`vault profile`: kept encrypted, shown on request, never an argument, never on the disk in the clear."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from vault.particulars import is_id_number

GOOD = "11010519491231002X"
ZHANG = (
    f'name = "张三"\nid_number = "{GOOD.lower()}"\nphone = "138 0013 8000"\naddress = "  北京市  某路1号 "\n'
)


def test_what_is_set_is_shown(vault: Shell) -> None:
    assert vault("profile", "set", "--from", "-", "--json", stdin=ZHANG.encode()).records == [
        {
            "name": "张三",
            "id_number": GOOD,
            "phone": "138 0013 8000",
            "email": "",
            "address": "北京市 某路1号",
        }
    ]
    shown = vault("profile")
    assert (shown.code, shown.out.splitlines()[:2]) == (0, ["Name: 张三", f"Identity number: {GOOD}"])


def test_nothing_was_set(vault: Shell) -> None:
    ended = vault("profile")
    assert (ended.code, ended.out) == (0, "")
    assert "vault profile set" in ended.err


def test_it_lies_encrypted_for_its_owner_alone(vault: Shell) -> None:
    vault("profile", "set", "--from", vault.write("me.toml", ZHANG))
    Path("me.toml").unlink()
    file = vault.home / "vault" / "particulars.age"
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder, _, names in os.walk(vault.home):
        for name in names:
            content = Path(folder, name).read_bytes()
            assert GOOD.encode() not in content
            assert "张三".encode() not in content
    assert vault("check").code == 0


def test_it_is_cleared(vault: Shell) -> None:
    vault("profile", "set", "--from", "-", stdin=ZHANG.encode())
    assert vault("profile", "clear", "--json").records[0]["name"] == ""
    assert not (vault.home / "vault" / "particulars.age").exists()
    assert vault("profile", "clear").code == 0


def test_a_mistyped_identity_number_is_kept_with_a_warning_that_does_not_repeat_it(vault: Shell) -> None:
    ended = vault("profile", "set", "--from", "-", stdin=b'id_number = "110105194912310021"\n')
    assert ended.code == 0
    assert "does not pass its own check" in ended.err
    assert "110105194912310021" not in ended.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name = ", "particulars-unreadable"),
        (b"\xff\xfe\x00", "particulars-unreadable"),
        (b'salary = "1"', "particulars-unreadable"),
        (b"name = 3", "particulars-unreadable"),
        (b'name = "' + b"x" * 201 + b'"', "particular-too-long"),
    ],
)
def test_what_cannot_be_used_is_refused_and_changes_nothing(vault: Shell, content: bytes, code: str) -> None:
    vault("profile", "set", "--from", "-", stdin=ZHANG.encode())
    ended = vault("profile", "set", "--from", "-", stdin=content)
    assert ended.code == 4
    assert code in ended.err
    assert vault("profile", "--json").records[0]["name"] == "张三"


def test_a_name_of_two_hundred_characters_is_kept(vault: Shell) -> None:
    name = "李" * 200
    ended = vault("profile", "set", "--from", "-", "--json", stdin=f'name = "{name}"'.encode())
    assert ended.records[0]["name"] == name


def test_there_is_no_option_for_a_value_and_no_prompt_without_a_terminal(vault: Shell) -> None:
    assert vault("profile", "set", "--name", "张三").code == 2
    assert vault("profile", "set").code == 2
    assert vault("profile", "--from", vault.write("me.toml", ZHANG)).code == 2


def test_a_damaged_file_is_named(vault: Shell) -> None:
    vault("profile", "set", "--from", "-", stdin=ZHANG.encode())
    file = vault.home / "vault" / "particulars.age"
    file.write_bytes(file.read_bytes()[:-1])
    ended = vault("profile")
    assert ended.code == 20
    assert "particulars.age" in ended.err


@pytest.mark.parametrize(
    ("number", "good"),
    [
        (GOOD, True),
        ("440524188001010014", True),
        ("440524188001010015", False),
        ("11010519491231002x", False),
        ("1101051949123100", False),
        ("", False),
        ("１１０１０５１９４９１２３１００２Ｘ", False),
    ],
)
def test_the_check_character_of_an_identity_number(number: str, *, good: bool) -> None:
    assert is_id_number(number) is good
