"""From the name of a place to what it is: its division with code and parents, the members of a short form, its kind.

The report's own place decides first (its counties, then its province), then a place that stands directly before
(南京鼓楼区), then the higher level and the seat of the province.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lvliang_nlp.place.collective import members
from lvliang_nlp.place.divisions import Division
from lvliang_nlp.place.gazetteer import Gazetteer, Kind, gazetteer
from lvliang_nlp.place.kinds import kind_of
from lvliang_nlp.profile import KnownNames

_NATION = {"中国", "全国", "我国", "中华人民共和国"}
_LEVEL_SCORE = {"province": 12, "prefecture": 9, "county": 5, "township": 0}
_UNIT = re.compile(r"[市县区旗州]$")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
_TAIL = re.compile(r"(?:(?:全|两|[二三四五六七八九十]+)?[市县区省]|地区|沿线|流域|境内段?|城区|市区|县城)$")


@dataclass(slots=True)
class Linked:
    """What a name means; `code` is a key of the table of divisions, or empty."""

    kind: str
    code: str = ""
    adcode: str | None = None
    within: str = ""  # code of the division that it lies in, where it is none itself
    members: tuple[Division, ...] = ()
    name: str = ""  # the full one where a profile knows it


@dataclass(slots=True)
class Linker:
    """Links the places of one report: `home` is the code of its own place or empty, `year` its year, `own` a profile's
    names."""

    home: str
    year: int | None = None
    own: KnownNames | None = None
    gazetteer: Gazetteer = field(default_factory=gazetteer)
    _known: dict[tuple[str, str], Linked] = field(default_factory=dict)

    def name_of_home(self) -> str:
        """Full name of the report's own place; empty where it is not known."""
        division = self.gazetteer.table.by_code.get(self.home)
        return division.name if division else ""

    def link(self, name: str, before: str = "") -> Linked:
        """`before` is the code of a place that stands directly before the name, or empty.

        >>> Linker("1411").link("兴县").adcode, Linker("3201").link("鼓楼区").adcode
        ('141123', '320106')
        >>> Linker("").link("鼓楼区", "3501").code
        '350102'
        """
        key = (name, before)
        if key not in self._known:
            self._known[key] = self._link(name, before)
        return self._known[key]

    def _own(self, name: str, before: str) -> Linked | None:
        """What a profile says of a name; an alias of a division is that division."""
        if self.own is None:
            return None
        profile, table = self.own.profile, self.gazetteer.table
        if name in profile.collectives:
            codes = [self._division(member, "") for member in profile.collectives[name]]
            return Linked("collective", members=tuple(table.by_code[code] for code in codes if code))
        full = self.own.places.of.get(name)
        if full is None:
            return None
        entry = profile.places[full]
        if entry.kind is None and full != name and (code := self._division(full, before)):
            return Linked("division", code, table.adcode(code))
        within = self._division(entry.place, "") if entry.place else self._prefix(full) or before
        return Linked(entry.kind or kind_of(full), within=within, name=full)

    def _link(self, name: str, before: str) -> Linked:
        if (own := self._own(name, before)) is not None:
            return own
        if name in _NATION:
            return Linked("nation", adcode="100000")
        named = self.gazetteer.named.get(name)
        code = self._division(name, before)
        if code and (len(code) <= 6 or (named is None and self._is_town(name))):
            return Linked("division", code, self.gazetteer.table.adcode(code))
        if named is not None:
            kind, codes = named
            within = codes[0] if len(codes) == 1 else ""
            return Linked(kind, within=within, members=self._members(name, codes) if kind == "region" else ())
        if found := members(name, self.home, self.gazetteer.table):
            return Linked("collective", members=found)
        if (bare := _TAIL.sub("", name)) != name and (found := members(bare, self.home, self.gazetteer.table)):
            return Linked("collective", members=found)
        return Linked(kind_of(name), within=self._prefix(name) or before)

    def _members(self, name: str, codes: Sequence[str]) -> tuple[Division, ...]:
        """京津冀, 长株潭: a region whose characters are its divisions."""
        found = members(name, codes[0] if codes else "", self.gazetteer.table)
        return found if found and all(any(d.code.startswith(c) for c in codes) for d in found) else ()

    def _division(self, name: str, before: str) -> str:
        table = self.gazetteer.table
        codes = [*table.by_name.get(name, ()), *table.by_short.get(name, ())]
        codes = [c for c in codes if len(c) <= 6 or self._near(c, before)]
        scored = [(self._score(c, name, before), c) for c in codes]
        for former in table.former.get(name, ()):
            at_home = self.home[:4] == former.code[:4]
            if not scored or (name == former.name and (self.year is None or self.year <= former.until + 1) and at_home):
                scored.append((self._score(former.code, name, before) + 1, former.code))
        if not scored and len(name) > 2 and _UNIT.search(name):
            scored = [(self._score(c, name, before), c) for c in self._by_stem(_UNIT.sub("", name))]
        return max(scored, key=lambda item: (item[0], [-int(d) for d in item[1]]))[1] if scored else ""

    def _by_stem(self, stem: str) -> list[str]:
        """武进市 before it was 武进区; 前郭县 for 前郭尔罗斯蒙古族自治县, where only one at home begins like this."""
        table = self.gazetteer.table
        codes = [c for c in table.by_short.get(stem, ()) if 4 <= len(c) <= 6]
        if not codes and len(stem) >= 2 and self.home:
            near = table.children(self.home[:2])
            codes = [d.code for d in near if d.short.startswith(stem) and len(d.short) >= 4]
        return codes if len(codes) == 1 or stem in table.by_short else []

    def _is_town(self, name: str) -> bool:
        """A town by name, not a park, a lake or a mountain of the same name."""
        return bool(_TOWN.search(name)) or kind_of(name) in ("other", "village")

    def _near(self, code: str, before: str) -> bool:
        """Townships only count at home, or behind the county they lie in."""
        return (len(self.home) >= 4 and code.startswith(self.home)) or (len(before) >= 4 and code.startswith(before))

    def _score(self, code: str, name: str, before: str) -> int:
        division = self.gazetteer.table.by_code[code]
        score = _LEVEL_SCORE[division.level] + 2 * (division.name == name)
        if before and code.startswith(before) and code != before:
            score += 100
        if self.home:
            if code.startswith(self.home):
                score += 50
            elif self.home.startswith(code):
                score += 45
            elif code[:2] == self.home[:2]:
                score += 20
        return score + (code[2:4] == "01")

    def _prefix(self, name: str) -> str:
        """The division that a longer name begins with: 张掖国家级经济技术开发区 lies in 张掖市."""
        match = next(iter(self.gazetteer.large(name[:12], self.home)), None)
        if match is None or match.start or match.kind in (Kind.WORD, Kind.NAMED, Kind.HOME_WORD):
            return ""
        return self._division(match.name, "")

    def parents(self, linked: Linked) -> tuple[str, ...]:
        """Names of the divisions above it, from the province down; of what is no division those it lies in."""
        table = self.gazetteer.table
        codes = table.parents(linked.code) if linked.code else ()
        if not linked.code and linked.within:
            codes = (*table.parents(linked.within), linked.within)
        return tuple(table.by_code[code].name for code in codes)
