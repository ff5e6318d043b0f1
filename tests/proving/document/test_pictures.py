"""Pictures made ready for paper, and text made legible."""

from __future__ import annotations

import io
from itertools import pairwise

import dossiers
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vault.proving.document import font
from vault.proving.document.lettering import legible
from vault.proving.document.pictures import TALLEST, Piece, cuts, pieces
from vault.proving.document.typesetting import typeset
from vault.proving.sheets import reopened, sheet


def cut(picture: bytes) -> tuple[Piece, ...]:
    return pieces(reopened(picture), column_mm=79, width_mm=164, height_mm=204)


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


def test_screens_and_texts_are_drawn_and_photographs_are_not() -> None:
    text = Image.new("RGB", (1200, 1600), "white")
    text.paste("black", (100, 100, 900, 140))
    grey = Image.effect_noise((1200, 1600), 60).convert("RGB")
    assert [sheet(image, "application/pdf", 10_000).drawn for image in (text, grey)] == [True, False]
    assert not sheet(text, "image/jpeg", 10_000).drawn
    assert [sheet(grey, "image/png", size).drawn for size in (150_000, 3_000_000)] == [True, False]


@given(st.integers(1, 3), st.integers(1, 40))
def test_the_smallest_pages_are_sheets_too(width: int, height: int) -> None:
    assert sheet(Image.new("RGB", (width, height)), "image/gif", 10).image.size == (width, height)


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
    assert typeset(files, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), main="main.typ").startswith(b"%PDF")
