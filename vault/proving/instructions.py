"""`VERIFY.txt`: how a stranger checks the packet with tools that he has, in Chinese and in English.

The commands are the same in both languages and are run by the tests as they stand there.
"""

from __future__ import annotations

import datetime as dt
import math

from vault.language import Language, Translator, mark, translator
from vault.proving import layout
from vault.proving.document.standing import Stamping
from vault.proving.manifest import Manifest

INDENT = "    "
RULE = "=" * 72
ROOT = "tsa-root.pem"
TOKEN = layout.token_file(layout.TAG_MANIFEST, 1)

# The token's own time, as openssl prints it: Nov 22 06:00:03 2026 GMT, the seconds perhaps with a fraction.
TOKEN_TEXT = f"openssl ts -reply -in {TOKEN} -text"
TOKEN_TIME = f"{TOKEN_TEXT} 2>/dev/null | sed -n 's/^Time stamp: //p'"
GNU_EPOCH = f'$(date -d "$({TOKEN_TIME})" +%s)'
BSD_EPOCH = f'$(LC_ALL=C date -j -u -f "%b %d %H:%M:%S %Y GMT" "$({TOKEN_TIME} | sed \'s/\\.[0-9]*//\')" +%s)'
POWERSHELL_HASHES = (
    f"Get-Content {layout.PAYLOAD_MANIFEST}, {layout.TAG_MANIFEST} | ForEach-Object "
    "{ $h, $f = $_ -split '  ', 2; "
    "if ((Get-FileHash -Algorithm SHA256 -LiteralPath $f).Hash -eq $h) "
    '{ "$f OK" } else { "$f FAILED" } }'
)
POWERSHELL_EPOCH = (
    (
        f"$t = (({TOKEN_TEXT} 2>$null) -match '^Time stamp: ')[0].Substring(12) "
        "-replace '\\.\\d+' -replace '\\s+', ' '"
    ),
    (
        "$e = [DateTimeOffset]::ParseExact($t, \"MMM d HH:mm:ss yyyy 'GMT'\", "
        "[Globalization.CultureInfo]::InvariantCulture, 'AssumeUniversal').ToUnixTimeSeconds()"
    ),
)

TITLE = mark("How to check this packet")
MADE = mark("Packet {packet}, made on {made_at} UTC.")
STATUS = {
    Stamping.STAMPED: mark("The packet as a whole carries a timestamp of an independent authority (step 3)."),
    Stamping.PENDING: mark(
        "The packet as a whole carries NO timestamp: no authority could be reached when it was made. "
        "Step 3 does not apply."
    ),
    Stamping.NONE: mark(
        "The packet as a whole carries NO timestamp: no authority was configured when it was made. "
        "Step 3 does not apply."
    ),
}
BEFORE = mark(
    "Unpack the zip, open a terminal in the folder that holds this file, and run the commands for your "
    "system. They need nothing from whoever made the packet."
)
UNCHANGED = mark("Step 1. Are all files unchanged? Every line must end in OK.")
SIGNED = mark(
    'Step 2. Who signed? The answer must be "CMS Verification successful". The certificate is the owner\'s '
    "own, so compare its SHA-256 fingerprint with the one that the owner gives you by another way. It must be:"
)
STAMPED = mark(
    'Step 3. When at the latest? The answer must be "Verification: OK". Get the root certificate of the '
    "authority from the authority itself, not from this packet, and save it here as tsa-root.pem (several "
    "roots in one file are read as well). The part after -attime judges the authority's certificate at the "
    "time in the token: it may have expired since. Further tokens are named tagmanifest-sha256.txt.2.tsr and "
    "so on; the same command serves."
)
EXHIBITS = mark(
    "Step 4. Since when has each exhibit existed? The same check for the exhibits that have a token of their own."
)
NOTES = {
    "Linux": "",
    "macOS": mark(
        "The openssl that comes with macOS is too old for step 3; OpenSSL 3 can be had with: "
        "brew install openssl@3"
    ),
    "Windows PowerShell": mark(
        "Step 1 needs nothing else. For a single file: certutil -hashfile FILE SHA256. Steps 2 and 3 need "
        "OpenSSL 3, which comes for instance with Git for Windows."
    ),
}
LIMITS = (
    mark("What this proves"),
    mark(
        "The files are, bit for bit, those that the holder of the signing key put into the packet. A "
        "timestamp proves that the stamped bytes existed at the time in it, by the word of that authority, "
        "and have not changed since. The custody log (data/custody.jsonl) is the one whose length and "
        "last record the signed manifest names: nothing was changed, moved or cut off."
    ),
    mark("What this does not prove"),
    mark(
        "It does not prove who made a screenshot, that the screen showed the truth, or that the clock of the "
        "phone was right: the original device and the live page serve for that. It does not prove who the "
        "holder of the key is. The custody log is the owner's own; only a timestamp keeps its past from being "
        "rewritten. Authorities outside China are not part of the Chinese electronic certification scheme; "
        "what weight they have is for the court to decide."
    ),
)


def text(manifest: Manifest, *, has_chain: bool) -> str:
    """Return the whole file, Chinese first.

    Args:
        manifest: The packet's manifest.
        has_chain: Whether `tsa-chain.pem` holds certificates.

    Returns:
        Text that ends in a line feed.
    """
    options = f"-CAfile {ROOT}" + (f" -untrusted {layout.TSA_CHAIN}" if has_chain else "")
    parts = (_part(manifest, translator(language), options) for language in (Language.ZH, Language.EN))
    return f"\n{RULE}\n\n".join(parts)


def _part(manifest: Manifest, translate: Translator, options: str) -> str:
    stamped = manifest.timestamp is Stamping.STAMPED
    made_at = f"{manifest.made_at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"
    blocks = [
        translate(TITLE),
        translate(MADE).format(packet=manifest.packet, made_at=made_at),
        translate(STATUS[manifest.timestamp]),
        translate(BEFORE),
        translate(UNCHANGED),
        f"{translate(SIGNED)}\n{INDENT}{manifest.signer}",
        *([translate(STAMPED)] if stamped else []),
    ]
    for system, commands in _commands(options, stamped=stamped).items():
        note = translate(NOTES[system]) if NOTES[system] else ""
        blocks.append(_section(system, note, commands))
    if commands := _exhibit_commands(manifest, options):
        blocks.extend([translate(EXHIBITS), _section("OpenSSL 3", "", commands)])
    blocks.extend(translate(paragraph) for paragraph in LIMITS)
    return "\n\n".join(blocks) + "\n"


def _section(system: str, note: str, commands: tuple[str, ...]) -> str:
    return "\n".join([f"[{system}]", *([note] if note else []), *(INDENT + command for command in commands)])


def _commands(options: str, *, stamped: bool) -> dict[str, tuple[str, ...]]:
    manifests = f"{layout.PAYLOAD_MANIFEST} {layout.TAG_MANIFEST}"
    token = f"openssl ts -verify -data {layout.TAG_MANIFEST} -in {TOKEN} {options} -attime "
    gnu, bsd = ((token + GNU_EPOCH,), (token + BSD_EPOCH,)) if stamped else ((), ())
    powershell = (*POWERSHELL_EPOCH, f"{token}$e") if stamped else ()
    return {
        "Linux": (f"sha256sum -c {manifests}", *_signature_commands("/dev/null"), *gnu),
        "macOS": (f"shasum -a 256 -c {manifests}", *_signature_commands("/dev/null"), *bsd),
        "Windows PowerShell": (POWERSHELL_HASHES, *_signature_commands("NUL"), *powershell),
    }


def _signature_commands(nowhere: str) -> tuple[str, str]:
    files = f"-in {layout.SIGNATURE} -content {layout.TAG_MANIFEST} -CAfile {layout.SIGNER} -out {nowhere}"
    return (
        f"openssl cms -verify -binary -inform DER {files}",
        f"openssl x509 -in {layout.SIGNER} -noout -fingerprint -sha256",
    )


def _exhibit_commands(manifest: Manifest, options: str) -> tuple[str, ...]:
    return tuple(
        f"openssl ts -verify -data {exhibit.file} -in {token.file} {options}"
        f" -attime {math.floor(token.at.timestamp())}"
        for exhibit in manifest.exhibits
        for token in exhibit.tokens
    )
