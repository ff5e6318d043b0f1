#!/usr/bin/env python3
"""检查证据包，只需 Python 3.8 或更高版本的标准库。 / Checks an evidence packet with Python's standard library alone.

    python3 verify.py packet.zip        the zip as it was handed over
    python3 verify.py [FOLDER]          the unpacked folder; without a name, the folder of this file

It checks the zip, every file against the manifests, and the chain of custody. It cannot check the signature, the
timestamps and the signature inside the PDF; it says which commands do. As those stay open, the best result is 22.

Exit codes: 22 what can be checked here is in order, 21 something is wrong, 4 no packet, 2 usage.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pathlib
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import IO, Any

try:
    from lzma import LZMAError
except ImportError:  # a Python that was built without
    LZMAError = zlib.error  # type: ignore[misc, assignment]

WRONG, OPEN, BAD_INPUT, USAGE = 21, 22, 4, 2
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
MANIFEST, CUSTODY, DOCUMENT = "data/manifest.json", "data/custody.jsonl", "data/packet.pdf"
MARKERS = (MANIFEST, TAGS, PAYLOAD)  # one of them makes a packet
REQUIRED = (
    "bagit.txt",
    "bag-info.txt",
    PAYLOAD,
    TAGS,
    TAGS + ".p7s",
    "signer.crt",
    MANIFEST,
    CUSTODY,
    DOCUMENT,
)
TOKEN = re.compile(re.escape(TAGS) + r"(\.[1-9][0-9]?)?\.tsr")
LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")
SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")  # in a command
NAME = re.compile(r"[!#-)+-.0-9;=@-\[\]-{}~ ]*[!#-)+\-0-9;=@-\[\]-{}~]")  # on every file system, no path
FREE = re.compile(r'[^\x00-\x1f"*/:<>?\\|\x7f]*[^\x00-\x1f"*/:<>?\\|\x7f. ]')  # the same in any script
LONGEST_FOLDER = 255  # bytes
RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,10}) (\d{1,10}) (\d{1,10}) ?\]")
REASON, OCTAL = re.compile(rb"/Reason \(((?:[^()\\]|\\\d{3})*)\)"), re.compile(rb"\\(\d{3})")
SPARE, RATIO = 1 << 30, 100  # bytes that any packet may unpack to, and times its own size beyond
LARGEST_TEXT, CHUNK = 512 << 20, 1 << 20  # bytes
READERS = (
    "tsa-root.pem",
    "tsa-trust.pem",
    "signed-by.pem",
)  # files that the commands of VERIFY.txt make or need
DESCRIPTORS = (12, 16, 20, 24)  # bytes that may follow data whose header left the sizes open
HEADER = struct.Struct("<4s5H3I2H")
LEFT_OPEN, READING_BITS = 0x08, 0x49  # flags: sizes after the data; that, and encrypted in one of two ways
SIZES64, UNICODE_NAME = 0x0001, 0x7075  # extra fields
SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini"}  # of macOS and Windows, made by looking at a folder
MACOS_FOLDER = "__MACOSX/"  # where the archiver of macOS puts what it knows of each file besides, as ._NAME
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)
SAID = {
    "not-a-packet": ("不是证据包", "not a packet"),
    "unsafe-name": ("名称不安全", "unsafe name"),
    "duplicate-name": ("名称重复", "the name occurs twice"),
    "not-a-file": ("不是普通文件", "not a plain file"),
    "member-encrypted": ("压缩包内已加密", "encrypted inside the zip"),
    "name-differs": ("目录中的名称与数据前的名称不同", "another name before the data than in the directory"),
    "headers-differ": (
        "目录中的大小、校验值或压缩方式与数据前的不同",
        "another size, checksum or method before the data than in the directory",
    ),
    "archive-bomb": ("解压后过大，未读取", "would unpack to far too much, not read"),
    "archive-hidden-bytes": ("压缩包中有不属于任何文件的字节", "bytes in the zip belong to no file"),
    "member-outside": ("不在证据包文件夹内", "lies outside the packet's folder"),
    "member-unreadable": ("无法读取", "cannot be read"),
    "file-missing": ("缺少文件", "missing"),
    "file-changed": ("内容已被改动", "changed"),
    "file-unlisted": ("清单中没有此文件，系后来加入", "in no manifest: added"),
    "manifest-malformed": ("清单格式不对", "not a manifest of this format"),
    "bag-declaration-wrong": ("不是 BagIt 1.0 声明", "does not declare BagIt 1.0"),
    "oxum-wrong": ("字节数或文件数不符", "counts other bytes or files"),
    "manifest-unreadable": (
        "无法读取，证据与保管记录未检查",
        "cannot be read; exhibits and custody not checked",
    ),
    "exhibit-differs": ("与 manifest.json 所述不符", "not as manifest.json describes it"),
    "exhibit-unlisted": ("manifest.json 中没有此证据", "not in manifest.json"),
    "letter-differs": ("与 manifest.json 所述不符", "not as manifest.json describes it"),
    "timestamp-missing": (
        "manifest.json 称有时间戳，但文件缺失",
        "manifest.json says that the packet is stamped, but this is missing",
    ),
    "custody-malformed": ("保管记录有一行无法读取", "a line of the custody log cannot be read"),
    "custody-broken-link": ("保管记录的链条在此中断", "the chain of custody breaks here"),
    "custody-head-wrong": (
        "保管记录的条数或末条与 manifest.json 不符",
        "count or last record not as manifest.json says",
    ),
    "document-of-another-packet": ("PDF 属于另一个证据包", "the PDF of another packet"),
    "document-partly-covered": (
        "PDF 的签名未覆盖整个文件",
        "the PDF's signature does not cover the whole file",
    ),
}


class Packet:
    """The files of a packet by name, and what was found wrong."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[Callable[[], IO[bytes]], int]] = {}
        self.found: list[tuple[str, str]] = []
        self.digests: dict[str, str] = {}
        self.of_systems: list[str] = []
        self.is_zip = False

    def note(self, code: str, subject: str) -> None:
        """Note what is wrong with a file, once."""
        if (code, subject) not in self.found:
            self.found.append((code, subject))

    def read(self, name: str) -> bytes | None:
        """Return a small file whole, None if it is absent, damaged or far too large."""
        if name not in self.files or self.files[name][1] > LARGEST_TEXT:
            return None
        try:
            with self.files[name][0]() as source:
                return source.read(LARGEST_TEXT)
        except FAULTS:
            return None

    def hash_all(self) -> None:
        """Take the SHA-256 of every file."""
        for name, (opens, _size) in self.files.items():
            running = hashlib.sha256()
            try:
                with opens() as source:
                    for chunk in iter(lambda: source.read(CHUNK), b""):
                        running.update(chunk)
            except FAULTS:
                self.note("member-unreadable", name)
            else:
                self.digests[name] = running.hexdigest()


def open_zip(path: pathlib.Path, packet: Packet) -> None:
    """List the members of a zip that may be read, and account for every byte between them."""
    packet.is_zip = True
    archive = zipfile.ZipFile(path)
    budget, sound = SPARE + RATIO * path.stat().st_size, []
    seen = {parent for info in archive.infolist() for parent in parents(info.filename)}
    position, left_open = 0, False
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        header, name, extra = local_header(path, info)
        gap = info.header_offset - position
        if gap and not (left_open and gap in DESCRIPTORS):
            packet.note("archive-hidden-bytes", info.filename)
        position = info.header_offset + len(header) + len(name) + len(extra) + info.compress_size
        left_open = bool(info.flag_bits & LEFT_OPEN)
        if not told_alike(header, extra, info):
            packet.note("headers-differ", info.filename)
        budget -= info.file_size
        if info.filename.endswith("/") and not info.file_size:
            continue
        code = hygiene(info, name, info.extra + extra, seen, budget)
        seen.add(info.filename.casefold())
        if code:
            packet.note(code, info.filename)
        else:
            sound.append(info)
    gap = archive.start_dir - position
    if archive.comment or (gap and not (left_open and gap in DESCRIPTORS)):
        packet.note("archive-hidden-bytes", path.name)
    list_members(archive, sound, packet)


def list_members(archive: zipfile.ZipFile, sound: list[zipfile.ZipInfo], packet: Packet) -> None:
    """List what lies in the packet's folder; the rest is outside, or of an operating system."""
    root = find_root([info.filename for info in sound])
    for info in sound:
        inside = info.filename[len(root) :]
        if is_system_file(info.filename):
            packet.of_systems.append(info.filename)
        elif not info.filename.startswith(root):
            packet.note("member-outside", info.filename)
        elif not all(NAME.fullmatch(part) for part in inside.split("/")):
            packet.note("unsafe-name", info.filename)
        else:
            packet.files[inside] = (partial(archive.open, info), info.file_size)


def find_root(names: list[str]) -> str:
    """Return the packet's folder, "" for the top: at most one folder deep, with most of the files that make one."""
    roots: Counter[str] = Counter()
    for name in names:
        top = "" if name in MARKERS else name.partition("/")[0] + "/"
        roots[top] += name[len(top) :] in MARKERS
    return min(roots, key=lambda root: (-roots[root], root), default="")


def is_system_file(name: str) -> bool:
    """Tell whether a file is no part of any packet, but was put there by an operating system."""
    return name.rpartition("/")[2].lower() in SYSTEM_FILES or is_of_macos(name)


def is_of_macos(name: str) -> bool:
    """Tell whether the archiver of macOS made a file."""
    return name.startswith(MACOS_FOLDER) and name.rpartition("/")[2].startswith("._")


def is_safe(name: str, raw: bytes) -> bool:
    """Tell whether a name is safe everywhere: ASCII, but for the top folder and for macOS's own files."""
    parts = name.split("/")
    free = parts if is_of_macos(name) else parts[:1]
    return (
        len(raw.partition(b"/")[0]) <= LONGEST_FOLDER
        and all(FREE.fullmatch(part) and part.replace("\u3000", " ").isprintable() for part in free)
        and all(NAME.fullmatch(part) for part in parts[len(free) :])
    )


def parents(name: str) -> list[str]:
    """Return the folders above a member; none may be a file as well."""
    parts = name.casefold().split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def local_header(path: pathlib.Path, info: zipfile.ZipInfo) -> tuple[bytes, bytes, bytes]:
    """Return the header before a member's data: its fixed part, its name, its extra fields."""
    with path.open("rb") as file:
        file.seek(info.header_offset)
        header = file.read(HEADER.size)
        if len(header) < HEADER.size or header[:4] != b"PK\3\4":
            return b"", b"", b""
        name, extra = HEADER.unpack(header)[-2:]
        return header, file.read(name), file.read(extra)


def told_alike(header: bytes, extra: bytes, info: zipfile.ZipInfo) -> bool:
    """Tell whether the header before the data says of method, checksum and sizes what the directory says."""
    if not header:
        return False
    flags, method, _time, _date, checksum, packed, size = HEADER.unpack(header)[2:9]
    sizes = [content for kind, content in fields(extra) if kind == SIZES64 and len(content) >= 16]
    if 0xFFFFFFFF in (packed, size) and sizes:
        size, packed = struct.unpack("<2Q", sizes[0][:16])
    pairs = ((checksum, info.CRC), (packed, info.compress_size), (size, info.file_size))
    alike = all(told == known or (flags & LEFT_OPEN and not told) for told, known in pairs)
    return alike and method == info.compress_type and not (flags ^ info.flag_bits) & READING_BITS


def fields(extra: bytes) -> list[tuple[int, bytes]]:
    """Return the extra fields of a header, each with its kind."""
    found = []
    while len(extra) >= 4:
        kind, length = struct.unpack("<2H", extra[:4])
        found.append((kind, extra[4 : 4 + length]))
        extra = extra[4 + length :]
    return found


def hygiene(info: zipfile.ZipInfo, local: bytes, extra: bytes, seen: set[str], budget: int) -> str:
    """Return the code of what is wrong with a member, "" for nothing."""
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    mode = stat.S_IFMT(info.external_attr >> 16)
    if not is_safe(info.orig_filename, raw):
        return "unsafe-name"
    if local != raw or any(kind == UNICODE_NAME and content[5:] != raw for kind, content in fields(extra)):
        return "name-differs"
    if info.flag_bits & 0x41:
        return "member-encrypted"
    if mode not in (0, stat.S_IFREG):
        return "not-a-file"
    if info.filename.casefold() in seen:
        return "duplicate-name"
    return "archive-bomb" if budget < 0 else ""


def opened(path: pathlib.Path) -> IO[bytes]:
    """Return a file of the folder, open for reading."""
    return path.open("rb")


def open_folder(folder: pathlib.Path, packet: Packet) -> None:
    """List the files of a folder; links are not followed."""
    for place, folders, names in os.walk(str(folder)):
        for name in folders + names:
            path = pathlib.Path(place) / name
            inside = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                packet.note("not-a-file", inside)
            elif path.is_file() and is_system_file(inside):
                packet.of_systems.append(inside)
            elif path.is_file():
                packet.files[inside] = (partial(opened, path), path.stat().st_size)


def read_manifest(packet: Packet, name: str) -> dict[str, str]:
    """Read one manifest strictly; the first lists what lies under data/, the second the rest."""
    raw = packet.read(name)
    listed: dict[str, str] = {}
    for text in (raw or b"").split(b"\n")[:-1]:
        match = LINE.fullmatch(text.decode("ascii", "replace"))
        if match is None or match[2] in listed or match[2].startswith("data/") is not (name == PAYLOAD):
            packet.note("manifest-malformed", name)
        else:
            listed[match[2]] = match[1]
    if raw is not None and not raw.endswith(b"\n"):
        packet.note("manifest-malformed", name)
    return listed


def check_bag(packet: Packet) -> None:
    """Every file as listed, every listed file there, nothing else (RFC 8493 section 3)."""
    listed = {**read_manifest(packet, PAYLOAD), **read_manifest(packet, TAGS)}
    for name in sorted({*listed, *REQUIRED}):
        if name not in packet.files:
            packet.note("file-missing", name)
        elif name in listed and packet.digests.get(name) != listed[name]:
            packet.note("file-changed", name)
    for name in packet.files:
        loose = name in (TAGS, TAGS + ".p7s") or TOKEN.fullmatch(name) or is_readers(packet, name)
        if name not in listed and not loose:
            packet.note("file-unlisted", name)
    for name in ("bagit.txt", "bag-info.txt", PAYLOAD, "signer.crt"):
        if name not in listed:
            packet.note("manifest-malformed", TAGS)
    if packet.read("bagit.txt") not in (None, BAGIT):
        packet.note("bag-declaration-wrong", "bagit.txt")
    sizes = [size for name, (_opens, size) in packet.files.items() if name.startswith("data/")]
    oxum = f"Payload-Oxum: {sum(sizes)}.{len(sizes)}"
    if oxum not in (packet.read("bag-info.txt") or b"").decode("utf-8", "replace").splitlines():
        packet.note("oxum-wrong", "bag-info.txt")


def is_readers(packet: Packet, name: str) -> bool:
    """Tell whether a file is one that the reader put beside the unpacked ones, as VERIFY.txt asks."""
    return not packet.is_zip and name in READERS


def check_exhibits(packet: Packet, manifest: dict[str, Any]) -> None:
    """The exhibits are those that manifest.json describes."""
    named = set()
    for exhibit in manifest["exhibits"]:
        file = exhibit["file"]
        named.update([file, *(token["file"] for token in exhibit["tokens"])])
        size = packet.files[file][1] if file in packet.files else None
        if packet.digests.get(file) != exhibit["sha256"] or size != exhibit["size"]:
            packet.note("exhibit-differs", exhibit["name"])
    for letter in manifest.get("letter", ()):
        if packet.digests.get(letter["file"]) != letter["sha256"]:
            packet.note("letter-differs", letter["file"])
    for name in packet.files:
        if name.startswith("data/exhibits/") and name not in named:
            packet.note("exhibit-unlisted", name)


def check_custody(packet: Packet, manifest: dict[str, Any]) -> None:
    """Every record names the digest of the line before; the manifest names their number and the last one."""
    lines = (packet.read(CUSTODY) or b"").split(b"\n")
    lines = lines if lines[-1] else lines[:-1]
    before = "0" * 64
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if record["seq"] != number or record["prev"] != before:
                packet.note("custody-broken-link", f"{CUSTODY}:{number}")
        except (ValueError, KeyError, TypeError, RecursionError):
            packet.note("custody-malformed", f"{CUSTODY}:{number}")
        before = hashlib.sha256(line).hexdigest()
    head = manifest["custody"]
    if head["count"] != len(lines) or head["sha256"] != before:
        packet.note("custody-head-wrong", CUSTODY)


def check_document(packet: Packet) -> None:
    """The byte range of the signature inside the PDF is the whole file but the signature itself."""
    raw = packet.read(DOCUMENT)
    if raw is None:
        return
    for match in RANGE.finditer(raw):
        first, second, rest_ = (int(number) for number in match.groups())
        if re.fullmatch(rb"<[0-9A-Fa-f]+>", raw[first:second]) and second + rest_ == len(raw):
            return
    packet.note("document-partly-covered", DOCUMENT)


def check_reason(packet: Packet, manifest: dict[str, Any]) -> None:
    """The signature inside the PDF states the id of this packet."""
    raw = packet.read(DOCUMENT) or b""
    reasons = REASON.findall(raw)
    stated = [OCTAL.sub(lambda octal: bytes([int(octal[1], 8) & 0xFF]), reason) for reason in reasons]
    if RANGE.search(raw) and f"Evidence packet {manifest['packet']}".encode() not in stated:
        packet.note("document-of-another-packet", DOCUMENT)


def check_tokens(packet: Packet, manifest: dict[str, Any]) -> None:
    """A packet that says that it is stamped has a token; what that is worth, openssl tells."""
    if manifest["timestamp"] == "stamped" and not any(map(TOKEN.fullmatch, packet.files)):
        packet.note("timestamp-missing", TAGS + ".tsr")


def check(packet: Packet) -> None:
    """Check all that needs no cryptography but digests."""
    packet.hash_all()
    check_bag(packet)
    check_document(packet)
    try:
        manifest = json.loads(packet.read(MANIFEST) or b"")
        check_exhibits(packet, manifest)
        check_custody(packet, manifest)
        check_reason(packet, manifest)
        check_tokens(packet, manifest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        packet.note("manifest-unreadable", MANIFEST)


def rest(packet: Packet) -> list[str]:
    """Return the openssl and poppler commands for what this program cannot check."""
    chain = b"BEGIN CERTIFICATE" in (packet.read("tsa-chain.pem") or b"")
    trust = "-CAfile tsa-root.pem" + (" -untrusted tsa-chain.pem" if chain else "")
    content = f"-in {TAGS}.p7s -content {TAGS} -signer signed-by.pem"
    digests = originals(packet)
    tokens = [
        name
        for name in sorted(packet.files)
        if name.endswith(".tsr") and all(SAFE.fullmatch(part) for part in name.split("/"))
    ]
    return [
        f"openssl cms -verify -binary -inform DER {content} -noverify -out {os.devnull}",
        "openssl x509 -in signed-by.pem -noout -fingerprint -sha256",
        *(
            f"openssl ts -verify {digests.get(name) or subject(name, packet)} -in {name} {trust}"
            for name in tokens
        ),
        f"pdfsig {DOCUMENT}",
    ]


def originals(packet: Packet) -> dict[str, str]:
    """Return what to name for tokens of redacted exhibits: they are over the original's digest, not over the copy."""
    named: dict[str, str] = {}
    for exhibit in json.loads(packet.read(MANIFEST) or b"{}").get("exhibits", ()):
        original = (exhibit.get("redaction") or {}).get("original")
        if isinstance(original, str) and re.fullmatch("[0-9a-f]{64}", original):
            direct = [token["file"] for token in exhibit["tokens"] if token.get("renews") is None]
            named.update(dict.fromkeys(direct, f"-digest {original}"))
    return named


def subject(token: str, packet: Packet) -> str:
    """Return the file that a token is over: E01.png.tsr and E01.png.2.tsr are over E01.png."""
    name = token[: -len(".tsr")]
    return "-data " + (name if name in packet.files else re.sub(r"\.[0-9]{1,2}$", "", name))


def shown(text: str) -> str:
    """Return text without what could play with a terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def report(packet: Packet) -> int:
    """Say what was found, what was not checked, and how to check that."""
    if packet.of_systems:
        count, first = len(packet.of_systems), shown(packet.of_systems[0])
        print(f"操作系统放入的文件，不属于证据包，未作检查：{count} 个，首个为 {first}")
        print(f"Put there by an operating system, no part of the packet, not checked: {count}, first {first}")
    for code, subject_ in packet.found:
        chinese, english = SAID[code]
        print(f"✗ [{code}] {shown(subject_)}: {chinese} / {english}")
    if packet.found:
        print("结论：不成立。 / NOT VALID.")
        return WRONG
    looked, also = ("压缩包、", "the zip, ") if packet.is_zip else ("", "")
    count = len(packet.files)
    print(f"已检查，均无异常：{looked}{count} 个文件的摘要与清单、证据、保管记录的链条。")
    print(
        f"Checked and in order: {also}{count} files and their manifests, the exhibits, the chain of custody."
    )
    print()
    print("尚未检查：签名、时间戳、PDF 内的签名。请在解压后的文件夹中运行下列命令（详见 VERIFY.txt）：")
    print(
        "NOT checked: the signature, the timestamps, the signature inside the PDF. In the unpacked folder run"
    )
    print("the following; VERIFY.txt explains them. Get tsa-root.pem from the authority itself.")
    for line in rest(packet):
        print("    " + line)
    print(
        "结论：已检查的部分成立，其余未知。 / VALID AS FAR AS CHECKED; the rest is unknown, which is no pass."
    )
    return OPEN


def main(arguments: list[str]) -> int:
    """Check the packet that is named, else the one that this file lies in."""
    if len(arguments) > 1 or any(argument in ("-h", "--help") for argument in arguments):
        print(__doc__)
        return USAGE if len(arguments) > 1 else 0
    path = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent
    packet = Packet()
    strange = path.exists() and not (
        path.is_dir() or path.is_file()
    )  # opening a pipe would wait for its writer
    try:
        if not strange:
            (open_folder if path.is_dir() else open_zip)(path, packet)
    except FAULTS:
        packet.files = {}
    if not any(name in packet.files for name in MARKERS):
        packet.of_systems, packet.found = [], [("not-a-file" if strange else "not-a-packet", str(path))]
        report(packet)
        return BAD_INPUT
    check(packet)
    return report(packet)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that cannot show Chinese
    sys.exit(main(sys.argv[1:]))
