"""Files made anew: pixels and text alone, whatever the original carried beside them."""

from __future__ import annotations

import io
import zlib

import pypdfium2
import pytest
from PIL import Image, ImageDraw, PngImagePlugin
from redaction_numbers import ID

from vault.model import Box, Line, Quad
from vault.proving.redaction import copies, picture_pdf, pixels
from vault.proving.redaction.areas import areas, distinct, under, upright
from vault.proving.redaction.bare import is_bare
from vault.proving.redaction.numbers import Place
from vault.proving.redaction.reasons import Reason
from vault.proving.sheets import decoded


def drawing(size: tuple[int, int] = (400, 300)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((20, 20), ID, fill="black")
    return image


def photograph(size: tuple[int, int] = (400, 300)) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise(size, 90) for _ in range(3)])


def as_png(image: Image.Image, info: PngImagePlugin.PngInfo | None = None) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", pnginfo=info)
    return file.getvalue()


def box_quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def test_a_copy_of_a_picture_carries_no_text_chunk_profile_or_exif() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", ID)
    info.add(b"eXIf", ID.encode())
    copy = copies.of_images([decoded(as_png(drawing(), info))], single=True)
    assert copy.media_type == "image/png"
    assert ID.encode() not in copy.data
    assert is_bare(copy.data, copy.media_type)


def test_a_copy_of_a_photograph_carries_no_thumbnail() -> None:
    exif = Image.Exif()
    exif[0x010E] = ID
    exif.get_ifd(0x8769)[0x9286] = ID.encode()
    file = io.BytesIO()
    photograph().save(file, "JPEG", exif=exif, comment=ID)
    assert not is_bare(file.getvalue(), "image/jpeg")
    copy = copies.of_images([decoded(file.getvalue())], single=True)
    assert copy.media_type == "image/jpeg"
    assert ID.encode() not in copy.data
    assert is_bare(copy.data, copy.media_type)


def test_covered_pixels_are_gone() -> None:
    page = drawing()
    area = box_quad(10, 10, 300, 45)
    result = pixels.covered(page, [area], "已遮盖")
    shown = result.crop((12, 12, 298, 43)).convert("L")
    hidden = drawing()
    ImageDraw.Draw(hidden).rectangle((0, 0, 400, 50), fill="red")
    assert pixels.covered(hidden, [area], "已遮盖").crop((12, 12, 298, 43)).convert("L") == shown
    assert result.crop((0, 60, 400, 300)) == page.crop((0, 60, 400, 300))
    assert page == drawing()


def test_several_pages_become_a_pdf_of_pictures_that_stock_readers_open() -> None:
    copy = copies.of_images([drawing(), photograph()], single=False)
    assert copy.media_type == "application/pdf"
    assert is_bare(copy.data, copy.media_type)
    document = pypdfium2.PdfDocument(copy.data)
    assert len(document) == 2
    assert document[0].get_textpage().count_chars() == 0
    assert document.get_metadata_dict(skip_empty=True) == {}
    assert document[0].get_size() == pytest.approx((144, 108), abs=0.01)
    document.close()


def test_a_pdf_with_anything_added_is_not_bare() -> None:
    pdf = copies.of_images([drawing(), drawing()], single=False).data
    layer = b"BT /F 12 Tf (%b) Tj ET" % ID.encode()
    assert not is_bare(pdf + b"\n" + layer, "application/pdf")
    assert not is_bare(pdf.replace(b"Do Q", b"Do Q " + layer), "application/pdf")
    assert not is_bare(pdf.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 9 0 R"), "application/pdf")
    with pytest.raises(picture_pdf.NotAPicturePdfError):
        picture_pdf.read(b"%PDF-1.7\n")


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"acTL", b"iCCP"])
def test_a_png_with_any_other_chunk_is_not_bare(name: bytes) -> None:
    png = pixels.encoded(drawing())[0]
    assert is_bare(png, "image/png")
    body = ID.encode()
    chunk = len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
    assert not is_bare(png[:33] + chunk + png[33:], "image/png")
    assert not is_bare(png + chunk, "image/png")


def test_a_jpeg_with_a_segment_or_a_second_picture_is_not_bare() -> None:
    jpeg = pixels.encoded(photograph())[0]
    assert is_bare(jpeg, "image/jpeg")
    assert not is_bare(jpeg[:2] + b"\xff\xe1\x00\x08Exif\0\0" + jpeg[2:], "image/jpeg")
    assert not is_bare(jpeg[:2] + b"\xff\xfe\x00\x06abcd" + jpeg[2:], "image/jpeg")
    assert not is_bare(jpeg + jpeg, "image/jpeg")


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.4", b"\xff\xfe", b"GIF89a"]
)
@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "application/pdf", "image/gif", "text/html"])
def test_damaged_and_other_files_are_not_bare(data: bytes, kind: str) -> None:
    assert not is_bare(data, kind)


@pytest.mark.parametrize("ground", ["white", "#222222", "#c41e1e"])
def test_a_watermark_is_seen_in_every_part_of_any_picture(ground: str) -> None:
    page = Image.new("RGB", (900, 600), ground)
    marked = pixels.watermarked(page, "仅用于向某平台投诉某事，2026-11-22")
    assert marked.size == page.size
    for left in range(0, 900, 300):
        for top in range(0, 600, 300):
            part = marked.crop((left, top, left + 300, top + 300)).convert("L").histogram()
            levels = [level for level, count in enumerate(part) if count > 50]
            assert levels[-1] - levels[0] > 50


def test_areas_follow_the_places_of_characters_and_the_slant_of_a_line() -> None:
    text = "姓名 ABCD"
    line = Line(
        text, quad=box_quad(0, 0, 70, 10), places=tuple((at + 0.5) / len(text) for at in range(len(text)))
    )
    box = areas([line], [Place((3, 7), Reason.NAMES)])[0].box
    assert box.x0 == pytest.approx(28.5)
    assert box.x1 == pytest.approx(70.75)
    slanted = Line(text, quad=((0, 0), (70, 70), (63, 77), (-7, 7)))
    assert areas([slanted], [Place((3, 7), Reason.NAMES)])[0].box.y0 > 15
    assert under(line, Box(35, 0, 45, 10)) == (3, 5)
    assert under(line, Box(0, 20, 70, 30)) is None


def test_a_broken_number_has_an_area_on_each_of_its_lines() -> None:
    lines = [Line(ID[:10], quad=box_quad(0, 0, 100, 10)), Line(ID[10:], quad=box_quad(0, 20, 80, 30))]
    found = areas(lines, [Place((0, len(ID) + 1), Reason.IDS)])
    assert [area.box.y0 < 15 for area in found] == [True, False]


def test_two_views_of_one_place_count_once() -> None:
    one, other = upright(0, Box(10, 10, 60, 20), Reason.IDS), upright(0, Box(8, 9, 62, 21), Reason.IDS)
    elsewhere = upright(0, Box(10, 110, 60, 120), Reason.IDS)
    assert len(distinct([one, other, elsewhere])) == 2
