"""`VERIFY.txt`: how a stranger checks the packet with tools that he has, in Chinese and in English.

The commands are the same in both languages and are run by the tests as they stand there. The certificate that
signed is taken out of the signature and not judged by its issuer, so that the line holds for any certificate, expired
ones included, and for OpenSSL and LibreSSL alike; whose it is, its fingerprint tells.
"""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

from vault.language import Language, Translator, mark, translator
from vault.proving import layout
from vault.proving.document.standing import Stamping
from vault.proving.manifest import ExhibitEntry, Manifest, TokenEntry

INDENT = "    "
RULE = "=" * 72
ROOT, TRUST, SIGNED_BY = "tsa-root.pem", "tsa-trust.pem", "signed-by.pem"
SIGNED_CONTENT = "signed-content.txt"
"""Where the signed bytes go on Windows: the openssl of Git for Windows would make a file of the name NUL."""
STANDALONE = Path(__file__).parent / "standalone" / layout.PROGRAM
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
TRIED = mark(
    "The lines for Linux have been run, with OpenSSL 3. Those for macOS and Windows follow the manuals of these "
    "systems and have not been run there."
)
UNCHANGED = mark("Step 1. Are all files unchanged? Every line must end in OK.")
SIGNED = mark(
    'Step 2. Who signed? The answer must be "CMS Verification successful". The certificate may be of the owner\'s '
    "own making, so compare its SHA-256 fingerprint with the one that the owner gives you by another way. It must be:"
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
RENEWALS = mark(
    "A file that ends in .tsr.tsr is a timestamp over an older timestamp: it shows that the older one existed before "
    "it could age."
)
REVOKED = mark(
    "Step 5. Was the authority's certificate revoked when this packet was made? tsa-crls.pem holds the authority's own "
    'lists as they were then. The answer must be "Verification: OK".'
)
UNLISTED = mark(
    "Revocation: no list of the authority was to be had when this packet was made (tsa-crls.pem is empty), so whether "
    "its certificate was revoked is not known."
)
ALONE = mark(
    "The PDF by itself: data/packet.pdf carries its own signature over the whole file. PDF readers show it; the "
    'command must say "Signature is Valid" and "Total document signed". That the issuer is unknown is as it must be. '
    "A smaller copy of the PDF, where one was handed over beside this packet, is signed in the same way; its signature "
    "names this packet and the SHA-256 of the whole zip."
)
SHORTCUT = mark(
    "Shortcut. With Python 3.8 or later, one command does step 1 and checks the zip and the chain of custody as well. "
    "It cannot do steps 2 to 5. On Windows type py instead of python3. It runs a program that came with the packet; if "
    "you would rather not, do step 1 by hand."
)
NOTES = {
    "Linux": "",
    "macOS": mark(
        "The openssl that comes with macOS (LibreSSL) does step 2 from macOS 13 on, but not steps 3 to 5. OpenSSL 3 "
        'can be had with: brew install openssl@3; then type: export PATH="$(brew --prefix openssl@3)/bin:$PATH"'
    ),
    "Windows PowerShell": mark(
        "Step 1 needs nothing else. For a single file: certutil -hashfile FILE SHA256. The other steps need OpenSSL 3, "
        "which comes for instance with Git for Windows; then type: $env:PATH += ';C:\\Program Files\\Git\\usr\\bin'"
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


def program() -> str:
    """Return `verify.py`, the program that a packet carries."""
    return STANDALONE.read_text("utf-8")


def text(manifest: Manifest, *, has_chain: bool, has_lists: bool) -> str:
    """Return the whole file, Chinese first.

    Args:
        manifest: The packet's manifest.
        has_chain: Whether `tsa-chain.pem` holds certificates.
        has_lists: Whether `tsa-crls.pem` holds revocation lists.

    Returns:
        Text that ends in a line feed.
    """
    chain = f" -untrusted {layout.TSA_CHAIN}" if has_chain else ""
    parts = (
        _part(manifest, translator(language), chain, has_lists=has_lists)
        for language in (Language.ZH, Language.EN)
    )
    return f"\n{RULE}\n\n".join(parts)


def _part(manifest: Manifest, translate: Translator, chain: str, *, has_lists: bool) -> str:
    stamped = manifest.timestamp is Stamping.STAMPED
    made_at = f"{manifest.made_at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"
    options = f"-CAfile {ROOT}{chain}"
    blocks = [
        translate(TITLE),
        translate(MADE).format(packet=manifest.packet, made_at=made_at),
        translate(STATUS[manifest.timestamp]),
        translate(BEFORE),
        translate(TRIED),
        translate(UNCHANGED),
        f"{translate(SIGNED)}\n{INDENT}{manifest.signer}",
        *([translate(STAMPED)] if stamped else []),
    ]
    for system, commands in _commands(options, stamped=stamped).items():
        note = translate(NOTES[system]) if NOTES[system] else ""
        blocks.append(_section(system, note, commands))
    if commands := _exhibit_commands(manifest, options):
        renewed = any(token.renews for exhibit in manifest.exhibits for token in exhibit.tokens)
        note = translate(RENEWALS) if renewed else ""
        blocks.extend([translate(EXHIBITS), _section("OpenSSL 3", note, commands)])
    if stamped and has_lists:
        blocks.append(translate(REVOKED))
        blocks.extend(
            _section(f"{system}, revocation", "", commands)
            for system, commands in _revocation_commands(chain).items()
        )
    elif stamped:
        blocks.append(translate(UNLISTED))
    blocks.extend([translate(ALONE), _section("Poppler", "", (f"pdfsig {layout.DOCUMENT}",))])
    blocks.extend([translate(SHORTCUT), _section("Python 3", "", (f"python3 {layout.PROGRAM}",))])
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
        "Windows PowerShell": (POWERSHELL_HASHES, *_signature_commands(SIGNED_CONTENT), *powershell),
    }


def _signature_commands(nowhere: str) -> tuple[str, str]:
    files = f"-in {layout.SIGNATURE} -content {layout.TAG_MANIFEST} -signer {SIGNED_BY}"
    return (
        f"openssl cms -verify -binary -inform DER {files} -noverify -out {nowhere}",
        f"openssl x509 -in {SIGNED_BY} -noout -fingerprint -sha256",
    )


def _exhibit_commands(manifest: Manifest, options: str) -> tuple[str, ...]:
    return tuple(
        f"openssl ts -verify {_stamped(exhibit, token)} -in {token.file} {options}"
        f" -attime {math.floor(token.at.timestamp())}"
        for exhibit in manifest.exhibits
        for token in exhibit.tokens
    )


def _stamped(exhibit: ExhibitEntry, token: TokenEntry) -> str:
    """Return the option that names what a token is over: a file here, or the digest of an original that is not."""
    copied = exhibit.redaction is not None and token.renews is None
    if copied and exhibit.redaction is not None and exhibit.redaction.original:
        return f"-digest {exhibit.redaction.original}"
    return f"-data {token.renews or exhibit.file}"


def _revocation_commands(chain: str) -> dict[str, tuple[str, str]]:
    # The lists are from shortly before the token, so its own time lies within both.
    verify = (
        f"openssl ts -verify -data {layout.TAG_MANIFEST} -in {TOKEN} -CAfile {TRUST}{chain}"
        " -crl_check -attime "
    )
    joined = f"cat {ROOT} {layout.TSA_LISTS} > {TRUST}"
    # Redirection in Windows PowerShell writes UTF-16, which openssl does not read; $e is from step 3.
    written = f"Get-Content {ROOT}, {layout.TSA_LISTS} | Set-Content -Encoding ascii {TRUST}"
    return {
        "Linux": (joined, verify + GNU_EPOCH),
        "macOS": (joined, verify + BSD_EPOCH),
        "Windows PowerShell": (written, f"{verify}$e"),
    }
