"""A mail's DKIM signature: judged with the key that the user saved, shown with its source, never believed without."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import re
import zipfile
from pathlib import Path

import dkim
import pypdfium2
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.cli.shell import Shell

MAIL = (
    "From: 京东金融客服 <service@jd.example>\r\nTo: me@example.org\r\nSubject: 京东金融账户注销成功通知\r\n"
    "Date: Thu, 05 Mar 2026 14:22:08 +0800\r\nMessage-ID: <1@jd.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "您的京东金融账户已于2026年3月5日注销成功。\r\n受理编号：JD2026030500012345\r\n"
).encode()
NAME = "s1._domainkey.jd.example"
SAVED = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def signed(private: rsa.RSAPrivateKey, selector: str = "s1") -> bytes:
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return bytes(dkim.sign(MAIL, selector.encode(), b"jd.example", pem)) + MAIL


def answer(private: rsa.RSAPrivateKey) -> str:
    """Return what `dig` prints of the key."""
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()
    return f';; ANSWER SECTION:\n{NAME}. 3600 IN TXT "{record[:255]}" "{record[255:]}"\n'


def saved(shell: Shell, private: rsa.RSAPrivateKey, name: str = "dkim.txt") -> Path:
    path = shell.write(name, answer(private))
    os.utime(path, (SAVED.timestamp(), SAVED.timestamp()))
    return path


def pages(packet: Path) -> str:
    """Return the text of a packet's document, without ends of lines and places to break."""
    with zipfile.ZipFile(packet) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith("data/packet.pdf"))
        with pypdfium2.PdfDocument(archive.read(name)) as document:
            return "".join(
                re.sub(r"[\r\n\u200b]", "", page.get_textpage().get_text_range()) for page in document
            )


def signatures(packet: Path) -> list[dict[str, object]]:
    """Return what the manifest says of the signatures of the only exhibit."""
    with zipfile.ZipFile(packet) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith("data/manifest.json"))
        (exhibit,) = json.loads(archive.read(name))["exhibits"]
    return list(exhibit["signatures"])


def packed(vault: Shell, *options: str | Path) -> Path:
    (record,) = vault("packet", "--platform", "京东金融", "--language", "en", "--json", *options).records
    assert vault("verify", record["path"]).code in {0, 22}
    return Path(record["path"])


def test_a_key_that_was_given_with_the_mail_verifies_it_for_good(
    vault: Shell, private: rsa.RSAPrivateKey
) -> None:
    mail, key = vault.write("notice.eml", signed(private)), saved(vault, private)
    ended = vault("add", mail, "--dkim-key", key)
    assert "DKIM signature of jd.example: verified with the key that you gave" in ended.out
    key.unlink()
    packet = packed(vault)
    said = pages(packet)
    assert "signature of jd.example (selector s1), verified with the domain's key that was given" in said
    assert f"{NAME}, from the file dkim.txt of 2026-03-06, which the keeper gave" in said
    (found,) = signatures(packet)
    assert (found["outcome"], found["key"]) == ("verified", NAME)
    assert f'"{found["record"]}"' in answer(private).replace('" "', "")


def test_without_a_key_nothing_is_verified_and_the_way_to_get_it_is_said(
    vault: Shell, private: rsa.RSAPrivateKey
) -> None:
    ended = vault("add", vault.write("notice.eml", signed(private)))
    assert f"nslookup -type=TXT {NAME} >> dkim.txt" in ended.out
    packet = packed(vault)
    assert "present, not checked: the domain's key was not at hand" in pages(packet)
    assert [one["outcome"] for one in signatures(packet)] == ["unchecked"]


def test_a_key_can_come_later_with_the_mail_or_with_the_packet(
    vault: Shell, private: rsa.RSAPrivateKey
) -> None:
    mail, key = vault.write("notice.eml", signed(private)), saved(vault, private)
    assert vault("add", mail).code == 0
    assert "verified with the domain's key" in pages(packed(vault, "--dkim-key", key, "-o", "first.zip"))
    assert "was not at hand" in pages(packed(vault, "-o", "second.zip"))
    assert vault("add", mail, "--dkim-key", key).code == 0
    assert "verified with the domain's key" in pages(packed(vault, "-o", "third.zip"))


@pytest.mark.parametrize("changed", ["header", "body", "key"])
def test_what_does_not_fit_is_never_verified(vault: Shell, private: rsa.RSAPrivateKey, changed: str) -> None:
    mail = signed(private)
    if changed == "header":
        mail = mail.replace(b"Message-ID: <1@", b"Message-ID: <2@").replace(b"14:22:08", b"14:22:09")
    elif changed == "body":
        mail = mail[:-3] + bytes([mail[-3] ^ 1]) + mail[-2:]
    else:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = vault.write("notice.eml", mail)
    (record,) = vault("add", path, "--dkim-key", saved(vault, private), "--json").records
    assert record["signatures"] == "failed d=jd.example s=s1"
    assert "does not fit: the mail was changed, or the key that was given is another" in pages(packed(vault))


def test_a_key_of_another_selector_is_said_to_be_idle(vault: Shell, private: rsa.RSAPrivateKey) -> None:
    assert vault("add", vault.write("notice.eml", signed(private, "s2"))).code == 0
    ended = vault("packet", "--platform", "京东金融", "--dkim-key", saved(vault, private))
    assert f"No mail in this packet bears a signature made with {NAME} (dkim.txt)." in ended.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\xff garbage", "domain-key-missing"),
        (b'"v=DKIM1; k=rsa; p=MIGfMA0G"\n', "domain-key-unnamed"),
        (NAME.encode() + b'. 60 IN TXT "v=DKIM1; p="\n', "domain-key-withdrawn"),
    ],
)
def test_a_file_that_holds_no_key_stops_before_anything_is_done(
    vault: Shell, private: rsa.RSAPrivateKey, content: bytes, code: str
) -> None:
    mail, key = vault.write("notice.eml", signed(private)), vault.write("key.txt", content)
    for command in (("add", mail), ("packet", "--platform", "京东金融")):
        ended = vault(*command, "--dkim-key", key)
        assert ended.code == 4
        assert code in ended.err
    assert vault("add", mail, "--dkim-key", "nowhere.txt").code == 5
    assert vault("search", "--json").out == ""


def test_an_answer_saved_by_powershell_is_read(vault: Shell, private: rsa.RSAPrivateKey) -> None:
    key = vault.write("key.txt", answer(private).encode("utf-16"))
    (record,) = vault("add", vault.write("n.eml", signed(private)), "--dkim-key", key, "--json").records
    assert record["signatures"] == "verified d=jd.example s=s1"
