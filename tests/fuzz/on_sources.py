"""Files as they come from outside: pictures, PDFs, mails, pages and texts."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Sequence

import pillow_heif
from PIL import Image

from tests.fuzz.target import Target, texts
from tests.sources.source_material import exif, mail, raw_pdf
from vault.errors import VaultError
from vault.sources import HEAD_BYTES, Family, Limits, MediaType, identify, media, print_pages, unpack

CHINA = dt.timezone(dt.timedelta(hours=8))
SMALL = Limits(file_bytes=1 << 20, pixels=1_000_000, side=5000, pages=20, characters=200_000, lines=5000)
SAID = "账户注销成功 2025年6月1日"


def _unpacked(data: bytes, kind: MediaType, limits: Limits = SMALL) -> None:
    """Open an input as the intake does: every page, and what is attached, one level less at a time."""
    content = unpack(data, kind, limits, timezone=CHINA)
    for _page in content.pages:
        pass
    for attachment in content.attachments:
        assert attachment.name.isprintable()
        assert not set("/\\\0") & set(attachment.name)
        try:
            inner = identify(attachment.data[:HEAD_BYTES])
            if inner.family is not Family.RECORDING:
                _unpacked(attachment.data, inner, limits.inside())
        except VaultError:
            continue


def _any(data: bytes) -> None:
    kind = identify(data[:HEAD_BYTES])
    if kind.family is not Family.RECORDING:
        _unpacked(data, kind)
        _printed(data, kind)


def _printed(data: bytes, kind: MediaType) -> None:
    for page in print_pages(data, kind, SMALL):
        SMALL.check_picture(*page.image.size)


def _picture(data: bytes) -> None:
    kind = identify(data[:HEAD_BYTES])
    if kind.family is Family.PICTURE:
        _unpacked(data, kind)
        _printed(data, kind)


def _pdf(data: bytes) -> None:
    _unpacked(data, media.PDF)
    _printed(data, media.PDF)


@functools.cache
def pictures() -> Sequence[bytes]:
    """Return a small picture of each kind, some turned, one moving."""
    image = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    found = []
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
        image.save(file := io.BytesIO(), kind)
        found.append(file.getvalue())
    taken = exif(orientation=6, make="Phone", taken="2025:06:01 10:11:12", offset="+08:00")
    image.save(file := io.BytesIO(), "JPEG", exif=taken)
    found.append(file.getvalue())
    image.save(file := io.BytesIO(), "GIF", save_all=True, append_images=[image.rotate(90)] * 2)
    found.append(file.getvalue())
    image.convert("P").save(file := io.BytesIO(), "PNG", transparency=0)
    found.append(file.getvalue())
    pillow_heif.from_pillow(image).save(file := io.BytesIO(), quality=50)
    return (*found, file.getvalue())


@functools.cache
def pdfs() -> Sequence[bytes]:
    """Return small PDFs: words, an invisible layer, a turned page, several pages."""
    return (
        raw_pdf(b"BT /F 12 Tf 20 50 Td (SETTLED 2025-06-01) Tj ET"),
        raw_pdf(b"BT 3 Tr /F 12 Tf 20 50 Td (unseen) Tj ET 0 0 200 100 re f", extra=b"/Rotate 90"),
        raw_pdf(b"q 10 0 0 10 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q", pages=3),
    )


def mails() -> Sequence[bytes]:
    """Return mails: plain, with a page beside it, with files, with a mail inside."""
    plain, both, carrying, outer = (mail() for _ in range(4))
    plain.set_content(SAID)
    both.set_content(SAID)
    both.add_alternative(f"<p>{SAID}</p>", subtype="html")
    carrying.set_content(SAID)
    carrying.add_attachment(pictures()[0], maintype="image", subtype="png", filename="凭证.png")
    carrying.add_attachment(SAID.encode("gb18030"), maintype="text", subtype="plain", filename="../a.txt")
    outer.set_content("fwd")
    outer.add_attachment(plain)
    return tuple(bytes(one) for one in (plain, both, carrying, outer))


def pages() -> Sequence[bytes]:
    """Return saved web pages."""
    return texts(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body><p>{SAID}</p></body></html>",
        f"<table><tr><td>编号<td>123456<tr><td><b>{SAID}</b></table><script>x</script><style>y</style>",
        f'<html><pre>a\n b</pre><div style="display:none">{SAID}</div><br><li>1<li>2<!-- c --><![CDATA[d]]>&#8212;',
    )


def plain_texts() -> Sequence[bytes]:
    """Return texts in the encodings that are read."""
    return tuple(SAID.encode(name) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"))


TARGETS = (
    Target("text", plain_texts, _any),
    Target("mail", mails, lambda data: _unpacked(data, media.MAIL), longest=16384),
    Target("html", pages, lambda data: _unpacked(data, media.HTML)),
    Target("pdf", pdfs, _pdf, longest=16384),
    Target("picture", pictures, _picture, longest=16384),
)
