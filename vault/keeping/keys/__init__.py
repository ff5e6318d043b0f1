"""The folder `keys` of a vault, and the identities that open it."""

from __future__ import annotations

from vault.keeping.keys.folder import Keys
from vault.keeping.keys.identities import ensure_fits, identity_file, identity_from_file

__all__ = ["Keys", "ensure_fits", "identity_file", "identity_from_file"]
