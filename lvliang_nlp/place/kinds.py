"""What kind of place a name means that no table knows, by its type word: 三川河 is a river, 杏花村 a village."""

import re

_ENDINGS = {
    "zone": "开发区|新区|经开区|高新区|开发试验区|示范区|试验区|实验区|合作区|保税区|保税港区|自贸区|自由贸易港|工业区|产业区|集聚区|聚集区|集中区|园区|"
            "产业园|工业园|科技园|物流园|创业园|生态园|示范园|农业园|创新园|科技城|产业城|新城|片区|组团|功能区|园|商务区|基地|港区|谷|试点区",
    "scenic": "景区|风景区|旅游区|度假区|古城|古镇|古村|古寨|石窟|遗址|公园|森林公园|湿地|湿地公园|保护区|瀑布|故里|故居|陵|寺|庙|塔|楼|祠|长城|关|小镇|溶洞|大峡谷|峡谷|温泉|草原|书院|老街|街区",
    "river": "河|江|水|溪|沟|渠|干流|支流|流域|运河|沿岸|沿线|川|涧|滩",
    "lake": "湖|水库|海子|淀|泊|池|泉|湖区|库区",
    "mountain": "山|岭|峰|山脉|山区|岗|坡|崖|岩",
    "island": "岛|群岛|列岛|半岛|礁",
    "sea": "海|湾|海峡|海湾|海域|洋",
    "port": "港|口岸|码头|渡口|机场",
    "region": "地区|平原|盆地|高原|沙漠|沙地|走廊|城市群|都市圈|经济圈|经济带|经济区|城镇群|三角洲|三角|大湾区|一带|革命老区|老区|北部|南部|东部|西部|中部",
    "township": "镇|乡|街道|苏木",
    "village": "村|庄|屯|寨|嘎查|社区|小区|里|坊|巷|堡|营|店|铺|集|塬|坪|坝|墩",
    "road": "路|街|大道|大街|公路|高速|桥|大桥|隧道|站",
}  # fmt: skip
_KIND = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split("|")}
_ENDING = re.compile(f"(?:{'|'.join(sorted(map(re.escape, _KIND), key=len, reverse=True))})$")


def kind_of(name: str) -> str:
    """zone, scenic, river, lake, mountain, island, sea, port, region, township, village, road, or other.

    >>> kind_of("三川河"), kind_of("碛口古镇"), kind_of("杏花村汾酒经济技术开发区"), kind_of("碛口")
    ('river', 'scenic', 'zone', 'other')
    """
    found = _ENDING.search(name)
    return _KIND[found[0]] if found else "other"
