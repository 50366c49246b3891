"""Folding: one form for texts that people take to be the same, with the way back to the places of the original.

Folded text is NFKC in effect, case-folded, without accents, vowel signs, tatweel and invisible marks; Arabic letters that are
written for one another are one, digits of every script are 0 to 9, but raised ones (the marks of footnotes) are nothing,
quotation marks, dashes and CJK punctuation are ASCII, traditional Chinese characters of the forms' vocabulary are simplified,
runs of white space are one space, and there is no space between Han characters. Folding is for comparing only: values are
always taken from the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.expressions import reaching

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures that mark a footnote."""
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ranges of Han characters, for a character class."""

_SINGLE = {
    **dict.fromkeys("‘’‚‛`´ʼʹʻ′＇", "'"),
    **dict.fromkeys("“”„‟«»″〝〞《》〈〉「」『』＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－⁃⸺", "-"),
    "°": "o", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l",
    "ı": "i", "ħ": "h", "ð": "d", "þ": "th", "ə": "e", "ŋ": "n",
    "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك", "ٱ": "ا", "ـ": "",
    "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "。": ".", "、": ",", "・": "·", "•": "·", "●": "·", "▪": "·",
    "№": "no", "〇": "〇", "ё": "е", "Ё": "е",
    **dict.fromkeys(RAISED, ""),
}  # fmt: skip

_TRADITIONAL = (
    "聯联國国絡络電电話话郵邮機机構构務务職职語语單单門门傳传處处員员會会與与號号東东長长書书無无對对應应當当點点類类別别備备註注選选擇择"
    "術术際际網网訊讯數数據据問问題题這这個个為为發发來来從从後后時时開开關关學学華华車车馬马鳥鸟魚鱼龍龙龜龟風风飛飞齊齐齒齿麗丽麥麦黃黄"
    "簽签蓋盖稱称謂谓頭头銜衔級级將将軍军師师幹干監监察察總总統统貴贵屆届執执行行組组織织委委經经濟济財财貿贸農农業业環环衛卫醫医療疗體体育育"
    "廣广場场線线專专辦办廳厅縣县鄉乡鎮镇區区街街樓楼層层號号碼码傳传導导領领隊队團团駐驻謹谨榮荣幸幸轉转達达遞递隨随附附換换變变動动"
    "刪删除除撤撤銷销確确認认實实際际種种義义亞亚歐欧羅罗蘭兰爾尔維维幾几內内聖圣盧卢韓韩緬缅柬柬塞塞爾尔灣湾島岛紐纽約约瑪玛諾诺賴赖貝贝"
    "寧宁薩萨爾尔瓦瓦烏乌茲兹別别葉叶門门衣衣索索匹匹亞亚奧奥較较僅仅該该請请寫写讀读聽听說说談谈譯译認认識识證证據据過过還还進进連连運运"
    "紅红綠绿藍蓝藝艺營营製制規规則则劃划創创劍剑勝胜勞劳勢势協协參参雙双歲岁歷历曆历滿满準准溫温測测滅灭燈灯爭争狀状獨独獲获現现產产畢毕異异"
    "碩硕禮礼範范節节簡简籌筹糧粮納纳紀纪細细終终結结給给絕绝絲丝緊紧續续緩缓編编練练縮缩繁繁績绩縱纵總总繳缴罰罚習习聞闻聲声聰聪腦脑興兴舉举"
    "艦舰處处虛虚見见觀观親亲計计訂订記记訪访設设許许試试詳详誤误課课調调論论諸诸謀谋講讲謝谢議议護护負负責责費费資资質质購购贊赞趙赵輔辅輸输"
    "適适遷迁遺遗釋释鐵铁錄录錯错鍵键鐘钟鑒鉴閉闭間间陣阵陰阴陳陈陽阳階阶隱隐雜杂離离難难雲云靈灵靜静韋韦響响頁页項项順顺須须預预顧顾顯显願愿額额"
    "飲饮館馆騎骑驗验鬥斗鮮鲜鹽盐黨党齡龄爾尔劉刘張张楊杨吳吴許许鄭郑馮冯鄧邓蔣蒋蕭萧葉叶魯鲁賈贾鄒邹譚谭閻阎賀贺顏颜龔龚嚴严湯汤剛刚愛爱敘叙蘇苏繫系係系臨临頓顿慶庆擔担鄰邻廠厂廢废於于並并賓宾寶宝層层檔档據据擬拟聽听"
)
_SINGLE.update({_TRADITIONAL[i]: _TRADITIONAL[i + 1] for i in range(0, len(_TRADITIONAL), 2)})
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})


def _fold_character(character: str) -> str:
    """One character folded: nothing, one or several characters; white space is one space."""
    if character in _SINGLE:
        return _SINGLE[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    folded = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold()):
        if unicodedata.category(part) in _INVISIBLE:
            continue
        folded.append(" " if part.isspace() else _SINGLE.get(part, part))
    return "".join(folded)


class _Letters(dict[int, str]):
    """Every character met so far with what it folds to; `uneven` holds those that become nothing or several characters."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[i]` is the index in `original` of the character from which `text[i]` came."""

    original: str
    text: str
    places: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's characters behind `text[start:end]`, marks that belong to the last one included."""
        if start >= end:
            place = self.places[start] if start < len(self.places) else len(self.original)
            return place, place
        last = self.places[end - 1] + 1
        while last < len(self.original) and unicodedata.category(self.original[last]) in ("Mn", "Me"):
            last += 1
        return self.places[start], last


_SPACES = re.compile(r"  +")
_BETWEEN_HAN = reaching(HAN[0], f"(?<=[{HAN}]) (?=[{HAN}])")
_SHORT = 4_000
SEAM = "\ue000"
"""A private character, which stands in no phrase and folds to itself."""


def fold_with_places(text: str) -> Folded:
    """The text folded, white space at both ends kept as at most one space."""
    return _folded(text) if len(text) <= _SHORT else _long_folded(text)


def _made(text: str) -> Folded:
    if text.isascii():
        lowered = text.lower()
        if not _NOT_PLAIN.search(lowered):
            return Folded(text, lowered, range(len(text)))
    folded = text.translate(_LETTERS)
    places: tuple[int, ...] | range = range(len(text))
    if not _LETTERS.uneven.isdisjoint(text):
        places = tuple([place for place, character in enumerate(text) for _ in _LETTERS[ord(character)]])
    if "  " in folded:
        places = _without(places, [(m.start() + 1, m.end()) for m in _SPACES.finditer(folded)])
        folded = _SPACES.sub(" ", folded)
    if " " in folded and _BETWEEN_HAN.search(folded):
        places = _without(places, [m.span() for m in _BETWEEN_HAN.finditer(folded)])
        folded = _BETWEEN_HAN.sub("", folded)
    return Folded(text, folded, places)


_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f`]|  ")
# a text is asked about again and again: for labels, roles, formulae, States
_folded = lru_cache(maxsize=4096)(_made)
_long_folded = lru_cache(maxsize=8)(_made)


def _without(places: Sequence[int], spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """The places without those in the spans."""
    kept: list[int] = []
    at = 0
    for start, end in spans:
        kept.extend(places[at:start])
        at = end
    kept.extend(places[at:])
    return tuple(kept)


def fold(text: str) -> str:
    """The text folded, without white space at its ends."""
    return fold_with_places(text).text.strip()


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text as `fold` makes it; nothing is remembered of them."""
    folded = SEAM.join(texts).translate(_LETTERS)
    if "  " in folded:
        folded = _SPACES.sub(" ", folded)
    return [_BETWEEN_HAN.sub("", text).strip() for text in folded.split(SEAM)] if texts else []


def fold_pattern(pattern: str) -> str:
    """A regular expression whose literal characters are folded; escapes and group openings stay as written."""
    pieces = re.split(r"(\\.|\(\?P?[<=!:]+|\{[\d,]+\})", pattern)
    return "".join(piece if index % 2 else piece.translate(_LETTERS) for index, piece in enumerate(pieces))
