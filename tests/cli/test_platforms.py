"""`vault platforms`: the directory, its sources, and entries of one's own."""

from __future__ import annotations

from rich.cells import cell_len

from tests.cli.shell import Shell
from tests.cli.terminal import Terminal


def test_every_entry_names_its_source_and_day(shell: Shell) -> None:
    entries = shell("platforms", "--json").records
    assert len(entries) > 120
    assert all(entry["source"] and entry["as_of"] for entry in entries)
    assert len({entry["id"] for entry in entries}) == len(entries)


def test_the_table_fits_a_terminal_of_80_columns(shell: Shell) -> None:
    terminal = Terminal(shell, "platforms")
    assert terminal.ended() == 0
    lines = [line for line in terminal.lines if "jd-finance" in line or "95118" in line]
    assert lines
    assert max(map(cell_len, terminal.lines)) <= 80


def test_the_table_is_whole_on_a_pipe(shell: Shell) -> None:
    out = shell("platforms").out
    assert "…" not in out
    assert "jd-consumer-finance" in out


def test_a_brand_is_shown_with_its_products(shell: Shell) -> None:
    ids = [entry["id"] for entry in shell("platforms", "京东金融", "--json").records]
    assert ids[0] == "jd-finance"
    assert len(ids) > 1
    assert "95118" in shell("platforms", "京东金融").out


def test_an_unknown_name_names_near_ones(shell: Shell) -> None:
    ended = shell("platforms", "微粒货")
    assert ended.code == 5
    assert "Did you mean: " in ended.err
    assert "微粒贷" in ended.err


def test_a_name_that_is_near_to_none_suggests_none(shell: Shell) -> None:
    ended = shell("platforms", "zzqqxx")
    assert ended.code == 5
    assert "Did you mean" not in ended.err
    assert "vault platforms --new zzqqxx" in ended.err


def test_a_platform_of_ones_own_is_found_in_evidence(vault: Shell) -> None:
    new = ("--new", "小河贷", "--alias", "小河钱包", "--hotline", "4000000000", "--source", "its web page")
    assert vault("platforms", *new).code == 0
    assert vault("platforms", "小河钱包", "--json").records[0]["id"] == "own-1"
    vault("add", "-", stdin="【小河钱包】您的账户已于2026年3月10日注销成功。".encode())
    (record,) = vault("search", "--platform", "小河贷", "--json").records
    assert record["platforms"][0]["id"] == "own-1"
    assert vault("platforms", "--new", "小河钱包").code == 6
    assert vault("platforms", "--new", "另一家").code == 0
    assert vault("platforms", "另一家", "--json").records[0]["id"] == "own-2"


def test_a_broken_list_of_ones_own_is_told(vault: Shell) -> None:
    vault.write("config/evidence-vault/platforms.toml", "this is no TOML")
    ended = vault("platforms")
    assert ended.code == 4
    assert "[own-platforms]" in ended.err
    vault.write("config/evidence-vault/platforms.toml", '[[platform]]\nid = "x y"\nbrand = "X"\n')
    assert vault("platforms").code == 4


def test_an_unknown_name_in_evidence_is_proposed_and_makes_a_packet(vault: Shell) -> None:
    vault("add", "-", stdin="【晨露分期】您的账户已于2026年3月10日注销成功。".encode())
    (record,) = vault("search", "注销", "--json").records
    assert record["platforms"][0]["id"] == "new:晨露分期"
    assert vault("packet", "--platform", "晨露分期", "-o", "packet.zip").code == 31
