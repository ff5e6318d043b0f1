"""`vault verify`: judge a packet."""

from __future__ import annotations

import pathlib

import click

from cli import findings, inputs, localized
from cli.session import screen
from vault.language import mark

HELP = mark("""Judge a packet.

Content, signature, the PDF's own signature, the timestamps of each authority, custody and redaction get a
verdict each; what could not be checked is unknown, which is no pass. Needs no vault, no network and no secret. A
timestamp counts only under a root certificate that you trust and name with --tsa-ca; the packet's own
certificates are never taken as trusted.""")

EXAMPLES = mark("""\
vault verify packet-jd-finance-2026-03-05.zip
vault verify packet.zip --tsa-ca authority-root.pem --signer 9f86d081…""")


@localized.command("verify", help=HELP, epilog=EXAMPLES)
@localized.argument("packet", type=click.Path(path_type=pathlib.Path), metavar=mark("PACKET"))
@localized.option(
    "--tsa-ca",
    "roots",
    multiple=True,
    type=click.Path(path_type=pathlib.Path, exists=True, dir_okay=False),
    metavar=mark("FILE"),
    help=mark("Root certificate (PEM) of a timestamp authority that you trust (repeatable)."),
)
@localized.option(
    "--signer", metavar=mark("SHA256"), help=mark("Fingerprint that the owner gave you for the signing key.")
)
@inputs.as_json
def command(
    packet: pathlib.Path,
    roots: tuple[pathlib.Path, ...],
    signer: str | None,
    as_json: bool,
) -> int:
    """Show the verdicts and what they rest on."""
    from vault import verify

    out = screen(as_json=as_json)
    return findings.show_verdict(out, verify.verify(packet, roots=roots, signer=signer))
