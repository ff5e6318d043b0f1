"""What came after the cancellation at 京东金融: automatic debit ended, a wrong credit report, a demand for payment."""

from __future__ import annotations

from samples.blocks import Bubble, Button, Mark, Moment, Notice, Prose, Result, Rows, Screen, Side, Steps
from samples.looks import BLUE, GREEN, PAPER, RED, SMS, Shot
from samples.truth import Truth

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
