"""The process is killed at every step of an addition: what was reported as added is there, nothing else is listed."""

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
from vault.keeping.durable import Disk
from vault.keeping.errors import DiskFullError
from vault.keeping.index.query import Query

STEPS_OF_AN_ADDITION = (
    4 * 4
)  # object, device memory, event, memory settled; each written, synced, named, settled

ADD = textwrap.dedent("""
    import os, pathlib, signal, sys
    from keeping_vault import Kept
    from vault.keeping.durable import Disk
    from vault.keeping.keys import identity_from_file
    from vault.keeping.store import Store

    root, fatal = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    count = 0

    def step(name, path):
        global count
        count += 1
        if count == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store.open(root / "vault", state_folder=root / "state", disk=Disk(step=step))
    kept = Kept(root, store, identity_from_file(root / "identity.txt"))
    print(kept.add(f"text {fatal}"), flush=True)
""")


def run(root: pathlib.Path, code: str, *arguments: str) -> subprocess.Popen[str]:
    here = pathlib.Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{here.parent.parent}"}
    command = [sys.executable, "-c", code, str(root), *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_an_addition_that_is_killed_at_any_step_leaves_at_most_an_orphan(kept: Kept) -> None:
    kept.add("before")
    acknowledged = {"before"}
    fatal_steps = range(1, STEPS_OF_AN_ADDITION + 2)
    for fatal in fatal_steps:
        process = run(kept.root, ADD, str(fatal))
        output, _ = process.communicate(timeout=30)
        assert process.returncode == (-signal.SIGKILL if fatal <= STEPS_OF_AN_ADDITION else 0)
        acknowledged |= {f"text {fatal}"} if output else set()
        with kept.unlocked() as unlocked:
            listed = {item.reading.text for item in unlocked.index.items()}
            assert acknowledged <= listed
            for item in unlocked.index.items():
                assert unlocked.original(item).read().decode() == item.reading.text
            codes = {finding.code for finding in check(kept.store, unlocked, read_data=True)}
        assert codes <= {"object-orphaned", "unfinished-file"}
    assert f"text {STEPS_OF_AN_ADDITION + 1}" in acknowledged


def test_after_a_kill_the_device_goes_on_with_its_chain(kept: Kept) -> None:
    process = run(kept.root, ADD, "9")  # the event is written, and has no name yet
    process.communicate(timeout=30)
    kept.add("after")
    assert len(kept.store.journal.writers()) == 1
    assert kept.store.journal.numbers(kept.store.journal.writers()[0]) == [1, 2]


def test_several_processes_add_at_once(kept: Kept) -> None:
    code = ADD.replace(
        'print(kept.add(f"text {fatal}"), flush=True)',
        """
for serial in range(8):
    print(kept.add(f"text {os.getpid()} {serial}"), flush=True)
""",
    )
    processes = [run(kept.root, code, "0") for _ in range(3)]
    ids = [line for process in processes for line in process.communicate(timeout=60)[0].split()]
    assert all(process.returncode == 0 for process in processes)
    with kept.unlocked() as unlocked:
        assert {item.id for item in unlocked.index.items()} == set(ids)
        assert len(ids) == 24
        assert check(kept.store, unlocked, read_data=True) == ()


def test_a_full_disk_leaves_nothing_half_stored(kept: Kept) -> None:
    def full(step: str, path: pathlib.Path) -> None:
        if step == "written":
            raise OSError(28, "No space left on device")

    store = kept.reopened(disk=Disk(step=full))
    with pytest.raises(DiskFullError):
        kept.add("text", store=store)
    assert check(kept.store, kept.unlocked()) == ()


def test_a_failing_source_leaves_nothing_behind(kept: Kept) -> None:
    from vault.keeping.errors import CannotReadError

    class Failing:
        name = "disk.png"

        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(CannotReadError, match=r"disk\.png"):
        kept.store.put(Failing())  # type: ignore[arg-type]
    assert not list((kept.path / "objects").rglob("*.age"))


def test_the_index_is_never_half_built(kept: Kept) -> None:
    kept.add("注销")
    kept.unlocked().close()
    (kept.path / "index.db").unlink()
    code = ADD.replace(
        'print(kept.add(f"text {fatal}"), flush=True)',
        """
def die(done, total):
    os.kill(os.getpid(), signal.SIGKILL)
store.unlock(kept.identity, progress=die)
""",
    )
    process = run(kept.root, code, "0")
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    assert not (kept.path / "index.db").exists()
    with kept.unlocked() as unlocked:
        assert len(unlocked.index.search(Query("注销"))) == 1
        assert not any(name.name.startswith(".tmp-index") for name in kept.path.iterdir())
