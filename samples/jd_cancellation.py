"""Zhang San (张三), invented, settles and cancels at 京东金融 in spring 2026, until the account is closed."""

from __future__ import annotations

from samples.blocks import (
    Bubble,
    Button,
    Certificate,
    Mark,
    Moment,
    Notice,
    Result,
    Rows,
    Screen,
    Side,
    Steps,
)
from samples.looks import RED, SMS, Shot
from samples.truth import Truth

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
