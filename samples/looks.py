"""How the apps look that the screenshots show, and what a screenshot of the story is."""

from __future__ import annotations

from dataclasses import dataclass

from samples.blocks import Look, Screen
from samples.truth import Truth

RED = Look(accent="#e1251b")
BLUE = Look(accent="#1677ff")
GREEN = Look(accent="#07c160", page="#ededed", bar="#ededed")
ORANGE = Look(accent="#ff7a1a")
SMS = Look(accent="#34a853", page="#ffffff", theirs="#eceef1", mine="#2f7cf6", my_ink="#ffffff")
DARK = Look(
    accent="#07c160",
    page="#111111",
    card="#1e1e1e",
    ink="#e6e6e6",
    faint="#8c8c8c",
    rule="#2c2c2c",
    bar="#1a1a1a",
    mine="#3eb575",
    theirs="#2c2c2c",
)
PAPER = Look(accent="#0a4da2", page="#eef1f6")


@dataclass(frozen=True, slots=True)
class Shot:
    """A screenshot of the story: file name, what it shows, what it says."""

    name: str
    screen: Screen
    truth: Truth
