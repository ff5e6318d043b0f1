"""Decoders that crash, hang, grow or lose who asked them: real processes, real bombs, real signals."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
import zlib

import pytest
from decoded import EVERY, family, is_gone, linux, opened, process_of

from tests.sources.source_material import (
    pictures,
)
from vault.confined import Decoders
from vault.errors import BadInputError
from vault.sources import Limits
from vault.sources.errors import (
    DecoderCrashedError,
    DecoderTooLargeError,
    DecoderTooSlowError,
)


@linux
@pytest.mark.parametrize(
    ("number", "error"),
    [
        (signal.SIGSEGV, DecoderCrashedError),
        (signal.SIGABRT, DecoderCrashedError),
        (signal.SIGKILL, DecoderTooLargeError),
        (signal.SIGXCPU, DecoderTooSlowError),
    ],
)
def test_a_crash_costs_its_input_and_no_other(number: signal.Signals, error: type[BadInputError]) -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        assert next(content.pages).number == 0
        os.kill(family(chief)[-1], number)
        with pytest.raises(error):
            list(content.pages)
        for _ in range(5):
            assert len(list(opened(decoders, EVERY["document"]).pages)) == 3
        assert process_of(decoders) != chief


@linux
def test_an_input_does_without_the_process_that_serves_all_once_it_has_its_own() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        assert next(content.pages).number == 0
        os.kill(chief, signal.SIGKILL)
        assert is_gone(chief)
        assert len(list(content.pages)) == 2
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


@linux
def test_a_process_that_ended_while_it_waited_is_noticed() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        (process,) = decoders._idle
        os.kill(process.id, signal.SIGKILL)
        process._process.wait()
        assert pictures(opened(decoders, EVERY["png"]))[0].size == (60, 40)


@linux
def test_a_decoder_that_hangs_is_ended() -> None:
    with Decoders(patience=1.5) as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        next(content.pages)
        worker = family(chief)[-1]
        os.kill(worker, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(DecoderTooSlowError):
            list(content.pages)
        assert time.monotonic() - started < 10
        assert is_gone(worker)
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


@linux
def test_a_decoder_that_takes_too_much_memory_costs_its_input() -> None:
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 16000, 16000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
    ]
    large = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    with Decoders() as decoders:
        with pytest.raises(DecoderTooLargeError):
            list(opened(decoders, large, limits=Limits(pixels=300_000_000)).pages)
        assert pictures(opened(decoders, EVERY["png"]))[0].size == (60, 40)


@linux
def test_when_the_asking_process_dies_so_does_the_decoder() -> None:
    code = (
        "import sys, os, time; sys.path[:0] = sys.argv[1:]\n"
        "from vault.confined import Decoders\n"
        "d = Decoders(); d.lacking(); print(d._idle[0].id, flush=True); time.sleep(60)"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", code, *filter(None, sys.path)], stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    process = int(asking.stdout.readline())
    asking.kill()
    asking.wait()
    asking.stdout.close()
    assert is_gone(process)


def test_the_processes_end_with_the_pool() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        (process,) = decoders._idle
        assert process.lives
    assert not process.lives
