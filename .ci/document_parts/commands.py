"""The commands with their arguments, options and examples, asked from click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from cli.main import group

CONTEXT = click.Context(group, info_name="vault")


def reference() -> str:
    """Return one section for the command itself and one for each subcommand."""
    return "\n\n".join(
        [_section(group, "vault"), *(_section(_named(name), f"vault {name}") for name in _names())]
    )


def unknown(words: Sequence[str]) -> str:
    """Return what of a command line does not exist, "" if all does; options of `vault` itself stand first."""
    rest = list(words)
    command: click.Command = group
    while rest:
        word = rest.pop(0)
        if word.startswith("-") and len(word) > 1:
            option = _option(command, word.split("=")[0])
            if option is None:
                return f"option {word}"
            if not option.is_flag and "=" not in word and rest:
                rest.pop(0)
        elif command is group:
            if word not in _names():
                return "" if word.isupper() else f"command {word}"
            command = _named(word)
    return ""


def _names() -> list[str]:
    return group.list_commands(CONTEXT)


def _named(name: str) -> click.Command:
    found = group.get_command(CONTEXT, name)
    assert found is not None, name  # noqa: S101 - the group lists it
    return found


def _option(command: click.Command, spelling: str) -> click.Option | None:
    for parameter in command.get_params(CONTEXT):
        if isinstance(parameter, click.Option) and spelling in (*parameter.opts, *parameter.secondary_opts):
            return parameter
    return None


def _section(command: click.Command, name: str) -> str:
    context = CONTEXT if command is group else click.Context(command, info_name=command.name, parent=CONTEXT)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f"### {name}", (command.help or "").strip(), f"```text\n{usage}\n```"]
    if options := list(_rows(command, context)):
        parts.append("\n".join(["| option | what it does |", "|---|---|", *options]))
    if command.epilog:
        parts.append(f"```text\n{command.epilog.strip()}\n```")
    return "\n\n".join(parts)


def _rows(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, text = (part.replace("|", "\\|") for part in record)
            yield f"| `{names}` | {text} |"
