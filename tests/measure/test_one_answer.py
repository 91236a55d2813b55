"""One answer to "does it reach the line, and how is it shown": the judge, the form and the report's workbook give it alike.

The formulas are computed as a spreadsheet would (`tests.excel`), and what is stored with them is compared too.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.forms.standing import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, judged_row
from preschool_metrics.language import speaking
from preschool_metrics.measure import judge
from preschool_metrics.measure.line import NOTHING, line_behind
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook import live
from preschool_metrics.report.workbook.areas import value_cell
from preschool_metrics.report.workbook.live import Line, Live
from preschool_metrics.report.workbook.shades import with_decimals
from tests.excel import Value, compute
from tests.measure.test_judgement_laws import ONE_TO_N_LINES, SHARE_LINES, indicator
from tests.report.workbook.test_live import AT, WUQING, figured

COUNTS = st.one_of(st.integers(0, 300), st.integers(0, 10_000_000))
USUAL = {"percent": ["0.93", "0.85", "0.80", "0.50", "0.9333"], "one_to_n": ["7", "9", "15", "150", "7.5"]}
BESIDE = [  # the closest that counts come to a line
    ("percent", "0.93", 9_299_960, 9_999_957, "92.9999999%", "not_met"),
    ("percent", "0.93", 9_299_999, 10_000_000, "92.99999%", "not_met"),
    ("percent", "0.50", 4_999_999, 9_999_999, "49.99999%", "not_met"),
    ("percent", "0.93", 92_996, 100_000, "92.996%", "not_met"),
    ("percent", "0.93", 93, 100, "93.00%", "met"),
    ("one_to_n", "7", 9_999_998, 1_428_571, "1:7.000001", "not_met"),
    ("one_to_n", "7", 301, 0, "1:—", "not_met"),
    ("one_to_n", "7", 0, 12, "—", "not_applicable"),
]


def judged(display: str, line: str, numerator: int, denominator: int) -> Judgement:
    side = "at_most" if display == "one_to_n" else "at_least"
    own = indicator(display, **{side: Decimal(line)})
    return judge(Observation("made-up", "2024-03", "曹子里镇", "town", None, own, numerator, denominator))


@st.composite
def cases(draw: st.DrawFn) -> Judgement:
    """Draw counts of up to ten million, mostly as close to the line as whole numbers come."""
    display = draw(st.sampled_from(["percent", "one_to_n"]))
    drawn = (SHARE_LINES if display == "percent" else ONE_TO_N_LINES).map(str)
    line = draw(st.one_of(st.sampled_from(USUAL[display]), drawn))
    numerator, denominator = draw(COUNTS), draw(COUNTS)
    if draw(st.booleans()):
        numerator = min(max(0, int(denominator * Decimal(line)) + draw(st.integers(-1, 1))), 10_000_000)
    return judged(display, line, numerator, denominator)


def in_the_form(judgement: Judgement) -> tuple[Value, Value]:
    """Return the figure and the verdict of the form's self-check, each stored as it is computed."""
    numerator, denominator = judgement.observation.numerator or 0, judgement.observation.denominator or 0
    figure, verdict = judged_row(line_behind(judgement), 12, numerator, denominator)
    cells: dict[str, Value] = {"C12": numerator, "D12": denominator}
    cells["F12"] = compute(verdict.formula, cells)
    shown = compute(figure.formula, cells)
    assert (shown, cells["F12"]) == (figure.result, verdict.result)
    return shown, cells["F12"]


def in_the_report(judgement: Judgement) -> tuple[Value, Value]:
    """Return the figure, as its number format shows it, and the verdict in the report's workbook."""
    figure = figured(judgement, WUQING)
    line = Line("line_own", figure.indicator)
    cells: dict[str, Value] = {"N": figure.numerator, "D": figure.denominator}
    cells["line_own"] = float(figure.indicator.threshold)
    cell = value_cell(line, AT._replace(short=""), figure)
    made: dict[str, Any] = {"V": cell.content, "W": live.verdict(line, AT._replace(short=""), figure)}
    for name, content in made.items():
        assert isinstance(content, Live)
        cells[name] = compute(content.formula, cells)
        assert cells[name] == content.result
    return as_shown(cells, format_of(line, cells, cell.number_format)), cells["W"]


def format_of(line: Line, cells: dict[str, Value], usual: str) -> str:
    """Return the number format: that of the first condition that holds, else the cell's own."""
    for verdict in ("met", "not_met"):
        for condition, look in with_decimals(line, "V", "W", verdict, ("", "")):
            if compute(condition, cells):
                return look["num_format"]
    return usual


def as_shown(cells: dict[str, Value], number_format: str) -> Value:
    value = cells["V"]
    if not isinstance(value, float | int):
        return value
    decimals = len(number_format.rstrip("%").partition(".")[2])
    scaled = Decimal(f"{value:.15g}") * (100 if number_format.endswith("%") else 1)
    shown = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{shown}%" if number_format.endswith("%") else f"1:{shown}"


def agree(judgement: Judgement) -> None:
    with speaking("zh"):
        word = verdict_word(judgement.verdict)
        applies = judgement.verdict != "not_applicable"
        assert in_the_form(judgement) == (judgement.display if applies else NOT_APPLICABLE, word)
        assert in_the_report(judgement) == (judgement.display, word)


@given(cases())
def test_form_report_and_judge_agree_on_verdict_and_figure(judgement: Judgement) -> None:
    agree(judgement)


@given(cases())
def test_what_is_shown_is_on_the_side_of_its_verdict(judgement: Judgement) -> None:
    """显示93.0000%而未达标的，绝不会有。"""
    if judgement.display in (NOTHING, f"1:{NOTHING}"):
        return
    percent = judgement.display.endswith("%")
    shown = Decimal(judgement.display.removeprefix("1:").removesuffix("%")) / (100 if percent else 1)
    line = judgement.threshold.line
    assert (shown >= line if percent else shown <= line) == (judgement.verdict == "met")


@pytest.mark.parametrize(("display", "line", "numerator", "denominator", "shown", "verdict"), BESIDE)
def test_beside_the_line(display: str, line: str, numerator: int, denominator: int, shown: str, verdict: str) -> None:
    judgement = judged(display, line, numerator, denominator)
    assert (judgement.display, judgement.verdict) == (shown, verdict)
    agree(judgement)


def test_the_words_of_the_form_are_those_of_every_report() -> None:
    with speaking("zh"):
        words = [verdict_word(each) for each in ("met", "not_met", "no_data", "not_applicable")]
    assert words == [MET, NOT_MET, UNKNOWN, NOT_APPLICABLE]
