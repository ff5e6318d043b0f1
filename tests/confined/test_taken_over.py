"""What a decoder that was taken over could try: real processes up to the confinement, then the attempt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from decoded import EVERY, linux, opened, process_of

from vault.confined import Decoders
from vault.sources.confinement.measures import Measure

# The process runs our own code up to the confinement, then the attempt.
TRIES = """
import sys
sys.path[:] = sys.argv[2:]
from vault.sources.confinement.measures import confine, confine_one
taken = confine()
confine_one(taken)
import ctypes, os, socket, resource, signal
def attempt():
    {attempt}
try:
    attempt()
except (OSError, MemoryError, ValueError, AssertionError) as error:
    print("refused", type(error).__name__)
else:
    print("done")
"""

ATTEMPTS = {
    "read a file of the user": "open(sys.argv[1]).read()",
    "list a folder of the user": "os.listdir(os.path.dirname(sys.argv[1]))",
    "read the passwords of the system": "open('/etc/passwd').read()",
    "write a file": "open(sys.argv[1] + '.new', 'w').write('x')",
    "change a file": "open(sys.argv[1], 'a').write('x')",
    "remove a file": "os.remove(sys.argv[1])",
    "write in the memory folder": "open('/dev/shm/vault-try', 'w').write('x')",
    "look into the asking process": "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
    "open a socket": "socket.socket()",
    "open a local socket": "socket.socket(socket.AF_UNIX)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "split in two": "os._exit(0) if os.fork() == 0 else None",
    "signal the asking process": "os.kill(os.getppid(), 0)",
    "leave the group": "os.setsid()",
    "lift a limit": "resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
    "take memory": "bytearray(1 << 30)",
    "leave a core": "assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)",
    "open many files": "[os.dup(0) for _ in range(100)]",
}


def tried(attempt: str, target: Path) -> str:
    command = [
        sys.executable,
        "-I",
        "-B",
        "-c",
        TRIES.format(attempt=attempt),
        str(target),
        *filter(None, sys.path),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env={}).stdout


@linux
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_decoder_that_was_taken_over_cannot(attempt: str, tmp_path: Path) -> None:
    target = tmp_path / "private.txt"
    target.write_text("private")
    with Decoders() as decoders:
        if decoders.lacking():
            pytest.skip(f"this kernel lacks {decoders.lacking()}")
    assert tried(ATTEMPTS[attempt], target).startswith("refused")
    assert target.read_text() == "private"
    assert list(tmp_path.iterdir()) == [target]


@linux
def test_it_still_can_what_decoders_need(tmp_path: Path) -> None:
    needed = "import encodings.gb18030, PIL.Image, threading; t = threading.Thread(target=bytes); t.start(); t.join()"
    assert tried(needed, tmp_path) == "done\n"


def test_it_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_PASSPHRASE_FILE", "/nowhere/secret")
    monkeypatch.setenv("AN_API_TOKEN", "secret")
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        process = process_of(decoders)
        try:
            environment = Path(f"/proc/{process}/environ").read_bytes()
            opened_files = {str(one.readlink()) for one in Path(f"/proc/{process}/fd").iterdir()}
        except PermissionError:
            pytest.skip("the process lets nobody but the administrator look")
        assert b"secret" not in environment
        assert all(name == os.devnull or name.startswith("pipe:") for name in opened_files)


@linux
def test_no_core_is_dumped_and_no_file_made() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        limits = Path(f"/proc/{process_of(decoders)}/limits").read_text()
    rows = {line[:25].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert rows["Max core file size"] == rows["Max file size"] == ["0", "0"]
    assert int(rows["Max open files"][1]) < 100
    assert int(rows["Max data size"][1]) < 1 << 30


@linux
def test_the_confinement_is_said_to_be_what_it_is() -> None:
    with Decoders() as decoders:
        lacking = decoders.lacking()
        list(opened(decoders, EVERY["png"]).pages)
        status = Path(f"/proc/{process_of(decoders)}/status").read_text()
    assert (Measure.NETWORK in lacking) == ("Seccomp:\t2" not in status)
    assert Measure.MEMORY not in lacking
