"""What a person or a program sees: results on stdout, talk on stderr, never mixed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from cli.exit_codes import exit_code
from vault.errors import VaultError, harmless
from vault.language import Language, Translator, translator

if TYPE_CHECKING:
    from rich.progress import Progress

WIDEST = 18
"""Cells of a column of a table."""

Advance = Callable[[int], None]
"""Moves a progress bar on by so many steps."""


class Screen:
    """Shows results of one command, as text or as JSON lines."""

    def __init__(self, language: Language, *, as_json: bool) -> None:
        self.language = language
        self.translate: Translator = translator(language)
        self.as_json = as_json
        self._bar: Progress | None = None

    def emit(self, record: Mapping[str, object]) -> None:
        """Write one object on one line of stdout."""
        text = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
        # A path that is no UTF-8 holds halves of characters: backslashreplace is how JSON escapes them.
        with self.aside():
            click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))

    def say(self, text: str, **values: object) -> None:
        """Tell something on stderr, translated; placeholders are filled from `values`."""
        self.tell(self.translate(text).format_map(values))

    def tell(self, text: str) -> None:
        """Write a line on stderr; what evidence holds cannot play with the terminal."""
        with self.aside():
            click.echo(harmless(text), err=True)

    def out(self, text: str = "") -> None:
        """Write a line of the result; what evidence holds cannot play with the terminal."""
        with self.aside():
            click.echo(harmless(text))

    def draw(self, sequences: str) -> None:
        """Write a picture in the sequences of the terminal."""
        with self.aside():
            click.echo(sequences)

    def error(self, error: VaultError, subject: str | None = None) -> None:
        """Tell what is wrong and what to do: two lines on stderr; with `--json` an object on stdout, too."""
        message, hint = error.said(self.translate)
        colon = self.translate(": ")
        where = f"{subject}{colon}" if subject and subject not in message else ""
        label = click.style(self.translate("error"), fg="red", bold=True)
        self.tell(f"{label} [{error.code}] {where}{message}")
        self.tell(f"  {self.translate('what to do')}{colon}{hint}")
        if self.as_json and subject is None:
            self.emit({"error": error_record(error, self.translate), "exit_code": int(exit_code(error))})

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; on a terminal a line that is too long for it is cut at its end.

        Args:
            headings: Untranslated column headings.
            rows: Cells, as many as headings.
        """
        from rich.cells import cell_len, set_cell_size

        from cli.wrapping import in_columns  # rich is loaded by what needs it

        room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        shown = in_columns([[self.translate(heading) for heading in headings], *rows], WIDEST)
        for number, row in enumerate(shown):
            line = "  ".join(row).rstrip()
            if room is not None and cell_len(line) > room:
                line = set_cell_size(line, room - 1) + "…"
            self.out(click.style(line, bold=True) if number == 0 else line)

    def console(self, *, stderr: bool = False) -> Any:
        """Return a rich console: colour only on a terminal, no guessing of markup or highlights in evidence."""
        from rich.console import Console

        return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Advance]:
        """Show a bar on a terminal's stderr while something long runs; elsewhere nothing.

        Args:
            what: Untranslated description.
            total: Number of steps, None when it is not known.

        Yields:
            A function that moves the bar on.
        """
        if not sys.stderr.isatty():
            yield lambda _steps: None
            return
        from cli.progress import bar_of

        with bar_of(self.console(stderr=True), total) as bar:
            task = bar.add_task(self.translate(what), total=total)
            self._bar = bar
            try:
                yield lambda steps: bar.advance(task, steps)
            finally:
                self._bar = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is written or asked; without one nothing happens."""
        bar, self._bar = self._bar, None
        if bar is None:
            yield
            return
        bar.stop()
        try:
            yield
        finally:
            bar.start()
            self._bar = bar


def readable(size: int) -> str:
    """Return a number of bytes as people say it: `512 B`, `158.4 kB`, `1.9 MB` (SI, powers of 1000)."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}"


def error_record(error: VaultError, translate: Translator) -> dict[str, str]:
    """Return an error as the contract's object."""
    message, hint = error.said(translate)
    return {"code": error.code, "message": message, "hint": hint}
