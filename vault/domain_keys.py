"""The keys that domains publish for the signatures of their mails, as the user hands them over in files.

A domain changes its key every few months and takes the old one away. Whoever saves the answer of DNS with the mail can
still show later what the signature was worth; where the key came from is kept and shown beside the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from vault import mail_signatures, sources
from vault.mail_signatures import KEYS, DomainKey, signatures
from vault.model import Item

MOST = 1 << 20
"""Bytes of a file; an answer has a kilobyte."""


def from_files(paths: Iterable[Path]) -> tuple[DomainKey, ...]:
    """Read the keys in files.

    Args:
        paths: Each with the answer of a program that asks DNS.

    Returns:
        The keys. Of several for one name the last counts.

    Raises:
        NotFoundError: There is no such file.
        BadInputError: It cannot be read, or holds no key with its name.
    """
    found = {key.name: key for path in paths for key in _read(path)}
    return tuple(found.values())


def by_name(keys: Iterable[DomainKey]) -> dict[str, str]:
    """Return the records as `vault.sources.unpack` takes them."""
    return {key.name: key.record for key in keys}


def applied(metadata: Mapping[str, str], keys: Iterable[DomainKey]) -> tuple[DomainKey, ...]:
    """Return those keys that a mail's signatures were judged with."""
    named = {one.key for one in signatures(metadata)}
    return tuple(key for key in keys if key.name in named)


def with_source(metadata: Mapping[str, str], keys: Iterable[DomainKey]) -> dict[str, str]:
    """Return the metadata of a mail with the keys that its signatures were judged with."""
    used = applied(metadata, keys)
    return {**metadata, KEYS: "\n".join(map(str, used))} if used else dict(metadata)


def idle(keys: Iterable[DomainKey], items: Iterable[Item]) -> tuple[DomainKey, ...]:
    """Return the keys that no signature of these items was judged with."""
    used = {key.name for item in items for key in mail_signatures.keys(mail_signatures.judged(item))}
    return tuple(key for key in keys if key.name not in used)


def _read(path: Path) -> tuple[DomainKey, ...]:
    with sources.open_steadily(path) as steady:
        text = _decoded(steady.file.read(MOST))
    name = sources.safe_text(Path(path.name))
    records = sources.domain_keys(text, sources.safe_text(path))
    dated = steady.modified.replace(microsecond=0)
    return tuple(DomainKey(one, record, name, dated) for one, record in records.items())


def _decoded(data: bytes) -> str:
    """Return an answer as text: redirection in PowerShell writes UTF-16; a key itself has ASCII alone."""
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")
