"""Writes the sample material and the truth about it: `python -m samples.generate [FOLDER]`.

The same library versions give the same bytes; nothing depends on the day or the machine.
"""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from pathlib import Path

from PIL import Image

from samples import papers, writing
from samples.elsewhere import ELSEWHERE
from samples.jd_afterwards import JD_AFTERWARDS
from samples.jd_cancellation import JD_CANCELLATION
from samples.long_chat import LONG_CHAT
from samples.phone import draw
from samples.truth import Truth

HERE = Path(__file__).parent
MATERIAL = HERE / "material"
EXPECTED = HERE / "expected.json"
SHOTS = (*JD_CANCELLATION, LONG_CHAT, *JD_AFTERWARDS, *ELSEWHERE)

JD_PAPER_TRUTH = Truth(
    kind="settlement",
    event_date="2026-03-02",
    subject=("京东金条",),
    named=("京东金融",),
    dates=("2025-04-18", "2026-03-02", "2026-03-05"),
    references=("JQ20260305000187", "HT2025041800392"),
    amounts=("12000.00",),
)
BANK_PAPER_TRUTH = Truth(
    kind="settlement",
    event_date="2026-05-13",
    subject=("招行闪电贷",),
    named=("招商银行",),
    dates=("2026-05-13", "2026-05-14"),
    references=("CMB-JQ-2026-051400318", "SDD2024110900652"),
)


def samples() -> list[tuple[str, bytes, Truth]]:
    """Return every sample in order of name: file name, content, what it says."""
    certificate = papers.printed(papers.JD_PAPER)
    written = (
        writing.CALL_NOTE_JD,
        writing.CALL_NOTE_WEILIDAI,
        writing.SMS_JD,
        writing.SMS_BANK,
        writing.mail_request(),
        writing.mail_answer(certificate),
    )
    made = [(shot.name, encoded(draw(shot.screen), shot.name), shot.truth) for shot in SHOTS]
    made += [(text.name, text.content, text.truth) for text in written]
    made.append(("17-jd-settlement-certificate.pdf", certificate, JD_PAPER_TRUTH))
    scan = papers.scanned(papers.BANK_PAPER, seed=28)
    made.append(("28-bank-settlement-scanned.pdf", scan, BANK_PAPER_TRUTH))
    return sorted(made)


def encoded(picture: Image.Image, name: str) -> bytes:
    """Return `picture` in the format that the name's ending says, as phones write it."""
    out = io.BytesIO()
    if name.endswith(".jpg"):
        picture.save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def write(folder: Path, truth: Path) -> list[Path]:
    """Write all samples to `folder` and the truth about them to `truth`; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    made = samples()
    for name, content, _ in made:
        (folder / name).write_bytes(content)
    facts = {name: dataclasses.asdict(said) for name, _, said in made}
    truth.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [folder / name for name, _, _ in made]


def main(arguments: list[str]) -> None:
    """Write to the folder named, or to where the samples are kept."""
    folder = Path(arguments[0]) if arguments else MATERIAL
    files = write(folder, folder.parent / "expected.json" if arguments else EXPECTED)
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} samples, {size / 1e6:.1f} MB, in {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
