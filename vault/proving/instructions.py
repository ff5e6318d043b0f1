"""`VERIFY.txt`: how a stranger checks the packet with tools that he has, in Chinese and in English.

The commands are the same in both languages and are run by the tests as they stand there.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from vault.language import Language, Translator, mark, translator
from vault.proving import layout
from vault.proving.document.standing import Stamping
from vault.proving.manifest import Manifest, TokenEntry

INDENT = "    "
RULE = "=" * 72
ROOT = "tsa-root.pem"
TOKEN = layout.token_file(layout.TAG_MANIFEST, 1)
SIGNATURE_COMMANDS = (
    f"openssl cms -verify -binary -inform DER -in {layout.SIGNATURE} -content {layout.TAG_MANIFEST}"
    f" -CAfile {layout.SIGNER} -out {{null}}",
    f"openssl x509 -in {layout.SIGNER} -noout -fingerprint -sha256",
)
TOKEN_TIME = f"openssl ts -reply -in {TOKEN} -text"
GNU_EPOCH = f"""$(date -d "$({TOKEN_TIME} 2>/dev/null | sed -n 's/^Time stamp: //p')" +%s)"""
BSD_EPOCH = (
    """$(LC_ALL=C date -j -u -f "%b %d %H:%M:%S %Y GMT" """
    f""""$({TOKEN_TIME} 2>/dev/null | sed -n 's/^Time stamp: //p' | sed 's/\\.[0-9]*//')" +%s)"""
)
POWERSHELL_HASHES = (
    f"Get-Content {layout.PAYLOAD_MANIFEST}, {layout.TAG_MANIFEST} | ForEach-Object {{ $h, $f = $_ -split '  ', 2; "
    'if ((Get-FileHash -Algorithm SHA256 -LiteralPath $f).Hash -eq $h) { "$f OK" } else { "$f FAILED" } }'
)
POWERSHELL_TIME = (
    f"$t = (({TOKEN_TIME} 2>$null) -match '^Time stamp: ')[0].Substring(12) -replace '\\.\\d+' -replace '\\s+', ' '",
    "$e = [DateTimeOffset]::ParseExact($t, \"MMM d HH:mm:ss yyyy 'GMT'\", "
    "[Globalization.CultureInfo]::InvariantCulture, 'AssumeUniversal').ToUnixTimeSeconds()",
)

STATUS = {
    Stamping.STAMPED: mark("The packet as a whole carries a timestamp of an independent authority (step 3)."),
    Stamping.PENDING: mark(
        "The packet as a whole carries NO timestamp: no authority could be reached when it was made. Step 3 does not apply."
    ),
    Stamping.NONE: mark(
        "The packet as a whole carries NO timestamp: no authority was configured when it was made. Step 3 does not apply."
    ),
}
STEPS = (
    mark(
        "Unpack the zip, open a terminal in the folder that holds this file, and run the commands for your system."
        " They need nothing from whoever made the packet."
    ),
    mark("Step 1. Are all files unchanged? Every line must end in OK."),
    mark(
        'Step 2. Who signed? The answer must be "CMS Verification successful". The certificate is the owner\'s own, so'
        " compare its SHA-256 fingerprint with the one that the owner gives you by another way. It must be:"
    ),
    mark(
        'Step 3. When at the latest? The answer must be "Verification: OK". Get the authority\'s root certificate'
        " from the authority itself, not from this packet, and save it here as tsa-root.pem (several roots in one file are"
        " read as well). The part after -attime judges the authority's certificate at the time in the token: it may have"
        " expired since. Further tokens are named tagmanifest-sha256.txt.2.tsr and so on; the same command serves."
    ),
    mark(
        "Step 4. Since when has each exhibit existed? The same check for the exhibits that have a token of their own."
    ),
)
SYSTEMS = {
    "Linux": "",
    "macOS": mark(
        "The openssl that comes with macOS is too old for step 3; OpenSSL 3 can be had with: brew install openssl@3"
    ),
    "Windows PowerShell": mark(
        "Step 1 needs nothing else. A single file: certutil -hashfile FILE SHA256. Steps 2 and 3 need OpenSSL 3, which"
        " comes for instance with Git for Windows."
    ),
}
PROVES = (
    mark("What this proves"),
    mark(
        "The files are, bit for bit, those that the holder of the signing key put into the packet. A timestamp proves that the"
        " stamped bytes existed at the time in it, by the word of that authority, and have not changed since. The custody"
        " log (data/custody.jsonl) is complete for these exhibits as far as the signed manifest counts."
    ),
    mark("What this does not prove"),
    mark(
        "It does not prove who made a screenshot, that the screen showed the truth, or that the clock of the phone was right:"
        " the original device and the live page serve for that. It does not prove who the holder of the key is. The custody"
        " log is the owner's own; only a timestamp keeps its past from being rewritten. Authorities outside China are not"
        " part of the Chinese electronic certification scheme; what weight they have is for the court to decide."
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
    parts = (_part(manifest, translator(language), has_chain) for language in (Language.ZH, Language.EN))
    return f"\n{RULE}\n\n".join(parts)


def _part(manifest: Manifest, translate: Translator, has_chain: bool) -> str:  # noqa: FBT001 - private
    stamped = manifest.timestamp is Stamping.STAMPED
    intro, unchanged, who, when, exhibits = (translate(step) for step in STEPS)
    made_at = manifest.made_at.astimezone(dt.UTC)
    blocks = [
        translate(mark("How to check this packet")),
        translate(mark("Packet {packet}, made on {made_at} UTC.")).format(
            packet=manifest.packet, made_at=f"{made_at:%Y-%m-%d %H:%M:%S}"
        ),
        translate(STATUS[manifest.timestamp]),
        intro,
        unchanged,
        f"{who}\n{INDENT}{manifest.signer}",
        *([when] if stamped else []),
    ]
    for system, commands in _commands(stamped=stamped, chain=_chain(has_chain=has_chain)).items():
        note = translate(SYSTEMS[system]) if SYSTEMS[system] else ""
        lines = [f"[{system}]", *([note] if note else []), *(INDENT + command for command in commands)]
        blocks.append("\n".join(lines))
    if tokens := _exhibit_commands(manifest, _chain(has_chain=has_chain)):
        blocks.extend([exhibits, "\n".join(["[OpenSSL 3]", *(INDENT + command for command in tokens)])])
    blocks.extend(translate(paragraph) for paragraph in PROVES)
    return "\n\n".join(blocks) + "\n"


def _commands(*, stamped: bool, chain: str) -> dict[str, tuple[str, ...]]:
    check = f"openssl ts -verify -data {layout.TAG_MANIFEST} -in {TOKEN} -CAfile {ROOT}{chain} -attime "
    both = f"-c {layout.PAYLOAD_MANIFEST} {layout.TAG_MANIFEST}"
    signed: Callable[[str], list[str]] = lambda null: [c.format(null=null) for c in SIGNATURE_COMMANDS]  # noqa: E731
    return {
        "Linux": (f"sha256sum {both}", *signed("/dev/null"), *([check + GNU_EPOCH] if stamped else [])),
        "macOS": (f"shasum -a 256 {both}", *signed("/dev/null"), *([check + BSD_EPOCH] if stamped else [])),
        "Windows PowerShell": (
            POWERSHELL_HASHES,
            *signed("NUL"),
            *([*POWERSHELL_TIME, f"{check}$e"] if stamped else []),
        ),
    }


def _exhibit_commands(manifest: Manifest, chain: str) -> list[str]:
    return [
        f"openssl ts -verify -data {exhibit.file} -in {token.file} -CAfile {ROOT}{chain} -attime {_epoch(token)}"
        for exhibit in manifest.exhibits
        for token in exhibit.tokens
    ]


def _chain(*, has_chain: bool) -> str:
    return f" -untrusted {layout.TSA_CHAIN}" if has_chain else ""


def _epoch(token: TokenEntry) -> int:
    return math.floor(token.at.timestamp())
