"""Keys of domains are read from what the common programs for DNS print, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import BadInputError
from vault.sources import domain_keys
from vault.sources.errors import DomainKeyMissingError, DomainKeyUnnamedError, DomainKeyWithdrawnError

NAME = "s1._domainkey.jd.example"
KEY = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRPx"
RECORD = f"v=DKIM1; k=rsa; p={KEY}"
HALVES = f'"{RECORD[:30]}" "{RECORD[30:]}"'

DIG = f"""
; <<>> DiG 9.18.28 <<>> TXT {NAME}
;; QUESTION SECTION:
;{NAME}.	IN	TXT

;; ANSWER SECTION:
{NAME}. 3600 IN	TXT	{HALVES}

;; Query time: 12 msec
"""
DIG_ALIAS = f"""
S1._domainkey.JD.example. 300 IN CNAME jd.keys.mailer.example.
jd.keys.mailer.example. 300	IN TXT "{RECORD.replace(";", chr(92) + ";")}"
"""
DIG_LINES = f"""
{NAME}.	3600 IN	TXT (
				"{RECORD[:30]}"
				"{RECORD[30:]}" )
"""
HOST = f"{NAME} descriptive text {HALVES}\n"
NSLOOKUP = (
    f"Server:\t\t127.0.0.53\nAddress:\t127.0.0.53#53\n\nNon-authoritative answer:\n{NAME}\ttext = {HALVES}\n"
)
NSLOOKUP_WINDOWS = (
    f"服务器:  router\r\nAddress:  192.168.1.1\r\n\r\n非权威应答:\r\n{NAME}\ttext =\r\n\r\n"
    f'\t"{RECORD[:30]}"\r\n\t"{RECORD[30:]}"\r\n'
)
NSLOOKUP_ALIAS = f'{NAME}\tcanonical name = k.mailer.example.\nk.mailer.example\ttext = "{RECORD}"\n'


@pytest.mark.parametrize(
    "answer", [DIG, DIG_ALIAS, DIG_LINES, HOST, NSLOOKUP, NSLOOKUP_WINDOWS, NSLOOKUP_ALIAS]
)
def test_a_key_is_read_with_its_name(answer: str) -> None:
    assert domain_keys(answer, "key.txt") == {NAME: RECORD}


def test_several_answers_in_one_file_are_several_keys() -> None:
    other = HOST.replace("s1.", "s2.")
    assert domain_keys(DIG + other, "key.txt") == {NAME: RECORD, "s2._domainkey.jd.example": RECORD}


@pytest.mark.parametrize("answer", [f"{HALVES}\n", f"{RECORD}\n", f"p={KEY}"])
def test_a_key_without_its_name_is_refused(answer: str) -> None:
    with pytest.raises(DomainKeyUnnamedError):
        domain_keys(answer, "key.txt")


def test_a_key_that_the_domain_took_back_is_refused() -> None:
    with pytest.raises(DomainKeyWithdrawnError):
        domain_keys(f'{NAME}. 60 IN TXT "v=DKIM1; p="', "key.txt")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        ";; connection timed out; no servers could be reached",
        'jd.example. 60 IN TXT "v=spf1 -all"',
        f'jd.example. 60 IN TXT "{RECORD}"',  # not where a key stands
        f'{NAME}. 60 IN TXT "v=DKIM2; p={KEY}"',
        f'{NAME}. 60 IN TXT "v=DKIM1; p=*"',
        f"{NAME}. 60 IN CNAME {NAME}.",
    ],
)
def test_what_holds_no_key_is_refused(answer: str) -> None:
    with pytest.raises(DomainKeyMissingError):
        domain_keys(answer, "key.txt")


@given(st.text(st.sampled_from('s1._domainkey.x IN TXT CNAME "\\;p=v=DKIM1ab \t\n()'), max_size=200))
def test_garbage_gives_a_key_or_a_clear_error(answer: str) -> None:
    try:
        found = domain_keys(answer, "key.txt")
    except BadInputError:
        return
    assert all("._domainkey." in name and '"' not in record for name, record in found.items())


def test_a_large_file_of_half_answers_costs_little() -> None:
    with pytest.raises(BadInputError):
        domain_keys(f'{NAME}. IN TXT "' + '" "' * 60_000, "key.txt")
