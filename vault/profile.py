"""The owner's own particulars: shown, given, taken away. They enter only the letters that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault import particulars
from vault.model import Particulars

if TYPE_CHECKING:
    from vault.opening import Vault


def read(vault: Vault) -> Particulars:
    """Return the particulars; all fields are empty where none were given.

    Args:
        vault: Unlocked for this.

    Returns:
        The particulars.

    Raises:
        ParticularsDamagedError: The file does not decrypt, or holds something else.
    """
    content = vault.store.particulars.load(vault.unlocked().identity)
    return Particulars() if content is None else particulars.decode(content)


def save(vault: Vault, given: Particulars) -> Particulars:
    """Keep particulars in the place of those that were there.

    Args:
        vault: Where they are kept; no secret is needed to write them.
        given: All of them.

    Returns:
        What was kept: cleaned.

    Raises:
        ParticularTooLongError: A field is too long; nothing is changed.
        BadInputError: The system refuses to write.
    """
    kept = particulars.cleaned(given)
    vault.store.particulars.save(particulars.encode(kept), vault.store.settings.recipients)
    return kept


def clear(vault: Vault) -> None:
    """Delete the particulars."""
    vault.store.particulars.clear()


def doubtful(given: Particulars) -> bool:
    """Tell whether the identity number looks mistyped: its check character does not fit."""
    return bool(given.id_number) and not particulars.is_id_number(given.id_number)
