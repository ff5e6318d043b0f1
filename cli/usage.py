"""Wrong uses of the command line, told like every other error: what is wrong, and what to type."""

from __future__ import annotations

import click
from click.exceptions import NoSuchCommand

from cli.localized import COMMANDS
from vault.errors import REASONS, UsageError
from vault.language import Translator, mark

MEANT = {
    "cat": "export",
    "delete": "rm",
    "find": "search",
    "get": "export",
    "help": "--help",
    "import": "add",
    "info": "show",
    "list": "search",
    "ls": "search",
    "new": "init",
    "password": "passwd",
    "remove": "rm",
    "status": "check",
    "version": "--version",
    "view": "show",
}
"""Names that other programs have for what a command does."""

MISSING = mark("{name} is missing.")
INVALID = mark("{name}: {reason}")
ONE_OF = mark("{name} is one of: {choices}.")
UNKNOWN_COMMAND = mark("There is no command {name}.")
UNKNOWN_OPTION = mark("There is no option {name}.")
DID_YOU_MEAN = mark("Did you mean {near}? ")


class WrongUseError(UsageError):
    """The command line does not say what to do."""

    code = "usage"
    message = mark("{problem}")
    hint = mark("{meant}Write {usage}; see {help}")


def told(error: click.ClickException, translate: Translator) -> WrongUseError:
    """Return click's complaint as an error of ours.

    Args:
        error: What click raised.
        translate: Into the language of this run.

    Returns:
        The error, its values in that language.
    """
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command if context else None
    path = context.command_path if context else "vault"
    pieces = command.collect_usage_pieces(context) if command and context else []
    near = _near(error)
    return WrongUseError(
        problem=_problem(error, translate),
        meant=translate(DID_YOU_MEAN).format(near=near) if near else "",
        usage=" ".join([path, *pieces]),
        help=f"{path} --help",
    )


def _problem(error: click.ClickException, translate: Translator) -> str:
    match error:
        case NoSuchCommand():
            return translate(UNKNOWN_COMMAND).format(name=error.command_name)
        case click.NoSuchOption():
            return translate(UNKNOWN_OPTION).format(name=error.option_name)
        case click.MissingParameter():
            return translate(MISSING).format(name=_name(error))
        case click.BadParameter() if error.param and isinstance(error.param.type, click.Choice):
            choices = translate(mark(", ")).join(map(str, error.param.type.choices))
            return translate(ONE_OF).format(name=_name(error), choices=choices)
        case click.BadParameter() if error.param is not None or error.param_hint:
            return translate(INVALID).format(name=_name(error), reason=_reason(error.message, translate))
        case _:
            return error.format_message()


def _reason(message: str, translate: Translator) -> str:
    """Return what click says of a value; what the system said of a file stands at its end."""
    about, colon, said = message.rpartition(": ")
    return f"{about}{translate(colon)}{translate(said)}" if colon and said in REASONS else message


def _name(error: click.BadParameter) -> str:
    """Return the option or argument as the user types it."""
    if isinstance(error.param_hint, str):
        return error.param_hint
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else ""


def _near(error: click.ClickException) -> str:
    """Return what was probably meant; empty where nothing comes near."""
    if isinstance(error, click.NoSuchOption):
        return ", ".join(error.possibilities or ())
    if not isinstance(error, NoSuchCommand):
        return ""
    import difflib  # for a name that is none, alone

    near = [MEANT[error.command_name]] if error.command_name in MEANT else []
    near = near or difflib.get_close_matches(error.command_name, COMMANDS)
    return ", ".join(f"`vault {name}`" for name in near)
