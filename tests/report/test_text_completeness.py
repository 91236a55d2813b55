"""The grid of areas and months as text: whole at every width, and no longer than it needs to be."""

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from preschool_metrics.language import speak
from preschool_metrics.model.completeness import Received, State
from preschool_metrics.report.text.completeness import completeness_lines
from preschool_metrics.validate.rules.file import GOOD
from tests.builder import assessed

MONTHS = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(8, 32)]


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak("zh")


def received(area: str, month: str, state: State = "complete", *, late: bool | None = None) -> Received:
    return Received(month, area, expected=True, state=state, submitted_on=date(2024, 1, 1), late=late)


def grid_of(*cells: Received, width: int = 80, verbose: bool = False) -> str:
    assessment = replace(assessed(GOOD), completeness=cells)
    return "\n".join(line.plain.rstrip() for line in completeness_lines(assessment, width, verbose=verbose))


def test_a_year_of_two_towns() -> None:
    cells = [received(area, month) for month in MONTHS[5:10] for area in ("曹子里镇", "梅厂镇", "大王古庄镇")]
    cells[0] = received("曹子里镇", MONTHS[5], "errors")
    cells[3] = received("曹子里镇", MONTHS[6], "missing")
    cells[7] = received("梅厂镇", MONTHS[7], "unreadable")
    cells[9] = received("曹子里镇", MONTHS[8], "double")
    cells[10] = received("梅厂镇", MONTHS[8], late=True)
    assert grid_of(*cells) == (
        "上报情况\n"
        "            2023\n"
        "            02  03  04  05  06\n"
        "  曹子里镇   ▲   —   √   ■   √\n"
        "  梅厂镇     √   √   ×  √▼   √\n"
        "  已报       3   2   3   3   3\n"
        "  √ 无错误   ▲ 有错误   × 未能读取   ■ 多份报表   — 未报   ▼ 迟报\n"
        "  其余1个镇街各月都已上报、无错误"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal_and_what_does_not_fit_is_said(width: int) -> None:
    cells = [received(area, month, "errors") for month in MONTHS for area in ("曹子里镇", "大王古庄镇")]
    text = grid_of(*cells, width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.encode("gbk")
    shown = len(text.splitlines()[2].split())
    assert (f"更早的{24 - shown}个月" in text) == (shown < 24)
    assert text.splitlines()[2].split()[-1] == MONTHS[-1][5:]


def test_years_stand_over_their_first_months() -> None:
    text = grid_of(*(received("曹子里镇", month, "errors") for month in MONTHS[:8])).splitlines()
    assert text[1].index("2022") == text[2].index("09")
    assert text[1].index("2023") == text[2].index("01")


def test_a_month_by_itself_is_shown_only_where_all_is_asked_for() -> None:
    one = received("曹子里镇", "2024-03")
    assert grid_of(one) == ""
    assert grid_of(one, verbose=True).splitlines()[3].split() == ["曹子里镇", "√"]


def test_nothing_at_all_is_no_section() -> None:
    assert grid_of(verbose=True) == ""
    assert grid_of(Received(None, None, expected=False, state="unreadable"), verbose=True) == ""


def test_an_area_that_did_not_report_at_first_has_blanks_where_it_was_not_expected() -> None:
    text = grid_of(received("甲", "2024-02"), received("甲", "2024-03"), received("乙", "2024-03"))
    assert text.splitlines()[3].split() == ["乙", "√"]


def test_a_file_of_nobody_has_its_line() -> None:
    lost = Received("2024-03", None, expected=False, state="unreadable")
    text = grid_of(received("甲", "2024-02"), received("甲", "2024-03"), lost)
    assert text.splitlines()[3].split() == ["单位不明", "×"]
