"""Odd mails, broken pictures and documents: each ends as read or as a clear error, in bounded memory and time."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator

import pytest

from tests.hostile import hostile_mails, hostile_pictures
from tests.memory_peak import children_peak, forget_peak, peak
from tests.sources.source_material import picture, saved
from vault import sources
from vault.confined import Decoders
from vault.errors import BadInputError
from vault.sources.errors import DecoderCrashedError, DecoderTooSlowError

GIBIBYTE = 1 << 30
PATIENCE = 30.0
SLOWEST = 90.0
"""Seconds of one input, all its pages, on a machine that does other things as well."""

QUICK = 12
"""Every so manieth file is tried in the quick selection."""


@pytest.fixture(scope="module")
def decoders() -> Iterator[Decoders]:
    with Decoders(PATIENCE) as made:
        yield made


def ended(decoders: Decoders, data: bytes) -> BadInputError | None:
    """Decode all of an input, its attachments too, and return the error of ours if it is refused."""
    try:
        kind = sources.identify(data[: sources.HEAD_BYTES])
        if kind.family is sources.Family.RECORDING:
            return None
        content = decoders.unpack(data, kind)
        for page in content.pages:
            assert page.number >= 0
        for attachment in content.attachments:
            ended(decoders, attachment.data)
        assert all(page.number >= 0 for page in decoders.print_pages(data, kind))
    except BadInputError as error:
        return error
    return None


def tried(decoders: Decoders, files: Iterable[tuple[str, bytes]]) -> dict[str, BadInputError | None]:
    """Decode each and hold it against the bounds of time and memory."""
    found, before, most = {}, forget_peak(), 0
    for name, data in files:
        started = time.monotonic()
        found[name] = ended(decoders, data)
        assert time.monotonic() - started < SLOWEST, name
        assert found[name] is None or all(found[name].said()), name
        assert peak() - before < GIBIBYTE, name
        most = max(most, children_peak())
        assert most < GIBIBYTE, name
    assert most > 0
    decoders.close()
    assert ended(decoders, saved(picture(), "PNG")) is None
    return found


def failed(found: dict[str, BadInputError | None], *kinds: type[BadInputError]) -> list[str]:
    return [f"{name}: {error}" for name, error in found.items() if isinstance(error, kinds)]


def test_some_odd_mails(decoders: Decoders) -> None:
    found = tried(decoders, itertools.islice(hostile_mails.mails(), 0, None, QUICK))
    assert not failed(found, DecoderCrashedError, DecoderTooSlowError)
    assert None in found.values()


def test_some_broken_pictures_and_documents(decoders: Decoders) -> None:
    found = tried(decoders, itertools.islice(hostile_pictures.files(), 0, None, QUICK))
    assert None in found.values()
    assert any(found.values())


@pytest.mark.slow
def test_all_odd_mails(decoders: Decoders) -> None:
    """Our own code and Python's take mails apart: no failure that is not foreseen counts as clear."""
    found = tried(decoders, hostile_mails.mails())
    assert len(found) == hostile_mails.COUNT
    assert not failed(found, DecoderCrashedError, DecoderTooSlowError)


@pytest.mark.slow
def test_all_broken_pictures_and_documents(decoders: Decoders) -> None:
    found = tried(decoders, hostile_pictures.files())
    assert len(found) == hostile_pictures.COUNT
    refused = [error for error in found.values() if error is not None]
    assert len(refused) > hostile_pictures.COUNT / 3
