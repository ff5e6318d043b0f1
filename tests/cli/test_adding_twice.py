"""The same bytes once more: in one run, in two, locked, or after they were removed."""

from __future__ import annotations

from tests.cli.shell import Shell
from tests.cli.sms import BAITIAO_POLITE


def test_the_same_bytes_twice_are_one_item_when_unlocked(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO_POLITE)
    (first,) = vault("add", path, "--json").records
    (second,) = vault("add", path, "--json").records
    assert (second["status"], second["id"]) == ("duplicate", first["id"])
    assert second["facts"] == first["facts"]
    (shown,) = vault("show", first["id"], "--json").records
    assert len(shown["acquisitions"]) == 2


def test_the_same_bytes_twice_in_one_run_are_one_item_even_when_locked(vault: Shell) -> None:
    vault.set(VAULT_IDENTITY=None)
    first, second = vault.write("a.txt", BAITIAO_POLITE), vault.write("b.txt", BAITIAO_POLITE)
    statuses = [record["status"] for record in vault("add", first, second, "--json").records]
    assert statuses == ["added", "duplicate"]


def test_copies_that_were_added_while_locked_are_joined_at_the_next_unlock(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO_POLITE)
    identity = str(vault.home / "identity.txt")
    vault.set(VAULT_IDENTITY=None)
    first = vault("add", path, "--json").records[0]["id"]
    second = vault("add", path, "--json").records[0]["id"]
    assert first != second
    vault.set(VAULT_IDENTITY=identity)
    hits = vault("search", "注销", "--json").records
    assert len(hits) == 1
    for one in (first, second):
        assert vault("export", one, "-o", "-").out.encode() == path.read_bytes()


def test_adding_a_removed_item_again_brings_it_back(vault: Shell) -> None:
    path = vault.write("sms.txt", BAITIAO_POLITE)
    (record,) = vault("add", path, "--json").records
    vault("rm", record["id"], "--reason", "by mistake")
    assert vault("add", path).code == 0
    assert [one["id"] for one in vault("search", "注销", "--json").records] == [record["id"]]
