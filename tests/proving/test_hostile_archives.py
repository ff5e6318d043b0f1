"""Zips made to harm the reader or to show different things to different tools."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import TestAuthority
from proving_judging import codes
from proving_making import MADE_AT, members, zipped

from vault.errors import BadInputError, NewerFormatError
from vault.proving import layout
from vault.proving.errors import NoBagError, NotAPacketError, NotAZipError
from vault.proving.verify import Verdict, verify

FOLDER = "packet-jd-2026-11-22/"


def failures(packet: bytes) -> set[str]:
    report = verify(packet, at=MADE_AT)
    found = codes(report)
    assert (report.verdict is Verdict.INVALID) == bool(found)
    return found


def with_member(packet: bytes, info: zipfile.ZipInfo | str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO(packet)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")  # of a duplicate name
        archive.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.sh",
        FOLDER + "../../evil.sh",
        "/etc/cron.d/evil",
        "C:/evil.exe",
        FOLDER + "data\\..\\..\\evil",
        FOLDER + "data//evil",
        FOLDER + "./evil",
        FOLDER + "evil.",
        FOLDER + "evil\x1b[2J",
        FOLDER + "证据.png",
        FOLDER + "evil\u202egnp.exe",
    ],
)
def test_a_name_that_leaves_the_folder_or_fools_a_terminal(stamped: bytes, name: str) -> None:
    packet = with_member(stamped, name)
    assert "unsafe-name" in failures(packet)
    said = [finding.said() for finding in verify(packet, at=MADE_AT).findings]
    assert all(line.isprintable() for line in said)


def test_a_name_that_ends_at_a_zero_byte(stamped: bytes) -> None:
    packet = with_member(stamped, FOLDER + "data/exhibits/E01.pngXhidden").replace(
        b"pngXhidden", b"png\0hidden"
    )
    assert failures(packet) & {"unsafe-name", "duplicate-name"}


def test_a_name_that_occurs_twice(stamped: bytes) -> None:
    assert "duplicate-name" in failures(with_member(stamped, FOLDER + "data/exhibits/E01.png"))


def test_names_that_differ_in_case_alone(stamped: bytes) -> None:
    assert "duplicate-name" in failures(with_member(stamped, FOLDER + "data/exhibits/e01.PNG"))


def test_a_file_with_the_name_of_a_folder(stamped: bytes) -> None:
    assert "duplicate-name" in failures(with_member(stamped, FOLDER + "data"))


def test_another_name_before_the_data_than_in_the_directory(stamped: bytes) -> None:
    changed = stamped.replace(b"data/exhibits/E01.png", b"data/exhibits/E99.png", 1)
    first = stamped.index(b"PK\x03\x04")
    assert first == 0
    start = next(
        i
        for i in range(len(stamped))
        if stamped[i : i + 4] == b"PK\3\4" and b"E01.png" in stamped[i + 30 : i + 80]
    )
    changed = stamped[:start] + stamped[start:].replace(b"E01.png", b"E99.png", 1)
    assert "name-differs" in failures(changed)


def compressed(packet: bytes, method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members(packet).items():
            archive.writestr(FOLDER + name, content)
    return buffer.getvalue()


def position(packet: bytes, name: str) -> int:
    """Return where the header before a member's data stands."""
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        return archive.getinfo(FOLDER + name).header_offset


@pytest.mark.parametrize(
    "offset", {"flags": 6, "method": 8, "checksum": 14, "packed size": 18, "size": 22}.values()
)
def test_another_description_before_the_data_than_in_the_directory(stamped: bytes, offset: int) -> None:
    packet = bytearray(stamped)
    packet[position(stamped, "data/exhibits/E01.png") + offset] ^= 1
    assert "headers-differ" in failures(bytes(packet))


def renamed(packet: bytes, name: str, other: str) -> bytes:
    """Return the packet with a second name for a member, in the field that some tools believe above the first."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, content in members(packet).items():
            info = zipfile.ZipInfo(FOLDER + member)
            if member == name:
                second = (FOLDER + other).encode()
                checksum = zlib.crc32(info.filename.encode())
                info.extra = struct.pack("<2HBI", 0x7075, 5 + len(second), 1, checksum) + second
            archive.writestr(info, content)
    return buffer.getvalue()


def test_another_name_in_an_extra_field(stamped: bytes) -> None:
    exhibit = "data/exhibits/E01.png"
    assert "name-differs" in failures(renamed(stamped, exhibit, "data/exhibits/E02.png"))
    assert failures(renamed(stamped, exhibit, exhibit)) == set()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_compression_is_read_and_damage_in_it_is_a_finding(stamped: bytes, method: int) -> None:
    packet = bytearray(compressed(stamped, method))
    assert failures(bytes(packet)) == set()
    start = position(bytes(packet), "bagit.txt") + 30 + len(FOLDER + "bagit.txt")
    for offset in range(24):
        damaged = bytearray(packet)
        damaged[start + offset] ^= 0xFF
        failures(bytes(damaged))


def test_sizes_after_the_data_and_large_ones_in_their_field(stamped: bytes) -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation

        tell = seek

    for large in (False, True):
        for buffer in (io.BytesIO(), Stream()):
            with zipfile.ZipFile(buffer, "w") as archive:
                for name, content in members(stamped).items():
                    with archive.open(zipfile.ZipInfo(FOLDER + name), "w", force_zip64=large) as member:
                        member.write(content)
            assert failures(buffer.getvalue()) == set()


def test_a_symbolic_link(stamped: bytes) -> None:
    link = zipfile.ZipInfo(FOLDER + "data/exhibits/E09.png")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert "not-a-file" in failures(with_member(stamped, link, b"/etc/passwd"))


def test_an_encrypted_member(stamped: bytes) -> None:
    packet = bytearray(stamped)
    entry = stamped.index(b"PK\1\2")
    packet[entry + 8] |= 1
    assert "member-encrypted" in failures(bytes(packet))


def test_an_unknown_compression(stamped: bytes) -> None:
    packet = bytearray(stamped)
    entry = stamped.index(b"PK\1\2")
    struct.pack_into("<H", packet, entry + 10, 97)
    assert "member-unreadable" in failures(bytes(packet))


def test_a_bomb_is_not_unpacked(stamped: bytes) -> None:
    """One megabyte of zeros, declared as four gigabytes thrice: refused by its own declaration."""
    files = members(stamped)
    packet = bytearray(zipped({**files, **{f"data/bomb{n}": b"" for n in range(3)}}))
    entry = 0
    while (entry := packet.find(b"PK\1\2", entry + 1)) >= 0:
        if b"bomb" in packet[entry : entry + 100]:
            struct.pack_into("<I", packet, entry + 24, 0xFFFFFFF0)
    assert "archive-bomb" in failures(bytes(packet))


def test_members_that_share_their_bytes(stamped: bytes) -> None:
    """The overlapping kind of bomb: many directory entries for one member's data."""
    packet = stamped
    end = packet.rindex(b"PK\5\6")
    entry = packet.index(b"PK\1\2")
    length = 46 + sum(struct.unpack_from("<3H", packet, entry + 28))
    copies = b"".join(
        packet[entry : entry + length].replace(b"bagit.txt", b"bagi%05d" % n) for n in range(50)
    )
    tail = bytearray(packet[end:])
    count, size = (
        struct.unpack_from("<H", tail, 10)[0] + 50,
        struct.unpack_from("<I", tail, 12)[0] + len(copies),
    )
    struct.pack_into("<2HI", tail, 8, count, count, size)
    assert {"archive-hidden-bytes", "name-differs"} <= failures(packet[:end] + copies + bytes(tail))


def test_bytes_before_the_archive(stamped: bytes) -> None:
    assert failures(b"MZ" + bytes(510) + stamped) == {"archive-hidden-bytes"}


def test_bytes_after_the_archive(stamped: bytes) -> None:
    assert failures(stamped + b"#!/bin/sh\n") == {"archive-hidden-bytes"}


def test_an_archive_comment(stamped: bytes) -> None:
    buffer = io.BytesIO(stamped)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"verified by the court"
    assert "archive-hidden-bytes" in failures(buffer.getvalue())


def test_another_archive_in_front(stamped: bytes) -> None:
    other = zipped({**members(stamped), "data/packet.pdf": b"%PDF-other"})
    assert "archive-hidden-bytes" in failures(other + stamped)


def test_a_member_outside_the_folder(stamped: bytes) -> None:
    assert "member-outside" in failures(with_member(stamped, "other/readme.txt"))


def test_a_packet_without_a_top_folder_is_judged_as_well(stamped: bytes, authority: TestAuthority) -> None:
    report = verify(zipped(members(stamped), folder=""), trusted_roots=(authority.root_pem,), at=MADE_AT)
    assert report.verdict is Verdict.VALID


def test_folder_entries_do_no_harm(stamped: bytes, authority: TestAuthority) -> None:
    packet = with_member(with_member(stamped, FOLDER, b""), FOLDER + "data/", b"")
    assert verify(packet, trusted_roots=(authority.root_pem,), at=MADE_AT).verdict is Verdict.VALID


@pytest.mark.parametrize("junk", [b"", b"PK", bytes(100), b"PK\5\6" + bytes(18)])
def test_what_is_no_packet_is_said_to_be_none(junk: bytes) -> None:
    with pytest.raises(NotAPacketError) as caught:
        verify(junk, at=MADE_AT)
    assert isinstance(caught.value, BadInputError)
    assert caught.value.code == "not-a-packet"


def test_a_zip_of_other_things() -> None:
    with pytest.raises(NoBagError):
        verify(zipped({"holiday.jpg": b"x"}), at=MADE_AT)


def test_a_cut_off_packet(stamped: bytes) -> None:
    with pytest.raises(NotAZipError):
        verify(stamped[:-100], at=MADE_AT)


def test_a_directory_that_claims_gigabytes(stamped: bytes) -> None:
    packet = bytearray(stamped)
    struct.pack_into("<I", packet, len(packet) - 22 + 12, 0xF0000000)
    with pytest.raises(NotAPacketError):
        verify(bytes(packet), at=MADE_AT)


def test_a_packet_of_a_newer_format(stamped: bytes) -> None:
    files = members(stamped)
    newer = files[layout.MANIFEST].replace(b'"format": 1', b'"format": 2')
    with pytest.raises(NewerFormatError):
        verify(zipped({**files, layout.MANIFEST: newer}), at=MADE_AT)


@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255))
def test_no_changed_byte_of_the_archive_is_a_traceback_or_a_pass(
    stamped: bytes, authority: TestAuthority, where: float, byte: int
) -> None:
    packet = bytearray(stamped)
    packet[int(where * len(packet))] ^= byte
    try:
        report = verify(bytes(packet), trusted_roots=(authority.root_pem,), at=MADE_AT)
    except (BadInputError, NewerFormatError):
        return
    if report.verdict is Verdict.VALID:
        assert members(bytes(packet)) == members(
            stamped
        )  # a member's date, or another field that says nothing


@given(
    files=st.dictionaries(
        st.sampled_from([*layout.TAG_FILES, layout.TAG_MANIFEST, layout.MANIFEST, layout.CUSTODY, "data/x"]),
        st.one_of(st.binary(max_size=60), st.just(b"{}"), st.just(b"null\n")),
        min_size=1,
    )
)
def test_a_made_up_packet_is_never_valid(files: Mapping[str, bytes]) -> None:
    try:
        report = verify(zipped(files), at=MADE_AT)
    except BadInputError:
        return
    assert report.verdict is Verdict.INVALID
