"""The run: what is new or changed goes to the processes in small chunks, what comes back to the store."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

import lvliang_nlp as lv
from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.errors import InputError, WriteError, check_path, needs
from lvliang_nlp.panel.sources import Source, sources
from lvliang_nlp.panel.store import Store
from lvliang_nlp.panel.summary import Coverage
from lvliang_nlp.panel.work import CONCEPTS, Chunk, Read, start, work
from lvliang_nlp.profile import Profile
from lvliang_nlp.tables import columns
from lvliang_nlp.token import ConceptTable

_CHUNK = 12  # reports a process takes at a time
_WAITING = 3  # chunks a process has in front of it: what bounds the memory


@dataclass(slots=True)
class Outcome:
    """What a run did: rows in the panel, reports read now and kept from before, and why others failed."""

    rows: int = 0
    read: int = 0
    kept: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=lambda: Coverage([]))


def build(
    path: str | os.PathLike[str], output: str | os.PathLike[str], *, what: str = "targets", workers: int | None = None,
    names: bool = True, concepts: Mapping[str, Sequence[str]] | None = None,
    profile: Profile | str | os.PathLike[str] | None = "auto", progress: Callable[[int], None] | None = None,
) -> Outcome:  # fmt: skip
    """One table of all reports of a folder or a Parquet file, written to `output` (.parquet).

    A second run reads only what is missing or changed; a run that was cut off goes on where it was. `what` is a table
    of `records`; with `concepts` (name → words) it is a row a report and concept instead. `names` finds places,
    companies and projects with the learned tagger (else by rules, four times as fast), `profile` is that of `Analyzer`,
    `progress` is called with the number of reports that are done. Texts are streamed: memory does not grow with their
    number. Raises `ReadError` for an input that is none, `WriteError` for an output that cannot be written and
    `ProfileError` for a bad profile; a report that fails is named in the outcome. A panel made with other arguments
    is made anew; when no report at all can be read, it stays as it was.
    """
    if concepts is None:
        columns(what)
    else:
        ConceptTable(concepts)
        what, names = CONCEPTS, False
    with needs("pyarrow", "arrow", "the panel"):
        import pyarrow  # noqa: F401
    target = check_path(output)
    if target.suffix.lower() != ".parquet":
        raise WriteError(f"{target}: the panel is a Parquet file: end it in .parquet")
    if target.is_dir() or not target.parent.is_dir():
        raise WriteError(f"{target}: {'is a folder' if target.is_dir() else f'there is no folder {target.parent}'}")
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise InputError(f"workers={workers!r}: give a whole number from 1 up")
    wanted_words = None if concepts is None else {name: list(words) for name, words in concepts.items()}
    analyzer = Analyzer(profile=profile) if names else Analyzer(profile=profile, tagger=None)
    store = Store(target, what, settings(analyzer, what, names, wanted_words))
    outcome, wanted = Outcome(), dict[str, str]()
    tell = progress or (lambda done: None)

    def new() -> Iterator[Source]:
        for source in sources(path):
            if source.problem:
                outcome.failed[source.name] = source.problem
            elif source.name in wanted:
                outcome.failed[source.name] = "stands there twice; the first one is taken"
            else:
                wanted[source.name] = source.key
                if (before := store.done.get(source.name)) and before.key == source.key:
                    outcome.kept += 1
                else:
                    yield source
                    continue
            tell(1)

    for chunk in _chunks(new(), analyzer, wanted_words, what, workers or os.cpu_count() or 1):
        store.add(chunk)
        outcome.read += len(chunk.read)
        outcome.failed |= chunk.failed
        tell(len(chunk.read) + len(chunk.failed))
    if outcome.failed and not outcome.read and not outcome.kept:
        return outcome  # nothing could be read: what was there before is not replaced by an empty panel
    outcome.rows = store.finish(wanted)
    outcome.coverage = Coverage(_wanted(store, wanted))
    return outcome


def settings(analyzer: Analyzer, what: str, names: bool, concepts: dict[str, list[str]] | None) -> str:
    """What the rows of a panel hang on beside the reports: rows made with other settings are made anew."""
    words = json.dumps(concepts, ensure_ascii=False)
    return f"{lv.__version__} {what} names={names} {words} {analyzer.profiles_key}".rstrip()


def _wanted(store: Store, wanted: dict[str, str]) -> Iterator[Read]:
    return (read for name, read in store.done.items() if wanted.get(name) == read.key)


def _chunks(
    new: Iterator[Source], analyzer: Analyzer, wanted: dict[str, list[str]] | None, what: str, workers: int
) -> Iterator[Chunk]:
    """Chunks in order, with a bounded number of them under way."""
    waiting: deque[Future[Chunk]] = deque()
    with ProcessPoolExecutor(workers, initializer=start, initargs=(analyzer, wanted)) as pool:
        try:
            while batch := [source for _, source in zip(range(_CHUNK), new, strict=False)]:
                waiting.append(pool.submit(work, batch, what))
                if len(waiting) >= _WAITING * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise InputError(
                "a process of the panel was killed, most likely for want of memory: what is done is kept; "
                "run it again with fewer --workers"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
