"""The reading set: its truth is what was drawn, its parts share nothing, and it covers what the material shows."""

from __future__ import annotations

import random
import types
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.reading_set import fresh, second, written
from samples.reading_set.damage import DAMAGES
from samples.reading_set.fresh import parties as newcomers
from samples.reading_set.marks import Mark, marked, marks_in, plain
from samples.reading_set.parties import ALL, UNKNOWN
from samples.reading_set.pictures import Part, Picture, pictures
from vault.model import Authorization, FactType, Kind, Obstacle, Role
from vault.reading import load_directory

SET = tuple(pictures())
PARTS = {Part.WRITTEN: written, Part.SECOND: second, Part.FRESH: fresh}
CHANCE = random.Random(0)  # noqa: S311 - which case of a wording is looked at
TEXT = st.text(st.characters(exclude_characters="\ue000\ue001\ue002"))


@given(before=TEXT, shown=TEXT, after=TEXT, value=TEXT)
def test_a_mark_is_not_seen_and_keeps_its_fact(before: str, shown: str, after: str, value: str) -> None:
    text = f"{before}{marked('date', value, shown, 'due')}{after}"
    assert plain(text) == before + shown + after
    assert marks_in(text) == (Mark("date", value, shown, "due"),)


def test_marks_may_stand_within_marks() -> None:
    text = marked("obstacle", "balance", f"余额{marked('amount', '12.80', '12.80元')}未提现")
    assert [(mark.type, mark.shown) for mark in marks_in(text)] == [
        ("amount", "12.80元"),
        ("obstacle", "余额12.80元未提现"),
    ]


def test_the_set_is_large_and_its_parts_share_neither_wordings_nor_layouts() -> None:
    assert len(SET) >= 150
    assert all(count >= 75 for count in Counter(picture.part for picture in SET).values())
    for unlike, least in (("WORDINGS", 30), ("LAYOUTS", 10)):
        names = [{one.name for one in getattr(part, unlike)} for part in PARTS.values()]
        assert len(names[0] | names[1] | names[2]) == sum(map(len, names))
        assert all(len(some) >= least for some in names)
    assert len({picture.name for picture in SET}) == len(SET)


def test_every_kind_of_damage_and_of_layout_occurs_in_every_part() -> None:
    for part, module in PARTS.items():
        chosen = [picture for picture in SET if picture.part is part]
        assert {picture.damage for picture in chosen} == {"clean", *DAMAGES}
        assert {picture.layout.name for picture in chosen} == {layout.name for layout in module.LAYOUTS}


def test_the_wordings_say_every_kind_of_evidence_that_a_picture_can_be() -> None:
    said = {
        kind
        for part in PARTS.values()
        for wording in part.WORDINGS
        for kind in wording.say(wording.case(CHANCE)).kinds
    }
    assert said == {kind.value for kind in Kind}


def test_parties_are_in_the_directory_or_are_meant_not_to_be() -> None:
    directory = load_directory()
    for party in (*ALL, *newcomers.ALL):
        assert directory.find(party.brand) is not None
        assert directory.find(party.id) is not None
    for party in (*UNKNOWN, *newcomers.UNHEARD_OF):
        assert directory.find(party.brand) is None


@pytest.mark.parametrize("picture", SET[:: len(SET) // 12], ids=lambda picture: picture.name)
def test_a_picture_shows_its_truth_and_is_the_same_each_time(picture: Picture) -> None:
    made, again = picture.made(), picture.made()
    assert made.truth == again.truth
    assert made.image.tobytes() == again.image.tobytes()
    shown = "".join("".join(one.text.split()) for one in made.written)
    for mark in made.truth.marks:
        assert "".join(mark.shown.split()) in shown or mark.type == "obstacle"


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_marks_name_what_the_model_knows(part: types.ModuleType) -> None:
    known = {*FactType, "optional"}
    for wording in part.WORDINGS:
        for mark in marks_in(repr_of(wording.say(wording.case(CHANCE)))):
            assert mark.type in known
            if mark.type == FactType.DATE:
                assert all(Role(role) for role in mark.detail.split("|"))
            if mark.type == FactType.OBSTACLE:
                assert Obstacle(mark.value)
            if mark.type == FactType.AUTHORIZATION:
                assert Authorization(mark.value)


def repr_of(said: object) -> str:
    """Return every text of a wording, its marks as they are."""
    if isinstance(said, str):
        return said
    if isinstance(said, tuple):
        return "".join(map(repr_of, said))
    slots = getattr(said, "__slots__", ())
    return "".join(repr_of(getattr(said, name)) for name in slots)


@pytest.mark.slow
@pytest.mark.parametrize("picture", SET, ids=lambda picture: picture.name)
def test_no_line_leaves_its_picture(picture: Picture) -> None:
    picture = Picture(picture.name, picture.part, picture.wording, picture.layout, "clean", picture.seed)
    made = picture.made()
    for one in made.written:
        x0, y0, x1, y1 = one.place
        assert x0 >= -2, one.text
        assert y0 >= -2, one.text
        assert x1 <= made.image.width * 1.005, one.text
        assert y1 <= made.image.height * 1.01, one.text
