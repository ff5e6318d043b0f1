"""The settlement certificates as PDF: one with a text layer, one as a scanner would have made it."""

from __future__ import annotations

import datetime as dt
import io
import random
from typing import Literal

import noto_cjk
import typst
from PIL import Image, ImageFilter

ISSUED = dt.datetime(2026, 3, 5, 10, 0, tzinfo=dt.UTC)

TEMPLATE = """
#set page(paper: "a4", margin: (x: 28mm, y: 32mm))
#set text(font: "Noto Sans CJK SC", size: 12pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 1.1em, first-line-indent: (amount: 2em, all: true))
#set document(title: "{title}", date: auto)
#align(center, text(size: 20pt, weight: "bold")[{title}])
#v(4mm)
#align(right, text(size: 10pt)[证明编号：{number}])
#v(6mm)
{body}

特此证明。
#v(16mm)
#align(right)[{issuer}\\ {date}]
#place(right, dx: -4mm, dy: -23mm, circle(radius: 17mm, stroke: 1.2pt + rgb("#d0332e"))[
  #set align(center + horizon)
  #set par(first-line-indent: 0em)
  #text(fill: rgb("#d0332e"), size: 10pt)[示例印章 #v(12mm) SAMPLE]
])
"""

JD_PAPER = TEMPLATE.format(
    title="贷款结清证明",
    number="JQ20260305000187",
    body=(
        "兹证明借款人张三（身份证号1101\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*0000）于2025年4月18日通过京东金融APP在我司办理了一笔"
        "京东金条贷款业务，借款合同编号为HT2025041800392，贷款金额人民币12,000.00元。\n\n"
        "截至2026年3月2日，上述贷款本息已全部结清。"
    ),
    issuer="重庆京东盛际小额贷款有限公司",
    date="2026年3月5日",
)

BANK_PAPER = TEMPLATE.format(
    title="个人贷款结清证明",
    number="CMB-JQ-2026-051400318",
    body=(
        "截至2026年5月13日，借款人张三（身份证号1101\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*0000）在我行的招行闪电贷个人消费贷款"
        "（合同编号：SDD2024110900652）本息已全部清偿，该授信额度已终止。"
    ),
    issuer="招商银行股份有限公司（示例）",
    date="2026年5月14日",
)


def printed(source: str) -> bytes:
    """Return the certificate as PDF with a text layer; the same bytes each time."""
    return _compiled(source, "pdf")


def scanned(source: str, seed: int) -> bytes:
    """Return the certificate as a scanner's PDF: one grey picture, a little askew and noisy, no text."""
    page = Image.open(io.BytesIO(_compiled(source, "png"))).convert("L")
    rng = random.Random(seed)
    page = page.rotate(rng.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=255)
    noise = Image.frombytes("L", page.size, rng.randbytes(page.width * page.height))
    page = Image.blend(page, noise, 0.05).filter(ImageFilter.GaussianBlur(0.5))
    out = io.BytesIO()
    stamp = ISSUED.timetuple()
    page.save(out, "PDF", resolution=150, quality=60, creationDate=stamp, modDate=stamp, producer="Scanner")
    return out.getvalue()


def _compiled(source: str, target: Literal["pdf", "png"]) -> bytes:
    font = noto_cjk.otc_path("sans")
    return typst.compile(
        source.encode(),
        format=target,
        ppi=150,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[font.parent]),
        timestamp=int(ISSUED.timestamp()),
    )
