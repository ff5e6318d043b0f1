"""age v1 files: the one package that knows pyrage, and a second implementation (`scrypt`, `x25519`, `payload`).

Source: https://age-encryption.org/v1.
"""

from __future__ import annotations

from vault.keeping.age.encryption import encrypt, encrypt_stream
from vault.keeping.age.errors import BrokenFileError, NotForThisKeyError, SourceError, UnreadableKeyError
from vault.keeping.age.identity import Identity, generate, is_recipient, parse_identity
from vault.keeping.age.layout import CHUNK, NONCE, TAG, header_length, is_cut_off, payload_length
from vault.keeping.age.passphrase import decrypt_with_passphrase, encrypt_with_passphrase

__all__ = [
    "CHUNK",
    "NONCE",
    "TAG",
    "BrokenFileError",
    "Identity",
    "NotForThisKeyError",
    "SourceError",
    "UnreadableKeyError",
    "decrypt_with_passphrase",
    "encrypt",
    "encrypt_stream",
    "encrypt_with_passphrase",
    "generate",
    "header_length",
    "is_cut_off",
    "is_recipient",
    "parse_identity",
    "payload_length",
]
