"""What looks like an amount and is none: dates, ordinals, names made of figures, slogans, articles.

The rules follow the annotation guide; each tests what stands directly around a candidate.
"""

import re

from lvliang_nlp.quantity.scan import Candidate

_ORDINAL = frozenset("第初首周届")
_RANKED = frozenset("前后")  # 前三名, 后50位
_PLACE_LIKE = frozenset("里台元斤两分方米克升口头门")  # 八里湖, 五台, 三门峡: with a lone digit these are names
_VALUE_BEFORE = re.compile(r"[增减到至达约近超过均高长]\Z")
_YEAR_AFTER_HAN = re.compile(r"[〇零○]")
_NEEDS_ONE = re.compile(r"(?:至少|最少|不少于|不低于|起码|各|(?<!不)仅)[一-鿿]{0,6}\Z")
_ONE_MEASURES = {"power", "energy", "voltage", "percentage_point"}  # 一千瓦 is an amount, 一个 an article
_WITH_ONE = frozenset("统唯单专逐之万第")
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖")
_SLOGAN = re.compile(r"[一二两三四五六七八九十][一-鿿]")
_ARABIC_ONLY = frozenset("县市省国区镇乡村段字笔本")  # 12县, but 三区 and 五市 are names of sets
_MEETING = frozenset("届会大、")  # 市十六届人大四次会议
_OPENING = "“\"‘'「『《〈"
_LATIN_OK = {"money", "mass", "length", "area", "volume", "power", "energy", "ratio", "percentage_point", "voltage"}
_BARE_FRAME = re.compile(r"(?:突破|超过|超|过|破|达到|达|近|上|约|逾|跨越|迈上|跃上|首次|接近|实现)(?:了|近|上)?\Z")
_PER_UNIT = re.compile(r"死亡率|GDP|gdp|地区生产|生产总值|国内生产|工业|增加值|产值|元|单位|能耗")


def is_amount(text: str, item: Candidate) -> bool:
    """Whether a number with what follows it says how much or how many."""
    before = text[item.start - 1 : item.start] if item.start else ""
    if before and (before in _ORDINAL or (before in _RANKED and item.unit.dimension in ("count", "rank"))):
        return False
    if text[max(item.start - 2, 0) : item.start] in ("星期", "〔"):
        return False
    if not item.unit.name and not item.number.unit:
        return _stands_alone(text, item)
    if not item.unit.dimension:
        return False
    if not item.number.high and (item.number.more or len(item.number.digits.split(".")[0]) > 1):
        return False  # ００万: a slip of the scan, no amount
    if item.unit.dimension == "duration" and _is_date(text, item):
        return False
    if _in_a_name(text, item, before):
        return False
    return _han_amount(text, item, before) if item.han else True


def _stands_alone(text: str, item: Candidate) -> bool:
    """A number without a unit is an amount when it is a fraction or has 万 or 亿: 脱贫12.58万, 三分之一."""
    digits = item.number.digits
    if "分之" in digits or "/" in digits or "／" in digits:
        return text[item.start - 1 : item.start] not in ("第", "+", "-") if item.start else True
    if item.high is not None or item.han or not item.number.magnitude.endswith(("万", "亿")):
        return False
    return text[item.end : item.end + 1] not in ("级", "元", "产", "+", "＋", "工") and not _in_a_name(
        text, item, text[item.start - 1 : item.start]
    )


def _is_date(text: str, item: Candidate) -> bool:
    if item.unit.name == "年":
        if item.han:
            return bool(_YEAR_AFTER_HAN.search(item.number.digits)) or item.number.low > 200
        value = item.high.low if item.high else item.number.low
        plain = item.number.digits.isdigit() and not item.number.magnitude
        two = len(item.number.digits) == 2 and (item.number.digits[0] in "0０" or value >= 49) and not item.number.more
        return plain and (1000 <= value <= 2200 or two)
    return False


def _in_a_name(text: str, item: Candidate, before: str) -> bool:
    """PM2.5, G20, 1+7+N, 7×24小时, 985工程 and the like."""
    if not before:
        return False
    if before.isascii() and before.isalpha():
        return item.unit.dimension not in _LATIN_OK and not item.number.magnitude
    if before in "+＋" or text[item.end : item.end + 1] in ("+", "＋"):
        return True
    if before in ".．" and item.start > 1 and text[item.start - 2].isdigit():
        return True
    if before in "×xX*" and item.unit.dimension == "duration":
        return True
    if before in "〔[［（(" and text[item.end : item.end + 1] in "〕]］":
        return True
    if before in "-－—" and item.start > 1 and (text[item.start - 2].isdigit() or text[item.start - 2].isascii()):
        return item.unit.dimension in ("count", "duration")
    return False


def _han_amount(text: str, item: Candidate, before: str) -> bool:
    """Chinese numerals are parts of many words, so they need more: 一个 is an article, 千家 in 千家万户 an idiom."""
    number, dimension = item.number, item.unit.dimension
    if not number.low or (number.digits.startswith(("零", "〇")) and "点" not in number.digits):
        return False
    if number.digits[:1] in _FINANCIAL and dimension != "money":
        return False
    digits, alias = number.digits + number.magnitude, text[item.unit_start : item.end]
    left = text[max(item.start - 8, 0) : item.start]
    if digits == "一" and (dimension in _ONE_MEASURES or item.unit.name == "倍" or number.low != 1):
        return before not in _WITH_ONE
    if digits == "一" or (digits == "二" and dimension == "count"):  # 两 counts, 二 ranks: 二期, 二轮, 二所
        return digits == "一" and dimension in ("count", "rank") and _NEEDS_ONE.search(left) is not None
    if len(digits) == 1 and item.high is None:
        if alias in _PLACE_LIKE:
            return _VALUE_BEFORE.search(left) is not None
        beside = _SLOGAN.match(text, item.end) or _SLOGAN.match(text, max(item.start - 2, 0), item.start)
        if beside and len(alias) == 1:
            return False  # 一城三区, 三区两园
    if alias in _ARABIC_ONLY or (alias == "次" and before in _MEETING):
        return False
    if _bare_magnitude(digits):
        return _bare_amount(text, item, digits, left)
    return not (before and before in _OPENING)


def _bare_amount(text: str, item: Candidate, digits: str, left: str) -> bool:
    """亿元以上, 突破千亿元: a magnitude alone is an amount when the words around treat it as one."""
    if _PER_UNIT.match(text, item.end) or "百千" in digits:
        return False
    framed = _BARE_FRAME.search(left) is not None or text.startswith(("以上", "大关", "左右"), item.end)
    measured = item.unit.dimension not in ("count", "duration", "rank", "age")
    return framed or item.number.more or (measured and len(digits) > 1 and not text.startswith("级", item.end))


def _bare_magnitude(digits: str) -> bool:
    return bool(digits) and digits[0] != "十" and all(c in "十百千万亿" for c in digits)
