"""Where everything stands in a packet, for the writer and the verifier alike.

Source: RFC 8493 (BagIt 1.0), sections 2.1 (required parts), 2.2 (tag files) and 2.4 (text of manifests).
"""

from __future__ import annotations

import re

FORMAT = 1
"""Version of the packet format, in the manifest's `format`."""

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
PAYLOAD_MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
VERIFY = "VERIFY.txt"
PROGRAM = "verify.py"
TSA_CHAIN = "tsa-chain.pem"
TSA_LISTS = "tsa-crls.pem"
SIGNER = "signer.crt"
SIGNATURE = TAG_MANIFEST + ".p7s"
TAG_FILES = (BAGIT, BAG_INFO, PAYLOAD_MANIFEST, VERIFY, PROGRAM, TSA_CHAIN, TSA_LISTS, SIGNER)
"""What the tag manifest lists, in the order of the archive."""

DOCUMENT = "data/packet.pdf"
MANIFEST = "data/manifest.json"
CUSTODY = "data/custody.jsonl"
LETTER_WORD = "data/letter.docx"
LETTER_TEXT = "data/letter.txt"
EXHIBITS = "data/exhibits/"

BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

PACKET_TOKEN = re.compile(re.escape(TAG_MANIFEST) + r"(\.[1-9]\d?)?\.tsr")
COPY_REASON = re.compile(
    r"Reduced copy of evidence packet (?P<packet>.{1,200}), SHA-256 (?P<of>[0-9a-f]{64})"
)
OWN_REASON = re.compile(r"Evidence packet (?P<packet>.{1,200})")
EXTENSIONS = {
    "application/pdf": "pdf",
    "audio/amr": "amr",
    "audio/m4a": "m4a",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-m4a": "m4a",
    "audio/x-wav": "wav",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/heif": "heic",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "message/rfc822": "eml",
    "text/html": "html",
    "text/plain": "txt",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}


RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows a dot: no folder can be called so.

Source: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file (section "Naming Conventions").
"""


def exhibit_file(name: str, media_type: str) -> str:
    """Return the path of an exhibit's original inside the packet.

    Args:
        name: `E01`, `E02` and so on.
        media_type: As found by content; parameters after `;` do not count. An unknown one gives `.bin`.

    Returns:
        Such as `data/exhibits/E01.png`.
    """
    essence = media_type.partition(";")[0].strip().lower()
    return f"{EXHIBITS}{name}.{EXTENSIONS.get(essence, 'bin')}"


def token_file(subject: str, number: int) -> str:
    """Return the path of the `number`th token (from 1) over the file `subject`."""
    return f"{subject}.tsr" if number == 1 else f"{subject}.{number}.tsr"


def document_reason(packet: str) -> str:
    """Return what the signature of the PDF states, so that the PDF of another packet shows."""
    return f"Evidence packet {packet}"


def copy_reason(packet: str, of: str) -> str:
    """Return what the signature of a reduced copy states: whose copy it is, and the digest of the full packet."""
    return f"Reduced copy of evidence packet {packet}, SHA-256 {of}"


def folder_name(archive: str, packet: str) -> str:
    """Return the top folder's name: the archive's own if that is plain ASCII, else one from the packet's id.

    Args:
        archive: The zip's file name without `.zip`.
        packet: The packet's id.

    Returns:
        Letters, digits, `.`, `_` and `-`, as every name inside has them.
    """
    plain = re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", archive) and not archive.endswith(".")
    if plain and not RESERVED.fullmatch(archive.partition(".")[0]):
        return archive
    return "packet-" + re.sub(r"[^A-Za-z0-9_-]+", "-", packet).strip("-")
