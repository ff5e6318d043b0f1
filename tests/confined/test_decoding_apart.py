"""What is decoded apart comes out as if it were decoded here, refusals too, and processes are used again."""

from __future__ import annotations

import datetime as dt
import struct
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from decoded import EVERY, linux, opened, process_of
from PIL import Image

from tests.sources.source_material import (
    LOCKED_PDF,
    SAID,
    mail,
    pictures,
    saved,
    texts,
)
from vault import sources
from vault.confined import Decoders
from vault.errors import BadInputError
from vault.sources import identify
from vault.sources.errors import (
    EmptyFileError,
    PdfPasswordError,
    PictureBrokenError,
    PictureTooLargeError,
)
from vault.sources.media import PNG


@pytest.fixture(scope="module")
def decoders():
    with Decoders() as made:
        yield made


@pytest.mark.parametrize("name", EVERY)
def test_an_input_comes_out_as_if_it_were_decoded_here(decoders: Decoders, name: str) -> None:
    data, zone = EVERY[name], ZoneInfo("Asia/Shanghai")
    apart = opened(decoders, data, timezone=zone)
    here = sources.unpack(data, identify(data), timezone=zone)
    assert (apart.media, apart.captured, dict(apart.metadata)) == (
        here.media,
        here.captured,
        dict(here.metadata),
    )
    assert (apart.attachments, apart.frames_left_out) == (here.attachments, here.frames_left_out)
    for one, other in zip(apart.pages, here.pages, strict=True):
        assert type(one) is type(other)
        if isinstance(one, sources.PicturePage):
            assert (one.number, one.image.size, one.image.tobytes()) == (
                other.number,
                other.image.size,
                other.image.tobytes(),
            )
        else:
            assert one == other
    seen = zip(
        decoders.print_pages(data, identify(data)), sources.print_pages(data, identify(data)), strict=True
    )
    assert all(one.image.tobytes() == other.image.tobytes() for one, other in seen)


def test_what_a_mail_carries_comes_byte_for_byte(decoders: Decoders) -> None:
    message = mail()
    message.set_content(SAID)
    for number, data in enumerate((b"\x00\xff" * 1000, EVERY["png"], b"x")):
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=f"回执{number}.bin"
        )
    content = opened(decoders, message.as_bytes())
    assert content.attachments == sources.unpack(message.as_bytes(), identify(message.as_bytes())).attachments
    assert len(content.attachments) == 3
    assert SAID in texts(content)


@pytest.mark.parametrize(
    "zone", [None, dt.timezone(dt.timedelta(hours=-3, minutes=-30)), ZoneInfo("Asia/Shanghai")]
)
def test_a_clock_stands_in_the_zone_that_was_told(decoders: Decoders, zone: dt.tzinfo | None) -> None:
    data = EVERY["turned"]
    assert (
        opened(decoders, data, timezone=zone).captured
        == sources.unpack(data, identify(data), timezone=zone).captured
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (EVERY["png"][:60], PictureBrokenError),
        (LOCKED_PDF, PdfPasswordError),
        (
            b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 60000, 60000, 1, 24, 0, 0, 0, 0, 0, 0),
            PictureTooLargeError,
        ),
    ],
)
def test_a_refusal_keeps_its_error_and_the_process(
    decoders: Decoders, data: bytes, error: type[BadInputError]
) -> None:
    list(opened(decoders, EVERY["png"]).pages)
    before = process_of(decoders)
    with pytest.raises(error) as raised:
        list(opened(decoders, data).pages)
    assert raised.value.said() == raised.value.said()
    assert process_of(decoders) == before


def test_nothing_is_an_empty_file(decoders: Decoders) -> None:
    with pytest.raises(EmptyFileError):
        decoders.unpack(b"", PNG)


def test_who_stops_early_leaves_a_process_that_can_be_used(decoders: Decoders) -> None:
    content = opened(decoders, EVERY["document"])
    assert next(content.pages).number == 0
    content.pages.close()
    before = process_of(decoders)
    assert len(list(opened(decoders, EVERY["document"]).pages)) == 3
    assert process_of(decoders) == before


def test_an_input_that_is_never_looked_at_costs_no_other() -> None:
    with Decoders() as decoders:
        opened(decoders, EVERY["document"])
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


def test_several_threads_have_a_process_each() -> None:
    with Decoders() as decoders, ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: pictures(opened(decoders, EVERY["png"]))[0].size, range(24)))
        assert sizes == [(60, 40)] * 24
        assert 1 <= len(decoders._idle) <= 4


def test_plain_text_needs_no_process() -> None:
    decoders = Decoders()
    assert texts(opened(decoders, SAID.encode())) == [SAID]
    assert decoders._idle == []


@linux
@pytest.mark.slow
def test_the_largest_picture_that_is_let_in_is_decoded() -> None:
    image = Image.new("RGBA", (8900, 8900), (255, 0, 0, 128))
    with Decoders() as decoders:
        (page,) = pictures(opened(decoders, saved(image, "PNG", compress_level=1)))
    assert page.size == (8900, 8900)
    assert page.getpixel((5, 5)) == (255, 127, 127)
