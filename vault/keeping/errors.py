"""What can go wrong while keeping, each with its code and what to do about it."""

from __future__ import annotations

from vault.errors import (
    BadInputError,
    ConflictError,
    LockedError,
    NewerFormatError,
    NotFoundError,
    NoVaultError,
    VaultDamagedError,
    WrongKeyError,
)
from vault.language import mark


class NoVaultHereError(NoVaultError):
    """The folder holds no vault."""

    code = "no-vault"
    message = mark("There is no vault in {path}.")
    hint = mark("Make one with `vault init`, or name its folder in VAULT_DIR.")


class VaultExistsError(ConflictError):
    """The folder for a new vault is not empty."""

    code = "vault-exists"
    message = mark("{path} already holds a vault or other files.")
    hint = mark("Choose an empty folder.")


class NewerVaultError(NewerFormatError):
    """The vault says that a newer program wrote it."""

    code = "vault-newer-format"
    message = mark("The vault in {path} has format {format}; this program reads formats up to {known}.")
    hint = mark("Install the newest version of this program.")


class SettingsDamagedError(VaultDamagedError):
    """`vault.toml` cannot be read."""

    code = "settings-damaged"
    message = mark("The settings file {path} cannot be read ({reason}).")
    hint = mark("Run `vault repair --from BACKUP`; the originals are not touched by this.")


class WrongPassphraseError(WrongKeyError):
    """The passphrase does not open the identity."""

    code = "wrong-passphrase"
    message = mark("The passphrase is wrong.")
    hint = mark("Try again; mind capital letters and the input method. Nothing was changed.")


class WeakPassphraseError(BadInputError):
    """A new passphrase is too short to withstand guessing."""

    code = "passphrase-weak"
    message = mark("This passphrase is too short: it could be guessed.")
    hint = mark("Take five or six unrelated words, or a sentence that only you would say.")


class PassphraseCommonError(WeakPassphraseError):
    """A new passphrase is among those that are tried first."""

    code = "passphrase-common"
    message = mark("This passphrase is made of words or names that are tried first.")


class PassphrasePatternError(WeakPassphraseError):
    """A new passphrase follows a pattern."""

    code = "passphrase-pattern"
    message = mark("This passphrase is a date, a row of keys, a sequence or a repetition.")


class RecoveryWordsError(BadInputError):
    """What was typed are no recovery words."""

    code = "recovery-words"
    message = mark("These are not twelve recovery words: a word is wrong, missing or in another place.")
    hint = mark("Copy them from the recovery kit, in its order, with spaces between.")


class WrongRecoveryWordsError(WrongKeyError):
    """The words are well formed and open nothing here."""

    code = "wrong-recovery-words"
    message = mark("These recovery words do not open this vault; a newer kit may have replaced them.")
    hint = mark("Use the newest recovery kit of this vault. Nothing was changed.")


class NoRecoveryError(NotFoundError):
    """The vault has no recovery kit."""

    code = "no-recovery"
    message = mark("This vault has no recovery kit.")
    hint = mark("Open it with its passphrase or identity, then run `vault recovery-kit`.")


class RecipientsChangedError(VaultDamagedError):
    """`vault.toml` names other recipients than this device knows."""

    code = "recipients-changed"
    message = mark(
        "Somebody changed who can read this vault: {added} added, {removed} removed since this device saw it last."
    )
    hint = mark("If that was you, run `vault recipients accept`. If not, restore vault.toml from a backup.")


class SignerChangedError(VaultDamagedError):
    """The signing certificate is not the one that this device knows."""

    code = "signer-changed"
    message = mark("{path} is not the signing certificate that this device knows; nothing was signed.")
    hint = mark(
        "If you changed it on another device, run `vault recipients accept`; if not, `vault repair --from BACKUP`."
    )


class RecipientUnreadableError(BadInputError):
    """A text is no age public key."""

    code = "recipient-unreadable"
    message = mark("{recipient} is no age public key.")
    hint = mark("A public key begins with age1 and has 62 characters; `age-keygen -y FILE` prints it.")


class RecipientKnownError(ConflictError):
    """The recipient is one already."""

    code = "recipient-known"
    message = mark("{recipient} can read this vault already.")
    hint = mark("List those who can with `vault recipients`.")


class RecipientUnknownError(NotFoundError):
    """There is no such recipient."""

    code = "recipient-unknown"
    message = mark("Nobody who can read this vault is called {recipient}.")
    hint = mark("List those who can with `vault recipients`.")


class OwnRecipientError(ConflictError):
    """The user would lock themselves out."""

    code = "recipient-own"
    message = mark("This is the key that you are using: without it nothing would open.")
    hint = mark("Remove it with another key, named in VAULT_IDENTITY.")


class NoKeychainError(NotFoundError):
    """The system has no keychain that keeps secrets."""

    code = "no-keychain"
    message = mark("This system has no keychain that a program can use.")
    hint = mark("Set VAULT_PASSPHRASE_COMMAND, VAULT_PASSPHRASE_FILE or VAULT_IDENTITY instead.")


class WrongIdentityError(WrongKeyError):
    """The identity is none of those that the vault is encrypted to."""

    code = "wrong-identity"
    message = mark("This identity does not open the vault.")
    hint = mark("Name the identity file that belongs to this vault in VAULT_IDENTITY.")


class IdentityUnreadableError(WrongKeyError):
    """A file that was named as identity holds none."""

    code = "identity-unreadable"
    message = mark("{path} holds no age identity that can be read.")
    hint = mark("Name a file with a line that begins with AGE-SECRET-KEY-1.")


class PassphraseNotUsedError(WrongKeyError):
    """The vault has no identity under a passphrase."""

    code = "passphrase-not-used"
    message = mark("This vault is opened by an identity file, not by a passphrase.")
    hint = mark("Name the identity file in VAULT_IDENTITY.")


class KeyMissingError(VaultDamagedError):
    """A file of the folder `keys` is missing."""

    code = "key-missing"
    message = mark("The key file {path} is missing.")
    hint = mark("Restore the folder keys from a backup.")


class KeyDamagedError(VaultDamagedError):
    """A file of the folder `keys` is damaged."""

    code = "key-damaged"
    message = mark("The key file {path} is damaged.")
    hint = mark("Restore the folder keys from a backup.")


class ParticularsDamagedError(VaultDamagedError):
    """The owner's particulars cannot be opened, or are none."""

    code = "particulars-damaged"
    message = mark("The file particulars.age is damaged.")
    hint = mark("Give them again: vault profile clear, then vault profile set.")


class VaultBusyError(LockedError):
    """The lock was not got in time."""

    code = "vault-busy"
    message = mark("Another process is writing to the vault ({path}).")
    hint = mark("Wait until it has finished, then run the command again.")


class ObjectMissingError(VaultDamagedError):
    """A stored original is missing."""

    code = "object-missing"
    message = mark("The stored original of item {id} is missing.")
    hint = mark("Restore the folder objects from a backup, then run `vault check --read-data`.")


class ObjectDamagedError(VaultDamagedError):
    """A stored original does not decrypt to what was stored."""

    code = "object-damaged"
    message = mark("The stored original of item {id} is damaged.")
    hint = mark("Restore this object from a backup, then run `vault check --read-data`.")


class ObjectTruncatedError(VaultDamagedError):
    """A stored original is shorter than it was."""

    code = "object-truncated"
    message = mark("The stored original of item {id} is cut off.")
    hint = mark("Restore this object from a backup, then run `vault check --read-data`.")


class EventMissingError(VaultDamagedError):
    """An event of the journal is missing."""

    code = "event-missing"
    message = mark("The event {seq} of writer {writer} is missing from the journal.")
    hint = mark("Restore the folder journal from a backup, or let the file sync finish.")


class EventDamagedError(VaultDamagedError):
    """An event of the journal cannot be read."""

    code = "event-damaged"
    message = mark("The event {seq} of writer {writer} cannot be read.")
    hint = mark("Restore the folder journal from a backup, then run `vault check`.")


class EventMisplacedError(EventDamagedError):
    """An event lies where another belongs."""

    code = "event-misplaced"
    message = mark("The event {seq} of writer {writer} is another event than its name says.")
    hint = mark("Restore the folder journal from a backup, then run `vault check`.")


class EventUnwritableError(BadInputError):
    """An event has no canonical form."""

    code = "event-unwritable"
    message = mark("The item cannot be recorded: a name or text holds what JSON cannot carry.")
    hint = mark("Rename the file with ordinary characters and try again.")


class ItemNotFoundError(NotFoundError):
    """No item has this id."""

    code = "item-not-found"
    message = mark("No item has an id that begins with {id}.")
    hint = mark("List the items with `vault search`.")


class AmbiguousIdError(ConflictError):
    """A short id fits several items."""

    code = "id-ambiguous"
    message = mark("Several items have ids that begin with {id}.")
    hint = mark("Give more characters of the id.")


class CannotWriteError(BadInputError):
    """The disk or the rights of a folder do not allow writing."""

    code = "cannot-write"
    message = mark("{path} cannot be written ({reason}).")
    hint = mark("Check the rights of the folder and that the disk is writable.")


class DiskFullError(CannotWriteError):
    """No space is left."""

    code = "disk-full"
    message = mark("There is no space left to write {path}.")
    hint = mark("Free some space, then run the command again; what was reported as added is safe.")


class CannotReadError(BadInputError):
    """The disk or the rights of a file do not allow reading."""

    code = "cannot-read"
    message = mark("{path} cannot be read ({reason}).")
    hint = mark("Check the rights of the file and the health of the disk.")


class BackupInsideError(ConflictError):
    """A vault was to be copied into itself."""

    code = "backup-inside"
    message = mark("{path} and the vault lie in one another.")
    hint = mark("Name a folder apart from the vault, best on another disk.")


class BackupOfAnotherError(ConflictError):
    """The folder for a copy is in use for something else."""

    code = "backup-of-another"
    message = mark("{path} holds something other than a copy of this vault.")
    hint = mark("Name an empty folder, or the folder of an earlier backup of the same vault.")


class BackupDiffersError(VaultDamagedError):
    """A file and its copy differ, which they never should."""

    code = "backup-differs"
    message = mark("{path} is not the file of that name in the vault; it was left as it is.")
    hint = mark("One of the two is damaged: run `vault check --read-data` on either, then `vault repair`.")


class BackupUnverifiedError(BadInputError):
    """A copy does not read back as it was written."""

    code = "backup-unverified"
    message = mark("{path} does not read back as it was written.")
    hint = mark("The medium is failing: back up to another one.")
