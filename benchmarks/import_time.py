"""How long `import lvliang_nlp` takes, beside the start of a bare Python and the packages it puts off.

python benchmarks/import_time.py
"""

import os
import statistics
import subprocess
import sys
import time

RUNS = 15
CASES = {
    "bare Python": "pass",
    "import lvliang_nlp": "import lvliang_nlp",
    "the command, as for --help": "import lvliang_nlp.cli",
    "lv.quantities": "import lvliang_nlp as lv; lv.quantities",
    "import pydantic (put off)": "import pydantic; pydantic.BaseModel",
    "import spacy (put off)": "import spacy",
}


def seconds(code: str) -> float:
    """Median wall time of a Python process that runs `code`; the first run, which fills the caches, does not count."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main() -> None:
    measured = {name: seconds(code) for name, code in CASES.items()}
    bare = measured["bare Python"]
    print("| process | median s | above bare Python, s | ratio to bare Python |")
    print("| --- | --- | --- | --- |")
    for name, took in measured.items():
        print(f"| {name} | {took:.3f} | {took - bare:.3f} | {took / bare:.1f} |")


if __name__ == "__main__":
    main()
