"""Packets as they are written: layout, custody, determinism, and what happens when something is wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import TestAuthority
from proving_making import (
    MADE_AT,
    NOTE,
    PDF,
    PNG,
    SIGNER,
    WRITER,
    custody_of,
    dossier,
    exhibit,
    members,
    recorded,
    sha,
    small_pdf,
    three_exhibits,
    written,
)

from vault.errors import ConflictError, VaultDamagedError, VaultError
from vault.model import Acquired, Authority, Event, EventType, Item, ItemId, Packed, Sha256, Token
from vault.proving import layout
from vault.proving.custody import START, chain, custody_text, journal_digest
from vault.proving.document import Stamping
from vault.proving.dossier import Exhibit, Head, moment
from vault.proving.errors import (
    EmptyPacketError,
    PacketUnsoundError,
    PacketUnwritableError,
    SignerUnreadableError,
)
from vault.proving.packet import write_packet
from vault.proving.signer import Signer, new_signer, parse_fingerprint, sign_detached, signer_fingerprint
from vault.proving.stamps import request_token
from vault.proving.verify import Verdict, verify


def test_the_layout_is_that_of_a_bag(stamped: bytes) -> None:
    assert list(members(stamped)) == [
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "VERIFY.txt",
        "verify.py",
        "tsa-chain.pem",
        "tsa-crls.pem",
        "signer.crt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sha256.txt.p7s",
        "tagmanifest-sha256.txt.tsr",
        "data/packet.pdf",
        "data/manifest.json",
        "data/custody.jsonl",
        "data/exhibits/E01.png",
        "data/exhibits/E01.png.tsr",
        "data/exhibits/E02.txt",
        "data/exhibits/E02.txt.tsr",
        "data/exhibits/E03.pdf",
    ]


def test_originals_enter_byte_for_byte(stamped: bytes) -> None:
    files = members(stamped)
    assert files["data/exhibits/E01.png"] == PNG
    assert files["data/exhibits/E02.txt"] == NOTE


def test_the_manifest_tells_everything_but_the_owners_folders(
    stamped: bytes, authority: TestAuthority
) -> None:
    raw = members(stamped)[layout.MANIFEST]
    assert b"/home/me" not in raw
    manifest = json.loads(raw)
    assert manifest["packet"] == "packet-jd-2026-11-22"
    assert manifest["platform"] == "京东金融"
    assert manifest["timestamp"] == "stamped"
    assert manifest["signer"] == signer_fingerprint(SIGNER)
    first = manifest["exhibits"][0]
    assert (first["file"], first["sha256"], first["size"]) == ("data/exhibits/E01.png", sha(PNG), len(PNG))
    assert first["acquisitions"][0]["device"] == "Phone 9"
    assert [fact["state"] for fact in first["facts"]] == ["confirmed", "proposed"]
    assert first["facts"][1]["value"] == {"amount": "1234.50", "currency": "CNY"}
    assert first["tokens"] == [
        {
            "file": "data/exhibits/E01.png.tsr",
            "authority": authority.authority.url,
            "at": "2026-11-22T06:00:03Z",
            "renews": None,
        }
    ]
    last = members(stamped)[layout.CUSTODY].splitlines()[-1]
    assert manifest["custody"] == {"count": 9, "sha256": sha(last)}
    assert "heads" not in manifest


def test_custody_leads_each_exhibit_from_its_acquisition_to_this_packet(stamped: bytes) -> None:
    lines = members(stamped)[layout.CUSTODY].splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["seq"] for record in records] == list(range(1, 10))
    assert [record["prev"] for record in records] == ["0" * 64, *map(sha, lines[:-1])]
    assert [record["type"] for record in records if record["exhibit"] == "E01"] == [
        "item.added",
        "item.exported",
        "packet.made",
    ]
    assert records[-1]["body"] == {"packet": "packet-jd-2026-11-22"}


def test_custody_tells_nothing_of_other_items(stamped: bytes) -> None:
    """Neither their events, nor how many there are, nor the places of the exhibits' own events among them."""
    files = members(stamped)
    told = files[layout.CUSTODY] + files[layout.MANIFEST]
    for private in (b"private", b"0ther000", b"w1r1t3r0", b'"writer"', b'"count": 7'):
        assert private not in told
    made = dossier(three_exhibits(None))
    more = dataclasses.replace(made, custody=recorded(custody_of(made.exhibits, foreign=5)[0]))
    assert [record.body for record in chain(more)] == [record.body for record in chain(made)]


def test_what_a_body_tells_of_other_items_and_packets_is_withheld() -> None:
    one = exhibit(1, PNG)
    acquired = Acquired(dataclasses.replace(one.item.acquisitions[0], parent=ItemId("m41l0000")))
    packed = Packed("p4ck3t00", 7, "12378", sha(b"manifest"))
    events = tuple(
        Event(WRITER, seq, START, MADE_AT, kind, "0" * 32, one.item.id, msgspec.to_builtins(body))
        for seq, kind, body in (
            (1, EventType.ITEM_ACQUIRED, acquired),
            (2, EventType.PACKET_MADE, packed),
        )
    )
    told = custody_text(chain(dataclasses.replace(dossier([one]), custody=recorded(events))))
    for private in (b"m41l0000", b"p4ck3t00", b"12378", "截图".encode()):
        assert private not in told
    assert "recipient" in json.loads(told.splitlines()[1])["withheld"]


def test_the_events_of_a_copy_belong_to_its_exhibit() -> None:
    one = exhibit(1, PNG)
    joined = dataclasses.replace(one, item=dataclasses.replace(one.item, copies=(ItemId("c0py0000"),)))
    event = Event(WRITER, 1, START, MADE_AT, EventType.ITEM_ADDED, "0" * 32, ItemId("c0py0000"))
    first, _ = chain(dataclasses.replace(dossier([joined]), custody=recorded([event])))
    assert (first.exhibit, first.type) == ("E01", EventType.ITEM_ADDED)


def test_exhibits_stand_in_the_order_of_the_days_that_the_document_shows() -> None:
    def of(number: int, day: str | None, hour: int) -> Item:
        item = exhibit(number, PNG).item
        captured = dt.datetime(2026, 3, 10, hour, tzinfo=dt.UTC)
        return dataclasses.replace(
            item,
            acquisitions=(dataclasses.replace(item.acquisitions[0], captured_at=captured),),
            findings=dataclasses.replace(item.findings, event_date=day),
        )

    night = of(1, None, 17)  # one o'clock on the 11th in Beijing
    tenth, eleventh = of(2, "2026-03-10", 20), of(3, "2026-03-11", 20)
    assert sorted((eleventh, night, tenth), key=moment) == [tenth, night, eleventh]


def test_the_owner_is_bound_to_the_whole_journal_by_one_digest() -> None:
    head = Head(WRITER, 7, sha(b"last event"))
    longer = dataclasses.replace(head, count=8)
    assert len({journal_digest(heads) for heads in ((), (head,), (longer,))}) == 3


def test_the_same_dossier_gives_the_same_bag(tmp_path: Path) -> None:
    written(tmp_path / "a.zip", None)
    written(tmp_path / "b.zip", None)
    one, two = (members((tmp_path / name).read_bytes()) for name in ("a.zip", "b.zip"))
    one.pop(layout.SIGNATURE), two.pop(layout.SIGNATURE)  # ECDSA draws a number for each signature
    assert one == two
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 6, 0, 0)}


def test_what_was_written_is_told(tmp_path: Path, authority: TestAuthority) -> None:
    result = written(tmp_path / "p.zip", authority)
    assert result.path == tmp_path / "p.zip"
    assert result.size == result.path.stat().st_size
    assert result.manifest == sha(members(result.path.read_bytes())[layout.TAG_MANIFEST])
    assert result.timestamp is Stamping.STAMPED
    assert result.exhibits == 3
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_without_an_authority_everything_says_so(unstamped: bytes) -> None:
    files = members(unstamped)
    assert json.loads(files[layout.MANIFEST])["timestamp"] == "none"
    assert "NO timestamp" in files[layout.VERIFY].decode()
    assert "openssl ts" not in files[layout.VERIFY].decode()
    assert b"%none" in files[layout.DOCUMENT]
    assert not [name for name in files if name.endswith(".tsr")]


def test_an_authority_that_gives_no_token_leaves_the_packet_pending(tmp_path: Path) -> None:
    drawn: list[Stamping] = []

    def draw(stamping: Stamping) -> bytes:
        drawn.append(stamping)
        return small_pdf(stamping.value)

    made = dossier(three_exhibits(None))
    result = write_packet(made, draw=draw, signer=SIGNER, stamp=lambda _digest: (), out=tmp_path / "p.zip")
    files = members(result.path.read_bytes())
    assert result.timestamp is Stamping.PENDING
    assert drawn == [Stamping.STAMPED, Stamping.PENDING]
    assert json.loads(files[layout.MANIFEST])["timestamp"] == "pending"
    assert b"%pending" in files[layout.DOCUMENT]
    assert verify(result.path, at=MADE_AT).verdict is Verdict.VALID_WITH_CAVEATS


def test_several_authorities_leave_several_tokens(tmp_path: Path, authority: TestAuthority) -> None:
    second = TestAuthority("Second TSA")

    def stamp(digest: Sha256) -> tuple[Token, ...]:
        return authority.token(digest), second.token(digest)

    made = dossier(three_exhibits(None))
    roots = (authority.root_pem, second.root_pem)
    out = tmp_path / "p.zip"
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=stamp, roots=roots, out=out)
    assert {"tagmanifest-sha256.txt.tsr", "tagmanifest-sha256.txt.2.tsr"} <= set(members(out.read_bytes()))
    report = verify(out, trusted_roots=roots, at=MADE_AT)
    assert report.verdict is Verdict.VALID
    assert {name for name, _ in report.stamped_at} == {"Test TSA", "Second TSA"}


def test_a_root_of_the_packet_is_never_trusted(stamped: bytes, authority: TestAuthority) -> None:
    assert authority.root_pem.strip() in members(stamped)[layout.TSA_CHAIN].decode()
    assert verify(stamped, at=MADE_AT).verdict is Verdict.VALID_WITH_CAVEATS


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


def test_a_long_recording_is_streamed(tmp_path: Path) -> None:
    import tracemalloc

    size, block = 64 << 20, bytes(range(256)) * 4096

    class Long(io.RawIOBase):
        left = size

        def read(self, count: int = -1) -> bytes:
            taken = min(self.left, count, len(block))
            self.left -= taken
            return block[:taken]

    import hashlib

    running = hashlib.sha256()
    for _ in range(size // len(block)):
        running.update(block)
    item = dataclasses.replace(
        exhibit(1, b"").item, sha256=Sha256(running.hexdigest()), size=size, media_type="audio/mpeg"
    )
    long = dataclasses.replace(exhibit(1, b""), item=item, original=Long)
    tracemalloc.start()
    try:
        result = written(tmp_path / "p.zip", None, made=dossier([long]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.size > size
    assert peak < 16 << 20


@given(name=st.text(max_size=12), packet=st.text(max_size=12))
def test_the_top_folder_is_plain_ascii(name: str, packet: str) -> None:
    folder = layout.folder_name(name, packet)
    assert folder.isascii()
    assert folder not in {"", ".", ".."}
    assert not set(folder) & set('/\\:*?"<>| ')


@pytest.mark.parametrize(
    ("media_type", "file"),
    [
        ("image/jpeg", "E01.jpg"),
        ("text/plain; charset=gb18030", "E01.txt"),
        ("message/rfc822", "E01.eml"),
        ("application/x-unheard-of", "E01.bin"),
    ],
)
def test_extensions_follow_the_media_type(media_type: str, file: str) -> None:
    assert layout.exhibit_file("E01", media_type) == "data/exhibits/" + file


def test_a_signer_that_does_not_fit_its_certificate() -> None:
    other = new_signer("Other", now=MADE_AT, serial=2)
    for bad in (
        Signer(SIGNER.key_pem, other.certificate_pem),
        Signer(b"", b""),
        Signer(b"x", SIGNER.certificate_pem),
    ):
        with pytest.raises(SignerUnreadableError):
            sign_detached(b"data", bad)


@given(digits=st.binary(min_size=32, max_size=32))
def test_fingerprints_are_read_as_people_write_them(digits: bytes) -> None:
    assert parse_fingerprint(digits.hex(":").upper()) == digits.hex() == parse_fingerprint(digits.hex(" "))


@pytest.mark.parametrize("text", ["", "12", "g" * 64, "0" * 65, "０" * 64])
def test_what_is_no_fingerprint(text: str) -> None:
    with pytest.raises(VaultError):
        parse_fingerprint(text)


def test_the_packet_of_a_user_who_names_it_in_chinese(tmp_path: Path) -> None:
    out = tmp_path / "证据 包.zip"
    written(out, None)
    with zipfile.ZipFile(out) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"packet-packet-jd-2026-11-22"}


def test_bigger_packets_take_proportionally_longer_and_verify(tmp_path: Path) -> None:
    many = [exhibit(n, PNG + n.to_bytes(2, "big")) for n in range(1, 201)]
    result = written(tmp_path / "p.zip", None, made=dossier(many))
    assert result.exhibits == 200
    assert "data/exhibits/E200.png" in members(result.path.read_bytes())


def test_two_hundred_stamped_exhibits_are_verified_in_two_seconds(tmp_path: Path) -> None:
    """Of the processor's time: what else the machine does is not this program's."""
    import time

    from samples.stamping import answer, new_signer

    authority = new_signer(MADE_AT, dt.timedelta(days=365))
    roots = (authority.root_pem.decode(),)

    def stamp(digest: Sha256) -> tuple[Token, ...]:
        def fetch(_url: str, query: bytes) -> bytes:
            return answer(query, authority, MADE_AT)

        return (request_token(digest, Authority("https://tsa.test/", roots[0]), nonce=1, fetch=fetch),)

    def stamped_exhibit(number: int) -> Exhibit:
        one = exhibit(number, PNG * 200 + number.to_bytes(2, "big"))
        return dataclasses.replace(one, item=dataclasses.replace(one.item, tokens=stamp(one.item.sha256)))

    made = dossier([stamped_exhibit(number) for number in range(1, 201)])
    out = tmp_path / "p.zip"
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=stamp, roots=roots, out=out)
    started = time.process_time()
    assert verify(out, trusted_roots=roots, at=MADE_AT).verdict is Verdict.VALID
    assert time.process_time() - started < 2


def test_a_packet_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    written(tmp_path / "p.zip", None)
    assert os.name != "posix" or (tmp_path / "p.zip").stat().st_mode & 0o077 == 0
    subprocess.run(["unzip", "-tq", str(tmp_path / "p.zip")], check=True, capture_output=True)


@pytest.mark.parametrize("name", ["con", "NUL", "aux.2026", "LPT1", "-rf"])
def test_no_folder_has_a_name_that_windows_or_a_command_takes_for_something_else(name: str) -> None:
    assert layout.folder_name(name, "p4ck3t00") == "packet-p4ck3t00"
    assert layout.folder_name(f"x{name}", "p4ck3t00") == f"x{name}"
