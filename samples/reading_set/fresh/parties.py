"""Who the fresh wordings speak of, beside the parties of the other parts."""

from __future__ import annotations

from samples.reading_set.parties import CONSUMER_FINANCE, LENDERS, Party

HUABEI = Party("huabei", "花呗", "重庆蚂蚁消费金融有限公司", "95188")
JIEBEI = Party("jiebei", "借呗", "重庆蚂蚁消费金融有限公司", "95188")
WEILIDAI = Party("weilidai", "微粒贷", "", "95384")
JD = (Party("jd-baitiao", "京东白条", "", "95118"), Party("jd-jintiao", "京东金条", "", "95118"))
DOUYIN = (Party("douyin-pay-later", "抖音月付", "", "9502018"), Party("douyin-loan", "放心借", "", "95152"))
MEITUAN = (
    Party("meituan-pay-later", "美团月付", "", "10107888"),
    Party("meituan-loan", "美团借钱", "", "10107888"),
)
DU = Party("du-xiaoman", "度小满", "重庆度小满小额贷款有限公司", "", "度小满")
QIFU = (Party("qifu", "360借条", "福州三六零网络小额贷款有限公司"), Party("qifu", "奇富借条"))
WALLETS = (HUABEI, JIEBEI, WEILIDAI, *JD, *DOUYIN, *MEITUAN, DU, *QIFU)
MORE_BANKS = (
    Party("spdb", "浦发银行", "上海浦东发展银行股份有限公司", "95528"),
    Party("cebbank", "光大银行", "中国光大银行股份有限公司", "95595"),
    Party("cgb", "广发银行", "广发银行股份有限公司", "95508"),
    Party("bocom", "交通银行", "交通银行股份有限公司", "95559"),
)
HOUSES = tuple(one for one in (*WALLETS, *LENDERS, *CONSUMER_FINANCE) if one.legal)
UNHEARD_OF = (
    Party("new:灵犀花", "灵犀花", "", "", "灵犀花"),
    Party("new:鹿信分期", "鹿信分期", "", "", "鹿信分期"),
    Party("new:及时雨小贷", "及时雨小贷", "", "", "及时雨小贷"),
)
ENGLISH = (
    Party("huabei", "Huabei"),
    Party("weilidai", "Weilidai"),
    Party("mybank", "MYbank"),
)
ALL = (*WALLETS, *MORE_BANKS, *ENGLISH)
