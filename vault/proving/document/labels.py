"""The fixed words of the templates: headings, column heads, captions."""

from __future__ import annotations

from collections.abc import Mapping

from vault.language import mark
from vault.model import FactType
from vault.wording import FACT_TYPES

LABELS: Mapping[str, str] = {
    "title": mark("Evidence packet: account cancellation"),
    "contents": mark("Contents"),
    "page": mark("Page {page} of {pages}"),
    "packet": mark("Packet"),
    "warning": mark("This packet carries no trusted timestamp"),
    "chronology": mark("What happened, in order of time"),
    "chronology_note": mark(
        "What is marked with an asterisk (*) was found by machine, from the wording of the exhibit, and has not been"
        " confirmed by a person."
    ),
    "list": mark("Evidence list"),
    "list_note": mark(
        "What an exhibit is to show follows from its kind. Marked with an asterisk (*) where the kind was found by"
        " machine, from the wording, and not stated by the keeper. Full digests are on the last pages."
    ),
    "exhibits": mark("Exhibits"),
    "exhibit": mark("Exhibit"),
    "full_name": mark("Full name"),
    "integrity": mark("Integrity: what this packet shows and does not show"),
    "col_number": mark("No."),
    "col_date": FACT_TYPES[FactType.DATE],
    "col_what": mark("What happened"),
    "col_platform": FACT_TYPES[FactType.PLATFORM],
    "col_references": mark("Reference numbers"),
    "col_exhibit": mark("Exhibit"),
    "col_title": mark("Name of the evidence"),
    "col_class": mark("Class of evidence"),
    "col_formed": mark("Formed"),
    "col_origin": mark("Source and how acquired"),
    "col_purpose": mark("Purpose of proof"),
    "col_page": mark("Page"),
    "col_carrier": mark("Original carrier"),
    "col_form": mark("Original or copy"),
    "col_digest": mark("SHA-256 (first 16 digits)"),
    "col_full_digest": mark("SHA-256"),
    "col_token": mark("Timestamp of the exhibit"),
    "col_count": mark("Number of records"),
    "col_last": mark("SHA-256 of the last record"),
    "col_time": mark("Time"),
    "col_event": mark("Custody event"),
    "col_record": mark("Journal record"),
    "confirmed": mark("Confirmed by the person concerned"),
    "unconfirmed": mark("Read by machine, not confirmed by the person concerned"),
    "no_confirmed": mark("No fact of this exhibit has been confirmed."),
    "machine_text": mark("What a machine read from the picture"),
    "no_unconfirmed": mark("Nothing else was read."),
    "origin": mark("Source and acquisition"),
    "headers": mark("Recorded with the file"),
    "note": mark("Remark of the keeper"),
    "digest": mark("SHA-256 of the original"),
    "tokens": mark("Timestamp of the original"),
    "no_token": mark("No timestamp"),
    "continues": mark("repeats the end of the piece before"),
    "goes_on": mark("continued; the next piece repeats this end"),
    "placeholder": mark(
        "Characters that the font of this document does not have, and marks that reverse the order of reading, stand"
        " as their Unicode numbers in brackets 〔U+…〕. The original is unchanged."
    ),
    "digests": mark("Full digests"),
    "heads": mark("End of the custody chain"),
    "heads_note": mark(
        "The custody records of this packet are one chain; it ends with the record below. Records of other material"
        " are not part of it."
    ),
    "custody": mark("Custody records of these exhibits"),
    "shows": mark("What it shows"),
    "shows_not": mark("What it does not show"),
    "checks": mark("How to check"),
}
