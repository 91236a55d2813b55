"""Formulas without a stored result: plain sums are computed anew and said so, anything else stays unknown."""

import pytest

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw, Remark
from tests.builder import column_of, drafted, table_of

HEADING = "## 名册\n| 幼儿园名称 | 办园性质 | 小班 | 中班 | 大班 | 在园幼儿数 |\n"


def one_row(formula: str) -> Draft:
    return drafted(f"{HEADING}| 甲幼儿园 | 公办园 | 20 | 30 | 40 | {formula} |\n")


def remarks(draft: Draft, flaw: Flaw) -> list[Remark]:
    return [remark for remark in draft.remarks if remark.flaw is flaw]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(C2:E2)",
        "=sum(c2:e2)".upper(),
        "=C2+D2+E2",
        "=SUM(C2,D2,E2)",
        "=SUM($C$2:$E$2)",
        "=SUM(C2:D2,E2)",
        "=SUM(C2:E2,A9)",
    ],
)
def test_a_plain_sum_is_computed_anew_and_said_so(formula: str) -> None:
    draft = one_row(formula)
    assert column_of(draft, "enrolled") == [90]
    assert [remark.cell for remark in remarks(draft, Flaw.RECOMPUTED)] == ["F2"]
    assert remarks(draft, Flaw.NO_RESULT) == []


@pytest.mark.parametrize(
    "formula",
    ["=SUM(C2:E2)*1", "=C2-D2", "=AVERAGE(C2:E2)", "=IF(C2>0,90,0)", "=SUBTOTAL(9,C2:E2)", "=汇总!F2", "=SUM(A2:E2)"],
)
def test_anything_else_stays_unknown_and_names_its_cell(formula: str) -> None:
    draft = one_row(formula)
    assert column_of(draft, "enrolled") == [None]
    (remark,) = remarks(draft, Flaw.NO_RESULT)
    assert (remark.cell, remark.field, remark.value) == ("F2", "enrolled", formula)


def test_a_sum_of_sums_is_computed_from_the_inside_out() -> None:
    draft = drafted(
        f"{HEADING}| 甲幼儿园 | 公办园 | 20 | 30 | 40 | =SUM(C2:E2) |\n| 乙幼儿园 | 公办园 | 1 | 2 | 3 | =C3+D3+E3 |\n"
        "| 合计 |  | =SUM(C2:C3) | =SUM(D2:D3) | =SUM(E2:E3) | =SUM(F2:F3) |\n"
    )
    assert column_of(draft, "enrolled") == [90, 6]
    (total,) = table_of(draft).totals
    assert total.values[2:] == (21, 32, 43, 96)
    (remark,) = remarks(draft, Flaw.RECOMPUTED)
    assert sorted([remark.cell, *remark.related], key=str) == ["C4", "D4", "E4", "F2", "F3", "F4"]


def test_a_sum_over_an_unknown_stays_unknown() -> None:
    draft = drafted(f"{HEADING}| 甲幼儿园 | 公办园 | =RAND() | 30 | 40 | =SUM(C2:E2) |\n")
    assert column_of(draft, "enrolled") == [None]
    assert [remark.cell for remark in remarks(draft, Flaw.NO_RESULT)] == ["C2", "F2"]


def test_a_sum_over_a_text_stays_unknown() -> None:
    draft = drafted(f"{HEADING}| 甲幼儿园 | 公办园 | 约20 | 30 | 40 | =C2+D2+E2 |\n")
    assert column_of(draft, "enrolled") == [None]


def test_a_sum_that_refers_to_itself_stays_unknown() -> None:
    assert column_of(one_row("=SUM(C2:F2)"), "enrolled") == [None]


def test_a_sum_over_blanks_counts_them_as_excel_does() -> None:
    draft = drafted(f"{HEADING}| 甲幼儿园 | 公办园 | 20 |  | 40 | =SUM(C2:E2) |\n")
    assert column_of(draft, "enrolled") == [60]


def test_a_formula_outside_every_table_is_nobodys_business() -> None:
    draft = drafted(f"{HEADING}| 甲幼儿园 | 公办园 | 20 | 30 | 40 | 90 |  | =NOW() |\n")
    assert remarks(draft, Flaw.NO_RESULT) == []
