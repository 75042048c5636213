"""What all tests share: the reports beside the checkout, cases kept as data, settings of the property tests.

`from conftest import specs` reads the cases of a stage: one JSON object a line in tests/specs/<stage>/<origin>.jsonl.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SPECS = Path(__file__).parent / "specs"

# No deadline: a timing is never a test. In CI the same examples every time, so that a red run can be run again.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def specs(stage: str) -> list[Any]:
    """The cases of a stage as `pytest.param`s, each a dict, with an id that names its file and line.

    A case with `"xfail": "why"` is a known gap and becomes a strict xfail.
    """
    cases = []
    for file in sorted((SPECS / stage).glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            case = json.loads(line)
            gap = case.pop("xfail", None)
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            cases.append(pytest.param(case, id=f"{file.stem}:{number}", marks=marks))
    if not cases:
        raise FileNotFoundError(f"no cases in {SPECS / stage}")
    return cases


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published reports, which is no part of the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the published reports, expected in {folder.name}/ beside the checkout")
    return folder
