"""A quick selection of what `make soak` does for hours: kill, fail, check, again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import faults
from tests.soak.faults import Fault, Point
from tests.soak.soaking import soak

pytestmark = pytest.mark.skipif(not faults.available(), reason="strace is not there, or may not trace")


@pytest.mark.slow
@pytest.mark.timeout(1200)  # two hundred commands, each a process under the kernel's tracer
def test_nothing_acknowledged_is_lost_wherever_a_command_breaks(tmp_path: Path) -> None:
    (home := tmp_path / "home").mkdir()
    tally = soak(30, 7, home, say=lambda _text: None)
    assert (tally.lost, tally.unreadable) == (0, 0)
    assert tally.fired > tally.injected / 2
    assert tally.acknowledged > 0


@pytest.mark.slow
@pytest.mark.parametrize("fault", [Fault.EIO, Fault.FULL])
@pytest.mark.parametrize(
    "at",
    [*(Point("pwrite64", number) for number in (1, 10, 25)), *(Point("unlink", n) for n in (1, 2))],
    ids=str,
)
def test_a_medium_that_refuses_while_the_index_is_built_is_said(
    tmp_path: Path, fault: Fault, at: Point
) -> None:
    environment = {
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "VAULT_DIR": str(tmp_path / "vault"),
        "VAULT_IDENTITY": str(tmp_path / "identity.txt"),
        "VAULT_TSA": "none",
        "VAULT_LANG": "en",
    }
    assert faults.run(["init"], environment).code == 0
    assert faults.run(["add", "-"], environment, stdin="借呗账户已注销".encode()).code == 0
    (tmp_path / "vault" / "index.db").unlink()
    ended = faults.run(["search"], environment, fault=fault, at=at)
    assert (ended.code, ended.fired) == (4, True)
    assert "A bug" not in ended.err
    assert faults.run(["search"], environment).code == 0
