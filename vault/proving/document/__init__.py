"""The document of a packet: what a clerk reads. A PDF in Chinese or English, typeset in memory."""

from __future__ import annotations

from vault.proving.document.standing import Stamping, Standing
from vault.proving.dossier import Dossier

__all__ = ["Stamping", "Standing", "render"]


def render(dossier: Dossier, standing: Standing) -> bytes:
    """Typeset the document of a packet.

    Args:
        dossier: The exhibits and everything that is said of them.
        standing: What is known of the packet's signature and timestamp at this moment.

    Returns:
        A tagged PDF (PDF/A-2a, PDF/UA-1); the same bytes for the same input.
    """
    from vault.proving.document.composition import compose

    return compose(dossier, standing)
