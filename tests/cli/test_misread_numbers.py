"""A number is found whichever of two letters and digits that look alike the engine read."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell

AS_READ = "GD2O26OZl8SB10I0158S2"


@pytest.fixture
def read_wrong(vault: Shell) -> Shell:
    """A vault with one number in which each confusion was read, and a second item without it."""
    for number in (AS_READ, "GD20269999999999"):
        vault("add", "-", stdin=f"【示例金融】您的工单号：{number}，请留存。".encode())
    return vault


@pytest.mark.parametrize(
    "typed",
    [AS_READ, "GD2026021858101015852", "gd2o26oz18s8iolois8sz", "GD2026 0218 5810", "0218S8", "O2I85B"],
)
@pytest.mark.parametrize("how", [(), ("--ref",)])
def test_search_finds_a_misread_number(read_wrong: Shell, how: tuple[str, ...], typed: str) -> None:
    assert len(read_wrong("search", *how, typed, "--json").records) == 1
