"""The command `vault`: parse, call one use case, show. Every failure ends here as an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from cli import usage
from cli.exit_codes import ExitCode, exit_code
from cli.localized import Option, VaultGroup, language, option, speak_clicks_words
from cli.screen import Screen
from cli.session import DeclinedError
from vault import __version__, core_dumps
from vault.errors import VaultError
from vault.language import mark

HELP = mark("""Keep proof that accounts were cancelled.

Adds screenshots, PDFs, mails, messages and call notes, reads dates, platforms and reference numbers in
them, keeps them encrypted, finds them again, and bundles them into a packet that a stranger can check.""")

EXAMPLES = mark("""\
vault init
vault add screenshot.png
vault search 注销
vault packet --platform 京东金融""")


@click.group(
    "vault",
    cls=VaultGroup,
    help=HELP,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    __version__,
    prog_name="vault",
    message="%(prog)s %(version)s",
    help=mark("Show the version and exit."),
    cls=Option,
)
@option(
    "--vault",
    "folder",
    type=click.Path(path_type=str),
    metavar=mark("DIR"),
    help=mark("The vault's folder. Default: $VAULT_DIR, else EvidenceVault in your home folder."),
)
@click.pass_context
def group(ctx: click.Context, folder: str | None) -> None:
    """Remember the vault that the user named."""
    ctx.obj = folder


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Content of evidence is never part of an error."""
    speak_clicks_words()
    screen = Screen(language(), as_json="--json" in arguments)
    try:
        return int(group.main(list(arguments), prog_name="vault", standalone_mode=False) or 0)
    except VaultError as error:
        screen.error(error)
        code = exit_code(error)
    except NoArgsIsHelpError as error:
        error.show()
        code = ExitCode.USAGE
    except click.ClickException as error:
        screen.error(usage.told(error, screen.translate))
        code = ExitCode.USAGE
    except DeclinedError:
        screen.say(mark("Nothing was changed."))
        code = ExitCode.INTERRUPTED
    except (click.Abort, KeyboardInterrupt):
        screen.say(mark("Interrupted. Everything that was reported as done is safe."))
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last stop: a bug is said in one line, without its data
        code = _bug(screen, error)
    return int(code)


def _bug(screen: Screen, error: Exception) -> ExitCode:
    """Say where a bug sits, without any value that may be evidence; `VAULT_DEBUG=1` shows the traceback."""
    if os.environ.get("VAULT_DEBUG") == "1":
        raise error
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last else "?"
    screen.say(
        mark("A bug in this program ({kind} in {place}). Nothing that was reported as done is lost."),
        kind=type(error).__name__,
        place=place,
    )
    screen.say(
        mark("  what to do: run it again with VAULT_DEBUG=1 and report what it prints, after reading it.")
    )
    return ExitCode.BUG


def main() -> None:
    """Entry point of the installed command."""
    core_dumps.forbid(traced=os.environ.get("VAULT_DEBUG") == "1")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
