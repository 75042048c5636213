"""The canonical indicator of a statement: what its subject is called, as far as its amount can be one of it."""

import re

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.target.indicators import IndicatorTable
from lvliang_nlp.target.spans import GROWS
from lvliang_nlp.target.subject import Statement

_SUFFIX = re.compile(r"(?:[一-鿿]{1,3}族)?自治[区州县]$|维吾尔自治区$|[省市州盟区县]$")
_MARGIN = re.compile(r"[高低快慢]于|[高低]出|超[过出]全|比(?:全|我)[国省市区州]")
_PULLS = re.compile(r"拉动|带动|贡献|影响")
_SHIFTS = re.compile(r"(?:提[高升]|回[升落]|加快|放缓|收窄|上升|下降|扩大|减缓)了?近?$")
_SHARE = re.compile(r"占|比重|恢复|相当于|的$")
_SPENT = re.compile(r"(?:以上|左右|的资金)*(?:用于|用在|投向|投入|投到|来自|在|的(?![^，。；]{0,6}[增速]))")
_PERCENT = frozenset({"%", "‰"})
_NEW = frozenset({"新增", "净增", "新建", "新开工", "培育", "认定", "引进", "新增加", "净增加", "新创建"})
_ADDED = frozenset({"新增", "净增"})


class Namer:
    """Names the statements of one report by a table; `year` is the planned one if known, `place` the report's own."""

    def __init__(self, text: str, table: IndicatorTable, year: int | None, place: str) -> None:
        self._text, self._table, self._year = text, table, year
        stem = _SUFFIX.sub("", place) if len(place) > 2 else place
        self._own = re.compile(f"(?:{re.escape(place)}|{re.escape(stem)})(?:市|省|全市|全省)?(?=.)") if place else None

    def of(self, subject: str, found: Found, statement: Statement) -> str | None:
        """The id of the indicator, if the statement is of one."""
        chosen = self.named(subject, found)
        if chosen is None and statement.action in _ADDED:
            chosen = self.named(f"新增{subject}", found)  # 新增5万个就业岗位
        if chosen is None or found.unit_text.endswith("番"):
            return None  # 翻一番 is no rate of a year
        indicator = self._table.by_id[chosen]
        if statement.action in _NEW and indicator.stock:
            return None  # 新增高新技术企业100家 is not how many there are
        if "ratio" not in indicator.dimension and found.change in GROWS and not indicator.flow:
            return None  # 市场主体净增9万户, 收入增加300元: nor is this, nor how much
        if found.unit.dimension == "percentage_point" and _MARGIN.search(self._text, statement.start, found.start):
            return None  # 增速高于全省1个百分点
        return None if indicator.of and self._no_growth(found, statement.left) else chosen

    def named(self, subject: str, found: Found) -> str | None:
        """The id that the subject's name and the amount's unit stand for, whatever is said of it."""
        names = self._table.named(subject, self._year)
        if not names and self._own and (own := self._own.match(subject)):
            names = self._table.named(subject[own.end() :], self._year)  # 北京市生产总值
        return self._table.choose(names, found.unit.dimension)

    def _no_growth(self, found: Found, left: str) -> bool:
        """拉动经济增长2个百分点, 增速提高1个百分点, 是2015年的2倍, 财政支出的80%: no rate at which something grows."""
        if found.unit.dimension == "percentage_point":
            return bool(_PULLS.search(left) or _SHIFTS.search(left))
        if found.unit.dimension != "ratio" or found.change in GROWS:
            return False
        return found.unit.name not in _PERCENT or bool(_SHARE.search(left) or _SPENT.match(self._text, found.end))
