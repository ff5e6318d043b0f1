"""Progress bars: on a terminal's stderr, gone when the work is done."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

    from cli.screen import Screen

SHORT = 2000
"""Steps that take less than a second; no bar is shown for them."""


def bar_of(console: Any, total: int | None) -> Progress:
    """Return rich's progress display as all commands show it; without a total it only counts.

    What is written meanwhile does not go through the display, which would send results to stderr: whoever writes
    takes the bar away (`Screen.aside`).
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counted = TextColumn("{task.completed}") if total is None else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), counted, TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)


class Bar:
    """A bar that appears when it turns out that there is much to do, and goes when it is done."""

    def __init__(self, screen: Screen, what: str) -> None:
        self._screen = screen
        self._what = what
        self._shown: Progress | None = None
        self._alone = ExitStack()

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is.

        Args:
            done: Steps done.
            total: All steps.
        """
        if total < SHORT or not sys.stderr.isatty():
            return
        if self._shown is None:
            self._alone.enter_context(self._screen.aside())
            self._shown = bar_of(self._screen.console(stderr=True), total)
            self._shown.add_task(self._screen.translate(self._what), total=total)
            self._shown.start()
        self._shown.update(self._shown.task_ids[0], completed=done)
        if done >= total:
            self._shown.stop()
            self._shown = None
            self._alone.close()
