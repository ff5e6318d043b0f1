from __future__ import annotations

import datetime as dt
import io
import struct
import zlib

import pillow_heif
import pytest
import source_material as made
from PIL import Image, ImageChops

from vault.sources import Limits, identify, print_pages, unpack
from vault.sources.errors import (
    FileTooLargeError,
    PictureBrokenError,
    PictureTooLargeError,
    TooManyPagesError,
)

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def one(data: bytes) -> Image.Image:
    (image,) = made.pictures(made.opened(data))
    return image


def has_red_corner(image: Image.Image) -> bool:
    red, green, blue = image.getpixel((3, 3))
    return red > 200 and green < 90 and blue < 90 and image.getpixel((30, 30))[1] > 200


def files() -> dict[str, bytes]:
    image = made.picture()
    named = {name: made.saved(image, name) for name in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")}
    return named | {"HEIC": made.heic(image)}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIC"])
def test_each_format_gives_one_upright_page_in_rgb(kind: str) -> None:
    image = one(files()[kind])
    assert (image.mode, image.size) == ("RGB", (60, 40))
    assert has_red_corner(image)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_honoured(kind: str, orientation: int) -> None:
    turned = made.picture()
    undo = {
        2: 0,
        3: 3,
        4: 1,
        5: 5,
        6: 2,
        7: 6,
        8: 4,
    }  # what brings an upright picture into the stored position
    if orientation in undo:
        turned = turned.transpose(Image.Transpose(undo[orientation]))
    image = one(made.saved(turned, kind, exif=made.exif(orientation=orientation)))
    assert image.size == (60, 40)
    assert has_red_corner(image)


def test_heic_orientation_is_honoured() -> None:
    lying = made.picture().transpose(Image.Transpose.ROTATE_90)
    heif = pillow_heif.from_bytes("RGB", lying.size, lying.tobytes())
    file = io.BytesIO()
    heif.save(file, quality=95, exif=made.exif(orientation=6).tobytes())
    image = one(file.getvalue())
    assert image.size == (60, 40)
    assert has_red_corner(image)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_transparent_parts_become_white(mode: str) -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 10, 10))
    image = one(made.saved(clear.convert("LA" if mode == "PA" else mode), "PNG"))
    assert image.getpixel((15, 15)) == (255, 255, 255)
    assert image.getpixel((5, 5)) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "CMYK", "I;16", "F", "I"])
def test_unusual_modes_are_brought_to_rgb(mode: str) -> None:
    ramp = Image.linear_gradient("L")
    if mode == "I;16":
        ramp = Image.frombytes(
            "I;16", (256, 256), b"".join(struct.pack("<H", y * 257) * 256 for y in range(256))
        )
    else:
        ramp = ramp.convert(mode)
    image = one(made.saved(ramp, "TIFF"))
    top, bottom = image.getpixel((100, 2)), image.getpixel((100, 253))
    assert image.mode == "RGB"
    assert max(top) < 30
    assert min(bottom) > 225


def test_a_long_scrolling_screenshot_passes() -> None:
    screenshot = Image.new("L", (1440, 40_000), 255)
    image = one(made.saved(screenshot, "PNG"))
    assert image.size == (1440, 40_000)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(PictureTooLargeError, match="50,000 x 50,000") as caught:
        made.opened(data)
    assert "80,000,000 pixels" in str(caught.value)
    with pytest.raises(PictureTooLargeError):
        printed(data)


def test_one_side_too_long_is_refused() -> None:
    with pytest.raises(PictureTooLargeError):
        made.opened(made.saved(Image.new("1", (50_001, 2)), "PNG"))


def test_a_gif_whose_frame_outgrows_its_screen_is_refused() -> None:
    data = bytearray(made.saved(made.picture(), "GIF"))
    at = data.index(b",", 13 + (3 << ((data[10] & 7) + 1)))
    data[at + 5 : at + 9] = struct.pack("<HH", 65_535, 65_535)
    with pytest.raises((PictureBrokenError, PictureTooLargeError)):
        made.pictures(made.opened(bytes(data)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIC"])
def test_a_truncated_picture_is_an_error(kind: str) -> None:
    data = made.heic(made.noise(90, 90)) if kind == "HEIC" else made.saved(made.noise(90, 90), kind)
    with pytest.raises(PictureBrokenError):
        made.pictures(made.opened(data[: len(data) // 2]))


def test_a_damaged_tiff_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray(made.saved(made.noise(90, 90), "TIFF", compression="tiff_lzw"))
    data[20:80] = bytes(60)
    with pytest.raises(PictureBrokenError):
        made.pictures(made.opened(bytes(data)))
    assert capfd.readouterr() == ("", "")


def test_a_gif_that_grows_from_frame_to_frame_is_stopped_at_the_first_too_large() -> None:
    frames = [Image.new("L", (20, 20), n) for n in range(6)]
    data = bytearray(made.saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    second = data.index(b",", data.index(b",", 13 + (3 << ((data[10] & 7) + 1))) + 1)
    data[second + 5 : second + 9] = struct.pack("<HH", 9_000, 9_000)
    with pytest.raises(PictureTooLargeError, match="9,000 x 9,000"):
        made.opened(bytes(data))


def test_every_page_of_a_tiff_is_read_in_order() -> None:
    pages = [Image.new("RGB", (20 + n, 20), (n, 0, 0)) for n in range(5)]
    content = made.opened(made.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    images = made.pictures(content)
    assert [image.size[0] for image in images] == [20, 21, 22, 23, 24]
    assert [image.getpixel((1, 1))[0] for image in images] == [0, 1, 2, 3, 4]


def test_a_tiff_with_too_many_pages_is_refused() -> None:
    pages = [Image.new("1", (4, 4))] * 4
    data = made.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(TooManyPagesError, match="more than 3"):
        unpack(data, identify(data), Limits(pages=3))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_gives_its_first_frames_and_says_that_there_are_more(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), (n * 10, 0, 0)) for n in range(6)]
    data = made.saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=40)
    few, all_of_them = unpack(data, identify(data), Limits(frames=4)), made.opened(data)
    assert few.frames_left_out
    assert len(made.pictures(few)) == 4
    assert not all_of_them.frames_left_out
    assert len(made.pictures(all_of_them)) == 6


def test_pages_are_made_when_they_are_taken_and_only_once() -> None:
    pages = [Image.new("RGB", (20, 20), (n, 0, 0)) for n in range(3)]
    data = made.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    content = made.opened(data)
    assert [page.number for page in content.pages] == [0, 1, 2]
    assert list(content.pages) == []


def test_exif_tells_camera_and_moment_but_no_place() -> None:
    block = made.exif(make="HUAWEI\x00", taken="2025:06:01 10:11:12", offset="+08:00", orientation=1)
    data = made.saved(made.picture(), "JPEG", exif=block)
    content = made.opened(data)
    assert content.metadata == {
        "Make": "HUAWEI",
        "DateTimeOriginal": "2025:06:01 10:11:12",
        "OffsetTimeOriginal": "+08:00",
    }
    assert content.captured is not None
    assert content.captured.at == dt.datetime(2025, 6, 1, 2, 11, 12, tzinfo=dt.UTC)
    assert content.captured.said == "2025:06:01 10:11:12 +08:00"
    assert content.captured.by == "exif"


def test_a_moment_without_offset_takes_the_zone_that_is_given_and_claims_nothing_without() -> None:
    data = made.saved(made.picture(), "JPEG", exif=made.exif(taken="2025:06:01 10:11:12"))
    assert made.opened(data).captured is None
    captured = unpack(data, identify(data), timezone=SHANGHAI).captured
    assert captured is not None
    assert captured.at == dt.datetime(2025, 6, 1, 2, 11, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "0001:01:01 00:00:00"]
)
def test_a_moment_that_no_clock_shows_is_not_claimed(taken: str) -> None:
    data = made.saved(made.picture(), "JPEG", exif=made.exif(taken=taken, offset="+14:00"))
    assert made.opened(data).captured is None


def test_a_damaged_exif_block_does_not_cost_the_picture() -> None:
    data = made.saved(made.picture(), "JPEG", exif=made.exif(make="HUAWEI", taken="2025:06:01 10:11:12"))
    at = data.index(b"Exif\x00\x00") + 14
    assert has_red_corner(one(data[:at] + b"\xff" * 30 + data[at + 30 :]))


def test_more_bytes_than_the_limit_are_refused() -> None:
    data = made.saved(made.picture(), "PNG")
    with pytest.raises(FileTooLargeError, match="at most 0 MiB"):
        unpack(data, identify(data), Limits(file_bytes=10))


def printed(data: bytes) -> list[Image.Image]:
    return [page.image for page in print_pages(data, identify(data))]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIC"])
def test_each_format_is_printed_as_it_is_read(kind: str) -> None:
    (image,) = printed(files()[kind])
    assert (image.mode, image.size) == ("RGB", (60, 40))
    assert image.tobytes() == one(files()[kind]).tobytes()


def test_a_turned_jpeg_is_printed_upright() -> None:
    lying = made.picture().transpose(Image.Transpose.ROTATE_90)
    (image,) = printed(made.saved(lying, "JPEG", exif=made.exif(orientation=6)))
    assert image.size == (60, 40)
    assert has_red_corner(image)


def test_a_jpeg_for_presses_is_printed_in_rgb() -> None:
    (image,) = printed(made.saved(made.picture(mode="CMYK"), "JPEG"))
    assert image.mode == "RGB"


def test_a_picture_of_one_frame_too_many_is_not_printed() -> None:
    data = made.saved(made.picture(), "TIFF", save_all=True, append_images=[made.picture().rotate(90)] * 3)
    with pytest.raises(TooManyPagesError):
        list(print_pages(data, identify(data), Limits(pages=3)))
    assert [page.number for page in print_pages(data, identify(data))] == [0, 1, 2, 3]


def test_a_png_without_its_end_is_printed_all_the_same() -> None:
    (image,) = printed(made.saved(made.picture(), "PNG")[:-12])
    assert ImageChops.difference(image, made.picture()).getbbox() is None
