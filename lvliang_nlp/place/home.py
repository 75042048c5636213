"""The report's own place as a division."""

from lvliang_nlp.place.divisions import Divisions, divisions


def home_code(place: str, year: int | None = None, table: Divisions | None = None) -> str:
    """The code of a report's place; empty for 全国, an empty name and names that no table knows.

    A name of a division that ended after `year` gives its successor.

    >>> home_code("吕梁市"), home_code("襄樊市", 2004), home_code("全国")
    ('1411', '4206', '')
    """
    table = table or divisions()
    codes = [code for code in table.find(place) if len(code) <= 6]
    if not codes and place in table.former:
        codes = [min(table.former[place], key=lambda f: abs(f.until - (year or f.until))).code]
    if not codes and len(place) > 2:  # 延边州, 恩施自治州: the stem decides
        stem = place.rstrip("省市州盟区县旗").removesuffix("自治")
        codes = [code for code in table.find(stem) if len(code) <= 6]
    return codes[0] if codes else ""
