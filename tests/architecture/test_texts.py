"""Every text that a person sees exists in English and Chinese; a missing translation fails here."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
LOCALE = ROOT / "vault" / "locale" / "zh" / "LC_MESSAGES"
MARKERS = frozenset({"mark", "translate", "say", "_"})
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH_BETWEEN = re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]")


def sources() -> Iterator[Path]:
    for package in ("vault", "cli"):
        yield from sorted((ROOT / package).rglob("*.py"))


def marked(path: Path) -> Iterator[str]:
    """Return the texts that are given to a marker as a literal."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in MARKERS and isinstance(node.args[0].value, str):
                yield node.args[0].value


def catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {one(message.id): one(message.string) for message in read_po(file) if message.id}


def one(text: str | tuple[str, ...]) -> str:
    """Return a text, of several forms by number the first: Chinese has one."""
    return text if isinstance(text, str) else text[0]


TRANSLATED = {
    english: chinese for path in LOCALE.glob("*.po") for english, chinese in catalogue(path).items()
}
TEXTS = sorted({text for path in sources() for text in marked(path)})


def test_texts_are_found_at_all() -> None:
    assert len(TEXTS) > 300


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_its_translation_with_the_same_placeholders(text: str) -> None:
    assert TRANSLATED.get(text), "no translation"
    assert fields(TRANSLATED[text]) == fields(text)


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalogue_holds_no_text_that_is_not_used(path: Path) -> None:
    if path.stem == "messages":
        pytest.skip("click's own words")
    assert set(catalogue(path)) - set(TEXTS) == set()


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.stem)
def test_chinese_is_written_with_full_width_punctuation(path: Path) -> None:
    assert [text for text in catalogue(path).values() if HALF_WIDTH_BETWEEN.search(text)] == []


def fields(text: str) -> set[str]:
    """Return the names of the placeholders."""
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name}
