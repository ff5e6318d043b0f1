"""One process that decodes, as the asking side sees it: started without secrets, asked under a time limit, ended.

It is given the paths of the code and nothing else: no environment, no open file but two pipes, no folder of the user.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from typing import BinaryIO, cast

from vault.errors import VaultError
from vault.sources import wire
from vault.sources.confinement.measures import Measure
from vault.sources.errors import (
    DecoderCrashedError,
    DecoderTooLargeError,
    DecoderTooSlowError,
    NoDecoderError,
)

START = "import sys; sys.path[:] = sys.argv[1:]; from vault.sources.serving import main; main()"
NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All of the environment that the process is given: without these some systems cannot start a program."""

START_SECONDS = 60.0
END_SECONDS = 5.0
PIPE_BYTES = 1 << 20  # what a user may take without rights on Linux
SIGNALLED = 128
"""Added to a signal's number where the process of one input was ended by it, see `vault.sources.serving`."""


class DecoderProcess:
    """A process that decodes inputs one after the other. For one thread at a time; it ends with this object."""

    def __init__(self, patience: float) -> None:
        """Start it.

        Args:
            patience: Seconds that one answer may take.

        Raises:
            NoDecoderError: It cannot be started.
        """
        self._patience = START_SECONDS
        self._late = False
        try:
            self._process = _started()
        except OSError as error:
            raise NoDecoderError from error
        self._ended = weakref.finalize(self, _end, self._process)
        ready = self._first_answer()
        self._patience = patience
        self.measures = frozenset(one for one in Measure if one.value in ready.measures)

    @property
    def id(self) -> int:
        """The number that the system gave it."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._ended.alive and self._process.poll() is None

    def ask(self, request: wire.Request, body: bytes, most: int) -> tuple[wire.Answer, bytes]:
        """Send a request and wait for its answer. After an error the process is gone.

        Args:
            request: What is wanted.
            body: The bytes that go with it.
            most: Bytes that the answer may bring beside its JSON.

        Returns:
            The answer with its bytes.

        Raises:
            DecoderTooSlowError: It did not answer in time.
            DecoderTooLargeError: The system ended it, for want of memory as a rule.
            DecoderCrashedError: It ended otherwise, or answered what makes no sense.
        """
        try:
            with self._watched():
                wire.send(self._requests, request, body)
                return wire.receive_answer(self._answers, most)
        except (OSError, ValueError, MemoryError, wire.BrokenWireError) as error:
            raise self.failure() from error

    def failure(self) -> VaultError:
        """End the process and return the error that says what became of it."""
        ended_by = self._signal()
        self.end()
        if self._late or ended_by == getattr(signal, "SIGXCPU", None):
            return DecoderTooSlowError(seconds=round(self._patience))
        if ended_by == getattr(signal, "SIGKILL", None):
            return DecoderTooLargeError()
        return DecoderCrashedError(reason=_name(ended_by))

    def end(self) -> None:
        """End it and all that it started."""
        self._ended()

    @property
    def _requests(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdin)

    @property
    def _answers(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdout)

    def _first_answer(self) -> wire.Ready:
        with contextlib.suppress(OSError, wire.BrokenWireError), self._watched():
            answer, _ = wire.receive_answer(self._answers, 0)
            if isinstance(answer, wire.Ready):
                return answer
        self.end()
        raise NoDecoderError

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Kill the process when the block takes longer than is allowed, which ends any waiting for it."""
        timer = threading.Timer(self._patience, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._late = True
        _kill(self._process)

    def _signal(self) -> int | None:
        """Return the number of the signal that ended the process or that of its input, None for another end."""
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        if code < 0:
            return -code
        return code - SIGNALLED if code > SIGNALLED else None


def _started() -> subprocess.Popen[bytes]:
    process = _python()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(ImportError, AttributeError, OSError):  # faster where it can be had
            import fcntl

            fcntl.fcntl(cast("BinaryIO", pipe), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return process


def _python() -> subprocess.Popen[bytes]:
    paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - may be archives, or the empty name
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", START, *paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root of this drive
        env={name: os.environ[name] for name in NEEDED if name in os.environ},
        start_new_session=True,  # an interruption at the terminal is the asking side's to deal with
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        _kill(process)
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.close()
    process.wait()


def _name(number: int | None) -> str:
    """Return the name of a signal, `?` for none."""
    try:
        return signal.Signals(number).name if number is not None else "?"
    except ValueError:
        return str(number)
