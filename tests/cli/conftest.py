"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell without a vault."""
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def vault(shell: Shell) -> Shell:
    """A shell with an empty vault and no timestamp authority."""
    assert shell("init", "--tsa", "none").code == 0
    return shell


@pytest.fixture
def plain_terminal(shell: Shell) -> None:
    """Start from a terminal that shows no pictures, without a desktop."""
    shell.set(
        KITTY_WINDOW_ID=None, TERM_PROGRAM=None, TMUX=None, STY=None, DISPLAY=None, WAYLAND_DISPLAY=None
    )
