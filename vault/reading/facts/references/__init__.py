"""Reference numbers of an item: what stands beside, below or above a label that names such a number."""

from __future__ import annotations

from vault.reading.facts.references.finding import references
from vault.reading.facts.references.found import ReferenceFound

__all__ = ["ReferenceFound", "references"]
