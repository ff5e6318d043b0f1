"""`verify.py` in the packet: the standard library alone, the same findings as `vault verify` as far as it reaches."""

from __future__ import annotations

import ast
import io
import json
import os
import shutil
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_making import MADE_AT, SIGNER, members, reseal, zipped
from standalone_runs import SOURCE, run, run_alone, unpacked
from test_hostile_archives import compressed, renamed

from vault.errors import VaultError
from vault.proving import layout
from vault.proving.verify import Area, AspectVerdict, Verdict, verify

FOLDER = "packet-jd-2026-11-22/"
OPEN, WRONG, NO_PACKET, USAGE = 22, 21, 4, 2
PYTHONS = sorted(
    {*filter(None, (shutil.which(f"python3.{minor}") for minor in range(8, 15))), sys.executable}
)


def checked(packet: bytes) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "packet.zip"
        path.write_bytes(packet)
        return run(path)


def test_it_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 8))
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= {*sys.stdlib_module_names}


@pytest.mark.parametrize("python", PYTHONS)
def test_it_runs_alone_from_the_unpacked_folder_and_on_the_zip(
    python: str, stamped: bytes, stamped_path: Path, tmp_path: Path
) -> None:
    code, _said = run_alone("-c", "import sys", python=python, folder=tmp_path)
    if code:
        pytest.skip("no Python behind this name")
    folder = unpacked(stamped, tmp_path)
    for arguments in (("verify.py",), ("verify.py", str(stamped_path)), ("verify.py", ".")):
        code, said = run_alone(*arguments, python=python, folder=folder)
        assert code == OPEN, said
        assert "NOT checked: the signature" in said
        assert "尚未检查" in said


def test_the_commands_that_it_names_do_the_rest(stamped: bytes, tmp_path: Path, authority: object) -> None:
    import subprocess

    folder = unpacked(stamped, tmp_path)
    (folder / "tsa-root.pem").write_text(authority.root_pem)  # type: ignore[attr-defined]
    code, said = run(folder)
    assert code == OPEN
    commands = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    assert len(commands) == 6
    for command in commands[:-1]:
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    assert commands[-1] == "pdfsig data/packet.pdf"


def test_what_the_readers_system_puts_beside_it_does_not_matter(stamped: bytes, tmp_path: Path) -> None:
    folder = unpacked(stamped, tmp_path)
    for name in (".DS_Store", "data/Thumbs.db", "tsa-root.pem"):
        (folder / name).write_bytes(b"x")
    assert run(folder)[0] == OPEN
    (folder / "README.txt").write_bytes(b"x")
    assert run(folder)[0] == WRONG


def test_a_link_in_the_folder_is_not_followed(stamped: bytes, tmp_path: Path) -> None:
    folder = unpacked(stamped, tmp_path)
    (folder / "data/exhibits/E01.png").unlink()
    (folder / "data/exhibits/E01.png").symlink_to(tmp_path / "nowhere")
    code, said = run(folder)
    assert code == WRONG
    assert "not-a-file" in said


def test_one_flipped_bit_in_every_member_but_the_proofs(stamped: bytes) -> None:
    """What only cryptography can tell is left to openssl, and said to be open."""
    files = members(stamped)
    for name, content in files.items():
        for position in (0, len(content) // 2, len(content) - 1):
            flipped = bytearray(content)
            flipped[position] ^= 1
            code, _said = checked(zipped_as_made({**files, name: bytes(flipped)}))
            proof = name.startswith(layout.TAG_MANIFEST + ".")
            assert code == (OPEN if proof else WRONG), (name, position)


def zipped_as_made(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(FOLDER + name, content)
    return buffer.getvalue()


def with_member(packet: bytes, info: zipfile.ZipInfo | str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO(packet)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of a duplicate name
        archive.writestr(info, content)
    return buffer.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(FOLDER + "data/link")
    info.external_attr = 0o120777 << 16
    return info


def commented(packet: bytes) -> bytes:
    buffer = io.BytesIO(packet)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"hidden"
    return buffer.getvalue()


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a path that leaves the folder": (lambda p: with_member(p, FOLDER + "../../evil.sh"), "unsafe-name"),
    "an absolute path": (lambda p: with_member(p, "/etc/cron.d/evil"), "unsafe-name"),
    "a name that turns the writing round": (
        lambda p: with_member(p, FOLDER + "a\u202egnp.exe"),
        "unsafe-name",
    ),
    "a name twice": (lambda p: with_member(p, FOLDER + "data/exhibits/E01.png"), "duplicate-name"),
    "a name in other case": (lambda p: with_member(p, FOLDER + "data/exhibits/e01.PNG"), "duplicate-name"),
    "a file named as a folder": (lambda p: with_member(p, FOLDER + "data"), "duplicate-name"),
    "a symbolic link": (lambda p: with_member(p, link()), "not-a-file"),
    "a file beside the packet's folder": (lambda p: with_member(p, "other/file"), "member-outside"),
    "bytes before the archive": (lambda p: b"#!/bin/sh\n" + p, "archive-hidden-bytes"),
    "a comment": (commented, "archive-hidden-bytes"),
    "another name before the data": (
        lambda p: p.replace(b"data/exhibits/E01.png", b"data/exhibits/E0X.png", 1),
        "name-differs",
    ),
    "another size before the data": (
        lambda p: p[:22] + bytes([p[22] ^ 1]) + p[23:],
        "headers-differ",
    ),
    "another name in an extra field": (
        lambda p: renamed(p, "data/exhibits/E01.png", "data/exhibits/E02.png"),
        "name-differs",
    ),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_zip(stamped: bytes, attack: str) -> None:
    make, expected = HOSTILE[attack]
    code, said = checked(make(stamped))
    assert code == WRONG
    assert f"[{expected}]" in said
    assert said.replace("\n", "").isprintable()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_compression_is_read_and_damage_in_it_is_a_finding(stamped: bytes, method: int) -> None:
    packet = compressed(stamped, method)
    assert checked(packet)[0] == OPEN
    start = 30 + len(FOLDER + next(iter(members(packet))))
    for offset in range(0, 24, 3):
        damaged = bytearray(packet)
        damaged[start + offset] ^= 0xFF
        assert checked(bytes(damaged))[0] in {OPEN, WRONG}


@pytest.mark.parametrize("folder", ["my packet (1)/", ""])
def test_a_folder_that_the_reader_named(stamped: bytes, folder: str) -> None:
    packet = zipped(members(stamped), folder)
    assert checked(packet)[0] == OPEN
    assert verify(packet, at=MADE_AT).verdict is Verdict.VALID_WITH_CAVEATS


def test_no_command_holds_a_name_that_a_shell_would_run(stamped: bytes, tmp_path: Path) -> None:
    files = members(stamped)
    manifest = json.loads(files[layout.MANIFEST])
    token = "data/exhibits/a;reboot;/E01.png.tsr"
    manifest["exhibits"][0]["tokens"].append({**manifest["exhibits"][0]["tokens"][0], "file": token})
    sealed = reseal({**files, layout.MANIFEST: json.dumps(manifest).encode(), token: b"x"}, SIGNER)
    code, said = run(unpacked(zipped(sealed), tmp_path))
    assert code == OPEN
    assert "reboot" not in said


def test_a_bomb_is_not_unpacked(stamped: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    files = members(stamped)
    files["data/exhibits/E09.bin"] = b"\0" * (3 << 20)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(FOLDER + name, content)
    raw = buffer.getvalue()
    claimed = (3 << 20).to_bytes(4, "little")
    assert raw.count(claimed) == 2
    code, said = checked(raw.replace(claimed, (0xFFFFFFF0).to_bytes(4, "little")))
    assert code == WRONG
    assert "[archive-bomb]" in said


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_changed_byte_of_the_archive_is_a_traceback_or_missed(
    stamped: bytes, where: float, bit: int
) -> None:
    changed = bytearray(stamped)
    changed[int(where * len(stamped))] ^= 1 << bit
    code, _said = checked(bytes(changed))
    assert code in {OPEN, WRONG, NO_PACKET}
    try:
        report = verify(bytes(changed), at=MADE_AT)
    except VaultError:
        return
    failed = {a.area for a in report.aspects if a.verdict is AspectVerdict.FAIL}
    if failed & {Area.CONTENT, Area.CUSTODY}:
        assert code != OPEN, failed


@given(junk=st.binary(max_size=400))
def test_what_is_no_packet(junk: bytes) -> None:
    assert checked(junk)[0] == NO_PACKET


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"null", b"\xff", b'{"exhibits":[1],"custody":{}}', b"[" * 100_000]
)
def test_a_manifest_of_anything(stamped: bytes, manifest: bytes) -> None:
    code, said = checked(zipped_as_made({**members(stamped), layout.MANIFEST: manifest}))
    assert code == WRONG
    assert "manifest-unreadable" in said


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_pipe_or_device_is_named_and_not_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(path := tmp_path / "packet.zip")
    code, said = run(path)
    assert code == 4
    assert "[not-a-file] packet.zip" in said or f"[not-a-file] {path}" in said


def test_wrong_usage(tmp_path: Path) -> None:
    assert run_alone(str(SOURCE), "a", "b", folder=tmp_path)[0] == USAGE
    assert run_alone(str(SOURCE), "--help", folder=tmp_path)[0] == 0
    assert run_alone(str(SOURCE), "nowhere.zip", folder=tmp_path)[0] == NO_PACKET


def test_every_code_is_said_in_both_languages() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    said = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SAID"
    )
    texts = ast.literal_eval(said)
    assert all(any("\u4e00" <= char <= "\u9fff" for char in chinese) for chinese, _ in texts.values())
    assert all(english.isascii() for _, english in texts.values())
    assert json.dumps(texts)
