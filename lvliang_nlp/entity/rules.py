"""Companies and projects by words and tables alone, without the learned tagger.

A company is a known name (data/companies.tsv) or a few characters before 集团, 公司, 银行 …; a project is what stands between
a verb of building (or the mark of a list) and a type word such as 项目, 高速, 产业园, where a name, a firm or an amount is
inside, or where a list of several ends in 等N个项目.
"""

import re
from bisect import bisect_left, bisect_right

from lvliang_nlp.entity.lexicon import companies
from lvliang_nlp.entity.spans import Names, Pair

_HAN = r"\u4e00-\u9fff"
_VERBS = (
    "支持|推动|推进|加快|引进|引入|培育|依托|联合|与|和|及|对接|服务|帮助|鼓励|深化|抓好|启动|建成|开工|完成|实施|建设|投资|新建|扩建|续建|谋划|争取|确保|力争|促进|落实|"
    "组建|成立|做强|做大|发挥|借助|携手|包括|如|以|由|对|为|向|在|将|把|让|使|的|等|了|是|抓紧|加大|加强|规划|做好|开展|全面|重点|积极|大力|有序|稳步|统筹|加速|持续|继续|年内"
)
_COMPANY = re.compile(
    rf"(?P<name>[{_HAN}A-Za-z0-9·]{{2,10}}?(?:集团公司|股份有限公司|有限责任公司|有限公司|集团|公司|股份|银行|农商行|农信社|控股|重工|证券)(?:集团|公司|股份)?)"
)
_UNNAMED = re.compile(
    r"企业|平台|国有|上市|龙头|担保|投资公司|中小|大型|商业银行$|全市|我市|市属|省属|各|家|类|一批|投融资|政策性|外资|民营|产业|行业|新能源$|制造业"
)
_CUT = re.compile(rf"^.*(?:{_VERBS})")
_TYPE = (
    "项目|工程|高速公路|高速|高铁|铁路|公路|快速路|大桥|隧道|机场|水库|水电站|电站|电厂|产业园|工业园|物流园|科技园|园区|产业基地|基地|公园|枢纽|医院|体育馆|体育中心|"
    "博物馆|大剧院|图书馆|中心|小镇|广场|综合体|生产线|技改|改造|[一二三四]期"
)
_PROJECT = re.compile(rf"[^，。；：！？、\n]{{2,30}}?(?:{_TYPE})(?:[一二三四]期)?(?=[、，。；：等和及建开竣前]|$|\n)")
_LIST = re.compile(
    r"(?P<list>[^，。；：！？\n]{4,300}?)等(?:\d{1,4}|[一二三四五六七八九十百]{1,3})?(?:个|项|条)?(?:重点|重大)?[^，。；、：！？\n]{0,8}?(?:项目|工程)"
)
_VERB_HEAD = re.compile(
    r"^(?:(?:全力|加快|推进|推动|抓好|启动|建成|开工|完成|实施|建设|新建|扩建|续建|谋划|争取|确保|力争|促进|做好|抓紧|规划|重点|积极|大力|有序|稳步|统筹|加速|"
    r"持续|继续|年内|投产|投运|支持|开展|落实|引进|一批|要|和|及|以及|竣工|扎实|深入|切实|强力|同步|尽快|着力|全面|抢抓|配合|做实|高标准|高质量|改造提升|一是|二是|三是))+"
)
_KINDS = re.compile(r"^(?:一?批|各类|重点|重大|\d+个|亿元以上|新建|在建|招商引资|省级|市级|基础设施|民生|产业|工业)*(?:项目|工程)$")


def find_names(text: str, places: list[Pair], amounts: list[Pair]) -> Names:
    """Companies and projects of a clean text, and the places as they were given."""
    firms = _companies(text, places)
    return Names(places, firms, _projects(text, [*places, *firms, *amounts]))


def _companies(text: str, places: list[Pair]) -> list[Pair]:
    found = set(companies().find(text))
    ends = {b: a for a, b in places}
    for match in _COMPANY.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        start += len(cut[0]) if (cut := _CUT.match(name[:-2])) else 0
        start = next((at for at in range(end - 1, start, -1) if at in ends and at - start <= 4), start)
        if end - start >= 4 and not _UNNAMED.search(text[start:end]):
            found.add((start, end))
    return _apart(found)


def _projects(text: str, names: list[Pair]) -> list[Pair]:
    starts = sorted(a for a, _ in names)
    listed: set[Pair] = set()
    for match in _LIST.finditer(text):
        at = match.start("list")
        pieces = match["list"].split("、")
        for i, piece in enumerate(pieces):
            skip = len(head[0]) if i == 0 and (head := _VERB_HEAD.match(piece)) else 0
            if len(pieces) > 1 and len(piece) - skip >= 3:
                listed.add((at + skip, at + len(piece)))
            at += len(piece) + 1
    single: set[Pair] = set()
    for match in _PROJECT.finditer(text):
        start, end = match.span()
        if head := _VERB_HEAD.match(match[0]):
            start += len(head[0])
        named = bisect_left(starts, start) < bisect_left(starts, end)
        if named and end - start >= 4 and not _KINDS.match(text[start:end]):
            single.add((start, end))
    return _merge(_apart(listed), _apart(single), text)


def _merge(listed: list[Pair], single: list[Pair], text: str) -> list[Pair]:
    """The pieces of lists, and of the others those that touch none of them."""
    ends = [end for _, end in listed]
    kept = list(listed)
    for start, end in single:
        near = bisect_right(ends, start)
        if "等" not in text[start:end] and (near == len(listed) or listed[near][0] >= end):
            kept.append((start, end))
    return sorted(kept)


def _apart(spans: set[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
