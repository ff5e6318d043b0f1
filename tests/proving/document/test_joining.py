"""A document of several parts is one document: pages, tags, bookmarks, links and places run through."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import dossiers
import pypdfium2
import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

from vault.proving.document import render
from vault.proving.document.composition import TOGETHER

COUNT = 2 * TOGETHER + 3
TRAPS = (
    "12 0 R and /StructParents 3",
    "((((open) (1 0 R)",
    "closed)) >> endobj 5 0 obj",
    "(U1x0y0)",
    r"back\slash\) 7 0 R (",
    "/A<</S/URI/URI(packet:exhibit-1)>>",
    "xref startxref %%EOF stream",
)
"""Titles that look like what a PDF is written with."""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    exhibits = [
        dossiers.exhibit(
            number, dossiers.item(number, title=TRAPS[number % len(TRAPS)], media_type="text/plain")
        )
        for number in range(1, COUNT + 1)
    ]
    return render(dossiers.dossier(*exhibits), dossiers.STAMPED)


def test_every_page_bears_its_number_and_how_many_there_are(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in re.sub(r"\s", "", text)


def test_bookmarks_of_later_parts_stand_below_the_same_chapter(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        texts = [re.sub(r"[\s\u200b]", "", page.get_textpage().get_text_bounded()) for page in document]
    below = [(title, page) for level, title, page in marks if level == 1 and title.startswith("证据")]
    assert len(below) == COUNT
    assert [page for _, page in below] == sorted({page for _, page in below})
    for number, (title, page) in enumerate(below, 1):
        assert title.startswith(f"证据 {number}")
        assert f"证据{number}{TRAPS[number % len(TRAPS)][:5].replace(' ', '')}" in texts[page]
    assert [title[:2] for level, title, _ in marks if level == 0] == ["一、", "二、", "三、", "四、"]


def test_links_of_list_and_contents_lead_to_the_pages_they_name(pdf: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    names = reader.root["/Names"]["/Dests"]["/Names"]
    places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    assert list(places) == sorted(places)
    annotations = [one.get_object() for page in _pages(reader) for one in page.get("/Annots", ArrayObject())]
    assert not any("/A" in one for one in annotations)
    links = [str(one["/Dest"]) for one in annotations]
    assert {f"exhibit-{number}" for number in range(1, COUNT + 1)} <= set(links)
    assert {"section-exhibits", "section-integrity", "section-list"} <= set(links) <= set(places)


def test_every_tagged_page_is_in_the_one_tree_and_ids_are_told_apart(pdf: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    tree = reader.root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    keys = [int(numbers[at]) for at in range(0, len(numbers), 2)]
    assert keys == sorted(set(keys))
    assert max(keys) < int(tree["/ParentTreeNextKey"])
    own = [int(page["/StructParents"]) for page in _pages(reader)]
    assert len(own) == len(set(own))
    assert set(own) <= set(keys)
    top = tree["/K"][0]
    assert {str(kid.get_object()["/P"]["/S"]) for kid in top["/K"]} == {"/Document"}
    ids = tree["/IDTree"]["/Names"]
    labels = [str(ids[at]) for at in range(0, len(ids), 2)]
    assert labels == sorted(set(labels))
    for at in range(0, len(ids), 2):
        assert str(ids[at + 1]["/ID"]) == str(ids[at])


def test_the_colours_that_it_is_made_for_lie_in_it_once(pdf: bytes) -> None:
    assert pdf.count(b"/GTS_PDFA1") == 1


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf")
def test_qpdf_finds_no_fault(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "packet.pdf"
    file.write_bytes(pdf)
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "WARNING" not in checked.stdout + checked.stderr


def _pages(reader: PdfFileReader) -> list[DictionaryObject]:
    return [page.get_object() for page in reader.root["/Pages"]["/Kids"]]
