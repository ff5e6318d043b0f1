"""Pictures made ready for paper, and text made legible."""

from __future__ import annotations

import io
from itertools import pairwise

import dossiers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vault.proving.document import font
from vault.proving.document.lettering import legible
from vault.proving.document.pictures import TALLEST, Piece, cuts, pieces
from vault.proving.document.typesetting import typeset


def cut(picture: bytes) -> tuple[Piece, ...]:
    return pieces(picture, column_mm=79, width_mm=164, height_mm=204)


@given(st.integers(1, 3000), st.integers(1, 40_000))
def test_cuts_cover_every_row_overlap_and_fit_a_column(width: int, height: int) -> None:
    spans = cuts(width, height)
    assert spans[0][0] == 0
    assert spans[-1][1] == height
    for (top, bottom), (following, _) in pairwise(spans):
        assert top < following <= bottom
    if width >= 100:
        assert all(bottom - top <= width * TALLEST + 1 for top, bottom in spans)
        assert all(a[1] - b[0] >= 5 for a, b in pairwise(spans))


def test_a_long_screenshot_is_cut_and_a_phone_screen_is_not() -> None:
    assert len(cut(dossiers.screenshot(1170, 2532))) == 1
    assert len(cut(dossiers.screenshot(1080, 12_000))) == 5


def test_the_longest_screenshots_stay_readable() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1440, 40_000)).save(out, "JPEG")
    made = cut(out.getvalue())
    assert len(made) == 12
    assert min(piece.width for piece in made) >= 79 / 25.4 * 300


def test_pictures_keep_their_pixels_up_to_the_resolution_of_paper() -> None:
    (piece,) = cut(dossiers.screenshot())
    assert (piece.width, piece.height) == (1170, 2532)
    (photo,) = cut(dossiers.photograph(4000, 3000))
    assert 164 / 25.4 * 300 <= photo.width <= 164 / 25.4 * 340


def test_fifty_screenshots_fit_twelve_megabytes() -> None:
    sizes = [sum(len(piece.data) for piece in cut(dossiers.screenshot(seed=seed))) for seed in range(3)]
    assert max(sizes) * 50 < 12_000_000


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_printed_on_white(mode: str) -> None:
    picture = Image.new("RGB", (60, 60), "white")
    picture.paste("black", (0, 0, 30, 60))
    if mode == "I;16":
        made = Image.new("I;16", (60, 60), 65535)
        made.paste(0, (0, 0, 30, 60))
    else:
        made = picture.convert(mode)
    out = io.BytesIO()
    made.save(out, "JPEG" if mode == "CMYK" else "PNG")
    (piece,) = cut(out.getvalue())
    with Image.open(io.BytesIO(piece.data)) as drawn:
        shown = drawn.convert("L")
    assert shown.getpixel((5, 30)) < 40  # type: ignore[operator]
    assert shown.getpixel((55, 30)) > 215  # type: ignore[operator]


def test_transparent_pixels_are_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    (piece,) = cut(out.getvalue())
    with Image.open(io.BytesIO(piece.data)) as drawn:
        assert drawn.convert("L").getextrema() == (255, 255)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_picture_give_no_piece(data: bytes) -> None:
    assert cut(data) == ()


@given(st.text(max_size=300))
def test_legible_text_can_always_be_typeset(text: str) -> None:
    shown = legible(text, font.coverage())
    assert legible(shown, font.coverage()) == shown


def test_every_character_that_counts_as_drawn_passes_pdf_a(now: object) -> None:
    import datetime as dt
    import json

    text = legible(
        "".join(map(chr, [*range(0x3000), *range(0xFE00, 0xFFFE), 0x20BB7, 0x1F600])), font.coverage()
    )
    main = b'#set page(width: 400pt, height: auto)\n#set document(title: "t")\n#set text(font: "Noto Sans CJK SC")\n'
    main += b'#for line in json("/t.json") { par(line) }'
    files = {
        "main.typ": main,
        "t.json": json.dumps([text[i : i + 400] for i in range(0, len(text), 400)]).encode(),
    }
    assert typeset(files, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)).startswith(b"%PDF")
