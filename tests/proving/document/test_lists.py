"""Tables end well: no page holds a single row of the evidence list, none is parted, and every page repeats the head."""

from __future__ import annotations

import re
from dataclasses import replace

import dossiers
import pypdfium2
import pytest

from vault.language import Language
from vault.model import Kind
from vault.proving.document import render
from vault.proving.dossier import Dossier
from vault.proving.grouping import arranged
from vault.proving.recipients.names import Layout

HEADS = {Language.ZH: "证据名称", Language.EN: "Purpose"}
KINDS = (Kind.CANCELLATION, Kind.SETTLEMENT, Kind.COMPLAINT)


def dossier(count: int, language: Language, *, layout: Layout = Layout.TIME, title: str = "短信") -> Dossier:
    items = [
        dossiers.item(
            number,
            media_type="text/plain",
            title=f"{title} {number}",
            found=(),
            kind=KINDS[number % 3] if layout is Layout.COURT else Kind.CANCELLATION,
        )
        for number in range(1, count + 1)
    ]
    made = dossiers.dossier(
        *(dossiers.exhibit(number, one) for number, one in enumerate(items, 1)), language=language
    )
    court = layout is Layout.COURT
    return replace(made, layout=layout, exhibits=arranged(made.exhibits, layout, language), originals=court)


def listed(pdf: bytes) -> list[tuple[list[str], str]]:
    """Return for each lying page the exhibits that its rows name, and its text."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [
            page.get_textpage().get_text_range() for page in document if page.get_width() > page.get_height()
        ]
    return [(re.findall(r"\bE\d\d\b", text), text) for text in texts]


def assert_ends_well(made: Dossier) -> None:
    found = listed(render(made, dossiers.STAMPED))
    assert [name for names, _ in found for name in names] == [one.name for one in made.exhibits]
    assert all(HEADS[made.language] in text for _, text in found)
    if len(made.exhibits) > 1:
        assert min(len(names) for names, _ in found) > 1, [names for names, _ in found]
    for names, text in found:  # each row stands with its digest on one page
        digests = [one.item.sha256[:8] for one in made.exhibits if one.name in names]
        assert all(digest in re.sub(r"\s", "", text) for digest in digests)


@pytest.mark.parametrize("count", [1, 2, 10, 11, 12])
def test_no_page_of_the_list_holds_one_row(count: int) -> None:
    assert_ends_well(dossier(count, Language.ZH))


def test_a_court_s_groups_and_long_names_end_well_too() -> None:
    assert_ends_well(dossier(7, Language.EN, layout=Layout.COURT, title="长" * 60))


@pytest.mark.slow
@pytest.mark.parametrize(("language", "layout"), [(Language.ZH, Layout.TIME), (Language.EN, Layout.COURT)])
def test_lists_of_every_length_end_well(language: Language, layout: Layout) -> None:
    for count in range(1, 61):
        assert_ends_well(dossier(count, language, layout=layout, title="名" * (count % 7 * 10 + 1)))


def test_a_name_that_fills_more_than_a_page_is_parted_and_not_cut() -> None:
    (names, text), *more = listed(render(dossier(1, Language.ZH, title="长" * 900), dossiers.STAMPED))
    assert names == ["E01"]
    assert sum(one.count("长") for one in (text, *(said for _, said in more))) >= 900
