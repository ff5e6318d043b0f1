"""The process that decodes: takes inputs one by one and answers with pages, confined before the first of them.

It never sees a key, a path or the environment of the one who asks. Where the system can split a process in two, each
input has one of its own that ends with it: what a hostile input does to it reaches no other input.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from vault.errors import VaultError
from vault.sources import wire
from vault.sources.confinement.measures import Measure, confine, confine_one
from vault.sources.content import Content, Page, TextPage
from vault.sources.errors import DecoderCrashedError, DecoderTooLargeError
from vault.sources.media import HTML, Family
from vault.sources.unpacking import print_pages, unpack

SIGNALLED = 128
"""Added to the number of the signal that ended an input's process, as shells do."""


def main() -> None:
    """Serve until the asking side is gone.

    Raises:
        SystemExit: It asks what makes no sense.
    """
    gc.disable()  # an input's process ends before it has made much garbage
    requests, answers = _streams()
    measures = confine()
    wire.send(answers, wire.Ready(tuple(sorted(measures))))
    while (received := wire.receive_request(requests)) is not None:
        request, size = received
        if not isinstance(request, wire.Open):
            raise SystemExit(1)
        _load(request)
        if hasattr(os, "fork"):
            _apart(request, size, requests, answers, measures)
        else:
            _serve(request, requests.read(size), requests, answers)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for the frames; what a library prints goes nowhere."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    os.close(nothing)
    # Without a buffer before the split: what it held would be read twice.
    return (
        os.fdopen(requests, "rb", buffering=0 if hasattr(os, "fork") else -1),
        os.fdopen(answers, "wb"),
    )


def _load(request: wire.Open) -> None:
    """Load the decoder of a kind once, so that the processes of its inputs need not.

    Raises:
        SystemExit: There is no such kind.
    """
    kind = wire.KINDS.get(request.kind)
    if kind is None:
        raise SystemExit(1)
    if kind.family is Family.PICTURE:
        import vault.sources.pictures
    elif kind.family is Family.PDF:
        import vault.sources.pdf
        import vault.sources.raster
    elif kind.family is Family.MAIL:
        import vault.sources.mail
    if kind.family is Family.MAIL or kind == HTML:
        import vault.sources.markup  # noqa: F401


def _apart(
    request: wire.Open, size: int, requests: BinaryIO, answers: BinaryIO, measures: frozenset[Measure]
) -> None:
    """Serve an input in a process of its own; if that does not end well, neither do we."""
    gc.freeze()
    worker = os.fork()
    if worker == 0:
        _work(request, size, requests, answers, measures)
    _, status = os.waitpid(worker, 0)
    if os.WIFSIGNALED(status):
        os._exit(SIGNALLED + os.WTERMSIG(status))
    if os.WEXITSTATUS(status):
        os._exit(os.WEXITSTATUS(status))


def _work(
    request: wire.Open, size: int, requests: BinaryIO, answers: BinaryIO, measures: frozenset[Measure]
) -> NoReturn:
    code = 1
    try:
        confine_one(measures)
        buffered = os.fdopen(requests.fileno(), "rb", closefd=False)
        _serve(request, buffered.read(size), buffered, answers)
        code = 0
    finally:
        os._exit(code)


def _serve(request: wire.Open, data: bytes, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one input: what it holds, then a page for each request, then the end or why there is none.

    Raises:
        SystemExit: The asking side is gone.
    """
    try:
        pages = _opened(request, data, answers)
        while (received := wire.receive_request(requests)) is not None and isinstance(received[0], wire.Next):
            page = next(pages, None)
            if page is None:
                break
            _send(answers, page)
        wire.send(answers, wire.End())
    except VaultError as error:
        wire.send(answers, _failed(error))
    except (MemoryError, RecursionError):
        wire.send(answers, _failed(DecoderTooLargeError()))
    except OSError:
        raise SystemExit(1) from None  # the asking side is gone
    except Exception as error:  # noqa: BLE001 - a decoder fails in any way; it costs this input alone
        wire.send(answers, _failed(DecoderCrashedError(reason=type(error).__name__)))


def _opened(request: wire.Open, data: bytes, answers: BinaryIO) -> Iterator[Page]:
    kind = wire.KINDS[request.kind]
    if request.to_print:
        pages = print_pages(data, kind, request.limits)
        wire.send(answers, wire.Opened())
        return pages
    zone = wire.zone_received(request)
    content = unpack(data, kind, request.limits, timezone=zone, keys=request.keys)
    wire.send(answers, _described(content), *(one.data for one in content.attachments))
    return content.pages


def _described(content: Content) -> wire.Opened:
    captured = content.captured
    return wire.Opened(
        tuple((one.name, len(one.data)) for one in content.attachments),
        (captured.at, captured.said, captured.by) if captured else None,
        dict(content.metadata),
        content.frames_left_out,
    )


def _send(answers: BinaryIO, page: Page) -> None:
    if isinstance(page, TextPage):
        wire.send(answers, wire.Text(page.number, page.lines, page.scale, page.size))
    else:
        from vault.sources.raster import bands  # loaded with the picture

        width, height = page.image.size
        picture = wire.Picture(page.number, width, height)
        wire.send_in_pieces(answers, picture, bands(page.image), 3 * width * height)


def _failed(error: VaultError) -> wire.Failed:
    return wire.Failed(error.code, error.values)
