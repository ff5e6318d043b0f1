"""A terminal on which a test types, and which collects what is printed."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import sys
import time

import pytest

from tests.cli.shell import MATERIAL, Shell

ROOT = MATERIAL.parent.parent


class Terminal:
    """`vault` with a controlling terminal; what it prints is collected."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        self.printed = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            self._pid, self._fd = pty.fork()
        except OSError as error:
            pytest.skip(f"no terminal can be had here: {error}")
        if self._pid == 0:
            os.chdir(shell.home)
            environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
            os.execve(sys.executable, [sys.executable, "-m", "cli.main", *arguments], environment)  # noqa: S606

    def expect(self, text: str, seconds: float = 60) -> None:
        """Wait until something was printed."""
        end = time.monotonic() + seconds
        while text not in self.printed:
            assert time.monotonic() < end, self.printed
            if not self._read(0.2):
                break
        assert text in self.printed, self.printed

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._fd, f"{line}\n".encode())

    def ended(self, seconds: float = 120) -> int:
        """Wait for the end and return the exit code; a program that still waits then is killed."""
        end = time.monotonic() + seconds
        while self._read(0.2):
            if time.monotonic() > end:
                os.kill(self._pid, signal.SIGKILL)
                pytest.fail(f"still waiting: {self.printed}")
        os.close(self._fd)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            found = os.read(self._fd, 65536)
        except OSError:  # the other end is closed
            return False
        self.printed += self._decoder.decode(found)
        return bool(found)
