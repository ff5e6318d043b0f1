from __future__ import annotations

import threading

import pytest
import source_material as made
from PIL import Image

from vault.sources import Limits, PicturePage, TextPage, identify, print_pages, unpack
from vault.sources.errors import PdfBrokenError, PdfPasswordError, TextTooLongError, TooManyPagesError
from vault.sources.media import PDF

TEXT = b"BT /F 12 Tf 20 50 Td (SETTLED ON 1 JUNE) Tj ET"


def text_page(data: bytes) -> TextPage:
    (page,) = made.opened(data).pages
    assert isinstance(page, TextPage)
    return page


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box


def test_a_text_layer_is_read_line_by_line() -> None:
    data = made.typeset_pdf(made.SAID, "编号：ZX20250601", "Closed, ref A-1")
    assert made.texts(made.opened(data)) == [made.SAID, "编号：ZX20250601", "Closed, ref A-1"]


@pytest.mark.parametrize(
    "extra", [b"", b"/Rotate 90", b"/Rotate 180", b"/Rotate 270", b"/CropBox[10 20 180 90]"]
)
def test_quads_lie_on_the_ink_of_the_page_as_drawn(extra: bytes) -> None:
    data = made.raw_pdf(TEXT, extra=extra)
    page = text_page(data)
    (drawn,) = print_pages(data, PDF)
    image = drawn.image
    box = page.lines[0].box
    assert page.size == image.size
    assert page.lines[0].text == "SETTLED ON 1 JUNE"
    assert box is not None
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(ink(image), abs=3)


def test_pages_are_drawn_at_200_pixels_an_inch() -> None:
    page = text_page(made.raw_pdf(TEXT))
    assert page.scale == pytest.approx(200 / 72)
    assert page.size == (556, 278)


def test_a_page_without_text_is_a_picture() -> None:
    image = made.picture(400, 300)
    (page,) = made.opened(made.saved(image, "PDF", resolution=72)).pages
    assert isinstance(page, PicturePage)
    assert page.image.mode == "RGB"
    assert page.image.size == pytest.approx((400 * 200 / 72, 300 * 200 / 72), abs=2)
    assert page.image.getpixel((5, 5))[0] > 200 > page.image.getpixel((5, 5))[1]


def test_pages_of_both_sorts_keep_their_numbers() -> None:
    content = made.opened(made.typeset_pdf("甲", pages=3))
    pages = list(content.pages)
    assert [page.number for page in pages] == [0, 1, 2]
    assert [page.lines[0].page for page in pages if isinstance(page, TextPage)] == [0, 1, 2]


def test_a_text_layer_of_private_characters_is_read_as_a_picture() -> None:
    cmap = b"<</Length %d>>stream\n%s\nendstream"
    table = b"1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <20><7e><e020> endbfrange"
    head = b"/CIDInit /ProcSet findresource begin begincmap "
    program = head + table + b" endcmap end"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    data = made.raw_pdf(TEXT, fonts=font)
    assert b"/Kids[5 0 R]" in data
    data = data.replace(b"/Kids[5 0 R]", b"/Kids[6 0 R]").replace(
        b"5 0 obj<</Type/Page", b"5 0 obj" + cmap % (len(program), program) + b"\nendobj\n6 0 obj<</Type/Page"
    )
    (page,) = made.opened(data).pages
    assert isinstance(page, PicturePage)


def with_screenshot(caption: bytes, width: int) -> bytes:
    """A page with an inline picture of that width in points, 80 high, and a caption at its left edge."""
    pixels = b"q %d 0 0 80 20 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q " % width
    return made.raw_pdf(pixels + b"BT /F 8 Tf 20 92 Td (%s) Tj ET" % caption)


def test_a_screenshot_pasted_under_a_heading_is_read_as_a_picture() -> None:
    (page,) = made.opened(with_screenshot(b"My proof", 160)).pages
    assert isinstance(page, PicturePage)


def on_scan(*lines: bytes) -> bytes:
    """A page that a picture fills, with text on it."""
    text = b" T* ".join(b"(%s) Tj" % line for line in lines)
    picture = b"q 200 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xf0 EI Q "
    return made.raw_pdf(picture + b"BT /F 6 Tf 7 TL 10 80 Td %s ET" % text)


def test_a_scan_with_the_stamp_of_an_app_is_read_as_a_picture() -> None:
    (page,) = made.opened(on_scan(b"Scanned with CamScanner")).pages
    assert isinstance(page, PicturePage)


def test_a_scan_with_a_text_layer_is_read_as_text() -> None:
    lines = [
        b"The account was closed and settled.",
        b"Issued on 1 June 2025 by the bank.",
        b"Number 20250601",
    ]
    assert made.texts(made.opened(on_scan(*lines))) == [line.decode() for line in lines]


def test_a_small_logo_leaves_the_page_a_text() -> None:
    (page,) = made.opened(with_screenshot(b"My proof", 30)).pages
    assert isinstance(page, TextPage)


def test_a_password_is_asked_for_by_an_error() -> None:
    for use in (made.opened, lambda data: list(print_pages(data, PDF))):
        with pytest.raises(PdfPasswordError) as caught:
            use(made.LOCKED_PDF)
        assert "password" in caught.value.said()[0]


def test_a_password_that_one_pdf_wanted_is_not_asked_of_the_next_broken_one() -> None:
    with pytest.raises(PdfPasswordError):
        made.opened(made.LOCKED_PDF)
    for broken in (b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"):
        with pytest.raises(PdfBrokenError):
            list(made.opened(broken).pages)


def test_a_pdf_that_opens_without_a_password_is_read_though_encrypted() -> None:
    assert made.texts(made.opened(made.OWNER_LOCKED_PDF)) == ["SETTLED"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\nhello", made.raw_pdf(TEXT, pages=0)])
def test_a_pdf_without_pages_is_broken(data: bytes) -> None:
    assert identify(data) == PDF
    with pytest.raises(PdfBrokenError):
        made.opened(data)


def test_two_hundred_pages_pass_and_one_more_is_refused() -> None:
    content = made.opened(made.raw_pdf(TEXT, pages=200))
    assert sum(1 for _ in content.pages) == 200
    with pytest.raises(TooManyPagesError, match="more than 200"):
        made.opened(made.raw_pdf(TEXT, pages=201))


def test_a_page_as_large_as_a_poster_is_drawn_smaller() -> None:
    data = made.raw_pdf(b"").replace(b"[0 0 200 100]", b"[0 0 14400 14400]")
    content = unpack(data, PDF, Limits(pixels=1_000_000))
    (page,) = content.pages
    assert isinstance(page, PicturePage)
    assert 900_000 < page.image.size[0] * page.image.size[1] <= 1_000_000


def test_more_text_than_the_limit_is_refused() -> None:
    content = unpack(made.raw_pdf(TEXT, pages=3), PDF, Limits(characters=40))
    with pytest.raises(TextTooLongError):
        list(content.pages)


def test_document_information_is_metadata() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Title(Settlement)/Producer(P\x01Q)>>"
    data = made.raw_pdf(TEXT, fonts=font).replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 4 0 R")
    assert made.opened(data).metadata == {"Title": "Settlement", "Producer": "PQ"}


def test_leaving_off_after_the_first_page_closes_the_document() -> None:
    content = made.opened(made.raw_pdf(TEXT, pages=3))
    first = next(content.pages)
    content.pages.close()
    assert first.number == 0
    assert list(content.pages) == []


def test_several_threads_read_at_once() -> None:
    data, results = made.raw_pdf(TEXT, pages=10), []

    def read() -> None:
        results.append(len(made.texts(made.opened(data))))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [10] * 6
