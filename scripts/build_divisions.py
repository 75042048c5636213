"""Make lvliang_nlp/data/divisions.tsv and former_divisions.tsv from published lists.

    python scripts/build_divisions.py ../shared

Reads the divisions of 2023-06-30 (provinces.csv, cities.csv, areas.csv, streets.csv, HK-MO-TW.json), the dated changes
(changes.txt and former_divisions.tsv beside this script) and the reports: how a short name is used in them tells
whether it can be trusted to be a place. Facts only; no text goes into the tables.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

HERE = Path(__file__).parent
DATA = HERE.parent / "lvliang_nlp/data"
RARE, UNSEEN = 10, 10.0  # a name that others hardly use is no common word, however rare it is at home
_NO_DIVISION = re.compile(
    r"市辖区|县|.*直辖县级行政区划|.*直辖村级区划|.*类似乡级单位|"
    r".*(?:监狱|戒毒所|公司|学院|医院|部分)"
)
_PEOPLES = [
    "蒙古族", "蒙古", "回族", "藏族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族",
    "白族", "土家族", "哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族",
    "东乡族", "纳西族", "景颇族", "柯尔克孜", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族",
    "仡佬族", "锡伯族", "锡伯", "塔吉克", "怒族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "独龙族",
    "鄂伦春", "普米族", "基诺族", "各族", "达斡尔", "鄂温克", "塔塔尔",
]  # fmt: skip
_PEOPLE = re.compile(f"(?:{'|'.join(sorted(_PEOPLES, key=len, reverse=True))})+(?=自治|族?乡|区)")
_SPECIAL = {"鄂伦春自治旗": "鄂伦春", "鄂温克族自治旗": "鄂温克", "东乡族自治县": "东乡", "内蒙古自治区": "内蒙古",
            "中沙群岛的岛礁及其海域": "中沙群岛"}  # fmt: skip
_UNIT = re.compile(
    r"(?:特别行政区|维吾尔自治区|自治[区州县旗]|林区|特区|地区|新城|管理区管委会|行政委员会|"
    r"省|市|盟|州|县|区|旗)$"
)
_TOWNSHIP = re.compile(r"(?:街道办事处|街道|办事处|地区|民族镇|民族乡|民族苏木|镇|乡|苏木)$")
_BANNER = re.compile(r"^(.)\w*?([左右])翼(.旗|旗)$")


def short(name: str) -> str:
    """The name without its unit: 吕梁, 恩施, 西双版纳; empty where less than two characters would be left."""
    if name in _SPECIAL:
        return _SPECIAL[name]
    bare = _PEOPLE.sub("", name)
    if name.endswith("左翼蒙古族自治县"):
        return name[0] + "左"
    bare = re.sub(r"自治(?=[区州县旗]$)", "", bare)
    stem = _UNIT.sub("", bare)
    return stem if len(stem) >= 2 else ""


def other(name: str) -> str:
    """A second form in use: 恩施州, 科左后旗, 北川县."""
    if found := _BANNER.match(_PEOPLE.sub("", name).replace("自治", "")):
        return "".join(found.groups())
    if name.endswith("左翼蒙古族自治县"):
        return f"{name[0]}左县"
    bare = re.sub(r"自治(?=[州县旗]$)", "", _PEOPLE.sub("", name))
    return bare if bare != name and len(bare) >= 3 else ""


def township(name: str) -> str:
    stem = _TOWNSHIP.sub("", _PEOPLE.sub("", name).replace("民族", ""))
    return stem if len(stem) >= 2 and stem != name else ""


def divisions(folder: Path) -> list[tuple[str, str]]:
    """Code and name of each, parents before their children."""
    rows: list[tuple[str, str]] = []
    for file in ("provinces", "cities", "areas", "streets"):
        with (folder / f"{file}.csv").open(encoding="utf-8") as lines:
            rows += [(row["code"], row["name"].strip()) for row in csv.DictReader(lines)]
    rows = [(code, name) for code, name in rows if not _NO_DIVISION.fullmatch(name)]
    tree = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    for code, name in (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区")):
        rows.append((code, name))
        if code == "71":
            rows += [(f"71{i:02}", city) for i, city in enumerate(tree[name], 1)]
    return sorted(rows)


def locality(shorts: dict[str, set[str]], reports: Path) -> dict[str, float]:
    """How many times as often a short name stands in the reports of its own province as in those of others."""
    import pyarrow.parquet as pq

    words = list(shorts)
    search = CharwiseDoubleArrayAhoCorasick(words, MATCH_KIND_LEFTMOST_LONGEST)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    names = {name: code[:2] for name, codes in shorts.items() for code in codes if len(code) == 2 or len(code) == 4}
    table = pq.read_table(reports, columns=["place", "text"]).to_pydict()
    for place, text in zip(table["place"], table["text"], strict=True):
        province = names.get(short(place) or place, "")
        size[province] += len(text)
        for _, _, i in search.find(text):
            seen[words[i]][province] += 1
    total, found = sum(size.values()), {}
    for word, codes in shorts.items():
        home = {code[:2] for code in codes}
        at_home = sum(seen[word][p] for p in home) / (sum(size[p] for p in home) + 1)
        abroad = sum(seen[word].values()) - sum(seen[word][p] for p in home)
        ratio = at_home / (abroad + 0.5) * (total - sum(size[p] for p in home))
        found[word] = max(ratio, UNSEEN) if abroad < RARE else ratio
    return found


def former(folder: Path, code_of: dict[tuple[str, ...], str]) -> list[tuple[str, str, str, str]]:
    """until, former name, province and prefecture then, code of the successor: what changes.txt tells, and our list."""
    rows = set()
    for line in (folder / "changes.txt").read_text(encoding="utf-8").splitlines():
        before, _, after = line.partition("=>")
        date, _, province, _, prefecture, _, *county = before.split("\t")
        new = [part for part in after.split("\t") if part]
        code = code_of.get(tuple(new)) or code_of.get((new[0], new[-1]))
        if code is None:
            print("no successor today:", line)
        elif county:
            rows.add((date[:4], county[0], province, prefecture, code))
        else:
            rows.add((date[:4], prefecture, province, "", code))
    for line in (HERE / "former_divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            year, name, province, prefecture, code = line.split("\t")
            rows.add((year, name, province, prefecture, code))
    return sorted(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    rows = divisions(shared / "divisions")
    shorts: dict[str, set[str]] = defaultdict(set)
    for code, name in rows:
        if len(code) <= 6 and short(name):
            shorts[short(name)].add(code)
    lift = locality(shorts, shared / "reports/reports.parquet")
    name_of = dict(rows)
    code_of: dict[tuple[str, ...], str] = {}
    with (DATA / "divisions.tsv").open("w", encoding="utf-8") as out:
        out.write("# Divisions of China on 2023-06-30, made by scripts/build_divisions.py. "
                  "code (2, 4, 6 or 9 digits), name, short\n"
                  "# name, second form, locality of the short name: "
                  "how many times as often reports of its own province use it.\n")  # fmt: skip
        for code, name in rows:
            parents = [name_of[code[:n]] for n in (2, 4, 6) if n < len(code) and code[:n] in name_of]
            if len(code) <= 6:
                code_of[(*parents, name)] = code
                code_of.setdefault((parents[0] if parents else name, name), code)
                stem = short(name)
                fields = [code, name, stem, other(name), f"{lift[stem]:.1f}" if stem else ""]
            else:
                fields = [code, name, township(name), "", ""]
            out.write("\t".join(fields).rstrip("\t") + "\n")
    codes = set(name_of)
    with (DATA / "former_divisions.tsv").open("w", encoding="utf-8") as out:
        out.write("# Former divisions, made by scripts/build_divisions.py. "
                  "year it ended, name, province, prefecture then, code of its\n"
                  "# successor in divisions.tsv.\n")  # fmt: skip
        for row in former(shared / "divisions", code_of):
            if row[4] not in codes:
                print("code not in the table:", row)
                continue
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
