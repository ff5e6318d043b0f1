"""What can go wrong when packets are made, stamped and judged."""

from __future__ import annotations

from vault.errors import (
    AuthorityError,
    BadInputError,
    ConflictError,
    NewerFormatError,
    PacketInvalidError,
    UsageError,
    VaultDamagedError,
    WrongKeyError,
)
from vault.language import mark


class AuthorityAddressError(UsageError):
    """The address of an authority is not an http or https URL."""

    code = "authority-address"
    message = mark("{authority} is not the address of a timestamp authority.")
    hint = mark("Give a URL that begins with https:// or http://.")


class AuthorityUnreachableError(AuthorityError):
    """No answer, or not in time."""

    code = "authority-unreachable"
    message = mark("The timestamp authority {authority} did not answer: {reason}.")
    hint = mark("Nothing is lost: run `vault timestamp` when the network is back.")


class AuthorityRefusedError(AuthorityError):
    """It answered that it will not stamp."""

    code = "authority-refused"
    message = mark("The timestamp authority {authority} refused: {reason}.")
    hint = mark("Try again later, or configure another authority.")


class AuthorityGarbageError(AuthorityError):
    """The answer is no RFC 3161 response, or its signature is wrong."""

    code = "authority-garbage"
    message = mark("The answer of {authority} is not a valid timestamp: {reason}.")
    hint = mark("Check the address; if it is right, configure another authority.")


class AuthorityMismatchedError(AuthorityError):
    """The token is well made, but it answers another question."""

    code = "authority-mismatched"
    message = mark("The token of {authority} is not for this request: {reason}.")
    hint = mark("Do not use this authority, or the network between, until the cause is known.")


class AuthorityUntrustedError(AuthorityError):
    """The token does not lead to a root that was configured for this authority."""

    code = "authority-untrusted"
    message = mark("The token of {authority} does not lead to the configured root certificate.")
    hint = mark("Compare the configured root with the one that the authority publishes.")


class AuthorityRevokedError(AuthorityError):
    """Its certificate stands in the revocation list of its issuer: its tokens prove nothing any more."""

    code = "authority-revoked"
    message = mark(
        "The certificate of {authority} was revoked; its timestamps no longer count. No packet was made."
    )
    hint = mark(
        "Name another authority instead, VAULT_TSA=https://…, run `vault timestamp`, and make the packet again."
    )


class CertificateUnreadableError(BadInputError):
    """A file or text that should hold PEM certificates does not."""

    code = "certificate-unreadable"
    message = mark("{subject} holds no readable certificate.")
    hint = mark("Give certificates in PEM form: text that begins with -----BEGIN CERTIFICATE-----.")


class FingerprintUnreadableError(UsageError):
    """A fingerprint is not 64 hexadecimal digits."""

    code = "fingerprint-unreadable"
    message = mark("{fingerprint} is not the SHA-256 fingerprint of a certificate.")
    hint = mark("Give 64 hexadecimal digits, with or without colons.")


class SignerUnreadableError(VaultDamagedError):
    """The signing key and its certificate cannot be read or do not belong together."""

    code = "signer-unreadable"
    message = mark("The signing key and its certificate cannot be used together.")
    hint = mark("Restore keys/signer.age and keys/signer.crt from the same backup.")


class SignerFileUnreadableError(BadInputError):
    """The user's certificate file is no PKCS#12 file."""

    code = "signer-file-unreadable"
    message = mark("{path} is not a PKCS#12 file with a key and a certificate.")
    hint = mark("Give the .p12 or .pfx file that your certification authority or your system exported.")


class SignerFilePassphraseError(WrongKeyError):
    """The passphrase does not open the user's certificate file."""

    code = "signer-file-passphrase"
    message = mark("The passphrase does not open {path}, or the file is damaged.")
    hint = mark("Try again; it is the passphrase that was chosen when the file was exported.")


class SignerFileKeylessError(BadInputError):
    """The user's certificate file lacks the private key or its certificate."""

    code = "signer-file-without-key"
    message = mark("{path} holds no private key with its certificate.")
    hint = mark("Export it again together with the private key.")


class SignerFileUnusableError(BadInputError):
    """The user's certificate may not sign, or not now."""

    code = "signer-file-unusable"
    message = mark(
        "The certificate in {path} cannot sign: expired, not valid yet, not for signatures, or of another key type."
    )
    hint = mark(
        "Use an RSA or elliptic-curve certificate for signatures that is valid today, or leave --signer out."
    )


class DocumentUnsignableError(PacketInvalidError):
    """The PDF that was drawn cannot be signed."""

    code = "document-unsignable"
    message = mark("The packet's PDF could not be signed.")
    hint = mark("Nothing was written. Report this with the error code.")


class OriginalChangedError(VaultDamagedError):
    """An original that should enter a packet is not what the journal says."""

    code = "original-changed"
    message = mark("The stored original of exhibit {exhibit} (item {item}) is not the one that was added.")
    hint = mark("Run `vault check`, and restore the item from a backup or leave it out.")


class EmptyPacketError(BadInputError):
    """A packet without exhibits proves nothing."""

    code = "packet-empty"
    message = mark("There is no exhibit for this packet.")
    hint = mark("Add evidence for this platform first, or name items with --item.")


class PacketExistsError(ConflictError):
    """A file stands where the packet should go."""

    code = "packet-exists"
    message = mark("There is already a file at {path}.")
    hint = mark("Choose another name with -o, or move that file away.")


class PacketUnwritableError(BadInputError):
    """The disk or folder does not take the packet."""

    code = "packet-unwritable"
    message = mark("The packet could not be written to {path}: {reason}.")
    hint = mark("Nothing half-written was left. Free some space, or name another place with -o.")


class ReducedTooLargeError(BadInputError):
    """The smaller copy for a recipient does not become small enough."""

    code = "reduced-too-large"
    message = mark("The packet was made, but no copy of it fits into {limit} bytes: {path}")
    hint = mark("Make one with fewer exhibits: leave some out with --without ID.")


class PacketUnsoundError(PacketInvalidError):
    """A packet that was just written did not pass its own verification; it was not kept."""

    code = "packet-unsound"
    message = mark("The new packet did not verify and was discarded: {findings}.")
    hint = mark("Run `vault check`; if the vault is sound, report this with the codes above.")


class NotAPacketError(BadInputError):
    """The input is not a packet of this program."""

    code = "not-a-packet"
    message = mark("{path} is not a packet.")
    hint = mark("Give the zip file as it was handed over, not a file from inside it.")


class NewerPacketError(NewerFormatError):
    """The packet was written by a newer version of this program."""

    code = "packet-newer"
    message = mark("{path} has packet format {format}; this program knows formats up to {known}.")
    hint = mark("Update the program, or check the packet by the commands in its VERIFY.txt.")


class NotAZipError(NotAPacketError):
    """The input is no zip archive."""

    message = mark("{path} is not a zip archive, or a damaged one.")


class DirectoryTooLargeError(NotAPacketError):
    """The archive lists more members than any packet has."""

    message = mark("{path} lists far more members than a packet has.")


class NoBagError(NotAPacketError):
    """The archive holds none of the files that make a packet."""

    message = mark("{path} is a zip archive, but holds no packet.")


class RedactionReadableError(PacketInvalidError):
    """What was covered can still be read in a picture, whatever was tried."""

    code = "redaction-readable"
    message = mark("In exhibit {exhibit}, page {page}, something that was to be covered can still be read.")
    hint = mark(
        "Nothing was written. Cover the area with --redact-box, or leave the item out with --without."
    )


class RedactionLeakError(PacketInvalidError):
    """What was covered stands in another part of the packet."""

    code = "redaction-leak"
    message = mark("{subject} would tell a value that is covered elsewhere ({reason}).")
    hint = mark(
        "Nothing was written. Change the title, file name or certificate that tells it, or report this error code."
    )


class RedactionNothingLeftError(BadInputError):
    """Every item that was chosen would be left out of a redacted packet."""

    code = "redaction-nothing-left"
    message = mark(
        "Nothing is left: recordings cannot be covered in part, and the packet has no other exhibit."
    )
    hint = mark("Make a packet without --redact, or add a note of what the recording says.")
