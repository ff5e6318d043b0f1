"""Has foreign bytes decoded by processes that can do nothing else: no key, no files, no network, bounded in all.

`Decoders` opens inputs as `vault.sources.unpack` does. A decoder that crashes, hangs or takes too much costs its
input a clear error and nothing else. Plain text is read here: Python's own codecs are all that touches it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import threading
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from vault import sources
from vault.decoder_process import DecoderProcess
from vault.errors import BadInputError, VaultError
from vault.sources import errors
from vault.sources.confinement.measures import Measure
from vault.sources.errors import DecoderCrashedError, EmptyFileError
from vault.sources.media import TEXT
from vault.sources.wire import Close, End, Failed, Next, Open, Opened, Picture, Text, zone_sent

if TYPE_CHECKING:
    from vault.sources import Content, Limits, MediaType, Page, PicturePage
    from vault.sources.wire import Answer

Made = TypeVar("Made")
Wanted = TypeVar("Wanted", Opened, Picture)

PATIENCE = 60.0
"""Seconds that one answer may take: the largest picture that is let in needs five on a slow machine."""

LONGEST_VALUE = 200  # characters of a value in an error that a process reports

REFUSALS = {
    one.code: one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, BadInputError)
}


class Decoders:
    """A pool of decoding processes, one for each thread that decodes; they are started when needed and kept.

    Safe to call from several threads. The processes end with it, at the latest with this program.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._idle: list[DecoderProcess] = []
        self._access = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that have nothing to do; the next input starts one anew."""
        with self._access:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    def unpack(
        self,
        data: bytes,
        kind: MediaType,
        limits: Limits | None = None,
        *,
        timezone: dt.tzinfo | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> Content:
        """Open a picture, PDF, mail or text, as `vault.sources.unpack` does.

        Args:
            data: The whole input.
            kind: What `identify` said of it; never a recording.
            limits: How much is taken in.
            timezone: As for `vault.sources.unpack`.
            keys: As for `vault.sources.unpack`.

        Returns:
            Pages, attachments and what the source says of itself. Pages may raise what is listed here.

        Raises:
            BadInputError: It is damaged, protected or too large, or its decoder failed.
            NoDecoderError: No process can be started.
        """
        limits = limits or sources.Limits()
        if kind == TEXT:
            return sources.unpack(data, kind, limits, timezone=timezone)
        request = Open(kind.name, limits, *zone_sent(timezone), keys=dict(keys or {}))
        work = self._begun(data, kind, limits, request)
        opened = work.opened
        return sources.Content(
            kind,
            work.pages(),
            attachments=work.attachments(),
            captured=sources.Captured(*opened.captured) if opened.captured else None,
            metadata=opened.metadata,
            frames_left_out=opened.frames_left_out,
        )

    def print_pages(
        self, data: bytes, kind: MediaType, limits: Limits | None = None
    ) -> Generator[PicturePage, None, None]:
        """Give the pages of a picture or PDF as they are seen, as `vault.sources.print_pages` does.

        Args:
            data: The whole input.
            kind: What `identify` said of it.
            limits: How much is taken in.

        Yields:
            Each page upright, in RGB; none for texts, mails and recordings.

        Raises:
            BadInputError: It is damaged, protected or too large, or its decoder failed.
            NoDecoderError: No process can be started.
        """
        if kind.family not in {sources.Family.PICTURE, sources.Family.PDF}:
            return
        limits = limits or sources.Limits()
        yield from self._begun(data, kind, limits, Open(kind.name, limits, to_print=True)).printed()

    def lacking(self) -> tuple[Measure, ...]:
        """Return the measures that this system does not take, none where the confinement is complete.

        Raises:
            NoDecoderError: No process can be started.
        """
        process = self._taken()
        self._give_back(process)
        return tuple(one for one in Measure if one not in process.measures)

    def _begun(self, data: bytes, kind: MediaType, limits: Limits, request: Open) -> _Work:
        """Hand an input to a process.

        Raises:
            EmptyFileError: There are no bytes.
            BadInputError: The process refuses it or fails.
        """
        if not data:
            raise EmptyFileError
        limits.check_bytes(len(data), kind)
        return _Work(self._taken(), limits, self._give_back, request, data)

    def _taken(self) -> DecoderProcess:
        with self._access:
            while self._idle:
                process = self._idle.pop()
                if process.lives:
                    return process
                process.end()
        return DecoderProcess(self._patience)

    def _give_back(self, process: DecoderProcess) -> None:
        with self._access:
            self._idle.append(process)


class _Work:
    """One input in the hands of a process. Whatever comes back is held against the limits before it is used."""

    def __init__(
        self,
        process: DecoderProcess,
        limits: Limits,
        give_back: Callable[[DecoderProcess], None],
        request: Open,
        data: bytes,
    ) -> None:
        self._process, self._limits, self._give_back = process, limits, give_back
        answer, self._inside = process.ask(request, data, limits.file_bytes)
        self.opened = self._expected(Opened, answer)

    def attachments(self) -> tuple[sources.Attachment, ...]:
        """Return what a mail carries.

        Raises:
            VaultError: The process reports more or less than it sent.
        """
        sizes = [size for _, size in self.opened.attachments]
        if min(sizes, default=0) < 0 or sum(sizes) != len(self._inside) or len(sizes) > self._limits.parts:
            raise self._process.failure()
        ends = [*itertools.accumulate(sizes)]
        return tuple(
            sources.Attachment(sources.safe_text(Path(name)), self._inside[end - size : end])
            for (name, size), end in zip(self.opened.attachments, ends, strict=True)
        )

    def pages(self) -> Generator[Page, None, None]:
        """Give the pages, each when it is asked for."""
        return self._each(self._page)

    def printed(self) -> Generator[PicturePage, None, None]:
        """Give the pages as they are seen, each when it is asked for."""
        return self._each(self._picture)

    def _each(self, made: Callable[[Answer, bytes], Made]) -> Generator[Made, None, None]:
        """Ask for page after page; whoever stops early leaves a process that can be asked for other things."""
        ended = False
        try:
            while True:
                answer, body = self._process.ask(Next(), b"", 3 * self._limits.pixels)
                if isinstance(answer, End):
                    break
                if isinstance(answer, Failed):
                    raise self._refusal(answer)
                page = made(answer, body)
                del body
                yield page
                del page
            ended = True
            self._give_back(self._process)
        finally:
            if not ended and self._process.lives:
                self._leave()

    def _leave(self) -> None:
        with contextlib.suppress(VaultError):
            if isinstance(self._process.ask(Close(), b"", 0)[0], End):
                self._give_back(self._process)

    def _page(self, answer: Answer, body: bytes) -> Page:
        if isinstance(answer, Text):
            return sources.TextPage(answer.number, answer.lines, answer.scale, answer.size)
        return self._picture(answer, body)

    def _picture(self, answer: Answer, body: bytes) -> PicturePage:
        picture = self._expected(Picture, answer)
        self._limits.check_picture(picture.width, picture.height)
        if min(picture.width, picture.height) < 1 or len(body) != 3 * picture.width * picture.height:
            raise self._process.failure()
        from vault.sources.raster import from_pixels  # Pillow is loaded for pictures alone

        return sources.PicturePage(picture.number, from_pixels((picture.width, picture.height), body))

    def _expected(self, kind: type[Wanted], answer: Answer) -> Wanted:
        """Return an answer that is of the kind that must come now.

        Raises:
            VaultError: The process refuses the input, or sent what makes no sense.
        """
        if isinstance(answer, Failed):
            raise self._refusal(answer)
        if not isinstance(answer, kind):
            raise self._process.failure()
        return answer

    def _refusal(self, answer: Failed) -> VaultError:
        """Return the error that a process reports; it has done with the input and can be asked for the next."""
        error = REFUSALS.get(answer.code, DecoderCrashedError)
        values = {name: value[:LONGEST_VALUE] for name, value in answer.values.items()}
        try:
            refusal = error(**values)
        except (KeyError, TypeError):
            return self._process.failure()
        self._give_back(self._process)
        return refusal
