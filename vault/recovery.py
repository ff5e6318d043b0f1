"""The recovery kit: making it, asking it back, and opening a vault with its words."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault.errors import BadInputError, ConflictError
from vault.language import Language, mark

if TYPE_CHECKING:
    from vault.opening import Vault

ASKED_BACK = 3
"""Words that are asked back, so that nobody keeps a page that was never looked at."""


ATTEMPTS = 3
"""How often a word may be typed wrongly."""


class NotCopiedError(BadInputError):
    """The words that were asked back are not those of the kit."""

    code = "words-not-copied"
    message = mark("That is not the word at this place; the kit was not put into force.")
    hint = mark("Print or copy the words, then run `vault recovery-kit` again. An earlier kit still holds.")


class KitExistsError(ConflictError):
    """A file is where the kit is to go."""

    code = "kit-exists"
    message = mark("{path} exists already; no kit was made.")
    hint = mark("Name another file: vault recovery-kit -o FILE")


@dataclass(frozen=True, slots=True)
class DraftKit:
    """A kit that is not in force yet: its words, its page, and the places (from 1) that are to be asked back."""

    words: tuple[str, ...] = field(repr=False)
    pdf: bytes = field(repr=False)
    places: tuple[int, ...]


def draft(vault: Vault, language: Language) -> DraftKit:
    """Make new words and their page; nothing is changed yet.

    Args:
        vault: The vault.
        language: The words are Chinese characters in Chinese, English words otherwise.

    Returns:
        The kit.
    """
    from vault.keeping import recovery  # its word lists are read for this alone
    from vault.proving.document.recovery_kit import Kit, kit_pdf  # the typesetter, too

    words = recovery.new_words(vault.world.entropy, chinese=language is Language.ZH)
    now = vault.world.now()
    day = now.astimezone(vault.world.zone).date()
    page = kit_pdf(Kit(vault.store.settings.id, str(vault.folder), words, day), now.replace(microsecond=0))
    listed = tuple(words.split())
    return DraftKit(listed, page, _places(vault.world.entropy, len(listed)))


def save(kit: DraftKit, path: pathlib.Path) -> None:
    """Write the kit's page for printing, readable by its owner alone.

    Args:
        kit: From `draft`.
        path: A file that does not exist yet.

    Raises:
        KitExistsError: Something stands there.
        BadInputError: It cannot be written.
    """
    from vault.keeping.durable import Disk

    try:
        Disk().create(path, lambda file: file.write(kit.pdf))
    except FileExistsError:
        raise KitExistsError(path=path) from None


def put_in_force(vault: Vault, kit: DraftKit, copied: Callable[[int], str] | None = None) -> None:
    """Put the identity under the kit's words; an earlier kit opens nothing any more.

    Args:
        vault: The vault; unlocked.
        kit: From `draft`.
        copied: Gives the word at a place as the person copied it; None where nobody can be asked.

    Raises:
        NotCopiedError: A word was wrong three times; nothing is changed.
        WrongKeyError: No key can be had.
    """
    from vault.keeping.sealing import change_recovery

    if copied is not None and not all(
        _is_copied(kit.words[place - 1], place, copied) for place in kit.places
    ):
        raise NotCopiedError
    change_recovery(vault.store, vault.identity(), " ".join(kit.words))


def _is_copied(word: str, place: int, copied: Callable[[int], str]) -> bool:
    return any(copied(place).strip().casefold() == word for _ in range(ATTEMPTS))


def recover(vault: Vault, words: str, choose: Callable[[], str]) -> None:
    """Open a vault with recovery words and set a new passphrase; the kit stays good.

    Args:
        vault: The vault, locked.
        words: As they were typed.
        choose: Gives the new passphrase; asked when the words have opened the vault.

    Raises:
        RecoveryWordsError: They are no recovery words.
        NoRecoveryError: The vault has no kit.
        WrongRecoveryWordsError: They open another kit.
        WeakPassphraseError: The new passphrase can be guessed; nothing is changed.
    """
    from vault.keeping import passphrases, recovery
    from vault.keeping.sealing import change_passphrase

    identity = vault.store.keys.recovered(recovery.cleaned(words), vault.store.settings)
    passphrase = choose()
    passphrases.ensure_strong(passphrase, (vault.folder.name,))
    change_passphrase(vault.store, identity, passphrase)


def _places(entropy: Callable[[int], bytes], count: int) -> tuple[int, ...]:
    """Choose different places from 1 to `count`, ascending."""
    left = list(range(1, count + 1))
    chosen = [left.pop(int.from_bytes(entropy(4), "big") % len(left)) for _ in range(ASKED_BACK)]
    return tuple(sorted(chosen))
