"""A finding names the cell, however the sheet is decorated: the commonest bug of spreadsheet validators, ruled out."""

from typing import Final, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from preschool_metrics.model.address import a1, column_letters
from tests.builder import ErrorValue, Formula, found, returned

HEADINGS: Final = {
    "幼儿园名称": "甲幼儿园",
    "办园性质": "公办园",
    "在园幼儿数": "90",
    "小班": "30",
    "班级数": "3",
    "教职工数": "14",
}
FEW = settings(max_examples=40)  # each example is a workbook written and read
COUNTED: Final = ("在园幼儿数", "小班", "班级数", "教职工数")
COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"


class Case(NamedTuple):
    """A decorated roster with something wrong in one cell."""

    markdown: str
    cell: str


@st.composite
def planted(draw: st.DrawFn, what: str) -> Case:
    """Draw a roster with title, gaps, shuffled columns, blank and hidden rows, and plant a wrong value in it."""
    headings = draw(st.permutations(list(HEADINGS)))
    for _ in range(draw(st.integers(0, 2))):
        headings.insert(draw(st.integers(0, len(headings))), draw(st.sampled_from(["", "备注", "校车数"])))
    left, top = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    size = draw(st.integers(1, 5))
    wrong_row, wrong_heading = draw(st.integers(0, size - 1)), draw(st.sampled_from(COUNTED))
    lines, number = [], top + 1
    if top and draw(st.booleans()):
        lines += ["at A1", "| 学前教育情况统计表 |"]
    lines += [f"at {a1(top, left)}", row(headings)]
    address = ""
    for index in range(size):
        for _ in range(draw(st.integers(0, 1))):
            lines.append(row(["" for _ in headings]))
            number += 1
        values = [HEADINGS.get(heading, "") and f"{HEADINGS[heading]}" for heading in headings]
        values[headings.index("幼儿园名称")] = f"第{index}幼儿园"
        if index == wrong_row:
            values[headings.index(wrong_heading)] = what
            address = a1(number, left + headings.index(wrong_heading))
        lines.append(row(values))
        number += 1
    lines += draw(st.sampled_from([[], [f"hide row {top + 2}"], [f"hide column {column_letters(left)}"]]))
    return Case(COVER + "## 名册\n" + "\n".join(lines) + "\n", address)


def row(values: list[str]) -> str:
    return f"| {' | '.join(values)} |"


def cells(case: Case, code: str, suffix: str) -> list[tuple[str | None, str | None]]:
    return [(finding.sheet, finding.cell) for finding in found(returned(case.markdown, suffix=suffix), code)]


@FEW
@given(case=planted("约20"), suffix=st.sampled_from([".xlsx", ".xls"]))
def test_a_value_that_is_no_number_is_named_by_its_own_cell(case: Case, suffix: str) -> None:
    assert cells(case, "PM201", suffix) == [("名册", case.cell)]


@FEW
@given(case=planted("-1"), suffix=st.sampled_from([".xlsx", ".xls"]))
def test_a_value_out_of_range_is_named_by_its_own_cell(case: Case, suffix: str) -> None:
    assert cells(case, "PM203", suffix) == [("名册", case.cell)]


@FEW
@given(case=planted("#DIV/0!"), suffix=st.sampled_from([".xlsx", ".xls"]))
def test_an_error_value_is_named_by_its_own_cell(case: Case, suffix: str) -> None:
    assert cells(case, "PM204", suffix) == [("名册", case.cell)]


@FEW
@given(case=planted("=RAND()"))
def test_a_formula_without_a_result_is_named_by_its_own_cell(case: Case) -> None:
    assert cells(case, "PM205", ".xlsx") == [("名册", case.cell)]


def test_the_builder_writes_what_it_says() -> None:
    from tests.builder import drawn

    (sheet,) = drawn(
        '## 表（隐藏）\nat B2\n| 1 | 1.5 | "1" | =A1 | #REF! |  | 文 |\nmerge B2:C2\nhide row 4\nhide column C\n'
    )
    assert (sheet.name, sheet.visible) == ("表", False)
    assert sheet.cells == {
        (2, 2): 1,
        (2, 3): 1.5,
        (2, 4): "1",
        (2, 5): Formula("=A1"),
        (2, 6): ErrorValue("#REF!"),
        (2, 8): "文",
    }
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == ([(2, 2, 3, 2)], [4], [3])
