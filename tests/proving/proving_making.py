"""Dossiers and packets for tests."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from proving_authority import TestAuthority

from vault.language import Language
from vault.model import (
    Acquisition,
    Added,
    Channel,
    ClaimLevel,
    Event,
    EventType,
    Fact,
    FactState,
    FactType,
    Findings,
    Item,
    ItemId,
    Kind,
    Line,
    Money,
    Reading,
    Sha256,
    WriterId,
)
from vault.proving.custody import START, digest
from vault.proving.dossier import Dossier, Exhibit, Head, Recorded
from vault.proving.packet import PacketWritten, write_packet
from vault.proving.signer import Signer, new_signer

MADE_AT = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def small_pdf(note: str = "") -> bytes:
    """A PDF of one empty page that says `note` in a comment; its table of objects is right."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Resources<<>>>>",
    )
    made, places = b"%PDF-1.7\n%" + note.encode() + b"\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 4\n0000000000 65535 f \n" + table
    return made + b"trailer<</Root 1 0 R/Size 4/ID[<01><01>]>>\nstartxref\n%d\n%%%%EOF\n" % start


PDF = small_pdf()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3
NOTE = "客服承诺三日内注销账户。工单号 KF20261122。\n".encode()
WRITER = WriterId("w1r1t3r0")
SIGNER = new_signer("Test owner", now=dt.datetime(2025, 1, 1, tzinfo=dt.UTC), serial=4711)


def sha(data: bytes) -> Sha256:
    return Sha256(hashlib.sha256(data).hexdigest())


def exhibit(
    number: int, data: bytes, media_type: str = "image/png", authority: TestAuthority | None = None
) -> Exhibit:
    acquisition = Acquisition(
        at=MADE_AT - dt.timedelta(days=3),
        name="截图.png",
        captured_at=MADE_AT - dt.timedelta(days=4),
        captured_from="exif",
        channel=Channel.APP,
        device="Phone 9",
        app="Bank 1.2",
    )
    facts = (
        Fact(
            FactType.REFERENCE,
            "KF20261122",
            "KF20261122",
            "case",
            0.99,
            (0, 10),
            "case no.",
            id="f1",
            state=FactState.CONFIRMED,
        ),
        Fact(FactType.AMOUNT, Money("1234.50"), "1,234.50", "amount", 0.8, (11, 19), id="f2"),
    )
    item = Item(
        id=ItemId(f"item{number:04}"),
        sha256=sha(data),
        size=len(data),
        media_type=media_type,
        title="账户注销成功",
        claim=ClaimLevel.OWN_SCREENSHOT,
        acquisitions=(acquisition,),
        reading=Reading("rapidocr", "3.8", (Line("账户注销成功", 0.98765),)),
        findings=Findings(facts, Kind.CANCELLATION, "rule", "2026-11-18", "rule"),
        tokens=() if authority is None else (authority.token(sha(data), number),),
    )
    return Exhibit(number, f"E{number:02}", item, lambda: io.BytesIO(data), lambda: ())


def custody_of(exhibits: Sequence[Exhibit], *, foreign: int = 1) -> tuple[tuple[Event, ...], Head]:
    """The exhibits' events, two each, in one chain; `foreign` other events follow the first exhibit's."""
    chain: list[Event] = []

    def append(kind: EventType, item: ItemId, body: object) -> None:
        previous = digest(chain[-1]) if chain else START
        built = msgspec.to_builtins(body)
        chain.append(
            Event(WRITER, len(chain) + 1, previous, MADE_AT, kind, f"{len(chain):032x}", item, built)
        )

    for each in exhibits:
        item = each.item
        added = Added(
            item.sha256,
            item.size,
            item.media_type,
            item.title,
            item.claim,
            item.acquisitions[0],
            item.reading,
            item.findings,
        )
        append(EventType.ITEM_ADDED, item.id, added)
        append(EventType.ITEM_EXPORTED, item.id, {"name": "copy"})
        if each.number == 1:
            for _ in range(foreign):
                append(EventType.ITEM_REMOVED, ItemId("0ther000"), {"reason": "private"})
    head = Head(WRITER, len(chain), digest(chain[-1]))
    mine = {each.item.id for each in exhibits}
    return tuple(event for event in chain if event.item in mine), head


def dossier(exhibits: Sequence[Exhibit], language: Language = Language.ZH) -> Dossier:
    events, head = custody_of(exhibits)
    return Dossier(
        packet="packet-jd-2026-11-22",
        platform="京东金融",
        made_at=MADE_AT,
        language=language,
        exhibits=tuple(exhibits),
        custody=recorded(events),
        heads=(head,),
        program="evidence-vault 0.1.0",
    )


def recorded(events: Iterable[Event]) -> tuple[Recorded, ...]:
    return tuple(Recorded(event, digest(event)) for event in events)


def three_exhibits(authority: TestAuthority | None) -> tuple[Exhibit, ...]:
    return (
        exhibit(1, PNG, authority=authority),
        exhibit(2, NOTE, "text/plain", authority=authority),
        exhibit(3, PDF, "application/pdf"),
    )


def written(
    out: Path, authority: TestAuthority | None, *, signer: Signer = SIGNER, made: Dossier | None = None
) -> PacketWritten:
    return write_packet(
        made or dossier(three_exhibits(authority)),
        draw=lambda stamping: small_pdf(stamping.value),
        signer=signer,
        stamp=authority.stamp if authority else None,
        roots=(authority.root_pem,) if authority else (),
        out=out,
    )


def members(packet: bytes) -> dict[str, bytes]:
    """The packet's files without the top folder, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes], folder: str = "packet-jd-2026-11-22/") -> bytes:
    """A plain zip of these files, as an attacker makes it: everything consistent as far as zip goes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return buffer.getvalue()


def reseal(files: Mapping[str, bytes], signer: Signer | None = None) -> dict[str, bytes]:
    """Rewrite oxum, manifests and, with a signer, the signature, so that they fit the files again."""
    from vault.proving import bag, layout
    from vault.proving.signer import sign_detached

    new = dict(files)
    payload = {name: data for name, data in new.items() if name.startswith("data/")}
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n"
    new[layout.BAG_INFO] = b"".join(
        oxum.encode() if line.startswith(b"Payload-Oxum") else line
        for line in new[layout.BAG_INFO].splitlines(True)
    )
    new[layout.PAYLOAD_MANIFEST] = bag.manifest_text({n: sha(d) for n, d in payload.items()}).encode()
    new[layout.TAG_MANIFEST] = bag.manifest_text({n: sha(new[n]) for n in layout.TAG_FILES}).encode()
    if signer is not None:
        new[layout.SIGNER] = signer.certificate_pem
        new[layout.TAG_MANIFEST] = bag.manifest_text({n: sha(new[n]) for n in layout.TAG_FILES}).encode()
        new[layout.SIGNATURE] = sign_detached(new[layout.TAG_MANIFEST], signer)
    return new
