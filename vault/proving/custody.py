"""The chain of custody in canonical form: the bytes whose digests link the journal's events.

Source: RFC 8785 (JSON Canonicalization Scheme).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import rfc8785

from vault.model import Event, Sha256

START = Sha256("0" * 64)
"""`prev` of a writer's first event."""


def canonical(value: object) -> bytes:
    """Return a value of the model, or plain JSON data, as canonical JSON."""
    return rfc8785.dumps(msgspec.to_builtins(value))


def digest(event: Event) -> Sha256:
    """Return the SHA-256 of an event in canonical form, as its successor's `prev` names it."""
    return Sha256(hashlib.sha256(canonical(event)).hexdigest())


def custody_text(events: Iterable[Event]) -> bytes:
    """Return `custody.jsonl`: one event a line, each line exactly the bytes that its digest covers."""
    return b"".join(canonical(event) + b"\n" for event in events)
