"""Measure the reader on workbooks drawn from the grammar, and print where it fails.

usage: python -m tests.grammar.publish [--examples N] [--seed S] [--show K] [--family NAME] [--jobs J]
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tests.grammar.example import FAMILIES, draw_example
from tests.grammar.judge import VERDICTS, Score, judge
from tests.grammar.tool import heard
from tests.grammar.writer import write

KEPT: Final = Path("build/grammar")
_FIGURES: Final = ("right", "missing", "missing, said", "wrong", "wrong, said")


@dataclass
class Outcome:
    """One example's score, with the features that were drawn."""

    index: int
    family: str
    features: dict[str, str]
    score: Score


@dataclass
class Tally:
    """Sums over examples."""

    examples: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    addresses: list[int] = field(default_factory=lambda: [0, 0])
    false: Counter[str] = field(default_factory=Counter)

    def add(self, score: Score) -> None:
        self.examples += 1
        self.verdicts[score.verdict] += 1
        self.figures.update(score.figures)
        self.false.update(score.false)
        self.addresses = [a + b for a, b in zip(self.addresses, score.addresses, strict=True)]


def measure(index: int, seed: int, family: str | None) -> Outcome:
    """Draw an example, write it, run the tool on it, judge what it says."""
    example = draw_example(seed, index, family)
    with tempfile.TemporaryDirectory() as folder:
        score = judge(example, heard(write(example.book, Path(folder)), example.profile))
    return Outcome(index, example.family, example.features, score)


def measured(examples: int, seed: int, family: str | None, jobs: int) -> Iterator[Outcome]:
    work = partial(measure, seed=seed, family=family)
    if jobs == 1:
        yield from map(work, range(examples))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, range(examples), chunksize=8)


def keep(outcome: Outcome, seed: int, family: str | None) -> None:
    """Keep a failing example: the workbook, its truth, and what the tool said."""
    example = draw_example(seed, outcome.index, family)
    folder = KEPT / f"{outcome.index:05d}-{outcome.score.verdict}"
    folder.mkdir(parents=True, exist_ok=True)
    write(example.book, folder)
    truth = asdict(example.truth) | {"allow": sorted(example.truth.allow)}
    kept = {
        "family": example.family,
        "profile": example.profile,
        "features": example.features,
        "truth": truth,
        "notes": outcome.score.notes,
    }
    (folder / "truth.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def _percent(part: int, of: int) -> str:
    return f"{100 * part / of:.1f} %" if of else "–"


def _row(name: str, tally: Tally) -> str:
    figures = sum(tally.figures[kind] for kind in _FIGURES)
    cells = [
        f"{tally.examples:6}",
        f"{_percent(tally.verdicts['right'], tally.examples):>8}",
        f"{_percent(tally.figures['right'], figures):>8}",
    ]
    cells += [f"{tally.figures[kind]:6}" for kind in ("missing", "missing, said", "wrong", "wrong, said")]
    cells += [f"{tally.verdicts[verdict]:5}" for verdict in ("accused", "noisy", "silent")]
    return " ".join(cells) + f"  {name}"


_HEAD: Final = " books    right  figures silent  lost,said  wrong  wrong,said  accused noisy silent"


def report(total: Tally, by_feature: dict[tuple[str, str], Tally]) -> Iterator[str]:
    """Yield the lines of the report."""
    figures = sum(total.figures[kind] for kind in _FIGURES)
    yield f"{total.examples} workbooks drawn from the grammar"
    yield f"  figures  right {_percent(total.figures['right'], figures)} of {figures}: missing {total.figures['missing'] + total.figures['missing, said']} ({total.figures['missing']} of them without a word), silently wrong {total.figures['wrong']}, wrong with an error {total.figures['wrong, said']}; rightly unknown {total.figures['unknown']}"
    yield f"  addresses  right {total.addresses[0]} of {total.addresses[1]} ({_percent(*total.addresses)})"
    yield "  workbooks  " + ", ".join(f"{verdict} {total.verdicts[verdict]}" for verdict in reversed(VERDICTS))
    yield "  false findings, by workbooks  " + ", ".join(f"{code} {count}" for code, count in total.false.most_common())
    yield ""
    yield "by feature drawn: workbooks, right of them, figures right, figures missing without and with a word, wrong without and with one, workbooks accused, noisy, silent"
    yield _HEAD
    feature = ""
    for (name, value), tally in sorted(by_feature.items()):
        if name != feature:
            yield f"[{name}]"
            feature = name
        yield _row(value, tally)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.grammar.publish", description=__doc__)
    parser.add_argument("--examples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="keep so many failing examples under build/grammar")
    parser.add_argument("--family", choices=FAMILIES)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def tallied(outcomes: Iterable[Outcome]) -> tuple[Tally, dict[tuple[str, str], Tally]]:
    total, by_feature = Tally(), defaultdict[tuple[str, str], Tally](Tally)
    for outcome in outcomes:
        total.add(outcome.score)
        for name, value in outcome.features.items():
            by_feature[name, value].add(outcome.score)
    return total, by_feature


def main() -> None:
    asked = _arguments()
    outcomes = list(measured(asked.examples, asked.seed, asked.family, asked.jobs))
    for line in report(*tallied(outcomes)):
        sys.stdout.write(line + "\n")
    failed = [each for each in outcomes if each.score.verdict != "right"]
    for outcome in sorted(failed, key=lambda each: VERDICTS.index(each.score.verdict))[: asked.show]:
        keep(outcome, asked.seed, asked.family)
        sys.stdout.write(f"\n{outcome.score.verdict}: example {outcome.index} ({outcome.family})\n")
        sys.stdout.writelines(f"    {note}\n" for note in outcome.score.notes[:6])


if __name__ == "__main__":
    main()
