"""Packets as they are written: their members, the manifest, their timestamps, the names in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import zipfile
from pathlib import Path

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
    dossier,
    exhibit,
    members,
    sha,
    small_pdf,
    three_exhibits,
    written,
)

from vault.model import Item, Sha256, Token
from vault.proving import layout
from vault.proving.document import Stamping
from vault.proving.dossier import moment
from vault.proving.packet import write_packet
from vault.proving.signer import signer_fingerprint
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


def test_the_same_dossier_gives_the_same_bag(tmp_path: Path) -> None:
    written(tmp_path / "a.zip", None)
    written(tmp_path / "b.zip", None)
    one, two = (members((tmp_path / name).read_bytes()) for name in ("a.zip", "b.zip"))
    one.pop(layout.SIGNATURE), two.pop(layout.SIGNATURE)  # ECDSA draws a number for each signature
    assert one == two
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 6, 0, 0)}


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


@pytest.mark.parametrize("name", ["con", "NUL", "aux.2026", "LPT1", "-rf"])
def test_no_folder_has_a_name_that_windows_or_a_command_takes_for_something_else(name: str) -> None:
    assert layout.folder_name(name, "p4ck3t00") == "packet-p4ck3t00"
    assert layout.folder_name(f"x{name}", "p4ck3t00") == f"x{name}"
