"""Holds what the tool says of a workbook to the truth of it: figures, addresses, and no false finding."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.grammar.facts import INDICATORS, Pair
from tests.grammar.truth import Example, Must, Want

# Codes that say of a figure that it is wrong; the others only say what could not be read.
_BLAMES: Final = re.compile(r"PM(108|113|131|[2-5]\d\d)$")
VERDICTS: Final = ("crash", "wrong", "accused", "silent", "refused", "noisy", "right")


@dataclass(frozen=True)
class Said:
    """A finding of the tool, as far as the judge needs it."""

    code: str
    severity: str
    sheet: str | None
    cell: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.sheet or ''}!{self.cell or ''} {self.message[:90]}"


@dataclass
class Heard:
    """What the tool said of one workbook: operands by level, area and indicator; findings; cells with their values."""

    figures: dict[tuple[str, str, str], Pair] = field(default_factory=dict)
    findings: list[Said] = field(default_factory=list)
    cells: list[tuple[str, str, Any]] = field(default_factory=list)
    crash: str = ""


@dataclass
class Score:
    """How one example came out.

    figures    counts of right, missing, missing but said, wrong, wrong but said, and of what is rightly unknown
    addresses  cells cited that hold what they are cited for, and faults found where they lie: right and all
    false      the codes of findings that are not true of the workbook
    """

    verdict: str
    figures: dict[str, int]
    addresses: tuple[int, int]
    notes: list[str]
    false: frozenset[str] = frozenset()


def judge(example: Example, heard: Heard) -> Score:
    """Return the score of one example."""
    if heard.crash:
        lost = sum(want[0] is not None for _, want in _wanted(example))
        return Score("crash", {"missing": lost}, (0, 0), [heard.crash])
    false = [each for each in heard.findings if not _due(each, example)]
    absent = [must for must in example.truth.must if not any(_meets(each, must) for each in heard.findings)]
    figures, notes = _figures(example, heard, told=any(_explains(each, example) for each in heard.findings))
    said = bool(re.search(example.truth.say, " ".join(each.message for each in heard.findings)))
    notes = [*map(str, false), *notes]
    notes += [f"no {'/'.join(must.codes)} at {must.sheet}!{must.cell}" for must in absent]
    if example.truth.say and not said:
        notes.append(f"no message with {example.truth.say}")
    quiet = bool(absent) or (bool(example.truth.say) and not said)
    cited, due = _cited(example, heard), example.truth.must
    addresses = (cited[0] + len(due) - len(absent), cited[1] + len(due))
    return Score(
        _verdict(figures, false, quiet=quiet), figures, addresses, notes, frozenset(each.code for each in false)
    )


def _explains(finding: Said, example: Example) -> bool:
    """Tell whether a finding, true or not, can be why figures are missing: a planted fault explains its own only."""
    own = finding.code == "PM130" or any(_there(finding, must) for must in example.truth.must)
    return finding.severity in ("error", "query") and not own


def _wanted(example: Example) -> Iterable[tuple[tuple[str, str, str], Want]]:
    for area, row in example.truth.areas.items():
        for indicator, want in row.items():
            yield ("town", area, indicator), want
    for indicator, want in example.truth.total.items():
        yield ("district", "", indicator), want


def _figures(example: Example, heard: Heard, *, told: bool) -> tuple[dict[str, int], list[str]]:
    counts = dict.fromkeys(("right", "unknown", "missing", "missing, said", "wrong", "wrong, said"), 0)
    notes = []
    wanted = dict(_wanted(example))
    for key, want in wanted.items():
        got = heard.figures.get(key)
        kind = _kind(got, want)
        if kind in ("missing", "wrong"):
            notes.append(f"{key[0]} {key[1]} {key[2]}: {got}, right is {want[0]}")
            kind += ", said" if told else ""
        counts[kind] += 1
    for key in sorted(heard.figures.keys() - wanted.keys()):
        # Where the truth names no area, the whole may stand as one.
        if example.truth.areas and key[0] == "town" and key[2] in INDICATORS[example.profile]:
            counts["wrong, said" if told else "wrong"] += 1
            notes.append(f"there is no area {key[1]}: {key[2]} {heard.figures[key]}")
    return counts, notes


def _kind(got: Pair | None, want: Want) -> str:
    if got in want:
        return "right" if got is not None else "unknown"
    return "missing" if got is None else "wrong"


def _due(finding: Said, example: Example) -> bool:
    """Tell whether a finding is true of the workbook: allowed, or about a planted fault."""
    if finding.severity not in ("error", "query") or finding.code in example.truth.allow:
        return True
    return any(_there(finding, must) for must in example.truth.must)


def _there(finding: Said, must: Must) -> bool:
    return finding.sheet == must.sheet and finding.cell in (must.cell, *must.others)


def _meets(finding: Said, must: Must) -> bool:
    coded = not must.codes or finding.code in must.codes
    return _there(finding, must) and coded and finding.severity in ("error", "query")


def _cited(example: Example, heard: Heard) -> tuple[int, int]:
    """Count the cells that the tool cites for its sums, and those that hold the number it says."""
    meant: Mapping[tuple[str, str], int] = example.book.meant()
    # A cell that is left blank or holds a dash stands for nothing: cited, it must be as 0.
    right = sum(meant.get((sheet, cell), 0) == value for sheet, cell, value in heard.cells)
    return right, len(heard.cells)


def _verdict(figures: Mapping[str, int], false: list[Said], *, quiet: bool) -> str:
    wrong, missing = figures["wrong"] + figures["wrong, said"], figures["missing"] + figures["missing, said"]
    blames = any(_BLAMES.match(each.code) for each in false)
    if wrong:
        return "accused" if blames else "wrong"
    if missing:
        return "accused" if blames else "refused" if false else "silent"
    if quiet:
        return "silent"
    return "noisy" if false else "right"
