"""Training on with gold of a user's own; without torch these skip, but for what is said then."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import lvliang_nlp as lv
from lvliang_nlp.cli import app
from lvliang_nlp.entity import Tagger, default_tagger
from lvliang_nlp.panel.sources import Source

NAME = "枫桦梯"  # no word, and no name that the weights of the package know
SENTENCES = [f"支持{NAME}在第{n}园区建厂，{NAME}投资{n}亿元。" for n in "一二三四五六七八九十"]
TEXT = "二、2023年重点工作\n" + "\n".join(SENTENCES)


def gold(path: Path, label: str = "COMPANY") -> Path:
    rows = []
    for i, sentence in enumerate(SENTENCES):
        at = "".join(TEXT.split()).index(sentence)
        spans = [{"label": label, "start": at + k, "end": at + k + len(NAME), "text": NAME}
                 for k in range(len(sentence)) if sentence.startswith(NAME, k)]  # fmt: skip
        rows.append({"i": i, "document": "a", "sent": [at, at + len(sentence)], "spans": spans})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def texts() -> dict[str, Source]:
    return {"a": Source("a", TEXT, "吕梁市", 2023)}


def found(tagger: object) -> set[str]:
    report = lv.Analyzer(profile=None, tagger=tagger).analyze(TEXT, place="吕梁市", year=2023)  # type: ignore[arg-type]
    return {company.text for company in report.companies}


def test_a_name_is_learned_and_the_same_seed_gives_the_same_weights(tmp_path: Path, texts: dict[str, Source]) -> None:
    pytest.importorskip("torch")
    from lvliang_nlp.training import train

    before = found("default")
    for name in ("one.npz", "two.npz"):
        assert train([gold(tmp_path / "gold.jsonl")], texts, tmp_path / name, epochs=20) == len(SENTENCES)
    assert NAME not in before and NAME in found(tmp_path / "one.npz")
    one, two = (Tagger.load(tmp_path / name).network for name in ("one.npz", "two.npz"))
    assert np.array_equal(one.char, two.char) and np.array_equal(one.head[0], two.head[0])


def test_weights_survive_the_way_to_torch_and_back(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from lvliang_nlp.entity.characters import numbers
    from lvliang_nlp.entity.features import features
    from lvliang_nlp.training import export, from_network

    network = default_tagger().network
    text = "支持汾酒集团在兴县建设20万吨白酒项目。"
    seen = features(text, "1411", [(10, 14)])
    model = from_network(network).eval()
    with torch.no_grad():
        ids = torch.from_numpy(numbers(text, network.vocabulary).astype(np.int64))
        scores = model(ids[None], torch.from_numpy(seen)[None])[0].numpy()
    assert np.abs(scores - network.scores(text, seen)).max() < 0.1
    with (tmp_path / "same.npz").open("wb") as file:
        export(model, network.vocabulary, file)
    again = Tagger.load(tmp_path / "same.npz").network
    assert np.abs(again.scores(text, seen) - network.scores(text, seen)).max() < 0.1


def test_what_cannot_be_learned_from(tmp_path: Path, texts: dict[str, Source]) -> None:
    pytest.importorskip("torch")
    from lvliang_nlp.training import train

    with pytest.raises(lv.InputError, match="holds no PLACE, COMPANY or PROJECT"):
        train([gold(tmp_path / "gold.jsonl", "QUANTITY")], texts, tmp_path / "w.npz")
    with pytest.raises(lv.InputError, match="not among the texts"):
        train([gold(tmp_path / "gold.jsonl")], {}, tmp_path / "w.npz")
    with pytest.raises(lv.ReadError, match=r"nothere\.npz"):
        train([gold(tmp_path / "gold.jsonl")], texts, tmp_path / "w.npz", start=tmp_path / "nothere.npz")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    words = ["train", str(tmp_path / "gold.jsonl"), "--texts", str(folder), "-o", str(tmp_path / "w.txt")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2 and "weights are a .npz file" in result.output
    assert not (tmp_path / "w.npz").exists()


def test_without_torch_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "import lvliang_nlp as lv\n"
        "try:\n    import lvliang_nlp.training\nexcept lv.MissingExtraError as error:\n    print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "training the tagger needs torch: pip install 'lvliang-nlp[train]'\n"
