"""Two hundred and fifty odd mails: mutations of sound ones, and structures that no mail program makes. Seeded."""

from __future__ import annotations

import base64
import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from tests.sources.source_material import SAID, mail, picture, saved

COUNT = 250
HEAD = b"From: a@example.com\r\nTo: b@example.org\r\nSubject: x\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
CHARSETS = (
    "utf-7", "utf-16", "utf-32", "rot13", "hex", "base64", "zip", "bz2", "idna", "punycode", "undefined",
    "unicode_escape", "x-unknown", "gb2312", "hz", "iso-2022-cn", "iso-2022-jp", "big5", "ebcdic-cp-us", "cp037",
    "\x00", "é", "a" * 5000, "..", "mbcs", "oem", "string_escape", "quopri", "uu",
)  # fmt: skip


def mails(seed: int = 20261122) -> Iterator[tuple[str, bytes]]:
    """Give each mail with a name that tells what is odd about it."""
    random_ = random.Random(seed)  # noqa: S311 - the same mails every time
    made = list(_structures(random_))
    sound = _sound()
    while len(made) < COUNT:
        number = len(made)
        name, change = MUTATIONS[number % len(MUTATIONS)]
        made.append((f"{number}: {name}", change(random_, sound[number % len(sound)])))
    yield from made[:COUNT]


def _sound() -> list[bytes]:
    plain, pages, carrying = mail(), mail(), mail()
    plain.set_content(SAID * 20)
    pages.set_content(SAID)
    pages.add_alternative(
        f"<html><body><p>{SAID}</p><table><tr><td>1</td></tr></table></body></html>", subtype="html"
    )
    carrying.set_content(SAID)
    carrying.add_attachment(saved(picture(), "PNG"), maintype="image", subtype="png", filename="账单.png")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "c@example.com", "转发"
    inner.set_content(SAID)
    enclosing = mail()
    enclosing.set_content(SAID)
    enclosing.add_attachment(inner)
    return [one.as_bytes() for one in (plain, pages, carrying, enclosing)]


def _structures(random_: random.Random) -> Iterator[tuple[str, bytes]]:
    for charset in CHARSETS:
        body = f'Content-Type: text/plain; charset="{charset}"\r\n\r\n'.encode() + SAID.encode()
        yield f"charset {charset[:20]!r}", HEAD + body
        yield (
            f"subject in {charset[:20]!r}",
            HEAD.replace(b"Subject: x", f"Subject: =?{charset}?b?vLTW?=".encode()) + b"\r\nx",
        )
    for depth in (5, 12, 13, 50, 1000, 20_000):
        yield f"{depth} levels of parts", HEAD + _nested(depth)
        yield f"{depth} mails in mails", HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"x"
    for size in (1 << 16, 1 << 20, 8 << 20):
        yield f"header of {size}", HEAD + b"X-Long: " + b"a" * size + b"\r\n\r\nx"
        yield f"folded header of {size}", HEAD + b"X-Long: a" + b"\r\n b" * (size // 4) + b"\r\n\r\nx"
        yield (
            f"subject of {size}",
            HEAD.replace(b"Subject: x", b"Subject: " + b"=?utf-8?q?a?= " * (size // 14)) + b"\r\nx",
        )
        yield (
            f"boundary of {size}",
            HEAD + b"Content-Type: multipart/mixed; boundary=" + b"b" * size + b"\r\n\r\nx",
        )
        yield (
            f"parameters {size}",
            HEAD + b"Content-Type: text/plain" + b"; a*0*=b" * (size // 8) + b"\r\n\r\nx",
        )
        yield f"comments {size}", HEAD + b"Date: " + b"(" * (size // 8) + b"\r\n\r\nx"
        yield f"addresses {size}", HEAD + b"Cc: " + b"<a@b>," * (size // 8) + b"\r\n\r\nx"
    yield "many fields", HEAD + b"".join(b"X-%d: y\r\n" % number for number in range(100_000)) + b"\r\nx"
    yield (
        "many parts",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 50_000,
    )
    yield (
        "boundary of nothing",
        HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx\r\n----',
    )
    yield "broken base64", HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A" * 99_997 + b"=B=="
    yield (
        "uuencoded nonsense",
        HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n\xff\xff\r\nend",
    )
    yield "page that is a bomb of tags", HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 500_000
    yield "page of entities", HEAD + b"Content-Type: text/html\r\n\r\n" + b"&#x41;&amp;&lt;" * 300_000
    yield "page of open attributes", HEAD + b"Content-Type: text/html\r\n\r\n" + b"<a b='" * 50_000
    yield "page of open comments", HEAD + b"Content-Type: text/html\r\n\r\n" + b"<!--" * 100_000
    yield "page of declarations", HEAD + b"Content-Type: text/html\r\n\r\n" + b"<![CDATA[" * 50_000
    yield "XML of entities", HEAD + b"Content-Type: text/html\r\n\r\n" + _laughs()
    yield "zip bomb", HEAD + _attached("bomb.zip", _zip_bomb())
    yield "gzip bomb", HEAD + _attached("bomb.gz", gzip.compress(bytes(50 << 20)))
    yield "name of an attachment", HEAD + _attached("../" * 400 + "\x00\x1b[2J.png", b"x")
    yield "nothing but line ends", HEAD + b"\r\n" * 1_000_000
    yield "nothing but NUL", HEAD + b"\r\n" + bytes(1_000_000)
    yield "lone returns", HEAD.replace(b"\r\n", b"\r") + b"\rx"
    yield "noise behind the header", HEAD + b"\r\n" + random_.randbytes(300_000)


def _nested(depth: int) -> bytes:
    opening = (b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))
    return b"".join(opening) + b"\r\nx\r\n"


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{entities}]><l>&l9;</l>'.encode()


def _zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(50 << 20))
    return file.getvalue()


def _attached(name: str, data: bytes) -> bytes:
    head = f'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def _flipped(random_: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random_.randint(1, 60)):
        changed[random_.randrange(len(changed))] = random_.randrange(256)
    return bytes(changed)


def _cut(random_: random.Random, data: bytes) -> bytes:
    return data[: random_.randrange(len(data))]


def _repeated(random_: random.Random, data: bytes) -> bytes:
    start = random_.randrange(len(data))
    return (
        data[:start] + data[start : start + random_.randint(1, 200)] * random_.randint(2, 3000) + data[start:]
    )


def _shuffled(random_: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    start = random_.randrange(len(lines))
    piece = lines[start:]
    random_.shuffle(piece)
    return b"".join(lines[:start] + piece)


def _without_lines(random_: random.Random, data: bytes) -> bytes:
    return b"".join(line for line in data.splitlines(keepends=True) if random_.random() > 0.15)


def _spliced(random_: random.Random, data: bytes) -> bytes:
    start = random_.randrange(len(data))
    return (
        data[:start]
        + random_.choice((b"\x00", b"\r", b"\xff\xfe", b"=?", b'"', b"\r\n\r\n", b"--")) * 50
        + data[start:]
    )


MUTATIONS: tuple[tuple[str, Callable[[random.Random, bytes], bytes]], ...] = (
    ("bytes changed", _flipped),
    ("cut off", _cut),
    ("a piece repeated", _repeated),
    ("lines shuffled", _shuffled),
    ("lines missing", _without_lines),
    ("something put in", _spliced),
)
