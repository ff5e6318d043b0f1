"""What is ended and how far it has come, put together from words: forms, not phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.reading.facts.acts import acts
from vault.reading.facts.clauses import clauses
from vault.reading.facts.folding import fold
from vault.reading.facts.kinds import plain
from vault.reading.facts.lexicon import words_of
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State
from vault.reading.facts.vocabulary import vocabulary

ENDED = {
    "account": (("账户", "账号", "月付账户"), ("注销", "销户", "关闭", "停用", "删除")),
    "consent": (("征信查询授权", "个人信息授权", "查询授权"), ("撤销", "撤回", "解除", "终止", "取消")),
    "debit": (("自动扣款", "免密支付", "代扣", "委托扣款"), ("关闭", "解约", "解除", "终止", "取消", "停止")),
    "renewal": (("自动续费", "连续包月", "会员续费"), ("关闭", "取消", "终止", "退订", "停止")),
    "line": (("授信额度", "循环额度"), ("关闭", "终止", "停用", "取消")),
}
DONE = (
    "您的{thing}已{verb}",
    "您的{thing}已于2026年3月5日{verb}",
    "已为您{verb}{thing}",
    "我司已按您的要求{verb}{thing}",
    "{thing}{verb}成功",
    "{thing}{verb}手续已办结",
    "您申请{verb}的{thing},现已{verb}完毕",
)
NOT_DONE = {
    State.ASKED: (
        "您的{thing}{verb}申请已受理",
        "已提交{verb}{thing}的申请",
        "正在{verb}{thing}",
        "申请{verb}{thing}",
    ),
    State.REFUSED: (
        "您的{thing}{verb}失败",
        "您的{thing}{verb}申请被驳回",
        "{thing}无法{verb}",
        "您申请{verb}{thing},因材料不全,我司暂不能办理",
    ),
    State.NOT_YET: ("您的{thing}尚未{verb}", "{thing}没有{verb}"),
    State.TOLD: (
        "如需{verb}{thing},请前往设置",
        "{verb}{thing}后,您将无法使用",
        "如何{verb}{thing}?",
        "{verb}{thing}须知",
        "您可随时{verb}{thing}",
        "{thing}{verb}流程",
    ),
}


def told(text: str) -> list[tuple[str, State]]:
    return [(act.thing, act.state) for act in acts(Statements(clauses(plain(fold(text)))))]


@st.composite
def sentences(draw: st.DrawFn, forms: tuple[str, ...]) -> tuple[str, str]:
    thing = draw(st.sampled_from(sorted(ENDED)))
    names, verbs = ENDED[thing]
    form = draw(st.sampled_from(forms))
    return thing, form.format(thing=draw(st.sampled_from(names)), verb=draw(st.sampled_from(verbs)))


@given(sentences(DONE))
def test_what_is_said_to_be_done_is_done_whatever_it_is(sentence: tuple[str, str]) -> None:
    thing, text = sentence
    assert (thing, State.DONE) in told(text), text


@pytest.mark.parametrize("state", NOT_DONE, ids=str)
def test_what_is_asked_refused_or_explained_is_never_done(state: State) -> None:
    @given(sentences(NOT_DONE[state]))
    def holds(sentence: tuple[str, str]) -> None:
        thing, text = sentence
        found = told(text)
        assert (thing, state) in found, (text, found)
        assert State.DONE not in {one for _, one in found}, text

    holds()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("您已取消销户申请", ("account", State.TAKEN_BACK)),
        ("销户流程已终止", ("account", State.TAKEN_BACK)),
        ("取消对商户的代扣授权,现已生效", ("debit", State.DONE)),
        ("账户免密支付功能已关闭", ("debit", State.DONE)),
        ("销户证明", ("account", State.PAPER)),
        ("注销日期 2026-03-05", ("account", State.DATED)),
        ("销户需先结清借款", ("account", State.REFUSED)),
        ("请结清后再注销账户", ("account", State.REFUSED)),
        ("烦请贵司注销本人账户", ("account", State.ASKED)),
        ("本人现撤回此前签署的征信查询授权", ("consent", State.DONE)),
        ("本授权不可撤销", None),
        ("该商户不再自动扣款", ("debit", State.DONE)),
        ("会员下月起不再续费", ("renewal", State.DONE)),
        ("账户登录限制已解除", None),
        ("贷款已全部结清", ("debt", State.DONE)),
        ("您于3月5日提前结清借款", ("debt", State.DONE)),
        ("提前结清 查看合同", ("debt", State.NAMED)),
        ("征信查询授权书\n我要撤回", None),
        ("22时18分提交的账户销户已生效", ("account", State.DONE)),
        ("注销不影响此前的权利义务", ("account", State.NAMED)),
        ("已解除与商户的代扣协议", ("debit", State.DONE)),
        ("your account (case 9) was not closed", ("account", State.NOT_YET)),
        ("本期账单已还清", ("bill", State.DONE)),
        ("your account has been permanently closed", ("account", State.DONE)),
        ("we could not close your account", ("account", State.REFUSED)),
        ("your account will be closed in 7 days", ("account", State.ASKED)),
        ("if you close your account, points lapse", ("account", State.TOLD)),
        ("direct debit with acme has been cancelled", ("debit", State.DONE)),
        ("your subscription was cancelled", ("renewal", State.DONE)),
        ("we received your request to revoke your consent", ("consent", State.ASKED)),
        ("free cancellation until 4 july", None),
        ("酒店预订成功 入住前一天可免费取消", None),
    ],
)
def test_a_statement_tells_one_act(text: str, act: tuple[str, State] | None) -> None:
    assert told(text)[:1] == ([act] if act else []) or act in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("自动扣款\n商户 蓝鲸消费金融\n当前状态 已关闭", ("debit", State.DONE)),
        ("会员续费\n已退订", ("renewal", State.DONE)),
        ("业务类型:账户销户\n办理结果:办理成功", ("account", State.DONE)),
        ("业务类型:账户销户\n审核结果:未通过", ("account", State.REFUSED)),
        ("业务类型:账户销户\n当前环节:审核中", ("account", State.ASKED)),
        ("办理业务:终止征信查询授权\n办理结果:已生效", ("consent", State.DONE)),
    ],
)
def test_a_state_in_a_row_is_that_of_what_the_page_names(text: str, act: tuple[str, State]) -> None:
    assert act in told(text)


@pytest.mark.parametrize("row", ["you do not owe us anything", "booking confirmed for two guests at noon"])
def test_a_sentence_is_not_the_state_of_what_the_page_names(row: str) -> None:
    assert told(f"your account was closed as you asked.\n{row}.") == [("account", State.DONE)]


def test_a_button_is_no_state() -> None:
    assert State.DONE not in {state for _, state in told("注销账户\n请阅读以下内容\n完成")}


@given(st.text(max_size=300))
def test_words_are_whole_and_never_overlap(text: str) -> None:
    end = 0
    for word in words_of(text, vocabulary().places(text)):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@given(st.text(alphabet="账户已注销未请申受理成功,。 \n", max_size=120))
def test_each_act_stands_in_its_clause(text: str) -> None:
    statements = Statements(clauses(plain(text)))
    for act in acts(statements):
        start, end = act.span
        assert 0 <= start < end <= max(1, len(statements.clauses[act.clause].text))


@pytest.mark.parametrize(
    "end",
    [
        "Chat ended",
        "Chat closed by agent",
        "This conversation has been closed",
        "Call ended",
        "会话已结束",
        "对话已终止",
    ],
)
def test_the_end_of_a_talk_is_not_that_of_an_account(end: str) -> None:
    pages = (f"Closing my account\n[16:02] Visitor: hello\n[17:40] {end}", f"注销账户\n客服:您好\n{end}")
    assert State.DONE not in {act.state for page in pages for act in acts(Statements(clauses(plain(page))))}
