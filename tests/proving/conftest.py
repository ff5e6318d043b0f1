"""One stamped packet and one without a token, made once for the tests that take them apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving_authority import TestAuthority
from proving_making import members, written


@pytest.fixture(scope="session")
def authority() -> TestAuthority:
    return TestAuthority()


@pytest.fixture(scope="session")
def stamped_path(tmp_path_factory: pytest.TempPathFactory, authority: TestAuthority) -> Path:
    out = tmp_path_factory.mktemp("stamped") / "packet-jd-2026-11-22.zip"
    written(out, authority)
    return out


@pytest.fixture(scope="session")
def stamped(stamped_path: Path) -> bytes:
    return stamped_path.read_bytes()


@pytest.fixture(scope="session")
def unstamped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("unstamped") / "packet-jd-2026-11-22.zip"
    written(out, None)
    return out.read_bytes()


@pytest.fixture
def files(stamped: bytes) -> dict[str, bytes]:
    return members(stamped)
