"""What is known of a packet's proofs at the moment its document is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vault.model import Sha256


class Stamping(StrEnum):
    """What a timestamp authority did for this packet when the document was made.

    The packet's own token is made over the finished packet, so the document can only say what is to be expected.
    """

    STAMPED = "stamped"  # an authority answers: the token lies beside the manifest
    PENDING = "pending"  # an authority is configured and did not answer
    NONE = "none"  # no authority is configured


@dataclass(frozen=True, slots=True)
class Standing:
    """The proofs that stand behind a packet.

    `signer` is the SHA-256 fingerprint of the signing certificate (over its DER form), None if the packet is not
    signed; `issued` says that somebody else than its holder issued it. `authorities` names the configured timestamp
    authorities, by name or address.
    """

    signer: Sha256 | None
    stamping: Stamping
    authorities: tuple[str, ...] = ()
    issued: bool = False
