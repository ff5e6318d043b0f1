"""Three hundred broken pictures and documents: sound ones cut, changed and lied about, and made-up ones. Seeded."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.sources.source_material import (
    LOCKED_PDF,
    SAID,
    exif,
    heic,
    noise,
    picture,
    raw_pdf,
    saved,
    typeset_pdf,
)

COUNT = 300
MATERIAL = Path(__file__).parents[2] / "samples" / "material"
LARGE = 0x7FFFFFFF


def files(seed: int = 20261122) -> Iterator[tuple[str, bytes]]:
    """Give each file with a name that tells what is odd about it."""
    random_ = random.Random(seed)  # noqa: S311 - the same files every time
    made = [*_bombs(), *_documents()]
    sound = list(_sound().items())
    while len(made) < COUNT:
        number = len(made)
        kind, data = sound[number % len(sound)]
        name, change = MUTATIONS[number // len(sound) % len(MUTATIONS)]
        made.append((f"{number}: {kind}, {name}", change(random_, data)))
    yield from made[:COUNT]


@cache
def _sound() -> dict[str, bytes]:
    turned = exif(orientation=6, taken="2025:06:01 10:11:12", make="Phone")
    rows = noise(200, 300)
    return {
        "PNG": saved(rows, "PNG"),
        "screenshot": (MATERIAL / "22-alipay-autopay-ended.png").read_bytes(),
        "PNG of a palette": saved(picture(200, 300, "P"), "PNG"),
        "JPEG": saved(rows, "JPEG", exif=turned),
        "JPEG in passes": saved(rows, "JPEG", progressive=True),
        "JPEG of inks": saved(rows.convert("CMYK"), "JPEG"),
        "screenshot in JPEG": (MATERIAL / "08-jd-autopay-ended.jpg").read_bytes(),
        "HEIC": heic(rows),
        "AVIF": saved(rows, "AVIF"),
        "WebP": saved(rows, "WEBP"),
        "WebP without loss": saved(rows, "WEBP", lossless=True),
        "animated WebP": saved(rows, "WEBP", save_all=True, append_images=[rows.rotate(90)] * 3),
        "GIF": saved(rows, "GIF", save_all=True, append_images=[rows.rotate(90)] * 3),
        "TIFF": saved(rows, "TIFF", compression="tiff_lzw"),
        "fax": saved(rows.convert("1"), "TIFF", compression="group4"),
        "TIFF of JPEG": saved(rows, "TIFF", compression="jpeg"),
        "BMP": saved(rows, "BMP"),
        "BMP of a palette": saved(picture(200, 300, "P"), "BMP"),
        "animated PNG": saved(rows, "PNG", save_all=True, append_images=[rows.rotate(90)] * 3),
        "PDF": typeset_pdf(SAID, pages=2),
        "scan": (MATERIAL / "28-bank-settlement-scanned.pdf").read_bytes(),
        "certificate": (MATERIAL / "17-jd-settlement-certificate.pdf").read_bytes(),
        "locked PDF": LOCKED_PDF,
        "drawn PDF": raw_pdf(b"BT /F 12 Tf 10 10 Td (x) Tj ET"),
    }


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _png(width: int, height: int, *chunks: bytes, depth: int = 8, colours: int = 2) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def _bombs() -> Iterator[tuple[str, bytes]]:
    """Small files that unpack to much, or say that they do."""
    zeros = zlib.compress(bytes(64 << 20), 9)
    yield "PNG of 50,000 x 50,000", _png(50_000, 50_000, _chunk(b"IDAT", zeros))
    yield "PNG of the largest sides", _png(LARGE, LARGE, _chunk(b"IDAT", zeros))
    yield "PNG of no size", _png(0, 0, _chunk(b"IDAT", zeros))
    yield (
        "PNG at the limit of sides",
        _png(50_000, 1_600, _chunk(b"IDAT", zlib.compress(bytes(50_000 * 1_600), 9)), colours=0),
    )
    yield "PNG with more data than size", _png(10, 10, _chunk(b"IDAT", zeros))
    yield (
        "PNG with a text that unpacks to 64 MiB",
        _png(10, 10, _chunk(b"zTXt", b"a\0\0" + zeros), _chunk(b"IDAT", zlib.compress(bytes(310)))),
    )
    yield (
        "PNG with a profile that unpacks",
        _png(10, 10, _chunk(b"iCCP", b"a\0\0" + zeros), _chunk(b"IDAT", zlib.compress(bytes(310)))),
    )
    yield (
        "PNG of 100,000 chunks",
        _png(10, 10, *[_chunk(b"tEXt", b"a\0b")] * 100_000, _chunk(b"IDAT", zlib.compress(bytes(310)))),
    )
    yield (
        "PNG of four billion frames",
        _png(
            10,
            10,
            _chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)),
            _chunk(b"IDAT", zlib.compress(bytes(310))),
        ),
    )
    yield (
        "PNG with EXIF of nonsense",
        _png(10, 10, _chunk(b"eXIf", b"II*\0" + b"\xff" * 200), _chunk(b"IDAT", zlib.compress(bytes(310)))),
    )
    bmp = struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
    yield "BMP of 60,000 x 60,000", b"BM" + bmp
    for name, width, height, bits in (
        ("huge and negative", -LARGE, -LARGE, 32),
        ("no bits", 9, 9, 0),
        ("flat", 8, 0, 24),
    ):
        yield (
            f"BMP, {name}",
            b"BM"
            + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, width, height, 1, bits, 0, 0, 0, 0, 0, 0)
            + bytes(99),
        )
    gif = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6)
    frame = b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\x00"
    yield "GIF of 65,535 x 65,535", gif + frame + b";"
    small = b"GIF89a" + struct.pack("<HHBBB", 9, 9, 0x80, 0, 0) + bytes(6)
    yield (
        "GIF whose frames grow",
        small + (b"," + struct.pack("<HHHHB", 0, 0, 9, 9, 0) + b"\x02\x02\x4c\x01\x00" + frame) * 20 + b";",
    )
    yield (
        "GIF of 100,000 frames",
        small + (b"," + struct.pack("<HHHHB", 0, 0, 9, 9, 0) + b"\x02\x02\x4c\x01\x00") * 100_000 + b";",
    )
    yield "GIF of endless comments", small + b"!\xfe\xff" + b"x" * 255 + b"\xff" * 100_000
    yield (
        "TIFF whose directories turn in a circle",
        b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 256, 4, 1, 9) + struct.pack("<I", 8),
    )
    wide = [
        (256, 60_000),
        (257, 60_000),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 60_000),
        (279, 8),
    ]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in wide)
    yield "TIFF of 60,000 x 60,000", b"II*\0" + struct.pack("<IH", 8, len(wide)) + entries + bytes(4)
    yield (
        "TIFF that counts four billion",
        b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 273, 4, 0xFFFFFFFF, 8) + bytes(4),
    )
    jpeg = saved(noise(64, 64), "JPEG")
    start = jpeg.index(b"\xff\xc0")
    yield "JPEG of 65,535 x 65,535", jpeg[: start + 5] + b"\xff\xff\xff\xff" + jpeg[start + 9 :]
    yield "JPEG of 40,000 comments", jpeg[:2] + b"\xff\xfe\x00\x04ab" * 40_000 + jpeg[2:]
    progressive = saved(noise(900, 900), "JPEG", progressive=True)
    scan = progressive.rindex(b"\xff\xda")
    yield "JPEG of 3,000 passes", progressive[:-2] + progressive[scan:-2] * 3_000 + b"\xff\xd9"
    yield (
        "WebP of 16,383 x 16,383",
        b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f" + struct.pack("<I", 0x0FFFFFFF) + bytes(12),
    )
    heif = heic(picture(64, 64))
    yield "HEIC of four billion pixels", _lied(heif, b"ispe", struct.pack(">III", 0, 0xFFFFFFFF, 0xFFFFFFFF))
    yield "HEIC of 60,000 x 60,000", _lied(heif, b"ispe", struct.pack(">III", 0, 60_000, 60_000))
    yield (
        "AVIF of 60,000 x 60,000",
        _lied(saved(picture(64, 64), "AVIF"), b"ispe", struct.pack(">III", 0, 60_000, 60_000)),
    )
    yield "HEIC with boxes in boxes", heif[:24] + struct.pack(">I4s", 0x7FFFFFFF, b"meta") * 5_000


def _lied(data: bytes, box: bytes, body: bytes) -> bytes:
    start = data.index(box) + len(box)
    return data[:start] + body + data[start + len(body) :]


def _documents() -> Iterator[tuple[str, bytes]]:
    sound = raw_pdf(b"10 10 50 50 re f")
    yield (
        "PDF whose tables turn in a circle",
        sound.replace(b"trailer<<", b"trailer<</Prev %d" % sound.rindex(b"xref\n0")),
    )
    yield "PDF whose pages hold each other", sound.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]")
    yield "PDF of two billion pages", sound.replace(b"/Count 1", b"/Count 2147483647")
    yield "PDF with a page of 10^9 points", sound.replace(b"[0 0 200 100]", b"[0 0 1e9 1e9]")
    yield "PDF with a page of no width", sound.replace(b"[0 0 200 100]", b"[0 0 0 0]")
    yield "PDF with a page upside down", sound.replace(b"[0 0 200 100]", b"[9e9 9e9 0 0]")
    yield "PDF that draws a million times", raw_pdf(b"10 10 50 50 re f " * 1_000_000)
    yield "PDF that saves its state a million times", raw_pdf(b"q " * 1_000_000)
    yield (
        "PDF of a million arrays in arrays",
        sound.replace(b"/Type/Catalog", b"/Type/Catalog/X " + b"[" * 1_000_000),
    )
    yield (
        "PDF of a hundred thousand dictionaries",
        sound.replace(b"/Type/Catalog", b"/Type/Catalog" + b"/X<<" * 100_000),
    )
    yield "PDF with a form that draws itself", _form(b"/X Do")
    yield "PDF with forms that double", _doubling()
    yield "PDF of a stream that unpacks to 64 MiB", _packed(zlib.compress(b"0 0 m " * (11 << 20), 9))
    yield (
        "PDF of a stream packed in itself",
        _packed(zlib.compress(zlib.compress(zlib.compress(bytes(64 << 20), 9), 9), 9), filters=3),
    )
    yield "PDF of a picture of 60,000 x 60,000", _painted(60_000, 60_000, zlib.compress(bytes(1 << 20)))
    yield "PDF of a picture of the largest sides", _painted(LARGE, LARGE, b"x")
    yield "PDF without an end", sound[: sound.rindex(b"xref\n0")]
    yield "PDF of its head", b"%PDF-1.7\n"
    yield "PDF of many heads", b"%PDF-1.7\n" * 50_000


def heavy_page(side: int, draws: int, depth: int) -> bytes:
    """A page whose text is read at once, and which is drawn in see-through layers as large as itself.

    Args:
        side: Of the page, in points.
        draws: Times that the layers are drawn one after the other: hours of work.
        depth: How many lie in each other: all of them are held in memory at once.
    """
    layers = b"/ExtGState<</G<</ca 0.5/BM/Multiply>>>>"
    page = b"<</Font<</F 5 0 R>>%s/XObject<</X 6 0 R>>>>" % layers
    text = b"BT /F 24 Tf 10 10 Td (Account closed on 1 June 2025) Tj ET /G gs "
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources%s>>" % (side, side, page),
        _stream(b"", text + b"/X Do " * draws),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    group = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Group<</S/Transparency/I true/K true>>" % (
        side,
        side,
    )
    for number in range(6, 6 + depth - 1):
        inside = b"/Resources<<%s/XObject<</X %d 0 R>>>>" % (layers, number + 1)
        objects.append(_stream(group + inside, b"/G gs /X Do"))
    objects.append(_stream(group, b"0 0 %d %d re f" % (side, side)))
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%%PDF-1.4\n%btrailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (body, len(objects) + 1)


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def _form(stream: bytes) -> bytes:
    """A page that draws a form, which holds `stream` and itself as `/X`."""
    head = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X 4 0 R>>>>/Length %d>>"
        % len(stream)
    )
    page = raw_pdf(b"/X Do", fonts=head + b"stream\n" + stream + b"\nendstream")
    return page.replace(b"/Font<</F 4 0 R>>", b"/XObject<</X 4 0 R>>")


def _doubling() -> bytes:
    """Forms that each draw the next one ten times, twelve deep, written without a table: readers rebuild it."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    )
    objects.append(b"<</Length 5>>stream\n/X Do\nendstream")
    for number in range(5, 17):
        stream = b"/X Do " * 10 if number < 16 else b"0 0 9 9 re f"
        inside = b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1) if number < 16 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]%s/Length %d>>" % (inside, len(stream))
        objects.append(head + b"stream\n" + stream + b"\nendstream")
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 17/Root 1 0 R>>\n%%EOF"


def _packed(data: bytes, filters: int = 1) -> bytes:
    return raw_pdf(data).replace(b"<</Length", b"<</Filter[" + b"/FlateDecode" * filters + b"]/Length", 1)


def _painted(width: int, height: int, data: bytes) -> bytes:
    look = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (width, height)
    head = b"<</Type/XObject/Subtype/Image%s/Filter/FlateDecode/Length %d>>" % (look, len(data))
    image = head + b"stream\n" + data + b"\nendstream"
    return raw_pdf(b"200 0 0 100 0 0 cm /X Do", fonts=image).replace(
        b"/Font<</F 4 0 R>>", b"/XObject<</X 4 0 R>>"
    )


def _flipped(random_: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random_.randint(1, 40)):
        changed[random_.randrange(len(changed))] ^= 1 << random_.randrange(8)
    return bytes(changed)


def _flipped_early(random_: random.Random, data: bytes) -> bytes:
    return _flipped(random_, data[:600]) + data[600:]


def _cut(random_: random.Random, data: bytes) -> bytes:
    return data[: random_.randrange(len(data))]


def _gap(random_: random.Random, data: bytes) -> bytes:
    start = random_.randrange(len(data))
    return data[:start] + data[start + random_.randint(1, 2_000) :]


def _repeated(random_: random.Random, data: bytes) -> bytes:
    start = random_.randrange(len(data))
    return data[:start] + data[start : start + 300] * random_.randint(2, 200) + data[start:]


def _extremes(random_: random.Random, data: bytes) -> bytes:
    """Write the largest and smallest numbers over some words."""
    changed = bytearray(data)
    for _ in range(random_.randint(1, 8)):
        start = random_.randrange(max(1, min(len(data), 4_000) - 4))
        changed[start : start + 4] = random_.choice(
            (b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f")
        )
    return bytes(changed)


MUTATIONS: tuple[tuple[str, Callable[[random.Random, bytes], bytes]], ...] = (
    ("bits changed", _flipped),
    ("cut off", _cut),
    ("bits of its head changed", _flipped_early),
    ("numbers at their extremes", _extremes),
    ("a piece missing", _gap),
    ("a piece repeated", _repeated),
    *[("numbers at their extremes", _extremes), ("bits of its head changed", _flipped_early)] * 4,
)
