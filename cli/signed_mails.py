"""What a person is told of a mail's DKIM signatures when it comes in, and how its key is saved in time."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from vault.language import Translator, mark
from vault.mail_signatures import VERDICTS, Outcome, signatures

SAID: Mapping[Outcome, str] = {
    Outcome.VERIFIED: mark("DKIM signature of {domain}: verified with the key that you gave"),
    Outcome.UNCHECKED: mark("DKIM signature of {domain}: not checked, its key was not given"),
    Outcome.UNUSABLE: mark("DKIM signature of {domain}: not checked, the key that you gave cannot be used"),
    Outcome.FAILED: mark("DKIM signature of {domain}: does not fit the mail, or the key is another"),
    Outcome.UNREADABLE: mark("DKIM signature that cannot be read"),
}
SAVE = mark("domains change their keys; save this one now, and add the mail again with --dkim-key dkim.txt:")


def told(kept: str, translate: Translator) -> Iterator[str]:
    """Give a line for each signature; under one that was not checked, the command that gets its key.

    Args:
        kept: What the mail's metadata say of its signatures.
        translate: Into the language of the screen.

    Yields:
        The lines; none for a mail without signature.
    """
    found = signatures({VERDICTS: kept})
    yield from dict.fromkeys(translate(SAID[one.outcome]).format(domain=one.domain) for one in found)
    unchecked = [one for one in found if one.outcome is Outcome.UNCHECKED]
    if unchecked:
        yield translate(SAVE)
        yield from (f"nslookup -type=TXT {shlex.quote(one.key)} >> dkim.txt" for one in unchecked)
