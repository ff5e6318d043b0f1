"""The file that a packet becomes: where it may be written, and that nothing is left of one that fails."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest
from proving_authority import TestAuthority
from proving_making import MADE_AT, PDF, PNG, SIGNER, dossier, exhibit, members, sha, three_exhibits, written

from vault.errors import ConflictError, VaultDamagedError
from vault.proving import layout
from vault.proving.document import Stamping
from vault.proving.errors import EmptyPacketError, PacketUnsoundError, PacketUnwritableError
from vault.proving.packet import write_packet
from vault.proving.verify import Verdict, verify


def test_what_was_written_is_told(tmp_path: Path, authority: TestAuthority) -> None:
    result = written(tmp_path / "p.zip", authority)
    assert result.path == tmp_path / "p.zip"
    assert result.size == result.path.stat().st_size
    assert result.manifest == sha(members(result.path.read_bytes())[layout.TAG_MANIFEST])
    assert result.timestamp is Stamping.STAMPED
    assert result.exhibits == 3
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "p.zip"
    out.write_bytes(b"mine")
    with pytest.raises(ConflictError):
        written(out, None)
    assert out.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "p.zip"

    def draw(_: Stamping) -> bytes:
        out.write_bytes(b"mine")
        return PDF

    with pytest.raises(ConflictError):
        write_packet(dossier(three_exhibits(None)), draw=draw, signer=SIGNER, stamp=None, out=out)
    assert out.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [out]


def test_a_dangling_link_is_a_file_that_exists(tmp_path: Path) -> None:
    out = tmp_path / "p.zip"
    out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConflictError):
        written(out, None)


def test_a_file_is_replaced_when_that_is_allowed(tmp_path: Path) -> None:
    out = tmp_path / "p.zip"
    out.write_bytes(b"old")
    made = dossier(three_exhibits(None))
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=None, out=out, replace=True)
    assert verify(out, at=MADE_AT).verdict is Verdict.VALID_WITH_CAVEATS


@pytest.mark.parametrize("stored", [PNG[:-1], PNG + b"x", PNG[::-1], b""])
def test_a_damaged_original_makes_no_packet(tmp_path: Path, stored: bytes) -> None:
    good = exhibit(1, PNG)
    damaged = dataclasses.replace(good, original=lambda: io.BytesIO(stored))
    with pytest.raises(VaultDamagedError) as caught:
        written(tmp_path / "p.zip", None, made=dossier([damaged]))
    assert "E01" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    class Torn(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    def torn() -> BinaryIO:
        return Torn()  # type: ignore[return-value]

    broken = dataclasses.replace(exhibit(1, PNG), original=torn)
    with pytest.raises(PacketUnwritableError, match="Input/output"):
        written(tmp_path / "p.zip", None, made=dossier([broken]))
    assert list(tmp_path.iterdir()) == []


def test_a_token_for_other_bytes_makes_no_packet(tmp_path: Path, authority: TestAuthority) -> None:
    good = exhibit(1, PNG)
    wrong = dataclasses.replace(good.item, tokens=(authority.token(sha(b"other")),))
    with pytest.raises(PacketUnsoundError) as caught:
        written(tmp_path / "p.zip", None, made=dossier([dataclasses.replace(good, item=wrong)]))
    assert "token-mismatch" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_no_exhibit_no_packet(tmp_path: Path) -> None:
    made = dataclasses.replace(dossier(three_exhibits(None)), exhibits=())
    with pytest.raises(EmptyPacketError):
        written(tmp_path / "p.zip", None, made=made)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PacketUnwritableError, match="No such file"):
        written(tmp_path / "nowhere" / "p.zip", None)


def test_a_disk_that_is_full_keeps_nothing_half_written(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the write fails the same way."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    many = dossier([exhibit(n, PNG * 50 + bytes([n])) for n in range(1, 20)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(PacketUnwritableError):
            written(tmp_path / "p.zip", None, made=many)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_the_packet_of_a_user_who_names_it_in_chinese(tmp_path: Path) -> None:
    out = tmp_path / "证据 包.zip"
    written(out, None)
    with zipfile.ZipFile(out) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"packet-packet-jd-2026-11-22"}


def test_a_packet_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    written(tmp_path / "p.zip", None)
    assert os.name != "posix" or (tmp_path / "p.zip").stat().st_mode & 0o077 == 0
    subprocess.run(["unzip", "-tq", str(tmp_path / "p.zip")], check=True, capture_output=True)
