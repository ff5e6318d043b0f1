"""Write the files of a packet: the zip, and for a recipient that takes only small ones a smaller copy of its PDF."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vault import redact, stamp
from vault.model import Sha256, Token

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.proving.document import Stamping, Standing
    from vault.proving.dossier import Dossier
    from vault.proving.packet import PacketWritten
    from vault.proving.pdf_signature import Evidence
    from vault.proving.signer import Signer
    from vault.redact import Plan
    from vault.stamp import Failure


@dataclass(frozen=True)
class Production:
    """One packet that is being written: whose it is, who signs, and what it is made from.

    `failures` are the authorities that gave no token so far, and why; they are not asked again, as each may be waited
    for a quarter of a minute.
    """

    vault: Vault
    signer: Signer
    dossier: Dossier
    plan: Plan | None
    failures: list[Failure]

    def packet(self, out: pathlib.Path) -> PacketWritten:
        """Write the zip; raises what `write_packet` raises."""
        from vault.proving.packet import write_packet

        return write_packet(
            self.dossier,
            draw=lambda stamping: self._drawn(self.dossier, stamping),
            signer=self.signer,
            stamp=self._tokens if self.vault.authorities else None,
            roots=self._roots,
            lists=self._known.revocations,
            out=out,
        )

    def reduced(self, written: PacketWritten, limit: int, out: pathlib.Path) -> None:
        """Write a smaller copy of the packet's PDF, signed by itself; raises what `write_reduced` raises."""
        from vault.proving.pdf_signature import sign_document
        from vault.proving.reduced import write_reduced

        def sign(document: bytes, of: Sha256, *, stamped: bool) -> bytes:
            return sign_document(
                document,
                self.signer,
                packet=self.dossier.packet,
                at=self.dossier.made_at,
                stamp=self._tokens if stamped and self.vault.authorities else None,
                known=self._known,
                copy_of=of,
            )

        write_reduced(
            self.dossier,
            of=written.path,
            draw=lambda smaller: self._drawn(smaller, written.timestamp),
            sign=sign,
            limit=limit,
            out=out,
        )

    def _drawn(self, dossier: Dossier, stamping: Stamping) -> bytes:
        from vault.proving.document import render  # typesetting, for this alone

        document = render(dossier, self._standing(stamping))
        return document if self.plan is None else redact.ensure_document_untold(self.plan, document)

    def _standing(self, stamping: Stamping) -> Standing:
        from vault.proving.document import Standing
        from vault.proving.signer import is_issued, signer_fingerprint

        urls = tuple(authority.url for authority in self.vault.authorities)
        return Standing(signer_fingerprint(self.signer), stamping, urls, issued=is_issued(self.signer))

    def _tokens(self, digest: Sha256) -> tuple[Token, ...]:
        silent = {failure.authority for failure in self.failures}
        asked = [authority for authority in self.vault.authorities if authority.url not in silent]
        answers = self.vault.request_tokens([digest], asked)
        self.failures.extend(
            stamp.Failure(answer.authority.url, answer.error)
            for answer in answers
            if answer.error is not None
        )
        return tuple(answer.token for answer in answers if answer.token is not None)

    @property
    def _roots(self) -> tuple[str, ...]:
        return tuple(authority.roots for authority in self.vault.authorities if authority.roots)

    @cached_property
    def _known(self) -> Evidence:
        """What is to be had about the authorities: fetched once for both files."""
        from vault.proving.pdf_signature import Evidence
        from vault.proving.sealing import known_certificates

        certificates = known_certificates(self.dossier, self._roots)
        return Evidence(certificates, stamp.revocation_lists(self.vault, certificates))
