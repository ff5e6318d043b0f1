"""Characters in one spelling: traditional Chinese ones as the simplified ones that they are written as.

What was read, what is searched and what is asked for are compared in the same spelling; what is shown stays as it
stands. The table and its source: `traditional.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Final

_FEW: Final = 40
"""Different characters up to which replacing each by itself is quicker than looking at every character."""


class Spelling:
    """Replaces characters by others, one by one, so that offsets in the result are offsets in the original."""

    def __init__(self, table: Mapping[str, str]) -> None:
        """Take the table.

        Args:
            table: Characters, each with the one that is written in its place; at least one.
        """
        self._table = table
        self._translation = str.maketrans(dict(table))
        self._replaced = re.compile(f"[{re.escape(''.join(table))}]")

    def __call__(self, text: str) -> str:
        """Return `text` in this spelling; the length stays the same."""
        found = set(self._replaced.findall(text))
        if len(found) > _FEW:
            return text.translate(self._translation)
        for char in found:
            text = text.replace(char, self._table[char])
        return text


def _packaged() -> dict[str, str]:
    table = tomllib.loads(resources.files("vault").joinpath("traditional.toml").read_text(encoding="utf-8"))
    return {pair[0]: pair[1] for pair in f"{table['pairs']} {table['others']}".split()}


SIMPLIFIED: Final[Mapping[str, str]] = _packaged()
"""Traditional characters, each with the simplified one; no simplified one is a key."""

simplified: Final = Spelling(SIMPLIFIED)
"""Return a text in simplified characters."""
