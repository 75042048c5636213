"""How far two annotators agree: the second pass over corpus/entities_unseen.jsonl against the first.

    python training/agreement.py ../shared

F1 by the scorer, which leaves grey spans out; and of all spans with their greyness.
"""

import sys
from pathlib import Path

from score import line, scorer
from train import CORPUS

from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.gold import read_gold


def main() -> None:
    first, second = (read_gold(CORPUS / f"entities_unseen{name}.jsonl") for name in ("", "_second"))
    result, _ = scorer(Path(sys.argv[1])).score([r.model_dump() for r in first], [r.model_dump() for r in second])
    print(line(result))
    for name, key in (("with greyness", lambda s: (s.label, s.optional)), ("without", lambda s: s.label)):
        sets = [
            {(r.i, s.start, s.end, key(s)) for r in rows for s in r.spans if s.label in LAYERS}
            for rows in (first, second)
        ]
        print(f"all spans {name}: F1 {2 * len(sets[0] & sets[1]) / (len(sets[0]) + len(sets[1])):.3f}")


if __name__ == "__main__":
    main()
