"""A manifest as bytes and back."""

from __future__ import annotations

import msgspec

from vault.proving import layout
from vault.proving.manifest.entries import Manifest


class ManifestError(Exception):
    """The file is not a manifest of this format."""


class NewerManifestError(Exception):
    """The manifest is of a newer format, which `format` names."""

    def __init__(self, format_: int) -> None:
        super().__init__(format_)
        self.format = format_


class _Version(msgspec.Struct):
    format: int


def encode(manifest: Manifest) -> bytes:
    """Return the manifest as indented JSON in UTF-8, keys in the order of the entries' fields."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def decode(raw: bytes) -> Manifest:
    """Read a manifest strictly.

    Args:
        raw: The file.

    Returns:
        The manifest.

    Raises:
        ManifestError: It is not one.
        NewerManifestError: It is one of a newer format.
    """
    try:
        version = msgspec.json.decode(raw, type=_Version).format
        if version > layout.FORMAT:
            raise NewerManifestError(version)
        return msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestError from error
