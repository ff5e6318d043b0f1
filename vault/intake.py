"""From bytes to understanding: what a source holds, what an engine reads in it, what the rules find.

Shared by `add`, which keeps the result, and `read`, which only shows it. Nothing is stored here.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import reading, sources
from vault.model import Channel, Fact, Findings, Line, Reading

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.reading.engines import Choice, Engines
    from vault.sources import Attachment, Content, MediaType

NOT_READ = Reading(engine="none", version="")
"""The reading of a recording: it is kept and stamped, not read."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of an input beside its bytes; each field is what a person stated, or None.

    `file_time` is the file's own modification time; `is_call_note` marks a note of a call.
    """

    captured_at: dt.datetime | None = None
    file_time: dt.datetime | None = None
    channel: Channel | None = None
    is_call_note: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What one input turned out to be. `captured_from` is as in `vault.model.Acquisition`."""

    media: MediaType
    reading: Reading
    findings: Findings
    captured_at: dt.datetime
    captured_from: str
    channel: Channel | None
    metadata: dict[str, str]
    attachments: tuple[Attachment, ...]


class Intake:
    """Reads inputs with the chosen engines. Safe to call from several threads.

    The engines are loaded when the first picture comes, so that text costs nothing.
    """

    def __init__(
        self,
        choice: Choice,
        directory: reading.Directory,
        *,
        zone: dt.tzinfo,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._choice = choice
        self._directory = directory
        self._zone = zone
        self._now = now
        self._engines: Engines | None = None
        self._loading = threading.Lock()

    def understand(self, data: bytes, media: MediaType, circumstances: Circumstances) -> Understood:
        """Unpack, read and understand one input.

        Args:
            data: The whole original, at least one byte.
            media: What `sources.identify` said of it; not a recording.
            circumstances: What a person or the file system stated.

        Returns:
            The reading, the findings with facts numbered `f1`, `f2` …, and the parts that came inside.

        Raises:
            BadInputError: The bytes are broken, too large, or protected.
            EngineError: A picture has to be read and no engine can.
        """
        content = sources.unpack(data, media, zone=self._zone)
        captured_at, captured_from = self._captured(content, circumstances)
        lines, engine = self._lines(content)
        text = Reading(engine[0], engine[1], lines)
        channel = circumstances.channel or (Channel.MAIL if media.family is sources.Family.MAIL else None)
        findings = reading.understand(
            text,
            captured_at=captured_at,
            directory=self._directory,
            sender=content.metadata.get("From"),
            channel=channel,
            is_call_note=circumstances.is_call_note,
            time_zone=self._zone,
        )
        findings = self._second_reading(data, media, text, findings)
        return Understood(
            media=media,
            reading=text,
            findings=replace(findings, facts=numbered(findings.facts)),
            captured_at=captured_at,
            captured_from=captured_from,
            channel=channel,
            metadata=dict(content.metadata),
            attachments=content.attachments,
        )

    def _captured(self, content: Content, circumstances: Circumstances) -> tuple[dt.datetime, str]:
        """Return the moment of capture and what vouches for it, the strongest statement first."""
        if circumstances.captured_at is not None:
            return circumstances.captured_at, "stated"
        if content.captured is not None:
            return content.captured.at, content.captured.by
        if circumstances.file_time is not None:
            return circumstances.file_time, "file"
        return self._now(), "now"

    def _lines(self, content: Content) -> tuple[tuple[Line, ...], tuple[str, str]]:
        """Return the lines of all pages, and the engine's name and version (`text` where no picture was read)."""
        from vault.reading.engines import read_picture  # noqa: PLC0415 - text inputs need no engine

        lines: list[Line] = []
        engine = ("text", "")
        for page in content.pages:
            if isinstance(page, sources.TextPage):
                lines.extend(page.lines)
            else:
                first = self.engines().first
                engine = (first.name, first.version)
                lines.extend(read_picture(first, page.image, page.number))
        return tuple(lines), engine

    def engines(self) -> Engines:
        """Return the engines, loading them the first time.

        Raises:
            EngineError: None can be loaded.
        """
        from vault.reading.engines import choose  # noqa: PLC0415 - seconds and a hundred megabytes

        with self._loading:
            if self._engines is None:
                self._engines = choose(self._choice)
            return self._engines

    def _second_reading(self, data: bytes, media: MediaType, text: Reading, findings: Findings) -> Findings:
        """Have every reference number that stands in a picture read once more by the other engine."""
        wanted = {i: findings.facts[i] for i in reading.references_to_reread(findings)}
        if not wanted or text.engine == "text":
            return findings
        second = self.engines().second
        if second is None:
            return findings
        from vault.reading.engines import crop_of  # noqa: PLC0415

        pages = {fact.page for fact in wanted.values()}
        answers: dict[int, str] = {}
        for page in sources.unpack(data, media, zone=self._zone).pages:
            if page.number in pages and isinstance(page, sources.PicturePage):
                for i, fact in wanted.items():
                    if fact.page == page.number and fact.box is not None:
                        answers[i] = second.read_line(_crop(crop_of, page.image, fact))
        return reading.with_second_reading(findings, answers, second.name)


def _crop(crop_of: Callable[..., Image], picture: Image, fact: Fact) -> Image:
    """Cut the fact's line out of its page."""
    return crop_of(picture, fact.box)


def numbered(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give each fact its id within the item, `f1` first."""
    return tuple(replace(fact, id=f"f{number}") for number, fact in enumerate(facts, 1))
