from __future__ import annotations

import contextlib

import pytest
import source_material as made
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import BadInputError
from vault.sources import Family, identify
from vault.sources.errors import (
    ArchiveError,
    EmptyFileError,
    OfficeDocumentError,
    UndecodableTextError,
    UnknownKindError,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
        ("PDF", "application/pdf"),
    ],
)
def test_what_pillow_writes_is_recognised(written: str, name: str) -> None:
    assert identify(made.saved(made.picture(), written)).name == name


def test_heic_is_recognised() -> None:
    assert identify(made.heic(made.picture())).name == "image/heic"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"ID3\x04" + bytes(20), "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + bytes(20), "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(20), "audio/aac"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/vnd.wave"),
        (b"#!AMR\n<", "audio/AMR"),
        (b"OggS\x00\x02", "application/ogg"),
        (b"fLaC\x00", "audio/flac"),
        (b"caff\x00\x01", "audio/x-caf"),
        (b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00", "audio/mp4"),
        (b"\x00\x00\x00\x1cftypisom\x00\x00\x00\x00", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "video/quicktime"),
        (b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", "video/quicktime"),
        (b"\x00\x00\x00\x1cftyp3gp4\x00\x00\x00\x00", "video/3gpp"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"),
    ],
)
def test_recordings_are_recognised(head: bytes, name: str) -> None:
    kind = identify(head)
    assert (kind.name, kind.family) == (name, Family.RECORDING)


@pytest.mark.parametrize(
    ("compatible", "name"),
    [(b"mif1heic", "image/heic"), (b"mif1avif", "image/avif"), (b"mif1miaf", "image/heif")],
)
def test_the_general_picture_brand_is_told_by_its_compatible_brands(compatible: bytes, name: str) -> None:
    assert identify(b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00" + compatible).name == name


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"{\\rtf1\\ansi hello}", OfficeDocumentError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), OfficeDocumentError),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", OfficeDocumentError),
        (b"PK\x03\x04" + bytes(26) + b"OFD.xml", OfficeDocumentError),
        (b"PK\x03\x04" + bytes(26) + b"holiday.jpg", ArchiveError),
        (b"Rar!\x1a\x07\x01\x00", ArchiveError),
        (b"\x1f\x8b\x08\x00", ArchiveError),
        (b"MZ\x90\x00\x03\x00\x00\x00", UnknownKindError),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(50), UnknownKindError),
        (b"SQLite format 3\x00" + bytes(50), UnknownKindError),
        (b"note\x07with bells", UndecodableTextError),
        (b"caf\xe9 \xff\xff\xff", UndecodableTextError),
    ],
)
def test_what_cannot_be_kept_is_refused_with_advice(data: bytes, error: type[BadInputError]) -> None:
    with pytest.raises(error) as caught:
        identify(data)
    message, hint = caught.value.said()
    assert caught.type is error
    assert message
    assert hint


def test_a_name_is_never_asked() -> None:
    assert identify(b"report.pdf is attached").name == "text/plain"


def test_a_pdf_behind_a_line_of_junk_is_a_pdf() -> None:
    assert identify(b"\xef\xbb\xbfHTTP junk\r\n%PDF-1.7\n").name == "application/pdf"


def test_a_note_about_pdf_is_text() -> None:
    assert identify(b"The file begins with %PDF-1.7, says the manual.").name == "text/plain"


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@example.com\r\nDate: Sun, 01 Jun 2025 10:00:00 +0800\r\nSubject: x\r\n\r\nhello",
        b"Return-Path: <a@example.com>\nReceived: from x\n\tby y; Sun\nFrom: a\n\nhello",
        b"\xef\xbb\xbfFrom: a@example.com\nMIME-Version: 1.0\n\nhello",
        b"From MAILER Sun Jun  1 10:00:00 2025\nFrom: a@example.com\nMessage-ID: <1@x>\n\nhello",
        b"Received: by x\r\nX-Long: " + b"a" * 70000,
    ],
)
def test_mails_are_recognised_by_their_header(head: bytes) -> None:
    assert identify(head[:65536]).name == "message/rfc822"


@pytest.mark.parametrize(
    "note",
    [
        "From: 妈妈\n记得还款",
        "Date: 1 June\nCalled 95118, staff number 1024.",
        "Subject: call\n\nThey said it is closed.",
        "客服：您好\n我：请注销账户",
        "https://example.com/close",
        "<b>not a page</b>",
    ],
)
def test_notes_that_look_a_little_like_mail_or_html_are_text(note: str) -> None:
    assert identify(note.encode()).name == "text/plain"


@pytest.mark.parametrize(
    "page",
    ["<!DOCTYPE html><p>x", "\n<html lang=zh>", "<!-- saved -->\n<HTML>", "<?xml version='1.0'?><html>"],
)
def test_saved_web_pages_are_html(page: str) -> None:
    assert identify(page.encode()).name == "text/html"


def test_a_character_cut_off_by_the_head_does_no_harm() -> None:
    text = ("注销成功" * 30000).encode()
    for cut in (65534, 65535, 65536):
        assert identify(text[:cut]).name == "text/plain"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_kind_or_an_error_of_ours(data: bytes) -> None:
    with contextlib.suppress(BadInputError):
        assert "/" in identify(data).name
