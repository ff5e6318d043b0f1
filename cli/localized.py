"""Click's commands with help texts in the user's language.

Help texts are marked where a command is defined and translated when they are shown, so that the language is
known only then. Click's own words ("Usage", "Options", its error messages) come from the catalogue `messages`.
"""

from __future__ import annotations

import gettext
import importlib
import os
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from vault.language import LOCALE_FOLDER, Language, from_environment, translator

COMMANDS = (
    "init",
    "add",
    "note",
    "read",
    "search",
    "show",
    "edit",
    "confirm",
    "review",
    "export",
    "rm",
    "profile",
    "packet",
    "verify",
    "timestamp",
    "check",
    "repair",
    "backup",
    "restore",
    "drill",
    "passwd",
    "unlock",
    "lock",
    "recovery-kit",
    "recover",
    "recipients",
    "platforms",
    "completion",
)


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

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and what they mean in two columns."""
        from cli.wrapping import wrapped

        listed = list(rows)
        longest = max((len(name) for name, _meaning in listed), default=0)
        column = min(longest, col_max) + col_spacing
        indent = " " * self.current_indent
        for name, meaning in listed:
            lines = wrapped(meaning, max(self.width - column - self.current_indent, 20))
            if len(name) > column - col_spacing:
                for part in _choices_in_lines(name, self.width - self.current_indent):
                    self.write(f"{indent}{part}\n")
            else:
                first = lines.pop(0) if lines else ""
                self.write(f"{indent}{name:<{column}}{first}".rstrip() + "\n")
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

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the translated help."""
        original = self.help
        self.help = _(original) if original else original
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = original


class Command(click.Command):
    """A command whose help, examples included, is translated when shown."""

    context_class = Context

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


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command with translated help."""
    return click.command(name, cls=Command, **settings)
