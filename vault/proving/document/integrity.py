"""The last pages: digests, custody, what all this shows and does not show, and how to check it."""

from __future__ import annotations

from collections.abc import Mapping

from vault.language import mark
from vault.proving.custody import Record, chain, digest
from vault.proving.document.phrases import Phrases
from vault.proving.document.standing import Stamping, Standing
from vault.proving.dossier import Dossier, Exhibit
from vault.wording import EVENTS

SHORT = mark(
    "In plain words: this packet shows what was kept, since when at the latest where a timestamp says so, and that"
    " nothing was changed since. It does not show that what a picture says is true. Whoever doubts an exhibit should"
    " ask for the original device, and ask the party that is named in it."
)

SHOWS = (
    mark(
        "The SHA-256 digest of a file names its bytes. A file whose digest equals the one printed here is the same,"
        " byte for byte, as when this document was made."
    ),
    mark(
        "A timestamp token shows that the bytes existed at the time it states, according to the authority that it"
        " names, and that they have not changed since."
    ),
    mark(
        "The signature shows that the packet was closed by the holder of the key with the fingerprint on the first"
        " page, and that nothing was altered, added or taken out afterwards."
    ),
    mark(
        "The custody records are chained: each holds the digest of the one before. Together with the count and the"
        " last digest printed here, a record that was changed or cut off shows."
    ),
)

SELF_MADE = mark(
    "Who the holder of the signing key is. The certificate was made by the program itself; no certification"
    " authority vouches for it."
)
ISSUED = mark(
    "Who the holder of the signing key is, beyond what the certificate says. How far its issuer is to be trusted is for"
    " the reader to judge."
)
SHOWS_NOT = (
    mark(
        "Who made a file, or that what it shows is true. A digest and a timestamp speak of the time after they were"
        " made, not before; the truth of the content must be shown by its source, the original device and other"
        " evidence (Rules of Online Litigation of the People's Courts, 2021, arts 16 to 18)."
    ),
    mark("That the clock of the phone or computer was right when a screenshot was taken."),
    mark(
        "That text read by machine is right. What no person has confirmed is marked so; the picture decides."
    ),
    SELF_MADE,
    mark(
        "How much all this weighs. That is for the body that decides; a court looks at the factors of arts 93 and 94"
        " of the Provisions on Evidence in Civil Procedure (2019)."
    ),
)

CHECKS = (
    mark("Unpack the zip file. VERIFY.txt gives the exact commands for each system, in Chinese and English."),
    mark("Digests: sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt must say OK for every file."),
    mark("Timestamps: openssl ts -verify, for the packet and for each exhibit that has a .tsr file."),
    mark("Signature: openssl cms -verify; compare the certificate's fingerprint with the first page."),
    mark("Ask to see the original on the device where it is stated to be."),
)

NO_TOKEN = mark(
    "This packet carries no trusted timestamp over the whole: the second point above applies only to exhibits for"
    " which a token is listed."
)
NO_SIGNATURE = mark("This packet is not signed: the third point above does not apply to it.")


def integrity(dossier: Dossier, standing: Standing, phrases: Phrases) -> dict[str, object]:
    """Return what the last pages say."""
    exceptions = [NO_TOKEN] if standing.stamping is not Stamping.STAMPED else []
    exceptions += [NO_SIGNATURE] if standing.signer is None else []
    records = chain(dossier)
    labels = {exhibit.name: exhibit.label for exhibit in dossier.exhibits}
    return {
        "digests": [_digest(exhibit, phrases) for exhibit in dossier.exhibits],
        "heads": [{"count": str(one.seq), "digest": digest(one)} for one in records[-1:]],
        "custody": [_custody(record, labels, phrases) for record in records],
        "short": phrases.say(SHORT),
        "shows": [phrases.say(text) for text in SHOWS],
        "exceptions": [phrases.say(text) for text in exceptions],
        "shows_not": [
            phrases.say(ISSUED if standing.issued and text is SELF_MADE else text) for text in SHOWS_NOT
        ],
        "checks": [phrases.say(text) for text in CHECKS],
    }


def _digest(exhibit: Exhibit, phrases: Phrases) -> dict[str, str]:
    tokens = [phrases.moment(token.at) for token in exhibit.item.tokens]
    return {
        "exhibit": exhibit.label,
        "file": exhibit.name,
        "digest": exhibit.item.sha256,
        "token": phrases.listed(tokens) if tokens else phrases.say(mark("no timestamp")),
    }


def _custody(record: Record, labels: Mapping[str, str], phrases: Phrases) -> dict[str, str]:
    return {
        "exhibit": labels.get(record.exhibit, ""),
        "file": record.exhibit,
        "time": phrases.moment(record.at),
        "event": phrases.say(EVENTS[record.type]),
        "record": str(record.seq),
    }
