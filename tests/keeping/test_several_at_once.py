"""Several processes in one vault at once: nobody fails but by waiting too long, and nothing is lost."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import textwrap

import pytest
from keeping_vault import Kept

from vault.keeping.check.audit import check
from vault.keeping.errors import VaultBusyError
from vault.keeping.locks import hold

SECONDS = {"short": 6, "long": 120}

WORK = textwrap.dedent("""
    import pathlib, sys, time
    from keeping_vault import KIND_NAMES, Kept
    from vault.errors import LockedError
    from vault.keeping.check.audit import check
    from vault.keeping.index.query import Query
    from vault.keeping.keys import identity_from_file
    from vault.keeping.store import Store

    root, number, end = pathlib.Path(sys.argv[1]), int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
    device = root / ("state" if number % 2 else f"state {number}")  # every second process shares one device's memory
    identity = identity_from_file(root / "identity.txt")
    serial = 0
    while time.monotonic() < end:
        serial += 1
        try:
            store = Store.open(root / "vault", state_folder=device, timeout=20)
            kept = Kept(root, store, identity)
            text = f"注销 process{number} item{serial}"
            item = kept.add(text)
            print("added", item, text, flush=True)
            with store.unlock(identity, KIND_NAMES) as unlocked:
                (hit,) = unlocked.index.search(Query(f'"process{number} item{serial}"'))
                assert hit.item.id == item, (hit.item.id, item)
                if serial % 3 == number % 3:
                    found = [one.code for one in check(store, unlocked, read_data=serial % 6 == 0)]
                    print("found", *sorted(set(found)), flush=True)
        except LockedError as error:
            print("locked", error.code, flush=True)
""")

PASSING = {"object-orphaned", "unfinished-file"}
"""What a check may see of another process that is in the middle of an addition."""

HOLD = textwrap.dedent("""
    import pathlib, sys, time
    from vault.keeping.locks import hold
    with hold(pathlib.Path(sys.argv[1]), 5):
        print("held", flush=True)
        time.sleep(120)
""")


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    here = pathlib.Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{here.parent.parent}"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("length", ["short", pytest.param("long", marks=pytest.mark.slow)])
def test_eight_processes_add_search_and_check_together(kept: Kept, length: str) -> None:
    working = [started(WORK, kept.root, number, SECONDS[length]) for number in range(8)]
    added: dict[str, str] = {}
    for process in working:
        out, err = process.communicate(timeout=SECONDS[length] + 120)
        assert process.returncode == 0, err
        for line in out.splitlines():
            what, _, rest = line.partition(" ")
            if what == "added":
                item, _, text = rest.partition(" ")
                added[item] = text
            elif what == "found":
                assert set(rest.split()) <= PASSING, rest
    assert len(added) >= 8
    with kept.unlocked() as unlocked:
        assert {item.id: item.reading.text for item in unlocked.index.items()} == added
        assert check(kept.store, unlocked, read_data=True) == ()
        for item in unlocked.index.items():
            assert unlocked.original(item).read().decode() == item.reading.text
    assert len(kept.store.journal.writers()) == 5


@pytest.mark.parametrize("name", ["lock", "index.lock"])
def test_the_lock_of_a_dead_process_is_taken_over_at_once(kept: Kept, name: str) -> None:
    holder = started(HOLD, kept.path / name)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(VaultBusyError), hold(kept.path / name, 0.2):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=30)
    assert (kept.path / name).exists()
    with hold(kept.path / name, 1):
        pass
    kept.add("after")
    with kept.unlocked() as unlocked:
        assert check(kept.store, unlocked) == ()
