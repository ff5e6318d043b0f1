"""Dossiers for the tests of the document, with pictures drawn here."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import io
import random
from collections.abc import Sequence
from dataclasses import replace

from noto_cjk import otc_path
from PIL import Image, ImageDraw, ImageFont

from vault.language import Language
from vault.model import (
    Acquisition,
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
    Role,
    Sha256,
    Token,
    WriterId,
)
from vault.proving.custody import digest
from vault.proving.document import Stamping, Standing
from vault.proving.dossier import Dossier, Exhibit, Head, Recorded
from vault.proving.sheets import reopened

AT = dt.datetime(2026, 3, 5, 6, 22, 8, tzinfo=dt.UTC)
FINGERPRINT = Sha256(hashlib.sha256(b"certificate").hexdigest())
STAMPED = Standing(signer=FINGERPRINT, stamping=Stamping.STAMPED, authorities=("https://tsa.example/tsr",))
UNSTAMPED = Standing(signer=FINGERPRINT, stamping=Stamping.NONE)

WORDS = "您的账户注销申请已提交成功客服工单受理编号借款结清证明自动扣款协议终止请妥善保存"


@functools.cache
def screenshot(width: int = 1170, height: int = 2532, *, seed: int = 1, form: str = "PNG") -> bytes:
    """A phone screen with cards of Chinese text."""
    choose = random.Random(seed)  # noqa: S311
    picture = Image.new("RGB", (width, height), "#f4f4f6")
    draw = ImageDraw.Draw(picture)
    size = max(12, min(width, height) // 27)
    font = ImageFont.truetype(str(otc_path("sans")), size, index=2)
    draw.rectangle((0, 0, width, size * 4), fill="#c0392b")
    draw.text((size, size * 1.2), f"京东金融 账户注销 {seed}", font=font, fill="white")
    for row, y in enumerate(range(size * 5, height - size * 5, size * 5)):
        draw.rounded_rectangle((size, y, width - size, y + size * 4.4), size // 2, fill="white")
        words = "".join(choose.choice(WORDS) for _ in range(max(4, width // size - 6)))
        draw.text((size * 2, y + size * 0.5), words, font=font, fill="#222222")
        number = f"第 {row + 1} 条  {choose.randrange(10**12):012d}"
        draw.text((size * 2, y + size * 2.2), number, font=font, fill="#2060c0")
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


@functools.cache
def photograph(width: int = 2400, height: int = 1800) -> bytes:
    small = width // 4, height // 4
    noise = Image.frombytes("L", small, random.Random(5).randbytes(small[0] * small[1]))  # noqa: S311
    out = io.BytesIO()
    noise.resize((width, height)).convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def fact(
    kind: FactType,
    value: str | Money,
    *,
    state: FactState = FactState.PROPOSED,
    raw: str | None = None,
    **more: object,
) -> Fact:
    written = raw if raw is not None else str(value)
    return replace(Fact(kind, value, written, "rule", 0.9, (0, len(written)), state=state), **more)


def facts(state: FactState = FactState.PROPOSED) -> tuple[Fact, ...]:
    return (
        fact(FactType.PLATFORM, "jd", name="京东金融", role=Role.SUBJECT, raw="京东金融", state=state),
        fact(
            FactType.DATE,
            "2026-03-05T14:22",
            raw="昨天 14:22",
            role=Role.HAPPENED,
            note="relative",
            state=state,
        ),
        fact(FactType.REFERENCE, "JD2026030500012345", label="工单编号", state=state),
        fact(FactType.AMOUNT, Money("1234.50"), raw="¥1,234.50"),
        fact(FactType.PHONE, "95118"),
    )


def item(
    number: int,
    *,
    title: str = "账户注销成功截图",
    kind: Kind = Kind.CANCELLATION,
    media_type: str = "image/png",
    claim: ClaimLevel = ClaimLevel.OWN_SCREENSHOT,
    channel: Channel | None = Channel.APP,
    lines: Sequence[str] = ("您的账户已注销成功",),
    found: tuple[Fact, ...] | None = None,
    tokens: int = 0,
    day: str | None = "2026-03-05",
    note: str = "",
    captured_from: str = "exif",
    metadata: dict[str, str] | None = None,
) -> Item:
    at = AT + dt.timedelta(days=number)
    acquisition = Acquisition(
        at=at + dt.timedelta(hours=3),
        name=f"IMG_{number:04d}.PNG",
        captured_at=at,
        captured_from=captured_from,
        channel=channel,
        device="iPhone 14" if number % 2 else None,
        system="iOS 18.1" if number % 2 else None,
        app="京东金融 8.1.30" if channel is Channel.APP else None,
        metadata=metadata or {},
    )
    return Item(
        id=ItemId(f"item{number:04d}"),
        sha256=Sha256(hashlib.sha256(str(number).encode()).hexdigest()),
        size=123_456 + number,
        media_type=media_type,
        title=title,
        claim=claim,
        acquisitions=(acquisition,),
        reading=Reading("rapidocr", "3.8.0", tuple(map(Line, lines))),
        findings=Findings(facts=facts() if found is None else found, kind=kind, event_date=day),
        tokens=tuple(Token("https://tsa.example/tsr", at, b"token") for _ in range(tokens)),
        note=note,
    )


def exhibit(number: int, shown: Item, *pages: bytes) -> Exhibit:
    return Exhibit(
        number, f"E{number:02d}", shown, lambda: io.BytesIO(b"original"), lambda: map(reopened, pages)
    )


def dossier(
    *exhibits: Exhibit,
    language: Language = Language.ZH,
    platform: str = "京东金融",
) -> Dossier:
    events = tuple(
        Event(
            writer=WriterId("w7kq2m3x"),
            seq=2 * n + 2,
            prev=Sha256("0" * 64),
            at=AT + dt.timedelta(days=n),
            type=EventType.ITEM_ADDED,
            salt="",
            item=shown.item.id,
        )
        for n, shown in enumerate(exhibits)
    )
    return Dossier(
        packet="jd-20261122-7kq2m3xd",
        platform=platform,
        made_at=dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC),
        language=language,
        exhibits=exhibits,
        custody=tuple(Recorded(event, digest(event)) for event in events),
        heads=(Head(WriterId("w7kq2m3x"), 57, Sha256(hashlib.sha256(b"head").hexdigest())),),
        program="vault 0.1.0",
    )


def varied(language: Language = Language.ZH, *, tokens: int = 0, confirmed: bool = True) -> Dossier:
    """Fourteen exhibits of different kinds."""
    sure = facts(FactState.CONFIRMED) if confirmed else facts()
    corrected = (
        *facts(),
        fact(FactType.REFERENCE, "TS-20260401-77", raw="TS-2026O401-77", state=FactState.CORRECTED),
    )
    doubtful = (
        fact(FactType.DATE, "[2026-03-04,2026-04-03]", raw="03/04/2026", note="ambiguous", role=Role.ISSUED),
        fact(
            FactType.REFERENCE,
            "0012345678901234567890",
            second="00123456789O1234567890",
            engines=("rapidocr",),
        ),
    )
    long_note = [f"第 {n} 点：" + WORDS * (1 + n % 4) for n in range(1, 71)]
    mail = {
        "From": "service@jd.example",
        "To": "me@example.org",
        "Subject": "账户注销受理通知",
        "DKIM": "pass (jd.example)",
    }
    sms = (
        "【京东金融】尊敬的客户，您的金条额度已关闭，账户已注销。",
        "工单编号 JD2026030500012345，详询 95118。",
    )
    letter = ("尊敬的用户：", "", *sms, "", "京东金融客服中心")
    strange = ("好的😀👍🏽", "שלום עולם", "#let x = 1 $a$ *b* @c \\ \" ' <d> [e] {f}")
    platform, third, own = (
        ClaimLevel.ISSUED_BY_PLATFORM,
        ClaimLevel.SIGNED_BY_THIRD_PARTY,
        ClaimLevel.OWN_NOTE,
    )
    text, letters, sound = "text/plain", "message/rfc822", "audio/mpeg"
    many = tuple(replace(one, value=f"JD{n:012d}") for n in range(25) for one in facts()[2:3])
    long_name = "长" * 100 + "Very-Long-File-Name_" * 5
    made: list[tuple[dict[str, object], list[bytes]]] = [
        ({"found": sure}, [screenshot(seed=1)]),
        (
            {"title": "开具结清证明（横屏）", "kind": Kind.SETTLEMENT, "found": corrected},
            [screenshot(2532, 1170, seed=2)],
        ),
        (
            {"title": "与客服的完整对话（长截图）", "kind": Kind.CUSTOMER_SERVICE},
            [screenshot(1080, 12000, seed=3)],
        ),
        (
            {
                "title": "注销成功短信",
                "media_type": text,
                "channel": Channel.SMS,
                "lines": sms,
                "claim": platform,
            },
            [],
        ),
        (
            {
                "title": "3月5日通话记录",
                "kind": Kind.CALL_NOTE,
                "media_type": text,
                "channel": Channel.HOTLINE,
            }
            | {"lines": long_note, "claim": own, "found": doubtful, "note": "当日回家后凭记忆整理。"},
            [],
        ),
        (
            {
                "title": "账户注销受理通知",
                "kind": Kind.CANCELLATION_REQUEST,
                "media_type": letters,
                "lines": letter,
            }
            | {"channel": Channel.MAIL, "claim": third, "metadata": mail, "captured_from": "mail"},
            [],
        ),
        (
            {
                "title": "结清证明",
                "kind": Kind.SETTLEMENT,
                "media_type": "application/pdf",
                "claim": platform,
            },
            [screenshot(1240, 1754, seed=7), screenshot(1240, 1754, seed=8)],
        ),
        ({"title": long_name, "kind": Kind.COMPLAINT, "captured_from": "now"}, [screenshot(seed=9)]),
        (
            {
                "title": "客服通话录音",
                "kind": Kind.CUSTOMER_SERVICE,
                "media_type": sound,
                "channel": Channel.HOTLINE,
            }
            | {"lines": (), "found": (), "day": None},
            [],
        ),
        (
            {"title": "表情😀与עברית的聊天", "media_type": text, "channel": Channel.WECHAT, "lines": strange},
            [],
        ),
        (
            {"title": "自动扣款解约", "kind": Kind.AUTOPAY_TERMINATION, "found": ()},
            [screenshot(1080, 1920, seed=11)],
        ),
        ({"title": "催收函照片", "kind": Kind.DUNNING, "channel": Channel.COUNTER}, [photograph()]),
        ({"title": "模糊的截图", "kind": Kind.OTHER}, [screenshot(600, 800, seed=13)]),
        (
            {"title": "信用报告摘录", "kind": Kind.CREDIT_REPORT, "found": many},
            [screenshot(1080, 6000, seed=14)],
        ),
    ]
    exhibits = [
        exhibit(number, item(number, tokens=tokens, **shown), *pages)  # type: ignore[arg-type]
        for number, (shown, pages) in enumerate(made, 1)
    ]
    return dossier(*exhibits, language=language)
