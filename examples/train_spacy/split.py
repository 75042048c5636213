"""python split.py GOLD.jsonl FOLDER: every fifth sentence to FOLDER/dev.jsonl, the others to FOLDER/train.jsonl."""

import json
import sys
from pathlib import Path

gold, folder = Path(sys.argv[1]), Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
for name, wanted in (("train", {1, 2, 3, 4}), ("dev", {0})):
    part = [json.dumps(row, ensure_ascii=False) for i, row in enumerate(rows) if i % 5 in wanted]
    (folder / f"{name}.jsonl").write_text("\n".join(part) + "\n", encoding="utf-8")
