"""What kind of place a name means that no table knows, by its type word: 三川河 is a river, 杏花村 a village."""

from lvliang_nlp.place.words import place_words


def kind_of(name: str) -> str:
    """zone, scenic, river, lake, mountain, island, sea, port, region, township, village, road, or other.

    >>> kind_of("三川河"), kind_of("碛口古镇"), kind_of("杏花村汾酒经济技术开发区"), kind_of("碛口")
    ('river', 'scenic', 'zone', 'other')
    """
    words = place_words()
    found = words.ending.search(name)
    return words.kind[found[0]] if found else "other"
