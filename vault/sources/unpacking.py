"""Opens an input of a known kind. The libraries that do the work are loaded when their kind is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from vault.sources import media
from vault.sources.content import Content, Limits, PicturePage, one_page
from vault.sources.errors import EmptyFileError
from vault.sources.media import Family, MediaType

DEFAULT_LIMITS = Limits()


def unpack(
    data: bytes,
    kind: MediaType,
    limits: Limits = DEFAULT_LIMITS,
    *,
    timezone: dt.tzinfo | None = None,
    keys: Mapping[str, str] | None = None,
) -> Content:
    """Open a picture, PDF, mail or text.

    What can be told without decoding pages is checked here: sizes, passwords, numbers of pages, encodings.
    Pages are decoded as they are taken from `Content.pages`, and may raise a `BadInputError` then.

    Args:
        data: The whole input.
        kind: What `identify` said of it; never a recording.
        limits: How much is taken in.
        timezone: Where the clock stood of a camera or mail program that names no offset; with None such a
            moment stays a text among the metadata.
        keys: The keys of domains that a mail's signatures are judged with, as `domain_keys` gives them.

    Returns:
        Pages, attachments and what the source says of itself.

    Raises:
        ValueError: The kind is a recording, which holds nothing to unpack.
        EmptyFileError: There are no bytes.
        BadInputError: It is damaged, protected or too large; see `vault.sources.errors`.
    """
    if not data:
        raise EmptyFileError
    limits.check_bytes(len(data), kind)
    if kind.family is Family.PICTURE:
        return _picture(data, kind, limits, timezone)
    if kind.family is Family.PDF:
        return _pdf(data, kind, limits)
    if kind.family is Family.MAIL:
        from vault.sources.mail import unpack_mail

        return unpack_mail(data, limits, timezone, keys)
    if kind.family is Family.TEXT:
        return _text(data, kind, limits)
    raise ValueError(kind.name)


def print_pages(data: bytes, kind: MediaType, limits: Limits = DEFAULT_LIMITS) -> Iterator[PicturePage]:
    """Give the pages of a picture or PDF as they are seen, one at a time.

    Pages of a PDF are drawn at 200 pixels an inch, the same picture that the quads of its lines count in.

    Args:
        data: The whole input.
        kind: What `identify` said of it.
        limits: As for `unpack`.

    Yields:
        Each page upright, in RGB; none for texts, mails and recordings.

    Raises:
        BadInputError: It is damaged, protected or too large; see `vault.sources.errors`.
    """
    limits.check_bytes(len(data), kind)
    if kind.family not in {Family.PICTURE, Family.PDF}:
        return
    if kind.family is Family.PDF:
        from vault.sources import pdf

        images = pdf.rendered(data, limits)
    else:
        from vault.sources import pictures

        pictures.check_frames(data, kind, limits)
        images = pictures.frames(data, kind, limits)
    yield from (PicturePage(number, image) for number, image in enumerate(images))


def _picture(data: bytes, kind: MediaType, limits: Limits, timezone: dt.tzinfo | None) -> Content:
    from vault.sources import exif, pictures

    left_out = pictures.check_frames(data, kind, limits)
    tags = pictures.tags(data, kind, limits)
    pages = (PicturePage(number, image) for number, image in enumerate(pictures.frames(data, kind, limits)))
    return Content(
        kind, pages, captured=exif.captured(tags, timezone), metadata=tags, frames_left_out=left_out
    )


def _pdf(data: bytes, kind: MediaType, limits: Limits) -> Content:
    from vault.sources import pdf

    return Content(kind, pdf.pages(data, limits), metadata=pdf.describe(data, limits))


def _text(data: bytes, kind: MediaType, limits: Limits) -> Content:
    from vault.sources.plain_text import decode

    text = decode(data)
    limits.check_text(text)
    if kind == media.HTML:
        from vault.sources.markup import to_lines

        lines = to_lines(text, limits)
    else:
        lines = tuple(line.rstrip() for line in text.rstrip().split("\n"))
    return Content(kind, one_page(lines))
