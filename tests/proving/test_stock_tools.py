"""What a stranger does: the commands of VERIFY.txt as they stand there, and other people's libraries."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from proving_authority import DAY, TestAuthority
from proving_making import members, written


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


@pytest.mark.skipif(not shutil.which("shasum"), reason="Perl's shasum is not installed")
def test_shasum_of_macos_reads_both_manifests(folder: Path) -> None:
    (command, *_) = commands(folder, "macOS")
    assert command.startswith("shasum -a 256 -c ")
    assert run(command, folder).returncode == 0


def test_the_bagit_library_validates_the_folder(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its imports
        import bagit
    bag = bagit.Bag(str(folder))
    assert bag.validate(processes=1)
    assert bag.info["External-Identifier"] == "packet-jd-2026-11-22"


def test_a_changed_exhibit_fails_with_the_stock_tools(folder: Path) -> None:
    with (folder / "data/exhibits/E01.png").open("ab") as file:
        file.write(b"x")
    assert run(commands(folder, "Linux")[0], folder).returncode != 0
    assert run(commands(folder, "OpenSSL 3")[0], folder).returncode != 0


def test_a_changed_tag_manifest_fails_with_the_stock_tools(folder: Path) -> None:
    manifest = folder / "tagmanifest-sha256.txt"
    manifest.write_text(manifest.read_text().replace("0", "1"))
    _, signature, _, token = commands(folder, "Linux")
    assert run(signature, folder).returncode != 0
    assert run(token, folder).returncode != 0


def test_the_commands_hold_for_an_authority_that_has_expired_since(tmp_path: Path) -> None:
    """Its certificate ended in 2021, and openssl looks at today's clock unless it is told otherwise."""
    then = dt.datetime(2021, 3, 1, 12, tzinfo=dt.UTC)
    old = TestAuthority("Old TSA", at=then, start=then - DAY, lifetime=2 * DAY)
    written(tmp_path / "packet-old.zip", old)
    subprocess.run(["unzip", "-q", "packet-old.zip"], cwd=tmp_path, check=True)
    folder = tmp_path / "packet-old"
    (folder / "tsa-root.pem").write_text(old.root_pem)
    for line in (commands(folder, "Linux")[3], *commands(folder, "OpenSSL 3")):
        assert run(line, folder).returncode == 0, run(line, folder).stderr
        without, _, _ = line.partition(" -attime")
        assert run(without, folder).returncode != 0


def test_without_a_timestamp_the_commands_that_are_left_succeed(tmp_path: Path) -> None:
    written(tmp_path / "packet.zip", None)
    subprocess.run(["unzip", "-q", "packet.zip"], cwd=tmp_path, check=True)
    lines = commands(tmp_path / "packet", "Linux")
    assert len(lines) == 3
    assert all(run(line, tmp_path / "packet").returncode == 0 for line in lines)


def test_verify_txt_is_in_chinese_first_and_then_in_english(stamped: bytes) -> None:
    chinese, english = members(stamped)["VERIFY.txt"].decode().split("=" * 72)
    assert "未被" in chinese or "没有" in chinese
    assert chinese.count("    ") == english.count("    ")
    assert english.isascii()
    assert [line for line in chinese.splitlines() if line.startswith("    ")] == [
        line for line in english.splitlines() if line.startswith("    ")
    ]


def test_no_command_for_windows_names_a_device_or_redirects_text(folder: Path) -> None:
    """MSYS programs make files of the name NUL; Windows PowerShell redirects in UTF-16."""
    for line in commands(folder, "Windows PowerShell"):
        assert "NUL" not in line
        assert " > " not in line


def test_verify_txt_says_which_of_its_lines_were_run(stamped: bytes) -> None:
    said = members(stamped)["VERIFY.txt"].decode()
    assert "macOS 和 Windows 的命令依据这些系统的说明书写成，未在其上实际运行。" in said
    assert "have not been run there" in said
