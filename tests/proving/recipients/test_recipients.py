"""Recipients, demands and articles: complete, sourced, in both languages, and checked before anything is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import msgspec
import pytest

from vault.language import Language
from vault.model import Kind, Particulars
from vault.proving.recipients.checking import Given, Lack, chosen_demands, lacking
from vault.proving.recipients.loading import demands, evidence, grounds, profiles
from vault.proving.recipients.names import Demand, Layout, Particular, Recipient
from vault.proving.recipients.profile import Profile, Text
from vault.proving.redaction.reasons import CLASSES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOME = Particulars(
    name="张三", id_number="11010519491231002X", phone="13800138000", email="z@example.org", address="北京市"
)


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def given(profile: Profile, **changes: object) -> Given:
    everything = Given(
        particulars=SOME,
        details={detail.id: "value" for detail in profile.details},
        demands=profile.demands,
        kinds=frozenset(Kind),
        has_confirmed=True,
    )
    return replace(everything, **changes)


@pytest.mark.parametrize("recipient", list(Recipient))
def test_every_recipient_is_described_with_source_and_day(recipient: Recipient) -> None:
    profile = profiles()[recipient]
    assert profile.source.startswith("http")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", profile.as_of)
    statements = (*profile.deadlines, *profile.remarks, *profile.prerequisites, *profile.channels)
    assert all(one.source.startswith("http") for one in statements)


@pytest.mark.parametrize("recipient", list(Recipient))
def test_every_text_is_in_both_languages(recipient: Recipient) -> None:
    for text in texts(profiles()[recipient]):
        assert CHINESE.search(text.zh) or text.zh == "{platform}"
        assert text.en
    english = " ".join(text.en for text in texts(profiles()[recipient]))
    allowed = re.sub(r"征信投诉申请单|互联网个人信用信息服务平台|提交异议申请|征信", "", english)
    assert not CHINESE.search(allowed)


def test_what_profiles_and_demands_name_exists() -> None:
    for profile in profiles().values():
        assert set(profile.grounds) <= set(grounds())
        assert profile.demands
    for demand in demands().values():
        assert set(demand.grounds) <= set(grounds())
        assert demand.grounds
    assert set(demands()) == set(Demand)
    assert set(evidence().kinds) == set(Kind)
    assert {one.group for one in evidence().kinds.values()} <= {group.id for group in evidence().groups}


def test_articles_name_law_version_source_and_day() -> None:
    for ground in grounds().values():
        assert ground.source.startswith("http")
        assert re.search(r"\d{4}", ground.version.zh)
        assert ground.article.zh.startswith("第")


def test_laws_stand_together_so_that_each_is_named_in_full_once() -> None:
    laws = [ground.law.zh for ground in grounds().values()]
    assert [law for place, law in enumerate(laws) if law in laws[:place] and laws[place - 1] != law] == []


def test_only_the_public_recipient_is_redacted_and_its_classes_are_known() -> None:
    public = {id_ for id_, profile in profiles().items() if profile.public}
    assert public == {Recipient.HEIMAO}
    profile = profiles()[Recipient.HEIMAO]
    assert set(profile.redact) == CLASSES
    assert profile.particulars == ()
    assert not profile.contact


def test_the_facts_that_recipients_differ_by() -> None:
    assert profiles()[Recipient.NIFA].size_limit == 2_000_000
    assert profiles()[Recipient.COURT].layout is Layout.COURT
    details = {detail.id for detail in profiles()[Recipient.CREDIT_BUREAU].details}
    assert details == {"lender", "loan-type", "loan-date", "loan-amount", "wrong-item"}


@pytest.mark.parametrize("recipient", list(Recipient))
def test_nothing_is_missing_where_everything_is_given(recipient: Recipient) -> None:
    profile = profiles()[recipient]
    assert lacking(profile, given(profile), Language.ZH) == ()


@pytest.mark.parametrize("recipient", list(Recipient))
def test_each_missing_particular_is_said_with_the_command_that_gives_it(recipient: Recipient) -> None:
    profile = profiles()[recipient]
    for particular in profile.particulars:
        without = replace(SOME, **{particular.value: ""})
        missing = lacking(profile, given(profile, particulars=without), Language.EN)
        assert [one.how for one in missing] == ["vault profile set"]
        assert missing[0].required


def test_one_way_of_contact_is_enough() -> None:
    profile = profiles()[Recipient.REGULATOR]
    assert Particular.PHONE not in profile.particulars
    mail = Particulars(name="张三", id_number="1", email="z@example.org")
    none = Particulars(name="张三", id_number="1")
    assert not [
        one for one in lacking(profile, given(profile, particulars=mail), Language.EN) if one.required
    ]
    assert [one for one in lacking(profile, given(profile, particulars=none), Language.EN) if one.required]


def test_without_a_confirmed_fact_there_is_no_letter() -> None:
    profile = profiles()[Recipient.PLATFORM]
    (lack,) = lacking(profile, given(profile, has_confirmed=False), Language.ZH)
    assert (lack.required, lack.how) == (True, "vault review")


def test_required_things_come_before_advice() -> None:
    profile = profiles()[Recipient.REGULATOR]
    missing = lacking(profile, given(profile, kinds=frozenset(), demands=()), Language.ZH)
    assert [one.required for one in missing] == [True, False]
    assert all(isinstance(one, Lack) and CHINESE.search(one.what) for one in missing)


def test_kinds_of_evidence_call_for_their_demands_and_no_others() -> None:
    platform = profiles()[Recipient.PLATFORM]
    assert chosen_demands(platform, {Kind.CANCELLATION}) == (Demand.CLOSE_ACCOUNT, Demand.DELETE_DATA)
    assert chosen_demands(platform, {Kind.IDENTITY_DOCUMENT, Kind.OTHER}) == ()
    bureau = profiles()[Recipient.CREDIT_BUREAU]
    assert chosen_demands(bureau, frozenset(Kind)) == (Demand.CORRECT_REPORT, Demand.WRITTEN_REPLY)


def test_more_evidence_never_takes_a_demand_away() -> None:
    profile = profiles()[Recipient.PLATFORM]
    for first, second in combinations(Kind, 2):
        assert set(chosen_demands(profile, {first})) <= set(chosen_demands(profile, {first, second}))
