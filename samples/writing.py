"""What was written: call notes, pasted SMS and mails, with what they say."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import EmailMessage

from samples.truth import Truth


@dataclass(frozen=True, slots=True)
class Written:
    """A file of text: its name, its bytes, what it says."""

    name: str
    content: bytes
    truth: Truth


CALL_NOTE_JD = Written(
    "13-jd-call-note.txt",
    """通话记录
时间：2026年7月3日 14:10-14:26
拨打号码：95118（京东金融客服）
客服工号：0831
内容：我说明金条已于2026年3月2日结清、白条已于2026年3月10日注销，今天仍收到催收短信，征信报告也显示未销户。
客服查询后答复：系统显示账户已注销，催收短信属于误发，已登记。
工单号：GD20260703141988
承诺：2026年7月10日前停止催收，并向征信中心更新账户状态。
通话已录音。
""".encode(),
    Truth(
        kind="call_note",
        event_date="2026-07-03",
        subject=("京东金融",),
        named=("京东白条", "京东金条", "征信中心"),
        dates=("2026-07-03", "2026-03-02", "2026-03-10", "2026-07-10"),
        references=("GD20260703141988",),
    ),
)

CALL_NOTE_WEILIDAI = Written(
    "26-weilidai-call-note.txt",
    """2026-04-14 10:05 打给微众银行客服 95384
接线员工号 2046
问：怎么关闭微粒贷？
答：结清后在微粒贷公众号里，更多-账户相关-我想关闭微粒贷，输入密码即可。关闭后征信次月更新。
受理编号：WZ2026041410050093
承诺时间：2026年5月31日前更新征信。
""".encode("gb18030"),
    Truth(
        kind="call_note",
        event_date="2026-04-14",
        subject=("微粒贷",),
        named=("微众银行",),
        dates=("2026-04-14", "2026-05-31"),
        references=("WZ2026041410050093",),
    ),
)

SMS_JD = Written(
    "14-jd-sms-pasted.txt",
    (
        "发件人：1069000000000077\n时间：2026-07-09 17:32\n\n"
        "【京东金融】尊敬的张三，您反馈的工单GD20260703141988已处理完毕：您的京东白条账户已于2026年3月10日注销，"
        "京东金条借款已结清，催收已停止，账户状态预计于2026年7月31日前报送更新。\n"
    ).encode(),
    Truth(
        kind="customer_service",
        event_date="2026-07-09",
        subject=("京东金融",),
        named=("京东白条", "京东金条"),
        dates=("2026-07-09", "2026-03-10", "2026-07-31"),
        references=("GD20260703141988",),
    ),
)

SMS_BANK = Written(
    "27-bank-sms-pasted.txt",
    (
        "2026/05/13 09:00\n【招商银行】尊敬的客户，您的闪电贷授信额度已于2026年5月13日关闭，"
        "贷款本息已全部结清，申请编号SR2026050600417。如有疑问请致电95555。\n"
    ).encode(),
    Truth(
        kind="settlement",
        event_date="2026-05-13",
        subject=("招行闪电贷",),
        named=("招商银行",),
        dates=("2026-05-13",),
        references=("SR2026050600417",),
    ),
)


def mail_request() -> Written:
    """Return the plain mail in which the cancellation and the deletion of data are asked for."""
    message = _headers(
        "注销京东白条账户并撤回个人信息授权的申请（工单号GD20260306142201）",
        "张三 <zhangsan@example.com>",
        "京东金融客服 <service@jd.example>",
        "Fri, 06 Mar 2026 15:40:12 +0800",
        "20260306154012.1@example.com",
    )
    message.set_content(
        """京东金融客服：

本人张三，注册手机号138****0000。京东金条借款已于2026年3月2日全部结清（结清证明编号：JQ20260305000187），京东白条无待还账单。

现申请：
1. 注销本人的京东白条账户，关闭京东金条额度；
2. 依据《个人信息保护法》第十五条、第四十七条，撤回个人信息处理授权并删除个人信息；
3. 解除自动扣款协议。

本申请已在线登记，工单号：GD20260306142201。请书面答复。

张三
2026年3月6日
""",
        charset="utf-8",
        cte="base64",
    )
    return Written(
        "15-jd-mail-request.eml",
        message.as_bytes(),
        Truth(
            kind="cancellation_request",
            event_date="2026-03-06",
            subject=("京东金融",),
            named=("京东白条", "京东金条"),
            dates=("2026-03-06", "2026-03-02"),
            references=("GD20260306142201", "JQ20260305000187"),
        ),
    )


def mail_answer(certificate: bytes) -> Written:
    """Return the answer in HTML, with `certificate`, a PDF, attached."""
    message = _headers(
        "关于您反馈账户状态问题的答复",
        "京东金融客服 <service@jd.example>",
        "张三 <zhangsan@example.com>",
        "Fri, 10 Jul 2026 11:08:45 +0800",
        "20260710110845.77@jd.example",
    )
    message.set_content("请使用支持HTML的邮件客户端查看。", charset="utf-8", cte="base64")
    message.add_alternative(
        """<html><body style="font-family:sans-serif"><p>尊敬的张三：</p>
<p>您好！您反馈的问题（<b>工单号：GD20260703141988</b>，投诉编号：TS202606180093325）已核实，答复如下：</p>
<table border="1" cellpadding="6"><tr><td>京东白条</td><td>已于2026年3月10日注销</td></tr>
<tr><td>京东金条</td><td>已于2026年3月2日结清</td></tr><tr><td>当前欠款</td><td>0.00元</td></tr></table>
<p>2026年7月3日的催收短信系误发，现已停止，给您带来的不便深表歉意。结清证明见附件。</p>
<p>京东金融客服<br>2026年7月10日</p></body></html>
""",
        subtype="html",
        charset="utf-8",
        cte="quoted-printable",
    )
    message.set_boundary("=_answer_alternative")  # chosen, or each run would choose another
    message.add_attachment(certificate, maintype="application", subtype="pdf", filename="结清证明.pdf")
    message.set_boundary("=_answer_mixed")
    return Written(
        "16-jd-mail-answer.eml",
        message.as_bytes(),
        Truth(
            kind="customer_service",
            event_date="2026-07-10",
            subject=("京东金融",),
            named=("京东白条", "京东金条"),
            dates=("2026-07-10", "2026-03-10", "2026-03-02", "2026-07-03"),
            references=("GD20260703141988", "TS202606180093325"),
            amounts=("0.00",),
        ),
    )


def _headers(subject: str, sender: str, receiver: str, date: str, message_id: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["Date"] = date
    message["From"] = sender
    message["To"] = receiver
    message["Subject"] = subject
    message["Message-ID"] = f"<{message_id}>"
    return message
