"""A terminal on which a test types, and which collects what is printed."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import sys
import time

import pytest

from tests.cli.shell import MATERIAL, Shell

ROOT = MATERIAL.parent.parent
VAULT = (sys.executable, "-m", "cli.main")


class Terminal:
    """`vault` with a controlling terminal; what it prints is collected."""

    def __init__(self, shell: Shell, *arguments: str, program: tuple[str, ...] = VAULT) -> None:
        self.printed = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            self._pid, self._fd = pty.fork()
        except OSError as error:
            pytest.skip(f"no terminal can be had here: {error}")
        if self._pid == 0:
            os.chdir(shell.home)
            environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
            os.execvpe(program[0], [*program, *arguments], environment)  # noqa: S606

    @property
    def lines(self) -> list[str]:
        """What stands on the screen: text that was erased or written over is gone. Lines do not wrap."""
        shown, row, column = [""], 0, 0
        for piece in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+", self.printed):
            if piece == "\n":
                row += 1
                shown += [""] if row == len(shown) else []
            elif piece == "\r":
                column = 0
            elif piece == "\x1b[1A":
                row -= 1
            elif piece == "\x1b[2K":
                shown[row] = ""
            elif not piece.startswith("\x1b"):
                shown[row] = shown[row][:column] + piece + shown[row][column + len(piece) :]
                column += len(piece)
        return shown

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
