"""What `inspect` shows of what counts twice or not at all."""

from preschool_metrics.model.inspection import Inspection
from preschool_metrics.validate.rules.file import GOOD
from preschool_metrics.workflow.inspect import inspect
from tests.builder import files


def seen(workbook: str) -> Inspection:
    with files(workbook) as folder:
        return inspect(folder / "return.xlsx")


def test_a_line_of_the_cover_that_stands_again_is_shown_as_such() -> None:
    shown = seen(GOOD.replace("| 200 |\n", "| 200 |\n| 3-5岁常住人口 | 210 |\n"))
    lines = [(each.cell, each.value, each.again) for each in shown.cover if each.field == "population_resident_3_5"]
    assert lines == [("B3", 200, False), ("B4", 210, True)]


def test_a_part_of_a_total_adds_no_rows() -> None:
    shown = seen(GOOD + "| 合计 |  | 170 |\n| 其中：公办 |  | 90 |\n")
    totals = [(each.kind, each.rows) for table in shown.tables for each in table.totals]
    assert totals == [("total", (2, 3)), ("part", ())]
