"""Decoding apart: real processes, real bombs, real signals."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from tests.sources.source_material import (
    LOCKED_PDF,
    SAID,
    exif,
    heic,
    mail,
    picture,
    pictures,
    raw_pdf,
    saved,
    texts,
    typeset_pdf,
)
from vault import sources
from vault.confined import Decoders
from vault.errors import BadInputError
from vault.sources import Content, Limits, identify
from vault.sources.confinement.measures import Measure
from vault.sources.errors import (
    DecoderCrashedError,
    DecoderTooLargeError,
    DecoderTooSlowError,
    EmptyFileError,
    PdfPasswordError,
    PictureBrokenError,
    PictureTooLargeError,
)
from vault.sources.media import PNG

linux = pytest.mark.skipif(sys.platform != "linux", reason="these measures are Linux's")


@pytest.fixture(scope="module")
def decoders():
    with Decoders() as made:
        yield made


def opened(decoders: Decoders, data: bytes, **options: object) -> Content:
    return decoders.unpack(data, identify(data[: sources.HEAD_BYTES]), **options)


def family(process: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]


def is_gone(process: int) -> bool:
    """Tell whether a process ends within five seconds: it may have been told to a moment ago."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            if ") Z" not in Path(f"/proc/{process}/stat").read_text():
                time.sleep(0.05)
                continue
        return True
    return False


def process_of(decoders: Decoders) -> int:
    (idle,) = decoders._idle
    return idle.id


LATIN = "Account closed on 1 June 2025"
EVERY = {
    "png": saved(picture(), "PNG"),
    "grey": saved(picture(mode="LA"), "PNG"),
    "turned": saved(picture(), "JPEG", exif=exif(orientation=6, taken="2025:06:01 10:11:12")),
    "animation": saved(picture(), "GIF", save_all=True, append_images=[picture().rotate(90)] * 20),
    "pages": saved(picture(), "TIFF", save_all=True, append_images=[picture().rotate(180)]),
    "heic": heic(picture()),
    "webp": saved(picture(), "WEBP", lossless=True),
    "document": typeset_pdf(SAID, LATIN, pages=3),
    "drawn": raw_pdf(b"10 10 50 50 re f"),
    "mail": mail().as_bytes(),
    "page": f"<html><body><p>{SAID}</p><table><tr><td>a<td>b</table></body></html>".encode(),
    "text": SAID.encode(),
}


@pytest.mark.parametrize("name", EVERY)
def test_an_input_comes_out_as_if_it_were_decoded_here(decoders: Decoders, name: str) -> None:
    data, zone = EVERY[name], ZoneInfo("Asia/Shanghai")
    apart = opened(decoders, data, timezone=zone)
    here = sources.unpack(data, identify(data), timezone=zone)
    assert (apart.media, apart.captured, dict(apart.metadata)) == (
        here.media,
        here.captured,
        dict(here.metadata),
    )
    assert (apart.attachments, apart.frames_left_out) == (here.attachments, here.frames_left_out)
    for one, other in zip(apart.pages, here.pages, strict=True):
        assert type(one) is type(other)
        if isinstance(one, sources.PicturePage):
            assert (one.number, one.image.size, one.image.tobytes()) == (
                other.number,
                other.image.size,
                other.image.tobytes(),
            )
        else:
            assert one == other
    seen = zip(
        decoders.print_pages(data, identify(data)), sources.print_pages(data, identify(data)), strict=True
    )
    assert all(one.image.tobytes() == other.image.tobytes() for one, other in seen)


def test_what_a_mail_carries_comes_byte_for_byte(decoders: Decoders) -> None:
    message = mail()
    message.set_content(SAID)
    for number, data in enumerate((b"\x00\xff" * 1000, EVERY["png"], b"x")):
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=f"回执{number}.bin"
        )
    content = opened(decoders, message.as_bytes())
    assert content.attachments == sources.unpack(message.as_bytes(), identify(message.as_bytes())).attachments
    assert len(content.attachments) == 3
    assert SAID in texts(content)


@pytest.mark.parametrize(
    "zone", [None, dt.timezone(dt.timedelta(hours=-3, minutes=-30)), ZoneInfo("Asia/Shanghai")]
)
def test_a_clock_stands_in_the_zone_that_was_told(decoders: Decoders, zone: dt.tzinfo | None) -> None:
    data = EVERY["turned"]
    assert (
        opened(decoders, data, timezone=zone).captured
        == sources.unpack(data, identify(data), timezone=zone).captured
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (EVERY["png"][:60], PictureBrokenError),
        (LOCKED_PDF, PdfPasswordError),
        (
            b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 60000, 60000, 1, 24, 0, 0, 0, 0, 0, 0),
            PictureTooLargeError,
        ),
    ],
)
def test_a_refusal_keeps_its_error_and_the_process(
    decoders: Decoders, data: bytes, error: type[BadInputError]
) -> None:
    list(opened(decoders, EVERY["png"]).pages)
    before = process_of(decoders)
    with pytest.raises(error) as raised:
        list(opened(decoders, data).pages)
    assert raised.value.said() == raised.value.said()
    assert process_of(decoders) == before


def test_nothing_is_an_empty_file(decoders: Decoders) -> None:
    with pytest.raises(EmptyFileError):
        decoders.unpack(b"", PNG)


def test_who_stops_early_leaves_a_process_that_can_be_used(decoders: Decoders) -> None:
    content = opened(decoders, EVERY["document"])
    assert next(content.pages).number == 0
    content.pages.close()
    before = process_of(decoders)
    assert len(list(opened(decoders, EVERY["document"]).pages)) == 3
    assert process_of(decoders) == before


def test_an_input_that_is_never_looked_at_costs_no_other() -> None:
    with Decoders() as decoders:
        opened(decoders, EVERY["document"])
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


def test_several_threads_have_a_process_each() -> None:
    with Decoders() as decoders, ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: pictures(opened(decoders, EVERY["png"]))[0].size, range(24)))
        assert sizes == [(60, 40)] * 24
        assert 1 <= len(decoders._idle) <= 4


def test_plain_text_needs_no_process() -> None:
    decoders = Decoders()
    assert texts(opened(decoders, SAID.encode())) == [SAID]
    assert decoders._idle == []


def test_the_processes_end_with_the_pool() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        (process,) = decoders._idle
        assert process.lives
    assert not process.lives


def test_it_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_PASSPHRASE_FILE", "/nowhere/secret")
    monkeypatch.setenv("AN_API_TOKEN", "secret")
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        process = process_of(decoders)
        try:
            environment = Path(f"/proc/{process}/environ").read_bytes()
            opened_files = {str(one.readlink()) for one in Path(f"/proc/{process}/fd").iterdir()}
        except PermissionError:
            pytest.skip("the process lets nobody but the administrator look")
        assert b"secret" not in environment
        assert all(name == os.devnull or name.startswith("pipe:") for name in opened_files)


# What a decoder that was taken over could try. The process runs our own code up to the confinement, then this.
TRIES = """
import sys
sys.path[:] = sys.argv[2:]
from vault.sources.confinement.measures import confine, confine_one
taken = confine()
confine_one(taken)
import ctypes, os, socket, resource, signal
def attempt():
    {attempt}
try:
    attempt()
except (OSError, MemoryError, ValueError, AssertionError) as error:
    print("refused", type(error).__name__)
else:
    print("done")
"""

ATTEMPTS = {
    "read a file of the user": "open(sys.argv[1]).read()",
    "list a folder of the user": "os.listdir(os.path.dirname(sys.argv[1]))",
    "read the passwords of the system": "open('/etc/passwd').read()",
    "write a file": "open(sys.argv[1] + '.new', 'w').write('x')",
    "change a file": "open(sys.argv[1], 'a').write('x')",
    "remove a file": "os.remove(sys.argv[1])",
    "write in the memory folder": "open('/dev/shm/vault-try', 'w').write('x')",
    "look into the asking process": "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
    "open a socket": "socket.socket()",
    "open a local socket": "socket.socket(socket.AF_UNIX)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "split in two": "os._exit(0) if os.fork() == 0 else None",
    "signal the asking process": "os.kill(os.getppid(), 0)",
    "leave the group": "os.setsid()",
    "lift a limit": "resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
    "take memory": "bytearray(1 << 30)",
    "leave a core": "assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)",
    "open many files": "[os.dup(0) for _ in range(100)]",
}


def tried(attempt: str, target: Path) -> str:
    command = [
        sys.executable,
        "-I",
        "-B",
        "-c",
        TRIES.format(attempt=attempt),
        str(target),
        *filter(None, sys.path),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env={}).stdout


@linux
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_decoder_that_was_taken_over_cannot(attempt: str, tmp_path: Path) -> None:
    target = tmp_path / "private.txt"
    target.write_text("private")
    with Decoders() as decoders:
        if decoders.lacking():
            pytest.skip(f"this kernel lacks {decoders.lacking()}")
    assert tried(ATTEMPTS[attempt], target).startswith("refused")
    assert target.read_text() == "private"
    assert list(tmp_path.iterdir()) == [target]


@linux
def test_it_still_can_what_decoders_need(tmp_path: Path) -> None:
    needed = "import encodings.gb18030, PIL.Image, threading; t = threading.Thread(target=bytes); t.start(); t.join()"
    assert tried(needed, tmp_path) == "done\n"


@linux
def test_no_core_is_dumped_and_no_file_made() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        limits = Path(f"/proc/{process_of(decoders)}/limits").read_text()
    rows = {line[:25].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert rows["Max core file size"] == rows["Max file size"] == ["0", "0"]
    assert int(rows["Max open files"][1]) < 100
    assert int(rows["Max data size"][1]) < 1 << 30


@linux
@pytest.mark.parametrize(
    ("number", "error"),
    [
        (signal.SIGSEGV, DecoderCrashedError),
        (signal.SIGABRT, DecoderCrashedError),
        (signal.SIGKILL, DecoderTooLargeError),
        (signal.SIGXCPU, DecoderTooSlowError),
    ],
)
def test_a_crash_costs_its_input_and_no_other(number: signal.Signals, error: type[BadInputError]) -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        assert next(content.pages).number == 0
        os.kill(family(chief)[-1], number)
        with pytest.raises(error):
            list(content.pages)
        for _ in range(5):
            assert len(list(opened(decoders, EVERY["document"]).pages)) == 3
        assert process_of(decoders) != chief


@linux
def test_an_input_does_without_the_process_that_serves_all_once_it_has_its_own() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        assert next(content.pages).number == 0
        os.kill(chief, signal.SIGKILL)
        assert is_gone(chief)
        assert len(list(content.pages)) == 2
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


@linux
def test_a_process_that_ended_while_it_waited_is_noticed() -> None:
    with Decoders() as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        (process,) = decoders._idle
        os.kill(process.id, signal.SIGKILL)
        process._process.wait()
        assert pictures(opened(decoders, EVERY["png"]))[0].size == (60, 40)


@linux
def test_a_decoder_that_hangs_is_ended() -> None:
    with Decoders(patience=1.5) as decoders:
        list(opened(decoders, EVERY["png"]).pages)
        chief = process_of(decoders)
        content = opened(decoders, EVERY["document"])
        next(content.pages)
        worker = family(chief)[-1]
        os.kill(worker, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(DecoderTooSlowError):
            list(content.pages)
        assert time.monotonic() - started < 10
        assert is_gone(worker)
        assert len(list(opened(decoders, EVERY["document"]).pages)) == 3


@linux
def test_a_decoder_that_takes_too_much_memory_costs_its_input() -> None:
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 16000, 16000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
    ]
    large = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    with Decoders() as decoders:
        with pytest.raises(DecoderTooLargeError):
            list(opened(decoders, large, limits=Limits(pixels=300_000_000)).pages)
        assert pictures(opened(decoders, EVERY["png"]))[0].size == (60, 40)


@linux
@pytest.mark.slow
def test_the_largest_picture_that_is_let_in_is_decoded() -> None:
    image = Image.new("RGBA", (8900, 8900), (255, 0, 0, 128))
    with Decoders() as decoders:
        (page,) = pictures(opened(decoders, saved(image, "PNG", compress_level=1)))
    assert page.size == (8900, 8900)
    assert page.getpixel((5, 5)) == (255, 127, 127)


@linux
def test_when_the_asking_process_dies_so_does_the_decoder() -> None:
    code = (
        "import sys, os, time; sys.path[:0] = sys.argv[1:]\n"
        "from vault.confined import Decoders\n"
        "d = Decoders(); d.lacking(); print(d._idle[0].id, flush=True); time.sleep(60)"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", code, *filter(None, sys.path)], stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    process = int(asking.stdout.readline())
    asking.kill()
    asking.wait()
    asking.stdout.close()
    assert is_gone(process)


@linux
def test_the_confinement_is_said_to_be_what_it_is() -> None:
    with Decoders() as decoders:
        lacking = decoders.lacking()
        list(opened(decoders, EVERY["png"]).pages)
        status = Path(f"/proc/{process_of(decoders)}/status").read_text()
    assert (Measure.NETWORK in lacking) == ("Seccomp:\t2" not in status)
    assert Measure.MEMORY not in lacking
