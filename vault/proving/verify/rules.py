"""Every kind of finding, with its stable code."""

from __future__ import annotations

from vault.language import mark
from vault.proving.verify.report import Area, Rule, Severity

CAVEAT, FAILURE, INFO = Severity.CAVEAT, Severity.FAILURE, Severity.INFO

# The zip itself.
UNSAFE_NAME = Rule(
    "unsafe-name", Area.CONTENT, FAILURE, mark("The archive has a member with an unsafe name: {subject}.")
)
DUPLICATE_NAME = Rule(
    "duplicate-name", Area.CONTENT, FAILURE, mark("{subject} occurs more than once in the archive.")
)
NAME_DIFFERS = Rule(
    "name-differs",
    Area.CONTENT,
    FAILURE,
    mark("{subject} has another name in the archive's directory than before its data."),
)
HEADERS_DIFFER = Rule(
    "headers-differ",
    Area.CONTENT,
    FAILURE,
    mark("{subject} has another size, checksum or method in the archive's directory than before its data."),
)
NOT_A_FILE = Rule("not-a-file", Area.CONTENT, FAILURE, mark("{subject} is a link or device, not a file."))
ENCRYPTED = Rule(
    "member-encrypted", Area.CONTENT, FAILURE, mark("{subject} is encrypted inside the archive.")
)
UNREADABLE = Rule("member-unreadable", Area.CONTENT, FAILURE, mark("{subject} cannot be unpacked."))
BOMB = Rule(
    "archive-bomb",
    Area.CONTENT,
    FAILURE,
    mark("The archive would unpack to far more than it holds; {subject} was not read."),
)
HIDDEN_BYTES = Rule(
    "archive-hidden-bytes",
    Area.CONTENT,
    FAILURE,
    mark("The archive holds {count} bytes that belong to no member."),
)
OUTSIDE = Rule("member-outside", Area.CONTENT, FAILURE, mark("{subject} lies outside the packet's folder."))

# The bag.
FILE_CHANGED = Rule(
    "file-changed",
    Area.CONTENT,
    FAILURE,
    mark("{subject} was changed: its digest is not the one in the manifest."),
)
FILE_MISSING = Rule("file-missing", Area.CONTENT, FAILURE, mark("{subject} is missing."))
DOCUMENT_MISSING = Rule("document-missing", Area.CONTENT, FAILURE, mark("The document {subject} is missing."))
FILE_UNLISTED = Rule(
    "file-unlisted", Area.CONTENT, FAILURE, mark("{subject} stands in no manifest: it was added.")
)
MANIFEST_MALFORMED = Rule(
    "manifest-malformed", Area.CONTENT, FAILURE, mark("{subject} is not a manifest of this format.")
)
NOT_COVERED = Rule(
    "file-not-covered", Area.CONTENT, FAILURE, mark("{subject} is not covered by the tag manifest.")
)
DECLARATION_WRONG = Rule(
    "bag-declaration-wrong", Area.CONTENT, FAILURE, mark("{subject} does not declare BagIt 1.0.")
)
OXUM_WRONG = Rule(
    "oxum-wrong", Area.CONTENT, FAILURE, mark("{subject} counts other bytes or files than the packet holds.")
)

# What the manifest says of the files.
MANIFEST_UNREADABLE = Rule(
    "manifest-unreadable",
    Area.CONTENT,
    FAILURE,
    mark("{subject} cannot be read; exhibits and custody were not judged."),
)
EXHIBIT_MISSING = Rule("exhibit-missing", Area.CONTENT, FAILURE, mark("Exhibit {subject} is missing."))
EXHIBIT_DIFFERS = Rule(
    "exhibit-differs",
    Area.CONTENT,
    FAILURE,
    mark("Exhibit {subject} is not the file that the manifest describes."),
)
EXHIBIT_UNLISTED = Rule(
    "exhibit-unlisted",
    Area.CONTENT,
    FAILURE,
    mark("{subject} is among the exhibits, but not in the manifest."),
)
LETTER_DIFFERS = Rule(
    "letter-differs",
    Area.CONTENT,
    FAILURE,
    mark("{subject} is not the letter that the manifest describes, or is missing."),
)
EXHIBIT_NUMBERING = Rule(
    "exhibit-numbering",
    Area.CONTENT,
    FAILURE,
    mark("The exhibits in {subject} are not numbered one after the other."),
)

# The signature.
SIGNATURE_MISSING = Rule(
    "signature-missing", Area.SIGNATURE, FAILURE, mark("The signature {subject} is missing.")
)
SIGNATURE_BAD = Rule("signature-bad", Area.SIGNATURE, FAILURE, mark("The signature {subject} does not hold."))
SIGNER_DIFFERS = Rule(
    "signer-differs",
    Area.SIGNATURE,
    FAILURE,
    mark("The packet was signed with another certificate than {subject} names."),
)
SIGNER_UNTRUSTED = Rule(
    "signer-not-expected",
    Area.SIGNATURE,
    FAILURE,
    mark("The packet was signed with certificate {fingerprint}, not with the expected one."),
)
SIGNER_SELF_SIGNED = Rule(
    "signer-self-signed",
    Area.SIGNATURE,
    INFO,
    mark(
        "Signed with certificate {fingerprint}; compare this with the fingerprint that the owner gives you."
    ),
)
SIGNER_EXPECTED = Rule(
    "signer-expected", Area.SIGNATURE, INFO, mark("Signed with the expected certificate {fingerprint}.")
)

# The PDF's own signature.
DOCUMENT_UNSIGNED = Rule(
    "document-unsigned", Area.DOCUMENT, FAILURE, mark("The document {subject} is not signed.")
)
DOCUMENT_CHANGED = Rule(
    "document-changed",
    Area.DOCUMENT,
    FAILURE,
    mark("The signature inside {subject} does not hold, or does not cover the whole file."),
)
DOCUMENT_SIGNER = Rule(
    "document-signer-differs",
    Area.DOCUMENT,
    FAILURE,
    mark("{subject} was signed with another certificate than the packet."),
)
DOCUMENT_OTHER = Rule(
    "document-of-another-packet",
    Area.DOCUMENT,
    FAILURE,
    mark("{subject} is signed as the document of another packet."),
)
DOCUMENT_UNKNOWN = Rule(
    "document-not-checked",
    Area.DOCUMENT,
    CAVEAT,
    mark("It could not be checked that {subject} is this packet's own document."),
    unknown=True,
)
DOCUMENT_SIGNED = Rule(
    "document-signed", Area.DOCUMENT, INFO, mark("The signature inside {subject} covers the whole file.")
)
DOCUMENT_STAMPED = Rule(
    "document-signed-and-stamped",
    Area.DOCUMENT,
    INFO,
    mark("The signature inside {subject} covers the whole file and carries a timestamp."),
)

DOCUMENT_ALONE = Rule(
    "document-alone",
    Area.CONTENT,
    CAVEAT,
    mark(
        "{subject} is a PDF by itself: the exhibits are in the packet that it belongs to, and were not judged."
    ),
    unknown=True,
)
DOCUMENT_REDUCED = Rule(
    "document-reduced-copy",
    Area.DOCUMENT,
    INFO,
    mark(
        "{subject} is a copy with smaller pictures of the PDF in packet {packet}, whose zip has SHA-256 {of}."
    ),
)
DOCUMENT_OF_PACKET = Rule(
    "document-of-packet", Area.DOCUMENT, INFO, mark("{subject} is the PDF of packet {packet}.")
)
DOCUMENT_STRANGE = Rule(
    "document-of-no-packet",
    Area.DOCUMENT,
    CAVEAT,
    mark("{subject} is signed, but not as the document of a packet."),
    unknown=True,
)

# Timestamps.
NO_TIMESTAMP = Rule(
    "timestamp-none",
    Area.TIMESTAMP,
    CAVEAT,
    mark("No authority vouches for the time of this packet."),
    unknown=True,
)
TIMESTAMP_REMOVED = Rule(
    "timestamp-missing",
    Area.TIMESTAMP,
    FAILURE,
    mark("The packet says that it is stamped, but {subject} is missing."),
)
TOKEN_MALFORMED = Rule("token-malformed", Area.TIMESTAMP, FAILURE, mark("{subject} is not a timestamp."))
TOKEN_BAD = Rule(
    "token-bad", Area.TIMESTAMP, FAILURE, mark("The signature of the timestamp {subject} does not hold.")
)
TOKEN_OTHER = Rule(
    "token-mismatch", Area.TIMESTAMP, FAILURE, mark("The timestamp {subject} is for other bytes.")
)
TOKEN_USAGE = Rule(
    "token-wrong-usage",
    Area.TIMESTAMP,
    FAILURE,
    mark("The timestamp {subject} was signed with a certificate that is not for timestamps."),
)
TOKEN_VALIDITY = Rule(
    "token-outside-validity",
    Area.TIMESTAMP,
    FAILURE,
    mark("The authority's certificate was not valid at the time in {subject}."),
)
TOKEN_DISAGREES = Rule(
    "token-disagrees",
    Area.TIMESTAMP,
    FAILURE,
    mark("The timestamp {subject} has another time than the manifest says."),
)
TOKEN_STRAY = Rule(
    "token-stray-certificate",
    Area.TIMESTAMP,
    CAVEAT,
    mark("The timestamp {subject} carries a certificate that it does not need."),
)
TOKEN_FUTURE = Rule(
    "token-from-future", Area.TIMESTAMP, CAVEAT, mark("The timestamp {subject} lies in the future.")
)
TOKEN_AGED = Rule(
    "token-aged",
    Area.TIMESTAMP,
    CAVEAT,
    mark("What vouches for the timestamp {subject} has expired since, and it was not renewed in time."),
)
TOKEN_REVOKED = Rule(
    "token-revoked",
    Area.TIMESTAMP,
    FAILURE,
    mark("The certificate behind the timestamp {subject} was revoked."),
)
REVOCATION_UNKNOWN = Rule(
    "revocation-unknown",
    Area.TIMESTAMP,
    INFO,
    mark(
        "Whether the certificate of {authority} was revoked is not known: the packet holds no list of its issuer."
    ),
)
NOT_VOUCHED = Rule(
    "authority-not-vouched",
    Area.TIMESTAMP,
    CAVEAT,
    mark(
        "Sound timestamps of {authority}: {count}. Nothing here vouches for that authority; "
        "give its root certificate with --tsa-ca."
    ),
)
STAMPED_AT = Rule(
    "timestamp-good", Area.TIMESTAMP, INFO, mark("The packet existed on {time}, says {authority}.")
)
STAMP_CLAIMED = Rule(
    "timestamp-claimed",
    Area.TIMESTAMP,
    INFO,
    mark("{authority} says that the packet existed on {time}; nothing here vouches for {authority}."),
)

# Custody.
CUSTODY_UNKNOWN = Rule(
    "custody-not-checked", Area.CUSTODY, CAVEAT, mark("The custody log could not be checked."), unknown=True
)
CUSTODY_MALFORMED = Rule(
    "custody-malformed",
    Area.CUSTODY,
    FAILURE,
    mark("Line {line} of {subject} is not an event in canonical form."),
)
CUSTODY_CUT = Rule(
    "custody-shortened",
    Area.CUSTODY,
    FAILURE,
    mark("Records are missing from {subject}, the first of them number {event}."),
)
CUSTODY_ADDED = Rule("custody-added", Area.CUSTODY, FAILURE, mark("Record {event} was added to {subject}."))
CUSTODY_ORDER = Rule(
    "custody-reordered", Area.CUSTODY, FAILURE, mark("The records in {subject} are not in their order.")
)
CUSTODY_LINK = Rule(
    "custody-broken-link",
    Area.CUSTODY,
    FAILURE,
    mark("Record {event} in {subject} does not follow from the one before it."),
)
CUSTODY_HEAD = Rule(
    "custody-head-wrong",
    Area.CUSTODY,
    FAILURE,
    mark("The last record in {subject} is not the one that the manifest names."),
)
CUSTODY_OTHER = Rule(
    "custody-of-no-exhibit",
    Area.CUSTODY,
    FAILURE,
    mark("Record {event} in {subject} is about no exhibit of this packet."),
)
CUSTODY_NO_ORIGIN = Rule(
    "custody-without-origin",
    Area.CUSTODY,
    CAVEAT,
    mark("The custody log does not tell how exhibit {subject} came in."),
)
CUSTODY_NO_END = Rule(
    "custody-without-end",
    Area.CUSTODY,
    CAVEAT,
    mark("The custody log of exhibit {subject} does not reach to this packet."),
)

# Redaction.
REDACTION_LACKING = Rule(
    "redaction-lacking",
    Area.REDACTION,
    FAILURE,
    mark("The packet says that it is redacted, but exhibit {subject} is not."),
)
REDACTION_UNDONE = Rule(
    "redaction-undone",
    Area.REDACTION,
    FAILURE,
    mark("Exhibit {subject} is said to be a redacted copy, but is the original."),
)
REDACTION_LAYER = Rule(
    "redaction-layer",
    Area.REDACTION,
    FAILURE,
    mark("Exhibit {subject} holds more than its pixels or its text: what is covered may be read there."),
)
REDACTION_UNKNOWN = Rule(
    "redaction-not-checked",
    Area.REDACTION,
    CAVEAT,
    mark("{subject} is too large or too damaged to be looked through for what is covered."),
    unknown=True,
)
REDACTION_TOLD = Rule(
    "redaction-told",
    Area.REDACTION,
    FAILURE,
    mark("{subject} tells what the packet says is covered ({reason})."),
)
REDACTED_COPY = Rule(
    "redacted-copy",
    Area.REDACTION,
    INFO,
    mark(
        "Exhibit {subject} is a copy with parts covered or written across. Its own timestamps are over the "
        "original, whose digest the manifest names; the copy is covered by the packet's signature and timestamp alone."
    ),
)
REDACTED_UNNAMED = Rule(
    "redacted-copy-unnamed",
    Area.REDACTION,
    INFO,
    mark(
        "Exhibit {subject} is a text with parts taken out. The original's digest is withheld, as the parts could be "
        "guessed from it; the text is covered by the packet's signature and timestamp alone."
    ),
)
