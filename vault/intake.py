"""From bytes to understanding: what a source holds, what an engine reads in it, what the rules find.

Shared by `add`, which keeps the result, and `read`, which only shows it. Nothing is stored here.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from vault import domain_keys, reading, sources
from vault.confined import Decoders
from vault.errors import EngineError
from vault.mail_signatures import DomainKey
from vault.model import Channel, Fact, Findings, Line, Reading
from vault.world import is_sensible

if TYPE_CHECKING:
    from PIL.Image import Image

    from vault.reading.engines import Engines
    from vault.sources import Attachment, Content, Limits, MediaType, PicturePage

KEPT_PIXELS = 80_000_000
"""Pixels of one input that are kept in memory for the second reading; the numbers on later pages have one reading."""

NOT_READ = Reading(engine="none", version="")
"""The reading of a recording, and of what the user wants kept unread: it is kept and stamped, not read."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of an input beside its bytes.

    `captured_at` and `channel` are what a person stated; `dated` is as in `candidates.Candidate`; `is_call_note` marks
    the note of a call. `keys` are those of domains that a mail's signatures are judged with.
    """

    captured_at: dt.datetime | None = None
    dated: tuple[dt.datetime, str] | None = None
    channel: Channel | None = None
    is_call_note: bool = False
    keys: tuple[DomainKey, ...] = ()


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
    partly: bool  # an animation of more frames than are taken


class Intake:
    """Reads inputs with the chosen engines. Safe to call from several threads.

    The engines are loaded when the first picture comes, so that text costs nothing.
    """

    def __init__(
        self,
        choice: str,
        directory: reading.Directory,
        *,
        zone: dt.tzinfo,
        now: Callable[[], dt.datetime],
        decoders: Decoders | None = None,
    ) -> None:
        self._choice = choice
        self._directory = directory
        self._zone = zone
        self._now = now
        self._decoders = decoders or Decoders()
        self._engines: Engines | None = None
        self._loading = threading.Lock()

    def understand(
        self, data: bytes, media: MediaType, circumstances: Circumstances, limits: Limits
    ) -> Understood:
        """Unpack, read and understand one input.

        Args:
            data: The whole original, at least one byte.
            media: What `sources.identify` said of it; not a recording.
            circumstances: What a person or the file system stated.
            limits: How much is taken in.

        Returns:
            The reading, the findings with facts numbered `f1`, `f2` …, and the parts that came inside.

        Raises:
            BadInputError: The bytes are broken, too large, or protected, or their decoder failed.
            EngineError: A picture has to be read and no engine can.
        """
        keys = domain_keys.by_name(circumstances.keys)
        content = self._decoders.unpack(data, media, limits, timezone=self._zone, keys=keys)
        captured_at, captured_from = self._captured(content, circumstances)
        text, pictures = self._read(content)
        channel = circumstances.channel or (Channel.MAIL if media.family is sources.Family.MAIL else None)
        findings = reading.understand(
            text,
            captured_at=captured_at,
            directory=self._directory,
            sender=content.metadata.get("From"),
            channel=channel,
            is_call_note=circumstances.is_call_note,
            time_zone=self._zone,
            grounds=partial(_ground, pictures),
            sent=_sent(content),
        )
        findings = self._second_reading(text, findings, pictures)
        return Understood(
            media=media,
            reading=text,
            findings=replace(findings, facts=numbered(findings.facts)),
            captured_at=captured_at,
            captured_from=captured_from,
            channel=channel,
            metadata=domain_keys.with_source(content.metadata, circumstances.keys),
            attachments=content.attachments,
            partly=content.frames_left_out,
        )

    def _captured(self, content: Content, circumstances: Circumstances) -> tuple[dt.datetime, str]:
        """Return the moment of capture and what vouches for it, the strongest statement first."""
        if circumstances.captured_at is not None:
            return circumstances.captured_at, "stated"
        if content.captured is not None and is_sensible(content.captured.at):
            return content.captured.at, content.captured.by
        dated = circumstances.dated
        return dated if dated is not None and is_sensible(dated[0]) else (self._now(), "now")

    def _read(self, content: Content) -> tuple[Reading, Mapping[int, Image]]:
        """Read all pages, and keep the pictures by page for the second reading."""
        lines: list[Line] = []
        pictures: dict[int, Image] = {}
        kept, engine = 0, ("text", "")
        for page in content.pages:
            if isinstance(page, sources.TextPage):
                lines.extend(page.lines)
                continue
            lines.extend(self._lines(page))
            engine = (self.engines().first.name, self.engines().first.version)
            kept += page.image.width * page.image.height
            if kept <= KEPT_PIXELS:
                pictures[page.number] = page.image
        return Reading(*engine, tuple(lines)), pictures

    def _lines(self, page: PicturePage) -> tuple[Line, ...]:
        from vault.reading.engines import read_picture  # texts need no engine

        return read_picture(self.engines().first, page.image, page.number)

    def engines(self) -> Engines:
        """Return the engines, loading them the first time.

        Raises:
            EngineError: None can be loaded.
        """
        from vault.reading.engines import Choice, choose  # seconds and a hundred megabytes

        with self._loading:
            if self._engines is None:
                self._engines = choose(Choice(self._choice))
            return self._engines

    def _second_reading(self, text: Reading, findings: Findings, pictures: Mapping[int, Image]) -> Findings:
        """Have the line of every reference number that stands in a picture read once more by the other engine."""
        wanted = {
            index: findings.facts[index]
            for index in reading.references_to_reread(findings)
            if findings.facts[index].page in pictures
        }
        second = self.engines().second if wanted else None
        if second is None:
            return findings
        from vault.reading.engines import crop_of

        # The whole line: what stands around a number tells whether it is all of it.
        answers = {
            index: (
                " ".join(
                    second.read_line(crop_of(pictures[line.page], line.quad))
                    for line in reading.lines_to_reread(fact, text)
                    if line.quad is not None
                ),
                second.name,
            )
            for index, fact in wanted.items()
        }
        sizes = {number: picture.size for number, picture in pictures.items()}
        return reading.with_second_reading(findings, answers, text, sizes)

    @property
    def lacking(self) -> EngineError | None:
        """Why no second engine read the reference numbers, None if one did or none was wanted."""
        return self._engines.missing if self._engines else None


def _sent(content: Content) -> reading.Sent | None:
    """Return the Date field of a mail, None where it has none."""
    said = content.metadata.get("Date") if content.media.family is sources.Family.MAIL else None
    by_mail = content.captured if content.captured and content.captured.by == "mail" else None
    return reading.Sent(said, by_mail.at if by_mail else None) if said else None


def _ground(pictures: Mapping[int, Image], line: Line) -> tuple[int, int, int] | None:
    """Return the colour that a line of a picture is written on, None where there is no picture of it."""
    if line.quad is None or line.page not in pictures:
        return None
    from vault.reading.engines import ground_of

    return ground_of(pictures[line.page], line.quad)


def numbered(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give each fact its id within the item, `f1` first."""
    return tuple(replace(fact, id=f"f{number}") for number, fact in enumerate(facts, 1))
