"""Colours that follow the formulas: blue met, orange not met, deeper where it is far; the word stands there too."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.measure.formula import Formula
from preschool_metrics.measure.line import DECIMALS, agrees, distance
from preschool_metrics.model.address import a1, column_letters
from preschool_metrics.model.policy import Verdict
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook.live import Line
from preschool_metrics.report.workbook.looks import BAR_ORANGE, BLUE, FAINT, ORANGE, number_format
from preschool_metrics.report.workbook.page import Page

_MET: Final = ((5, "#C4DDEC"), (0, "#E3EFF7"))  # percent beyond the line, and the shade from there on
_NOT_MET: Final = ((10, "#F0BDA4"), (2, "#F8D9CA"), (0, "#FDEFE8"))


def shade_figures(page: Page, rows: tuple[int, int], columns: tuple[int, int], line: Line) -> None:
    """Shade values and verdicts in these 0-based first and last rows; `columns` are those of value and verdict."""
    (first, last), (value, _verdict) = rows, columns
    number, word = (f"${a1(first, column)}" for column in columns)
    met, not_met = (f'{word}="{verdict_word(each)}"' for each in ("met", "not_met"))
    shades = [
        *with_decimals(line, number, word, "met", (_MET[-1][1], BLUE)),
        *with_decimals(line, number, word, "not_met", (_NOT_MET[-1][1], ORANGE)),
    ]
    for condition, shade in shades:
        page.sheet.conditional_format(first, value, last, value, _when(condition, page.book.add_format(shade)))
    shades = [
        *_deeper(line, number, met, _MET, BLUE, beyond=True),
        *_deeper(line, number, not_met, _NOT_MET, ORANGE, beyond=False),
        (f"NOT(OR({met},{not_met}))", {"font_color": FAINT}),
    ]
    for condition, shade in shades:
        for column in columns:
            page.sheet.conditional_format(first, column, last, column, _when(condition, page.book.add_format(shade)))


def with_decimals(
    line: Line, number: str, word: str, verdict: Verdict, shade: tuple[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the conditions of a value that two decimals would set on the wrong side of its line, the fewest decimals first.

    With the shade that lies next to the line, which such a value has: LibreOffice takes the first condition alone.
    """
    met, this = (f'{word}="{verdict_word(each)}"' for each in ("met", verdict))
    agreeing = [str(agrees(Formula(number), each, line.in_cells, Formula(met))) for each in DECIMALS]
    for decimals, agreed in list(zip(DECIMALS, agreeing, strict=True))[1:]:
        look = {
            "num_format": number_format(line.indicator.display, decimals),
            "bg_color": shade[0],
            "font_color": shade[1],
        }
        yield f"AND({this},ISNUMBER({number}),NOT({agreeing[0]}),{agreed})", look


def _deeper(
    line: Line, number: str, condition: str, shades: tuple[tuple[int, str], ...], ink: str, *, beyond: bool
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the conditions of a verdict's shades, the deepest first; a ratio without a number is as far as can be."""
    own = line.in_cells
    off = distance(Formula(number), own) * (-100 if beyond else 100)
    for percent, colour in shades:
        far = f"IF(ISNUMBER({number}),{off}>={own.value}*{percent},TRUE)"
        yield f"AND({condition},{far})" if percent else condition, {"bg_color": colour, "font_color": ink}


def bars(page: Page, rows: tuple[int, int], column: int) -> None:
    """Draw a bar behind each number of a column."""
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": BAR_ORANGE, "min_type": "num"}
    letter = column_letters(column)
    page.sheet.conditional_format(f"{letter}{rows[0] + 1}:{letter}{rows[1] + 1}", {**bar, "min_value": 0})


def _when(condition: str, form: object) -> dict[str, object]:
    return {"type": "formula", "criteria": f"={condition}", "format": form}
