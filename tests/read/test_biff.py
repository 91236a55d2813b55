"""BIFF .xls: what only it has; what every reader shows is tested with the others."""

from pathlib import Path

import pytest
import xlwt

from preschool_metrics.model.address import a1
from preschool_metrics.model.grid import Sheet
from preschool_metrics.read import Limits, read_grid
from tests.builder import assessed, found

EMPTY = b"\x03\0\0\0\0\0\xff\xff"  # the result that xlwt writes


def font(**about: object) -> xlwt.Font:
    made = xlwt.Font()
    for name, value in about.items():
        setattr(made, name, value)
    return made


def read(book: xlwt.Workbook, folder: Path, *, results: tuple[bytes, ...] = ()) -> Sheet:
    book.save(str(folder / "book.xls"))
    content = (folder / "book.xls").read_bytes()
    for result in results:
        content = content.replace(EMPTY, result, 1)
    (folder / "book.xls").write_bytes(content)
    return read_grid(folder / "book.xls", Limits())[0].sheets[0]


def formulas(*written: str, folder: Path, results: tuple[bytes, ...] = ()) -> dict[str, str]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 1, 12)
    sheet.write(1, 1, 30)
    for row, formula in enumerate(written):
        sheet.write(row, 2, xlwt.Formula(formula))
    return {a1(*at): text for at, text in read(book, folder, results=results).no_result.items()}


# --- marks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", [{"escapement": 1}, {"escapement": 2}, {"struck_out": True}])
def test_digits_set_as_marks_are_no_part_of_a_number(tmp_path: Path, about: dict[str, object]) -> None:
    book, mark, bold = xlwt.Workbook(), font(**about), font(bold=True)
    sheet = book.add_sheet("表")
    sheet.write_rich_text(0, 0, ["1200", ("2", mark)])
    sheet.write_rich_text(0, 1, [("99", mark), " 120人"])
    sheet.write_rich_text(0, 2, ["第一幼儿园", ("2", mark)])
    sheet.write_rich_text(0, 3, [("12", bold), "00"])
    sheet.write_rich_text(0, 4, [("12", mark), ("34", mark)])
    assert read(book, tmp_path).rows == [["1200", " 120人", "第一幼儿园2", "1200", "1234"]]


# --- formulas without a result ----------------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_has_no_result(tmp_path: Path) -> None:
    written = ("B1+18", "SUM(B1:B2)", 'IF(B1>1,"甲","")', "B1", "ROUND(B1/B2,0)")
    assert formulas(*written, folder=tmp_path) == {
        "C1": "B1+18",
        "C2": "SUM(B1:B2)",
        "C3": 'IF(B1>1,"甲","")',
        "C4": "B1",
        "C5": "ROUND(B1/B2,0)",
    }


def test_in_a_calculated_workbook_an_empty_text_is_the_result_of_what_can_give_one(tmp_path: Path) -> None:
    calculated = b"\0\0\0\0\0\0\x3e\x40"  # 30.0
    assert formulas("B1+18", 'IF(B1>1,"","甲")', "SUM(B1:B2)", folder=tmp_path, results=(calculated,)) == {
        "C3": "SUM(B1:B2)"
    }


def test_a_plain_sum_without_a_result_is_recomputed_and_any_other_formula_is_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    cover, roster = book.add_sheet("封面"), book.add_sheet("幼儿园名册")
    for row, (name, value) in enumerate((("填报单位", "曹子里镇"), ("报表月份", "2024-03"), ("常住人口3-5岁", 200))):
        cover.write(row, 0, name)
        cover.write(row, 1, value)
    for column, heading in enumerate(("幼儿园名称", "办园性质", "小班", "中班", "在园幼儿数")):
        roster.write(0, column, heading)
    for row, formula in ((1, "C2+D2+10"), (2, "C3*D3")):
        for column, value in enumerate((f"{row}号幼儿园", "公办园", 30, 40)):
            roster.write(row, column, value)
        roster.write(row, 4, xlwt.Formula(formula))
    book.save(str(tmp_path / "a.xls"))
    result = assessed((tmp_path / "a.xls").read_bytes(), suffix=".xls")
    assert [each.cell for each in found(result, "PM206")] == ["E2"]
    assert [each.cell for each in found(result, "PM205")] == ["E3"]
    assert result.returns[0].roster is not None
    columns = result.returns[0].roster.columns
    assert [row[columns.index("enrolled")] for row in result.returns[0].roster.rows] == [80, None]
