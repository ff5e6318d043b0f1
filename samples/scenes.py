"""The screenshots: Zhang San (张三), invented, closes his accounts at 京东金融 and elsewhere in 2026."""

from __future__ import annotations

from dataclasses import dataclass

from samples.blocks import (
    Bubble,
    Button,
    Certificate,
    Entries,
    Look,
    Mark,
    Moment,
    Notice,
    Prose,
    Result,
    Rows,
    Screen,
    Side,
    Steps,
)
from samples.truth import Truth

RED = Look(accent="#e1251b")
BLUE = Look(accent="#1677ff")
GREEN = Look(accent="#07c160", page="#ededed", bar="#ededed")
ORANGE = Look(accent="#ff7a1a")
SMS = Look(accent="#34a853", page="#ffffff", theirs="#eceef1", mine="#2f7cf6", my_ink="#ffffff")
DARK = Look(
    accent="#07c160",
    page="#111111",
    card="#1e1e1e",
    ink="#e6e6e6",
    faint="#8c8c8c",
    rule="#2c2c2c",
    bar="#1a1a1a",
    mine="#3eb575",
    theirs="#2c2c2c",
)
PAPER = Look(accent="#0a4da2", page="#eef1f6")


@dataclass(frozen=True, slots=True)
class Shot:
    """A screenshot of the story: file name, what it shows, what it says."""

    name: str
    screen: Screen
    truth: Truth


JD_CANCELLATION = (
    Shot(
        "01-jd-cancellation-refused.png",
        Screen(
            "注销白条",
            "20:14",
            (
                Result(Mark.REFUSED, "暂时无法注销", "您的账户尚有未结清的借款，请还清后再申请注销"),
                Rows(
                    (
                        ("服务名称", "京东白条"),
                        ("申请时间", "2026-02-26 20:13:47"),
                        ("未结清业务", "京东金条"),
                        ("待还本息", "¥3,218.46"),
                        ("不通过原因", "存在未结清借款"),
                    ),
                    "注销条件检查",
                ),
                Notice("全部借款结清后，可在 京东金融APP-我的-白条-设置 中重新申请注销。客服电话：95118"),
                Button("去还款"),
                Button("暂不注销", main=False),
            ),
            RED,
            battery=41,
        ),
        Truth(
            kind="cancellation_request",
            event_date="2026-02-26",
            subject=("京东白条",),
            named=("京东金条", "京东金融"),
            dates=("2026-02-26",),
            amounts=("3218.46",),
        ),
    ),
    Shot(
        "02-jd-repayment.png",
        Screen(
            "还款结果",
            "09:31",
            (
                Result(Mark.DONE, "还款成功", "本笔借款已结清"),
                Rows(
                    (
                        ("产品", "京东金条"),
                        ("还款金额", "¥3,218.46"),
                        ("还款方式", "招商银行储蓄卡（尾号0000）"),
                        ("还款时间", "2026-03-02 09:30:58"),
                        ("交易流水号", "JT20260302093058771204"),
                        ("剩余待还", "¥0.00"),
                    )
                ),
                Button("完成"),
                Button("开具结清证明", main=False),
            ),
            RED,
            width=1170,
            height=2532,
            battery=88,
        ),
        Truth(
            kind="repayment",
            event_date="2026-03-02",
            subject=("京东金条",),
            named=("招商银行",),
            dates=("2026-03-02",),
            references=("JT20260302093058771204",),
            amounts=("3218.46", "0.00"),
        ),
    ),
    Shot(
        "03-jd-settlement-certificate.png",
        Screen(
            "结清证明",
            "11:05",
            (
                Certificate(
                    "贷款结清证明",
                    "证明编号：JQ20260305000187",
                    (
                        "兹证明借款人张三（身份证号1101**********0000）通过京东金融APP在我司办理京东金条借款业务。",
                        "借款合同编号：HT2025041800392，贷款金额人民币12,000.00元。",
                        "截至2026年3月2日，上述借款本息已全部结清。",
                        "特此证明。",
                    ),
                    "重庆京东盛际小额贷款有限公司",
                    "2026年3月5日",
                ),
                Button("下载PDF"),
            ),
            RED,
        ),
        Truth(
            kind="settlement",
            event_date="2026-03-02",
            subject=("京东金条",),
            named=("京东金融",),
            dates=("2026-03-02", "2026-03-05"),
            references=("JQ20260305000187", "HT2025041800392"),
            amounts=("12000.00",),
        ),
    ),
    Shot(
        "04-jd-cancellation-request.png",
        Screen(
            "注销申请",
            "15:21",
            (
                Result(Mark.WAITING, "注销申请已提交", "预计3个工作日内完成审核，请留意短信通知"),
                Rows(
                    (
                        ("申请业务", "注销京东白条账户"),
                        ("申请人", "张*三"),
                        ("预留手机", "138****0000"),
                        ("申请编号", "ZX2026030600158472"),
                        ("提交时间", "2026-03-06 15:20:36"),
                    )
                ),
                Steps(
                    (
                        ("提交申请", "2026-03-06 15:20:36", True),
                        ("审核中", "预计2026-03-11前完成", False),
                        ("注销完成", "", False),
                    )
                ),
                Button("我知道了"),
            ),
            RED,
        ),
        Truth(
            kind="cancellation_request",
            event_date="2026-03-06",
            subject=("京东白条",),
            dates=("2026-03-06", "2026-03-11"),
            references=("ZX2026030600158472",),
        ),
    ),
    Shot(
        "06-jd-cancelled.png",
        Screen(
            "注销结果",
            "10:26",
            (
                Result(Mark.DONE, "京东白条账户注销成功", "额度已清零，账户不再产生任何费用"),
                Rows(
                    (
                        ("服务名称", "京东白条"),
                        ("账户姓名", "张*三"),
                        ("手机号码", "138****0000"),
                        ("申请编号", "ZX2026030600158472"),
                        ("注销完成时间", "2026-03-10 09:41:22"),
                        ("服务方", "重庆京东盛际小额贷款有限公司"),
                    ),
                    "注销信息",
                ),
                Notice("注销后如需使用须重新申请。如有疑问请联系京东金融客服95118。"),
                Button("完成"),
            ),
            RED,
        ),
        Truth(
            kind="cancellation",
            event_date="2026-03-10",
            subject=("京东白条",),
            named=("京东金融",),
            dates=("2026-03-10",),
            references=("ZX2026030600158472",),
        ),
    ),
    Shot(
        "07-jd-sms-thread.png",
        Screen(
            "1069 0000 0000 00",
            "10:30",
            (
                Moment("2026年3月6日 15:21"),
                Bubble(
                    Side.THEY,
                    "【京东金融】尊敬的用户，您的京东白条注销申请已受理，受理编号ZX2026030600158472，预计3个工作日内完成。",
                ),
                Moment("2026年3月10日 09:42"),
                Bubble(
                    Side.THEY,
                    "【京东金融】尊敬的用户，您的京东白条账户已于2026年3月10日注销成功，额度已失效。如非本人操作请致电95118。",
                ),
                Moment("2026年3月10日 09:50"),
                Bubble(
                    Side.THEY,
                    "【京东金融】您的京东金条借款额度已关闭，账户余额为0.00元。感谢您的使用。",
                ),
            ),
            SMS,
            width=1170,
            height=2532,
            avatars=False,
        ),
        Truth(
            kind="cancellation",
            event_date="2026-03-10",
            subject=("京东金融",),
            named=("京东白条", "京东金条"),
            dates=("2026-03-06", "2026-03-10"),
            references=("ZX2026030600158472",),
            amounts=("0.00",),
        ),
    ),
)

JD_AFTERWARDS = (
    Shot(
        "08-jd-autopay-ended.jpg",
        Screen(
            "扣费服务详情",
            "08:12",
            (
                Rows(
                    (
                        ("扣费服务", "京东金融自动还款"),
                        ("商户", "京东金融"),
                        ("服务状态", "已关闭"),
                        ("开通时间", "2025-04-18 21:06:15"),
                        ("关闭时间", "2026-03-11 08:11:30"),
                        ("签约单号", "202504180000218867"),
                        ("扣费账户", "微信支付零钱"),
                    )
                ),
                Notice("自动扣费服务已关闭，商户将不能再通过微信支付向你扣费。"),
                Button("完成", main=False),
            ),
            GREEN,
            width=1080,
            height=2400,
            battery=97,
        ),
        Truth(
            kind="autopay_termination",
            event_date="2026-03-11",
            subject=("京东金融",),
            named=("微信支付",),
            dates=("2025-04-18", "2026-03-11"),
            references=("202504180000218867",),
        ),
    ),
    Shot(
        "09-jd-authorization-withdrawn.png",
        Screen(
            "授权管理",
            "21:48",
            (
                Result(Mark.DONE, "已撤回授权", "京东金融将不再查询您的个人征信报告"),
                Rows(
                    (
                        ("授权名称", "个人征信查询授权书"),
                        ("被授权方", "重庆京东盛际小额贷款有限公司"),
                        ("授权日期", "2025-04-18"),
                        ("撤回时间", "2026-03-12 21:47:09"),
                        ("回执编号", "SQCH20260312004417"),
                        ("当前状态", "已撤回"),
                    ),
                    "授权信息",
                ),
                Notice("撤回授权不影响撤回前基于授权已进行的个人信息处理活动的效力。"),
                Button("返回"),
            ),
            RED,
            width=750,
            height=1624,
        ),
        Truth(
            kind="authorization_revocation",
            event_date="2026-03-12",
            subject=("京东金融",),
            dates=("2025-04-18", "2026-03-12"),
            references=("SQCH20260312004417",),
        ),
    ),
    Shot(
        "10-jd-credit-report.png",
        Screen(
            "个人信用报告",
            "19:20",
            (
                Rows(
                    (
                        ("报告编号", "2026061519000000001234"),
                        ("报告时间", "2026-06-15 19:18:02"),
                        ("姓名", "张三"),
                        ("证件号码", "1101**********0000"),
                    ),
                    "中国人民银行征信中心",
                ),
                Prose(
                    "账户1\n"
                    "2025年4月18日重庆京东盛际小额贷款有限公司发放的12,000元（人民币）其他个人消费贷款，"
                    "截至2026年5月，账户状态为“正常”，余额0元，未销户。\n"
                    "账户2\n"
                    "2024年1月9日招商银行发放的贷记卡（人民币账户），截至2026年5月，信用额度30,000元，已使用额度0元。",
                    "信贷交易信息明细",
                ),
                Notice("如对报告内容有异议，可向征信中心或数据发生机构提出异议申请。"),
            ),
            PAPER,
            width=1440,
            height=3200,
        ),
        Truth(
            kind="credit_report",
            event_date="2026-06-15",
            subject=("京东金融",),
            named=("征信中心", "招商银行"),
            dates=("2026-06-15", "2025-04-18", "2024-01-09"),
            references=("2026061519000000001234",),
            amounts=("12000", "30000", "0"),
        ),
    ),
    Shot(
        "11-jd-complaint-receipt.png",
        Screen(
            "投诉进度",
            "16:42",
            (
                Result(Mark.WAITING, "投诉已受理", "将在15日内答复，请保持电话畅通"),
                Rows(
                    (
                        ("投诉编号", "TS202606180093325"),
                        ("被投诉机构", "京东金融"),
                        ("投诉事项", "白条已注销，征信报告仍显示未销户"),
                        ("诉求", "更新报送状态为已销户"),
                        ("受理时间", "2026-06-18 16:40:55"),
                        ("联系电话", "138****0000"),
                    ),
                    "投诉受理回执",
                ),
                Steps((("已提交", "2026-06-18 16:35:10", True), ("已受理", "2026-06-18 16:40:55", True))),
                Button("补充材料", main=False),
            ),
            BLUE,
            width=1080,
            height=2400,
        ),
        Truth(
            kind="complaint",
            event_date="2026-06-18",
            subject=("京东金融",),
            named=("京东白条",),
            dates=("2026-06-18",),
            references=("TS202606180093325",),
        ),
    ),
    Shot(
        "12-jd-dunning-sms.png",
        Screen(
            "1069 0000 0000 77",
            "12:09",
            (
                Moment("2026年7月3日 12:06"),
                Bubble(
                    Side.THEY,
                    "【京东金融】张三，您的京东金条借款已逾期，截至2026年7月3日应还金额386.20元，"
                    "请立即还款，否则将影响您的个人征信。如已还款请忽略。",
                ),
                Moment("2026年7月3日 12:08"),
                Bubble(Side.ME, "我的金条2026年3月2日已结清，有结清证明，编号JQ20260305000187，请停止催收。"),
            ),
            SMS,
            avatars=False,
            battery=23,
            network="4G",
        ),
        Truth(
            kind="dunning",
            event_date="2026-07-03",
            subject=("京东金融",),
            named=("京东金条",),
            dates=("2026-07-03", "2026-03-02"),
            references=("JQ20260305000187",),
            amounts=("386.20",),
        ),
    ),
)

ELSEWHERE = (
    Shot(
        "20-jiebei-closed.png",
        Screen(
            "借呗",
            "13:37",
            (
                Result(Mark.DONE, "借呗服务已关闭", "您的借呗额度已取消，如需使用可重新申请"),
                Rows(
                    (
                        ("关闭服务", "蚂蚁借呗"),
                        ("支付宝账号", "138****0000"),
                        ("关闭时间", "2026-04-08 13:36:40"),
                        ("业务流水号", "2026040813364000217755"),
                    )
                ),
                Notice("借款已全部结清的记录可在 我的-我的服务-结清证明 中查看。客服热线95188。"),
                Button("完成"),
            ),
            BLUE,
        ),
        Truth(
            kind="other",
            event_date="2026-04-08",
            subject=("借呗",),
            named=("支付宝",),
            dates=("2026-04-08",),
            references=("2026040813364000217755",),
        ),
    ),
    Shot(
        "21-weilidai-closed-dark.png",
        Screen(
            "微粒贷借钱",
            "23:02",
            (
                Result(Mark.DONE, "微粒贷借钱已关闭", "关闭成功，暂无可用额度"),
                Rows(
                    (
                        ("产品", "微粒贷借钱"),
                        ("服务机构", "深圳前海微众银行股份有限公司"),
                        ("关闭时间", "2026-04-15 23:01:12"),
                        ("受理单号", "WLD2026041500071356"),
                    )
                ),
                Notice("微众银行客服热线95384"),
                Button("返回微信", main=False),
            ),
            DARK,
            width=1170,
            height=2532,
        ),
        Truth(
            kind="other",
            event_date="2026-04-15",
            subject=("微粒贷",),
            named=("微众银行",),
            dates=("2026-04-15",),
            references=("WLD2026041500071356",),
        ),
    ),
    Shot(
        "22-alipay-autopay-ended.png",
        Screen(
            "自动扣款",
            "07:55",
            (
                Result(Mark.DONE, "已关闭自动扣款", "关闭后，商家将无法从您的支付宝自动扣款"),
                Rows(
                    (
                        ("扣款服务", "美团月付自动还款"),
                        ("收款方", "重庆美团三快小额贷款有限公司"),
                        ("状态", "已关闭"),
                        ("解约时间", "2026-04-20 07:54:26"),
                        ("协议编号", "20250601778800012345"),
                    )
                ),
                Button("完成"),
            ),
            BLUE,
            width=750,
            height=1624,
        ),
        Truth(
            kind="autopay_termination",
            event_date="2026-04-20",
            subject=("美团月付",),
            named=("支付宝",),
            dates=("2026-04-20",),
            references=("20250601778800012345",),
        ),
    ),
    Shot(
        "23-anyihua-renewal-ended.png",
        Screen(
            "会员续费管理",
            "18:18",
            (
                Entries(
                    (
                        ("安逸花会员 连续包月", "已于2026-04-22取消自动续费", "已关闭"),
                        ("会员到期日", "2026-05-19", "¥29.90/月"),
                    )
                ),
                Prose(
                    "自动续费已取消，到期后不再扣费。会员权益可使用至2026年5月19日。取消回执号：HY20260422181733。"
                ),
                Button("重新开通", main=False),
            ),
            ORANGE,
        ),
        Truth(
            kind="renewal_termination",
            event_date="2026-04-22",
            subject=("安逸花",),
            dates=("2026-04-22", "2026-05-19"),
            references=("HY20260422181733",),
            amounts=("29.90",),
        ),
    ),
    Shot(
        "24-webank-english.png",
        Screen(
            "Account Closure",
            "9:41",
            (
                Result(Mark.DONE, "Your account is closed", "Your Weilidai credit line has been cancelled"),
                Rows(
                    (
                        ("Product", "Weilidai (WeBank)"),
                        ("Account holder", "ZHANG SAN"),
                        ("Closed on", "April 16, 2026"),
                        ("Reference No.", "CL-20260416-88213"),
                        ("Outstanding balance", "CNY 0.00"),
                    ),
                    "Closure details",
                ),
                Notice("Keep this page for your records. You will receive a text message within 24 hours."),
                Button("Done"),
            ),
            BLUE,
            width=1170,
            height=2532,
        ),
        Truth(
            kind="cancellation",
            event_date="2026-04-16",
            subject=("微粒贷",),
            named=("微众银行",),
            dates=("2026-04-16",),
            references=("CL-20260416-88213",),
            amounts=("0.00",),
        ),
    ),
    Shot(
        "25-bank-chat-english.png",
        Screen(
            "Customer Service",
            "14:35",
            (
                Moment("May 6, 2026 14:22"),
                Bubble(
                    Side.THEY, "Hello, this is China Merchants Bank (CMB) customer service. How can I help?"
                ),
                Bubble(Side.ME, "Please cancel my Flash Loan credit line. It has been fully repaid."),
                Moment("14:27"),
                Bubble(Side.THEY, "I have registered your request. Service request number: SR2026050600417."),
                Bubble(
                    Side.THEY, "The line will be closed by May 13, 2026. We will send you a text message."
                ),
                Bubble(Side.ME, "Thank you."),
            ),
            GREEN,
        ),
        Truth(
            kind="customer_service",
            event_date="2026-05-06",
            subject=("招行闪电贷",),
            named=("招商银行",),
            dates=("2026-05-06", "2026-05-13"),
            references=("SR2026050600417",),
        ),
    ),
)
