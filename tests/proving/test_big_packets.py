"""Packets of long originals and of many exhibits."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import time
import tracemalloc
from pathlib import Path

from proving_making import MADE_AT, PDF, PNG, SIGNER, dossier, exhibit, members, written

from samples.stamping import answer, new_signer
from vault.model import Authority, Sha256, Token
from vault.proving.dossier import Exhibit
from vault.proving.packet import write_packet
from vault.proving.stamps import request_token
from vault.proving.verify import Verdict, verify


def test_a_long_recording_is_streamed(tmp_path: Path) -> None:
    size, block = 64 << 20, bytes(range(256)) * 4096

    class Long(io.RawIOBase):
        left = size

        def read(self, count: int = -1) -> bytes:
            taken = min(self.left, count, len(block))
            self.left -= taken
            return block[:taken]

    running = hashlib.sha256()
    for _ in range(size // len(block)):
        running.update(block)
    item = dataclasses.replace(
        exhibit(1, b"").item, sha256=Sha256(running.hexdigest()), size=size, media_type="audio/mpeg"
    )
    long = dataclasses.replace(exhibit(1, b""), item=item, original=Long)
    tracemalloc.start()
    try:
        result = written(tmp_path / "p.zip", None, made=dossier([long]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.size > size
    assert peak < 16 << 20


def test_bigger_packets_take_proportionally_longer_and_verify(tmp_path: Path) -> None:
    many = [exhibit(n, PNG + n.to_bytes(2, "big")) for n in range(1, 201)]
    result = written(tmp_path / "p.zip", None, made=dossier(many))
    assert result.exhibits == 200
    assert "data/exhibits/E200.png" in members(result.path.read_bytes())


def test_two_hundred_stamped_exhibits_are_verified_in_two_seconds(tmp_path: Path) -> None:
    """Of the processor's time: what else the machine does is not this program's."""
    authority = new_signer(MADE_AT, dt.timedelta(days=365))
    roots = (authority.root_pem.decode(),)

    def stamp(digest: Sha256) -> tuple[Token, ...]:
        def fetch(_url: str, query: bytes) -> bytes:
            return answer(query, authority, MADE_AT)

        return (request_token(digest, Authority("https://tsa.test/", roots[0]), nonce=1, fetch=fetch),)

    def stamped_exhibit(number: int) -> Exhibit:
        one = exhibit(number, PNG * 200 + number.to_bytes(2, "big"))
        return dataclasses.replace(one, item=dataclasses.replace(one.item, tokens=stamp(one.item.sha256)))

    made = dossier([stamped_exhibit(number) for number in range(1, 201)])
    out = tmp_path / "p.zip"
    write_packet(made, draw=lambda _: PDF, signer=SIGNER, stamp=stamp, roots=roots, out=out)
    started = time.process_time()
    assert verify(out, trusted_roots=roots, at=MADE_AT).verdict is Verdict.VALID
    assert time.process_time() - started < 2
