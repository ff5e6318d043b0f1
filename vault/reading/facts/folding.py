"""One spelling for letters that look alike, length kept, so that offsets in folded text are offsets in the original.

Source: Unicode Standard Annex 15 (NFKC), taken only where one character becomes one character; Kangxi radicals and
CJK compatibility ideographs are what text layers of PDFs often hold in place of ordinary characters.
"""

from __future__ import annotations

import re
import unicodedata

_RANGES = ((0x2E80, 0x2FDF), (0x3000, 0x3001), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))

# Traditional characters and one variant, each with the simplified one that the rules and the directory are written in.
_TRADITIONAL = (
    "號号 帳账 賬账 帐账 戶户 時时 點点 後后 週周 禮礼 個个 無无 證证 數数 機机 構构 請请 於于 "
    "電电 話话 間间 單单 額额 還还 銷销 關关 閉闭 約约 費费 編编 訂订 協协 議议 憑凭 據据 舉举 "
    "報报 詢询 碼码 結结 貸贷 熱热 線线 認认 開开 終终 權权 經经 過过 處处 審审 訴诉 簽签 對对 "
    "應应 東东 條条 錢钱 銀银 螞蚂 蟻蚁 團团 滿满 購购 騰腾 訊讯 華华 興兴 業业 發发 廣广 農农 "
    "郵邮 寧宁 蘇苏 滬沪 聯联 眾众 樂乐 優优 餘余 註注 續续 財财 務务 實实 現现 顯显 為为 與与 "
    "們们 進进 連连 達达 這这 選选 題题 風风 馬马 驗验 體体 內内 兩两 決决 況况 凍冻 減减 則则 "
    "別别 創创 動动 參参 員员 問问 啟启 執执 場场 備备 復复 態态 愛爱 慶庆 擔担 擇择 損损 換换 "
    "攜携 敗败 斷断 屆届 嚴严 嗎吗 將将 專专 導导 屬属 帶带 幣币 幫帮 張张 強强 徵征 從从 總总 "
    "恆恒 讓让 護护 變变 識识 評评 該该 詳详 語语 誤误 說说 調调 諮咨 謝谢 負负 貨货 責责 貴贵 "
    "買买 資资 賠赔 質质 贈赠 車车 轉转 載载 輸输 辦办 遲迟 遞递 適适 釋释 鐘钟 錄录 錯错 鎖锁 "
    "長长 門门 閱阅 陳陈 陽阳 險险 隨随 隱隐 雙双 離离 雲云 響响 頁页 項项 順顺 預预 頭头 頻频 "
    "顧顾 養养 騙骗 齊齐 稅税 種种 穩稳 積积 簡简 級级 納纳 紅红 紀纪 細细 組组 統统 給给 絡络 "
    "維维 網网 綁绑 緊紧 緩缓 縣县 繳缴 繼继 罰罚 聲声 職职 術术 衛卫 裡里 製制 複复 規规 視视 "
    "親亲 計计 設设 許许 試试 義义 歷历 歸归 氣气 沒没 濟济 測测 準准 滯滞 漢汉 獎奖 獲获 環环 贏赢 "
    "當当 異异 盜盗 盡尽 監监 盤盘 確确 際际 陸陆 階阶 僅仅 億亿 價价 傳传 債债 來来 係系 併并 "
    "裝装 輕轻 較较 訪访 賴赖 趙赵 黃黄 "
    "萬万 會会 儲储 兒儿 凱凯 廈厦 臺台 唄呗 國国 圖图 夠够 寶宝 爾尔 島岛 嶽岳 晉晋 極极 樹树 歡欢 濱滨 貓猫 節节 "
    "薩萨 誠诚 鄭郑 錦锦 閃闪 陝陕 雞鸡 灣湾 龍龙 鳳凤 麗丽 麼么 幾几 產产 畢毕 謹谨 歲岁 聞闻 師师 僱雇 傭佣 劃划 "
    "勞劳 區区 嘗尝 圍围 壓压 寫写 層层 庫库 廠厂 廳厅 懇恳 戰战 掃扫 採采 擬拟 擾扰 樣样 檔档 檢检 櫃柜 欄栏 殘残 "
    "毀毁 滅灭 潤润 災灾 煩烦 狀状 獨独 畫画 稱称 筆笔 範范 築筑 純纯 紙纸 紛纷 紹绍 絕绝 綜综 綠绿 練练 縮缩 習习 "
    "聖圣 肅肃 脅胁 臨临 舊旧 藝艺 藥药 蘭兰 虛虚 蓋盖 薦荐 蔣蒋 衝冲 補补 觀观 覽览 觸触 訓训 託托 記记 詞词 "
    "誌志 誘诱 諒谅 談谈 講讲 譯译 譽誉 讀读 豐丰 販贩 貼贴 貿贸 賀贺 賞赏 賢贤 賺赚 贊赞 贖赎 跡迹 軍军 軟软 輔辅 "
    "輛辆 輯辑 迴回 遠远 違违 遺遗 遷迁 邊边 鄉乡 醫医 鈔钞 鈕钮 銘铭 鋒锋 鋪铺 鏈链 鏡镜 鐵铁 鑒鉴 鑰钥 隊队 陰阴 "
    "靈灵 靜静 韓韩 頂顶 頒颁 領领 願愿 類类 飛飞 飯饭 餓饿 館馆 驚惊 魚鱼 鮮鲜 麥麦 黨党 齡龄 繫系 幹干 彙汇 匯汇 "
    "佔占 闊阔 賣卖 貧贫 貪贪 縱纵 繞绕 遊游"
)

# Pairs that NFKC leaves apart: dashes, spaces, and the traditional forms of characters that the rules name.
_ALIKE = {
    **dict.fromkeys("‐‑‒–—―−─ー", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff\t\r\v\f", " "),
    **dict.fromkeys("○◯", "〇"),
    **{pair[0]: pair[1] for pair in _TRADITIONAL.split()},
    "∶": ":",
    "︰": ":",
    "曰": "日",
}


def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in _ALIKE.items()}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    table[0x3000] = " "
    return {code: table.get(ord(new), new) for code, new in table.items()}


_TABLE = _table()
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_FEW = 40
"""Different characters up to which replacing each by itself is quicker than looking at every character."""
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """Return `text` with look-alike characters in one spelling; the length stays the same."""
    found = set(_FOLDED.findall(text))
    if len(found) > _FEW:
        return text.translate(_TABLE)
    for char in found:
        text = text.replace(char, _TABLE[ord(char)])
    return text


def lower(text: str) -> str:
    """Return `text` in lower case; the length stays the same (where `str.lower` changes it, ASCII alone is lowered)."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_LOWER)
