"""Packets that somebody unpacked, put into a folder of his own naming, and zipped again with a file manager."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from proving_authority import TestAuthority
from proving_judging import codes
from proving_making import MADE_AT, zipped
from standalone_runs import run, unpacked

from vault.proving import layout
from vault.proving.errors import NoBagError
from vault.proving.verify import Severity, Verdict, verify

FOLDER = "我的证据（京东） 2026/"
EXHIBIT = "data/exhibits/E01.png"
OPEN, WRONG, NO_PACKET = 22, 21, 4
MAC = (
    f"__MACOSX/._{FOLDER[:-1]}",
    f"__MACOSX/{FOLDER}._data",
    f"__MACOSX/{FOLDER}data/._packet.pdf",
)
SYSTEM = (FOLDER + ".DS_Store", FOLDER + "data/exhibits/Thumbs.db", FOLDER + "desktop.ini", *MAC)


def put(files: Mapping[str, bytes], *names: str, folder: str = FOLDER) -> bytes:
    """The packet in another top folder, with further members at its end; a name in "/" is a folder."""
    buffer = io.BytesIO(zipped(files, folder))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")  # of a duplicate name
        for name in names:
            archive.writestr(name, b"" if name.endswith("/") else b"x")
    return buffer.getvalue()


def by_library(packet: bytes, authority: TestAuthority) -> tuple[Verdict, set[str]]:
    report = verify(packet, trusted_roots=(authority.root_pem,), at=MADE_AT)
    return report.verdict, codes(report)


def by_program(packet: bytes, folder: Path) -> tuple[int, str]:
    (folder / "packet.zip").write_bytes(packet)
    return run(folder / "packet.zip")


@pytest.mark.parametrize("folder", [FOLDER, "证据/", "證據\u3000一/", "Preuves – été/", "証" * 85 + "/"])
def test_a_top_folder_of_any_name(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, folder: str
) -> None:
    packet = put(files, folder, folder + "data/", folder=folder)
    assert by_library(packet, authority) == (Verdict.VALID, set())
    code, said = by_program(packet, tmp_path)
    assert code == OPEN, said


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
def test_a_top_folder_in_another_encoding_that_the_zip_does_not_tell(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, encoding: str
) -> None:
    """Windows writes the bytes of its code page, macOS those of UTF-8 without saying so."""
    packet = rewritten(files, "证据/".encode(encoding))
    assert by_library(packet, authority) == (Verdict.VALID, set())
    assert by_program(packet, tmp_path)[0] == OPEN


def rewritten(files: Mapping[str, bytes], folder: bytes) -> bytes:
    """A zip whose names begin with these bytes and that does not say how they are encoded."""
    stand_in = "~" * len(folder[:-1]) + "/"
    return zipped(files, stand_in).replace(stand_in.encode(), folder)


@pytest.mark.skipif(not shutil.which("zip"), reason="zip is not installed")
def test_a_folder_zipped_with_zip(
    files: dict[str, bytes], stamped: bytes, authority: TestAuthority, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    unpacked(stamped, tmp_path / "in").rename(tmp_path / "in" / FOLDER)
    subprocess.run(["zip", "-qr", "../again.zip", FOLDER], cwd=tmp_path / "in", check=True)
    packet = (tmp_path / "again.zip").read_bytes()
    assert by_library(packet, authority) == (Verdict.VALID, set())
    assert by_program(packet, tmp_path)[0] == OPEN


@pytest.mark.parametrize("folder", [FOLDER, "packet-jd-2026-11-22/", ""])
def test_files_of_an_operating_system_are_named_as_such(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, folder: str
) -> None:
    names = [
        name.replace(FOLDER, folder).replace(f"__MACOSX/._{FOLDER[:-1]}", "__MACOSX/._p") for name in SYSTEM
    ]
    packet = put(files, "__MACOSX/", f"__MACOSX/{folder}data/", *names, folder=folder)
    report = verify(packet, trusted_roots=(authority.root_pem,), at=MADE_AT)
    assert report.verdict is Verdict.VALID
    (told,) = (finding for finding in report.findings if finding.code == "system-files")
    assert told.severity is Severity.INFO
    assert f"not judged: {len(names)}, the first of them {names[0]}." in told.said()
    code, said = by_program(packet, tmp_path)
    assert code == OPEN, said
    assert f"操作系统放入的文件，不属于证据包，未作检查：{len(names)} 个" in said
    assert f"no part of the packet, not checked: {len(names)}, first {names[0]}" in said


def test_the_unpacked_folder_is_told_the_same(stamped: bytes, tmp_path: Path) -> None:
    folder = unpacked(stamped, tmp_path)
    for name in (".DS_Store", "data/Thumbs.db", "__MACOSX/data/._packet.pdf"):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(b"x")
    code, said = run(folder)
    assert code == OPEN, said
    assert "not checked: 3" in said


def test_without_such_files_nothing_is_said_of_them(stamped: bytes, tmp_path: Path) -> None:
    assert "system-files" not in codes(verify(stamped, at=MADE_AT), None)
    assert "操作系统" not in by_program(stamped, tmp_path)[1]


def test_a_changed_member_below_a_chinese_folder(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path
) -> None:
    packet = put({**files, EXHIBIT: files[EXHIBIT] + b"x"}, *SYSTEM)
    verdict, found = by_library(packet, authority)
    assert verdict is Verdict.INVALID
    assert {"file-changed", "exhibit-differs"} <= found
    code, said = by_program(packet, tmp_path)
    assert code == WRONG
    assert f"[file-changed] {EXHIBIT}" in said


def test_a_file_of_the_packet_is_missing_under_the_name_of_a_system_s_file(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path
) -> None:
    without = {name: content for name, content in files.items() if name != EXHIBIT}
    packet = put({**without, "data/exhibits/Thumbs.db": files[EXHIBIT]})
    assert "file-missing" in by_library(packet, authority)[1]
    assert by_program(packet, tmp_path)[0] == WRONG


HOSTILE = {
    "a second folder with a packet's files": ("其他/tagmanifest-sha256.txt", "member-outside"),
    "a second folder of plain name": ("other/tagmanifest-sha256.txt", "member-outside"),
    "a file beside the folder": ("readme.txt", "member-outside"),
    "a file beside the folder, in Chinese": ("说明.txt", "member-outside"),
    "a Chinese name below the folder": (FOLDER + "证据.png", "unsafe-name"),
    "a folder in the folder": (FOLDER + FOLDER + "bagit.txt", "unsafe-name"),
    "a path that leaves the folder": (FOLDER + "../evil.sh", "unsafe-name"),
    "a path that leaves by a system's name": ("../.DS_Store", "unsafe-name"),
    "a path that leaves macOS's folder": ("__MACOSX/../._evil", "unsafe-name"),
    "an absolute path of a system's name": ("/Thumbs.db", "unsafe-name"),
    "a backslash in macOS's folder": ("__MACOSX/a\\..\\._evil", "unsafe-name"),
    "a terminal's command in macOS's folder": ("__MACOSX/._evil\x1b[2J", "unsafe-name"),
    "writing turned round in macOS's folder": ("__MACOSX/._a\u202egnp.exe", "unsafe-name"),
    "a program in macOS's folder": ("__MACOSX/evil.command", "member-outside"),
    "a packet in macOS's folder": ("__MACOSX/tagmanifest-sha256.txt", "member-outside"),
    "a system's name twice": (FOLDER + ".ds_store", "duplicate-name"),
    "a name twice": (FOLDER + EXHIBIT, "duplicate-name"),
    "a file that begins like a system's": (FOLDER + "Thumbs.db.exe", "file-unlisted"),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_what_is_refused_in_any_folder(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, attack: str
) -> None:
    name, code = HOSTILE[attack]
    packet = put(files, FOLDER + ".DS_Store", name)
    verdict, found = by_library(packet, authority)
    assert verdict is Verdict.INVALID
    assert code in found
    ended, said = by_program(packet, tmp_path)
    assert ended == WRONG
    assert f"[{code}]" in said
    assert said.replace("\n", "").isprintable()


@pytest.mark.parametrize("name", ["说明.txt", "证据/E01.png"])
def test_a_name_that_is_not_ascii_beside_a_packet_without_a_folder(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, name: str
) -> None:
    packet = put(files, name, folder="")
    assert by_library(packet, authority) == (Verdict.INVALID, {"unsafe-name"})
    assert f"[unsafe-name] {name}" in by_program(packet, tmp_path)[1]


@pytest.mark.parametrize("first", [FOLDER, "packet/"])
def test_two_packets_in_one_zip(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, first: str
) -> None:
    second = "packet/" if first == FOLDER else FOLDER
    both = {**{first + name: files[name] for name in files}, **{second + name: files[name] for name in files}}
    packet = zipped(both, "")
    assert by_library(packet, authority)[0] is Verdict.INVALID
    assert by_program(packet, tmp_path)[0] == WRONG


@pytest.mark.parametrize("hidden", ["flag", "link"])
def test_a_system_s_file_that_cannot_be_one(
    files: dict[str, bytes], authority: TestAuthority, tmp_path: Path, hidden: str
) -> None:
    info = zipfile.ZipInfo(FOLDER + ".DS_Store")
    info.create_system, info.external_attr = 3, (0o120777 if hidden == "link" else 0o100644) << 16
    buffer = io.BytesIO(zipped(files, FOLDER))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, b"/etc/passwd")
    packet = bytearray(buffer.getvalue())
    if hidden == "flag":
        packet[packet.rindex(b"PK\1\2") + 8] |= 1
    code = "not-a-file" if hidden == "link" else "member-encrypted"
    assert code in by_library(bytes(packet), authority)[1]
    assert f"[{code}]" in by_program(bytes(packet), tmp_path)[1]


@pytest.mark.parametrize(
    "folder",
    ["../", "./", "证据\\x/", "证\x07据/", "证\u202e据/", "C:/", "证据./", "証" * 86 + "/", "a/证据/", "/"],
)
def test_a_top_folder_that_is_no_safe_name(files: dict[str, bytes], tmp_path: Path, folder: str) -> None:
    packet = put(files, folder=folder)
    with pytest.raises(NoBagError):
        verify(packet, at=MADE_AT)
    assert by_program(packet, tmp_path)[0] == NO_PACKET


def test_a_zip_of_system_files_alone(tmp_path: Path) -> None:
    packet = zipped(dict.fromkeys(SYSTEM, b"x"), "")
    with pytest.raises(NoBagError):
        verify(packet, at=MADE_AT)
    assert by_program(packet, tmp_path)[0] == NO_PACKET


@pytest.mark.parametrize("marker", [layout.PAYLOAD_MANIFEST, layout.TAG_MANIFEST, layout.MANIFEST])
def test_one_of_three_files_makes_a_packet(tmp_path: Path, marker: str) -> None:
    packet = zipped({marker: b"x"}, FOLDER)
    assert verify(packet, at=MADE_AT).verdict is Verdict.INVALID
    assert by_program(packet, tmp_path)[0] == WRONG
