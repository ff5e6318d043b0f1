"""What a stranger does: the commands of VERIFY.txt as they stand there, and other people's libraries."""

from __future__ import annotations

import subprocess
import warnings
from pathlib import Path

import pytest

from proving_authority import DAY, TestAuthority
from proving_making import dossier, exhibit, members, three_exhibits, written


def commands(folder: Path, section: str) -> list[str]:
    english = (folder / "VERIFY.txt").read_text("utf-8").split("=" * 72)[1]
    block = english.split(f"[{section}]\n")[1].split("\n\n")[0]
    return [line[4:] for line in block.splitlines() if line.startswith("    ")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path, stamped_path: Path, authority: TestAuthority) -> Path:
    subprocess.run(["unzip", "-q", str(stamped_path), "-d", str(tmp_path)], check=True)
    (only,) = tmp_path.iterdir()
    assert only.name == stamped_path.stem
    (only / "tsa-root.pem").write_text(authority.root_pem)
    return only


def test_every_linux_command_of_verify_txt_succeeds(folder: Path) -> None:
    sums, signature, fingerprint, token = commands(folder, "Linux")
    assert sums == "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"
    result = run(sums, folder)
    assert result.returncode == 0
    assert all(line.endswith(": OK") for line in result.stdout.splitlines())
    assert "CMS Verification successful" in run(signature, folder).stderr
    shown = run(fingerprint, folder).stdout.partition("=")[2].replace(":", "").strip().lower()
    assert shown in (folder / "VERIFY.txt").read_text("utf-8")
    assert "Verification: OK" in run(token, folder).stdout + run(token, folder).stderr


def test_every_exhibit_command_succeeds(folder: Path) -> None:
    lines = commands(folder, "OpenSSL 3")
    assert len(lines) == 2
    for line in lines:
        result = run(line, folder)
        assert result.returncode == 0, result.stderr
        assert "Verification: OK" in result.stdout + result.stderr
