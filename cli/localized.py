"""Click's commands with help texts in the user's language.

Help texts are marked where a command is defined and translated when they are shown, so that the language is
known only then. Click's own words ("Usage", "Options", its error messages) come from the catalogue `messages`.
"""

from __future__ import annotations

import gettext
import importlib
import itertools
import os
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from click.core import augment_usage_errors

from vault.language import LOCALE_FOLDER, Language, from_environment, mark, translator

SECTIONS = {
    mark("Start"): ("init",),
    mark("Bring evidence in"): ("add", "note", "read"),
    mark("Find it and put it right"): ("search", "show", "review", "confirm", "edit", "export", "rm"),
    mark("Hand it over"): ("packet", "verify", "timestamp", "profile", "platforms"),
    mark("Keep it safe"): ("check", "backup", "drill", "restore", "repair"),
    mark("Keys and readers"): ("passwd", "unlock", "lock", "recovery-kit", "recover", "recipients"),
    mark("This program"): ("completion",),
}
"""The commands in the order in which a user meets them."""

COMMANDS = tuple(itertools.chain.from_iterable(SECTIONS.values()))


def language() -> Language:
    """Return the language of this run."""
    return from_environment(os.environ)


def _(text: str) -> str:
    """Translate a text of ours into the language of this run."""
    return translator(language())(text)


def speak_clicks_words() -> None:
    """Let click's own texts follow the language of this run; click asks the gettext domain `messages`."""
    os.environ["LANGUAGE"] = language().value
    gettext.bindtextdomain("messages", LOCALE_FOLDER)
    gettext.textdomain("messages")


class Formatter(click.HelpFormatter):
    """Lays help out by the cells of a terminal, so that Chinese fits."""

    def write_heading(self, heading: str) -> None:
        """Write the title of a block."""
        self.write(f"{'':>{self.current_indent}}{heading}{_(': ').rstrip()}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is put together."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """Write paragraphs, broken to the width; an empty line parts them."""
        from cli.wrapping import wrapped  # for help alone

        indent = " " * self.current_indent
        paragraphs = text.strip().split("\n\n")
        for number, paragraph in enumerate(paragraphs):
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")
            if number + 1 < len(paragraphs):
                self.write("\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 26, col_spacing: int = 2) -> None:
        """Write names and what they mean in two columns."""
        from rich.cells import cell_len, set_cell_size

        from cli.wrapping import wrapped

        listed = list(rows)
        widths = [cell_len(name) for name, _meaning in listed]
        column = max((width for width in widths if width <= col_max), default=0) + col_spacing
        indent = " " * self.current_indent
        for name, meaning in listed:
            lines = wrapped(meaning, max(self.width - column - self.current_indent, 20))
            if cell_len(name) > column - col_spacing:
                for part in _choices_in_lines(name, self.width - self.current_indent):
                    self.write(f"{indent}{part}\n")
            else:
                first = lines.pop(0) if lines else ""
                self.write(f"{indent}{set_cell_size(name, column)}{first}".rstrip() + "\n")
            for line in lines:
                self.write(f"{indent}{'':<{column}}{line}\n")


def _choices_in_lines(name: str, width: int) -> list[str]:
    """Return an option with its choices, broken before the bars between them; further lines are set in."""
    lines = [""]
    for part in re.split(r"(?=\|)", name):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("    ")
        lines[-1] += part
    return lines


class Context(click.Context):
    """A context whose help is laid out by `Formatter`."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is translated when shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the translated help."""
        original = self.help
        self.help = _(original) if original else original
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = original


class Argument(click.Argument):
    """An argument whose name is translated when shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)


class Command(click.Command):
    """A command whose help, examples included, is translated when shown."""

    context_class = Context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a wrong use that it finds itself is told with its usage."""
        with augment_usage_errors(ctx):
            return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return [gettext.gettext(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its text in the language of this run; click keeps that of the first."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = gettext.gettext("Show this message and exit.")
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help text."""
        original = self.help
        self.help = _(original) if original else original
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = original

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, line by line as they are."""
        if self.epilog:
            with formatter.section(_("Examples")):
                for line in _(self.epilog).strip().splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the translated help, whole."""
        return _(self.help or "").strip().split("\n", 1)[0].rstrip("。.")


class VaultGroup(Command, click.Group):
    """Loads a command's module when the command is named, so that `--version` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a user meets them."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by what they are for."""
        for heading, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(_(heading)):
                formatter.write_dl([(name, one.get_short_help_str()) for name, one in commands if one])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module of `cli.commands` and return its `command`."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"cli.commands.{cmd_name.replace('-', '_')}").command
        return found


Function = TypeVar("Function", bound=Callable[..., Any])


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Declare an option with translated help."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Declare an argument with a translated name."""
    return click.argument(*names, cls=Argument, **settings)


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command with translated help."""
    return click.command(name, cls=Command, **settings)
