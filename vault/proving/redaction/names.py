"""Names of persons in a text: after a label, before or after a form of address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.proving.redaction.addresses import ROLES
from vault.proving.redaction.numbers import Place
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.surnames import DOUBLE, SINGLE

HAN = "一-鿿㐀-䶿"
SURNAME = f"(?:{'|'.join(sorted(DOUBLE))}|[{''.join(sorted(SINGLE))}])"
FULL_NAME = rf"{SURNAME}[{HAN}]{{1,2}}"
SPACED_NAME = rf"{SURNAME} ?[{HAN}](?: ?[{HAN}])?"
ANY_NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}] [{HAN}]|[{HAN}]{{2,8}}[·•][{HAN}]{{2,12}})"
MASKED_NAME = rf"(?:[{HAN}]{{1,2}}[*×●]{{1,3}}[{HAN}]?|[*×●]{{1,3}}[{HAN}]{{1,2}})(?![{HAN}*])"
LATIN_NAME = r"[A-Z][A-Za-z'-]{1,30}(?: [A-Z][A-Za-z'.-]{0,30}){1,3}"

LABELS = (
    "姓 ?名|户 ?名|账户名|帐户名|开户人|开户名|借款人|收件人|收货人|寄件人|联系人|申请人|投诉人|举报人|持卡人|付款人"
    "|付款方|收款人|收款方|还款人|担保人|委托人|被委托人|转账人|汇款人|注册人|认证人|实名人|被查询者|客户姓名|用户姓名|真实姓名|实名信息|实名认证"
    "|本人签字|签名|签字"
)
FOLLOWERS = rf"(?=[^{HAN}]|$|先生|女士|小姐|同志|身份证|证件|手机|于|在|与|因|向|已|的|本人|系|自|名下|您)"

AFTER_LABEL = re.compile(
    rf"(?:{LABELS})(?: ?[:：] ?\n? ?|\n| {{1,3}}\n?)({MASKED_NAME}|{ANY_NAME}|{LATIN_NAME}){FOLLOWERS}"
)
BESIDE_LABEL = re.compile(
    rf"(?:{LABELS}|本人|我叫|我是|我的名字是|兹证明|尊敬的|亲爱的)[ :：,，(（]?({SPACED_NAME}){FOLLOWERS}"
)
IS_NAME = re.compile(rf"{SPACED_NAME}|{LATIN_NAME}|[{HAN}]{{2,8}}[·•][{HAN}]{{2,12}}")
"""What is looked for elsewhere too; another word after a label is covered where it stands."""

ADDRESSED = re.compile(rf"({SURNAME}[{HAN}]{{0,2}}) ?(?:先生|女士|小姐|同志|老师|阿姨|大哥)")
GREETED = re.compile(rf"您好[,，!！]? ?({SPACED_NAME})(?=[:：,，!！])")
GREETED_FIRST = re.compile(rf"(?:^|\n)({FULL_NAME})(?=[,，]? ?您好)")
BEFORE_MAIL = re.compile(rf"({SPACED_NAME}|{LATIN_NAME})\"? ?<([A-Za-z0-9._%+-]{{1,64}})@")
OWNED = re.compile(rf"({FULL_NAME})的 ?(?:iPhone|iPad|手机|电脑|MacBook|华为|小米|OPPO|vivo)")
ENGLISH_LABEL = (
    r"Mr|Mrs|Ms|Miss|Dear|(?:[Ff]ull |[Cc]ustomer |[Aa]ccount |[Cc]ardholder |[Bb]orrower )?[Nn]ame ?:"
)
ENGLISH_LABEL += "|Borrower:|Customer:"
ENGLISH = re.compile(rf"\b(?:{ENGLISH_LABEL})\.? ?\n?({LATIN_NAME})")
BARE_ENGLISH = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? ([A-Z][a-z]+)\b")

NOT_NAMES = re.compile(
    r"身份|证号|号$|邮箱|年龄|生日|民族|有效|签发|方式|信息|时间|明细|管理|平台|未填|未认|已认|已实|认证|通过|必填|不能|请输|请填|电话|手机|号码|地址|客户|用户|会员|先生|女士|同意|确认"
    r"|公司|银行|金融|科技|支付|借款|贷款|还款|账户|账号|帐号|中心|客服|遮盖|保护|隐私|匿名|隐藏|查看|修改|更多|复制|应当|应该|应按|关于"
    r"|成功|失败|注销|申请|办理|服务|证件|类型|性别|名称|相关|须知|已结|结清|如下|为空|本人|有权|无需|需要|可以|常用|全部|单位|部门|通知"
    r"|合同|协议|时候|白条|花呗|借呗|金条|余额|利率|利息|和您|简称|下称|以上|以下|所有|任何|经办|向我|向贵|与我|从事|贵司"
    r"|尚未|尚有|居住|别名|通讯|双方|公安|国家|Service|Customer|Support|Team|Bank|Limited|Ltd|Sir|Madam"
)


def person_names(folded: str) -> Iterator[Place]:
    """Yield the names in a folded text; a surname with a form of address is covered there alone."""
    for match in _found(folded, AFTER_LABEL, BESIDE_LABEL, OWNED, ENGLISH, GREETED, GREETED_FIRST):
        yield Place(match.span(1), Reason.NAMES, known=bool(IS_NAME.fullmatch(match[1])))
    for match in _found(folded, BEFORE_MAIL):
        if not ROLES.fullmatch(match[2]):
            yield Place(match.span(1), Reason.NAMES)
    for match in _found(folded, ADDRESSED, BARE_ENGLISH):
        yield Place(match.span(1), Reason.NAMES, known=False)


def _found(folded: str, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches whose first group has no word that is never in a name."""
    for pattern in patterns:
        yield from (match for match in pattern.finditer(folded) if not NOT_NAMES.search(match[1]))
