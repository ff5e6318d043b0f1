"""Who the wordings speak of: ids of the product's directory, and the names that a screen writes for them."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """`id` is the directory's, or `new:` and the name for one that it does not know. `hotline` may be empty.

    `brand` stands on screens, `legal` in documents, `signature` in 【】 of text messages.
    """

    id: str
    brand: str
    legal: str = ""
    hotline: str = ""
    signature: str = ""

    @property
    def signed(self) -> str:
        """The name in the signature of a text message."""
        return self.signature or self.brand

    def named(self, brand: str) -> Party:
        """Return the party under another of its names."""
        return dataclasses.replace(self, brand=brand)


LENDERS = (
    Party("jd-baitiao", "京东白条", "重庆京东盛际小额贷款有限公司", "95118"),
    Party("jd-jintiao", "京东金条", "重庆京东盛际小额贷款有限公司", "95118"),
    Party("huabei", "花呗", "重庆蚂蚁消费金融有限公司", "95188"),
    Party("jiebei", "蚂蚁借呗", "重庆蚂蚁消费金融有限公司", "95188", "借呗"),
    Party("weilidai", "微粒贷", "", "95384"),
    Party("du-xiaoman", "度小满", "重庆度小满小额贷款有限公司", "", "度小满金融"),
    Party("meituan-loan", "美团借钱", "重庆美团三快小额贷款有限公司", "10107888"),
    Party("meituan-pay-later", "美团月付", "重庆美团三快小额贷款有限公司", "10107888"),
    Party("qifu", "360借条", "福州三六零网络小额贷款有限公司"),
    Party("ppdai", "拍拍贷"),
    Party("fenqile", "分期乐", "吉安市分期乐网络小额贷款有限公司"),
    Party("xiaoying", "小赢卡贷"),
    Party("huanbei", "还呗", "上海数禾信息科技有限公司"),
    Party("shengbei", "省呗", "深圳萨摩耶数字科技有限公司"),
    Party("yangqianguan", "洋钱罐", "北京瓴岳信息技术有限公司"),
    Party("douyin-loan", "抖音放心借", "深圳市中融小额贷款有限公司", "95152", "放心借"),
    Party("douyin-pay-later", "抖音月付", "", "9502018"),
    Party("didi-finance", "滴水贷", "重庆市西岸小额贷款有限公司", "95066", "滴滴金融"),
    Party("ctrip-finance", "携程金融", "重庆携程小额贷款有限公司", "95010"),
    Party("pingan-rongyi", "平安融易", "", "95511"),
    Party("yixianghua", "宜享花"),
    Party("haofenqi", "好分期"),
)
CONSUMER_FINANCE = (
    Party("mashang", "安逸花", "马上消费金融股份有限公司", "", "马上消费"),
    Party("zhaolian", "招联金融", "招联消费金融股份有限公司", "", "招联"),
    Party("boc-consumer-finance", "中银消费金融", "中银消费金融有限公司", "", "中银消费"),
    Party("youcash", "中邮消费金融", "中邮消费金融有限公司"),
    Party("cib-consumer-finance", "兴业消费金融", "兴业消费金融股份公司"),
    Party("haier-consumer-finance", "海尔消费金融", "海尔消费金融有限公司"),
    Party("xiaomi-consumer-finance", "小米消费金融", "重庆小米消费金融有限公司", "950816"),
    Party("hangyin-consumer-finance", "杭银消费金融", "杭银消费金融股份有限公司"),
)
BANKS = (
    Party("cmb", "招商银行", "招商银行股份有限公司", "95555"),
    Party("ccb", "建设银行", "中国建设银行股份有限公司", "95533"),
    Party("icbc", "工商银行", "中国工商银行股份有限公司", "95588"),
    Party("psbc", "邮储银行", "中国邮政储蓄银行股份有限公司", "95580"),
    Party("xwbank", "新网银行", "四川新网银行股份有限公司"),
    Party("citic", "中信银行", "中信银行股份有限公司", "95558"),
    Party("jsb", "江苏银行", "江苏银行股份有限公司", "95319"),
    Party("njcb", "南京银行", "南京银行股份有限公司", "95302"),
)
UNKNOWN = (
    Party("new:榕易借", "榕易借", "", "", "榕易借"),
    Party("new:麦芽分期", "麦芽分期", "", "", "麦芽分期"),
    Party("new:青禾小贷", "青禾小贷", "青禾小额贷款有限公司", "", "青禾小贷"),
    Party("new:云贝钱包", "云贝钱包", "", "", "云贝钱包"),
)
HOME_CREDIT = Party("jd-consumer-finance", "捷信", "捷信消费金融有限公司", "", "捷信消费金融")
ANY = (*LENDERS, *CONSUMER_FINANCE)
ALL = (*ANY, *BANKS, HOME_CREDIT)
