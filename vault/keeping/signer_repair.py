"""Which files of the signer a backup can give back: only what the journal or this device knows, and what fits it.

The signing key is encrypted to public keys, so anybody can make such a file: that it decrypts proves nothing, that it
belongs to the right certificate does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vault.errors import VaultDamagedError
from vault.keeping import age
from vault.keeping.canonical import digest
from vault.keeping.check.finding import Finding
from vault.keeping.keys import Keys
from vault.model import Sha256

CERTIFICATE: Final = "keys/signer.crt"
KEY: Final = "keys/signer.age"

Pairs = Callable[[bytes, bytes], bool]
"""Tells whether a private key and a certificate, both in PEM, belong together."""


def concerns_signer(finding: Finding) -> bool:
    """Tell whether a finding is about the signing key or its certificate."""
    return finding.subject in {CERTIFICATE, KEY}


def to_bring(
    here: Keys, there: Keys, identity: age.Identity, known: Sha256 | None, pairs: Pairs
) -> tuple[str, ...]:
    """Say which files must come from the backup so that the vault's own signer is whole again.

    Args:
        here: The vault's.
        there: The backup's.
        identity: Opens both.
        known: Digest of the right certificate, None where neither the journal nor this device knows it.
        pairs: Tells what belongs together.

    Returns:
        Their paths within the vault; none where all is well, or where the backup cannot prove that it is better.
    """
    certificates = [one for one in (here.certificate_pem(), there.certificate_pem()) if one is not None]
    for certificate in certificates:
        if known is not None and digest(certificate) != known:
            continue
        for keys in (here, there):
            key = _key(keys, identity)
            if key is not None and pairs(key, certificate):
                brought = [CERTIFICATE] if certificate != here.certificate_pem() else []
                return (*brought, KEY) if keys is there else tuple(brought)
    return ()


def _key(keys: Keys, identity: age.Identity) -> bytes | None:
    try:
        return keys.signing_key(identity)
    except VaultDamagedError:
        return None
