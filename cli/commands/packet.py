"""`vault packet`: bind items into a packet for somebody else."""

from __future__ import annotations

import functools
import pathlib
from typing import TYPE_CHECKING

import click

from cli import covered, inputs, localized, matters, records
from cli.exit_codes import ExitCode
from cli.screen import readable
from cli.session import ask_signer_passphrase, open_vault, screen
from vault.errors import printable
from vault.language import Language, mark, translator
from vault.proving.recipients.names import Demand, Recipient

if TYPE_CHECKING:
    from cli.screen import Screen
    from vault.matter import Wishes
    from vault.packet import Made

HELP = mark("""Make a packet about one platform.

It holds a PDF to read, the originals, and the proofs to check them. Takes every item that is about the
platform, in order of time; those that only name it are listed on the screen, and the packet tells nothing of
them. The result is one zip; the reader needs no special program. Exit code 31 says that it carries no trusted
timestamp.

With --for it is made for one recipient: what that recipient requires is checked first, and a letter goes with
it, as pages of the PDF, as letter.docx to edit and as letter.txt to paste.""")

EXAMPLES = mark("""\
vault packet --platform 京东金融
vault packet --platform 借呗 -o ~/Desktop/jiebei.zip
vault packet --platform 微粒贷 --item 7kq2 --without m3xd
vault packet --platform 京东金融 --for regulator --check
vault packet --platform 京东金融 --redact ids,cards,phones --preview
vault packet --platform 京东金融 --for platform --demand close-account""")


KINDS_NAMED = 6
"""Items that are named whose kind nobody stated; the packet's list marks all of them."""


class Detail(click.ParamType[tuple[str, str]]):
    """A detail as `NAME=TEXT`."""

    name = "name=text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return name and text; fails with usage help."""
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(translator(localized.language())(mark("write it as NAME=TEXT")), param, ctx)
        return name.strip(), text.strip()


@localized.command("packet", help=HELP, epilog=EXAMPLES)
@localized.option(
    "--platform", required=True, metavar=mark("NAME"), help=mark("The platform, by name, alias or id.")
)
@localized.option(
    "--item", "also", multiple=True, metavar=mark("ID"), help=mark("Enclose this item as well (repeatable).")
)
@localized.option(
    "--without", multiple=True, metavar=mark("ID"), help=mark("Leave this item out (repeatable).")
)
@localized.option(
    "--for",
    "recipient",
    type=click.Choice([one.value for one in Recipient]),
    help=mark(
        "Whom it is for: the platform itself, the financial regulator, the People's Bank, the local financial "
        "administration, the credit bureau, the internet finance association, 12315, the Heimao site, a court."
    ),
)
@localized.option(
    "--demand",
    "demands",
    multiple=True,
    type=click.Choice([one.value for one in Demand]),
    help=mark(
        "What the letter asks for (repeatable). Default: what the kinds of evidence call for; --check shows it."
    ),
)
@localized.option(
    "--detail",
    "details",
    multiple=True,
    type=Detail(),
    metavar=mark("NAME=TEXT"),
    help=mark("Something that the recipient must be told (repeatable); --check says what."),
)
@localized.option(
    "--check", is_flag=True, help=mark("Only say what the recipient requires and what is missing.")
)
@localized.option(
    "--language",
    type=click.Choice([one.value for one in Language]),
    help=mark("Language of the packet. Default: the recipient's, else that of the screen."),
)
@localized.option(
    "--form-length",
    type=click.IntRange(min=100),
    metavar=mark("N"),
    help=mark("Characters that the web form takes; letter.txt is shortened to them."),
)
@localized.option(
    "--originals", is_flag=True, help=mark("Say in the evidence list which exhibits are originals or copies.")
)
@localized.option(
    "--signer",
    type=click.Path(path_type=pathlib.Path),
    metavar=mark("FILE"),
    help=mark("Sign with your own certificate, a PKCS#12 file (.p12, .pfx), instead of the vault's key."),
)
@inputs.domain_keys
@localized.option(
    "--redact",
    "redact",
    multiple=True,
    metavar=mark("WHAT"),
    help=mark(
        "Cover this in copies of the exhibits: ids, cards, phones, addresses, names, emails, codes, all, or a fact "
        "such as 7kq2:f3; several separated by commas (repeatable)."
    ),
)
@localized.option(
    "--redact-box",
    "boxes",
    multiple=True,
    metavar=mark("AREA"),
    help=mark("Cover this area: ID:PAGE:X0,Y0,X1,Y1, pages from 1, pixels from the top left (repeatable)."),
)
@localized.option("--preview", is_flag=True, help=mark("Only say what would be covered, exhibit by exhibit."))
@localized.option(
    "--no-watermark",
    is_flag=True,
    help=mark("Enclose copies of identity documents as they are, without purpose and recipient across."),
)
@localized.option(
    "-o",
    "--output",
    type=click.Path(path_type=pathlib.Path),
    metavar=mark("PATH"),
    help=mark("The zip to write, or a folder for it. Default: here, named by platform and day."),
)
@inputs.as_json
@click.pass_context
def command(
    ctx: click.Context,
    platform: str,
    also: tuple[str, ...],
    without: tuple[str, ...],
    recipient: str | None,
    demands: tuple[str, ...],
    details: tuple[tuple[str, str], ...],
    check: bool,
    language: str | None,
    form_length: int | None,
    originals: bool,
    signer: pathlib.Path | None,
    key_files: tuple[pathlib.Path, ...],
    redact: tuple[str, ...],
    boxes: tuple[str, ...],
    preview: bool,
    no_watermark: bool,
    output: pathlib.Path | None,
    as_json: bool,
) -> int:
    """Make the packet and say where it lies and what it lacks."""
    from vault import domain_keys, packet, redaction

    out = screen(as_json=as_json)
    order = packet.Order(
        platform,
        also=also,
        without=without,
        output=output,
        language=out.language,
        wishes=_wishes(out, recipient, demands, details, alone=check or form_length is not None),
        stated=Language(language) if language else None,
        letter_limit=form_length,
        originals=originals,
        signer=signer,
        redact=redaction.parse(redact, boxes),
        watermark=not no_watermark,
        keys=domain_keys.from_files(key_files),
    )
    with open_vault(ctx, out) as vault:
        if check:
            chosen, about = packet.check(vault, order)
            assert about is not None  # noqa: S101 - --check goes with --for
            return int(matters.checked(out, about, len(chosen.items)))
        if preview:
            with out.progress(mark("reading")) as advance:
                planned = packet.preview(vault, order, done=advance)
            covered.show(out, planned)
            return int(ExitCode.DONE)
        with out.progress(mark("making the packet")) as advance:
            made = packet.make(vault, order, ask=functools.partial(ask_signer_passphrase, out), done=advance)
    for failure in made.failures:
        out.error(failure.error, printable(failure.authority))
    if as_json:
        out.emit(records.packet(made))
    else:
        _show(out, made)
    if made.timestamp != "stamped":
        out.say(mark("This packet carries no trusted timestamp; its first page says so."))
        return int(ExitCode.AUTHORITY)
    return int(ExitCode.DONE)


def _wishes(
    out: Screen,
    recipient: str | None,
    demands: tuple[str, ...],
    details: tuple[tuple[str, str], ...],
    *,
    alone: bool,
) -> Wishes | None:
    """Return what the user said of a recipient; `alone` says that an option was given that goes with one.

    Raises:
        UsageError: Something was said of a recipient, and none was named.
    """
    from vault.matter import Wishes

    if recipient is not None:
        return Wishes(Recipient(recipient), tuple(map(Demand, demands)), dict(details))
    if demands or details or alone:
        raise click.UsageError(
            out.translate(mark("--demand, --detail, --check and --form-length go with --for RECIPIENT."))
        )
    return None


def _show(out: Screen, made: Made) -> None:
    out.out(str(made.path))
    out.say(mark("{count} exhibits, {size}."), count=made.exhibits, size=readable(made.size))
    if made.reduced is not None:
        out.out(str(made.reduced))
        out.say(
            mark("A smaller copy of the document, for the recipient's size limit; hand over both if you can.")
        )
    for line in covered.lines(made.planned, out.translate):
        out.tell(line)
    if made.matter is not None:
        matters.advise(out, made.matter)
    for key in made.idle_keys:
        out.say(
            mark("No mail in this packet bears a signature made with {name} ({file})."),
            name=key.name,
            file=printable(key.file),
        )
    for mention in made.mentions:
        out.say(mark("Only names the platform, not enclosed: {id}. Enclose it with --item {id}"), id=mention)
    if made.unconfirmed:
        out.say(
            mark("{count} facts are not confirmed and are marked so; confirm them with vault confirm."),
            count=made.unconfirmed,
        )
    if made.kinds:
        out.say(
            mark(
                "What {count} exhibits show was judged by machine and is marked so; "
                "state it with vault edit ID --kind KIND: {items}"
            ),
            count=len(made.kinds),
            items=", ".join(made.kinds[:KINDS_NAMED]) + (" …" if len(made.kinds) > KINDS_NAMED else ""),
        )
