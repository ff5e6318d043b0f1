"""Screenshots of accounts that Zhang San closed elsewhere."""

from __future__ import annotations

from samples.blocks import Bubble, Button, Entries, Mark, Moment, Notice, Prose, Result, Rows, Screen, Side
from samples.looks import BLUE, DARK, GREEN, ORANGE, Shot
from samples.truth import Truth

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
            kind="cancellation",
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
            kind="cancellation",
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
